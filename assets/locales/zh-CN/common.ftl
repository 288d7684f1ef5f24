# 多处通用的词语。
vehicle-available = 可用
vehicle-broken-down = 故障
vehicle-in-workshop = 维修中

stop-delivered = 已送达
stop-delivered-late = 延误送达
stop-arrived = 已到店
stop-on-time = 准时
stop-at-risk = 有延误风险
stop-late = 延误
stop-on-hold = 暂停配送
stop-failed = 未送达
stop-put-off = 已延期

route-planned = 未发车
route-on-the-way = 配送中
route-done = 已完成

breach-late = 延误 { $minutes } 分钟
breach-early-wait = 等候 { $minutes } 分钟
breach-overload = 超载 { $cartons } 条
breach-overtime = 加班 { $minutes } 分钟
breach-driving-limit = 超出驾驶时限 { $minutes } 分钟
breach-lock-broken = 未遵守锁定：{ $lock }
breach-cargo-at-centre = 货物仍在配送中心
breach-cargo-at-station = 货物在中转站 { $station }
breach-cargo-aboard = 货物在 { $plate } 车上
breach-on-hold = 因管制 { $hold } 停送
breach-no-vehicle = 未派车

lock-vehicle = 锁定车辆
lock-position = 锁定送货顺序
lock-time = 锁定 { $at } 送达

as-written = { $words }

fail-closed = 店铺关门
fail-refused = 拒收
fail-no-payment = 未付款
fail-damaged = 货物破损
fail-unreachable = 无法到达

cause-breakdown = 车辆故障
cause-weather = 天气
cause-accident = 事故
cause-traffic = 交通拥堵
cause-ordering = 订货
cause-settlement = 结算
cause-sorting = 分拣
cause-retailer-absent = 零售户不在

remedy-reassigned = 换车
remedy-moved = 调整线路
remedy-window-shifted = 调整时段
remedy-spare-takes-over = 备用车接替
remedy-neighbours-share = 邻近线路分担
remedy-waited-for-repair = 等待修复
remedy-put-off = 延期配送
remedy-waited-for-weather = 等待天气好转
remedy-met-elsewhere = 定点取货
remedy-shuttled = 小车分送

fault-engine = 发动机
fault-clutch = 离合器
fault-brakes = 制动
fault-tyre = 轮胎
fault-electrics = 电气
fault-cooling = 冷却
fault-body = 车身
fault-accident = 事故
fault-driver-absent = 驾驶员缺勤
fault-other = 其他

hazard-typhoon = 台风
hazard-rainstorm = 暴雨
hazard-snowstorm = 暴雪
hazard-cold-wave = 寒潮
hazard-gale = 大风
hazard-sandstorm = 沙尘暴
hazard-heat = 高温
hazard-drought = 干旱
hazard-lightning = 雷电
hazard-hail = 冰雹
hazard-frost = 霜冻
hazard-fog = 大雾
hazard-haze = 霾
hazard-road-icing = 道路结冰
hazard-road-closed = 道路封闭

colour-blue = 蓝色
colour-yellow = 黄色
colour-orange = 橙色
colour-red = 红色
signal = { $hazard }{ $colour }预警

# 一次更改做了什么，各占一行。
deed-reference-data = 基础资料{ $retailers ->
    [0] {""}
   *[other] ，零售户 { $retailers } 户
}{ $vehicles ->
    [0] {""}
   *[other] ，车辆 { $vehicles } 辆
}{ $others ->
    [0] {""}
   *[other] ，其他 { $others } 项
}
deed-planned = 计划：{ $days } 天、线路 { $routes } 条、送货 { $stops } 户
deed-progress = { $stops } 户的送货进度
deed-reassigned = 线路 { $route } 改派给 { $to }
deed-unassigned = 线路 { $route } 取消派车
deed-moved = { $stops } 户调至线路 { $to }
deed-moved-about = { $stops } 户在线路间调整
deed-shifted = { $stops } 户的时段调整，涉及 { $routes } 条线路
deed-settings = 设置
deed-holds = { $n } 项停送管制
deed-alerts = 收到 { $n } 条预警{ $holds ->
    [0] {""}
   *[other] ，{ $holds } 项停送管制
}
deed-positions = { $n } 辆车的位置{ $stops ->
    [0] {""}
   *[other] ，推断 { $stops } 户
}
deed-weather = 恶劣天气：已决定 { $routes } 条线路
deed-weather-put-off = 恶劣天气：已决定 { $routes } 条线路，延期 { $stops } 户
deed-weather-back = 恶劣天气：已决定 { $routes } 条线路，恢复 { $stops } 户
deed-breakdowns = { $n } 次车辆故障
deed-incidents = 处置 { $n } 起事件
deed-followed-up = 跟踪 { $n } 起事件
deed-playbook = 处置卡新版本
deed-broke-down = { $plate } 发生故障
deed-repaired = { $plate } 已修复
deed-sent-to-workshop = { $plate } 送修
deed-back-from-workshop = { $plate } 修毕回厂
deed-stays = { $n } 次进厂记录
deed-recovered = 应急方案：调整 { $routes } 条线路{ $stops ->
    [0] {""}
   *[other] ，{ $stops } 户改由其他车辆配送
}{ $put-off ->
    [0] {""}
   *[other] ，{ $put-off } 户延期配送
}
deed-put-off = { $stops } 户延期至 { $to } 配送
deed-brought-back = { $stops } 户恢复当天配送
deed-told = 已告知 { $stops } 户
deed-locked = { $stops } 户的锁定
deed-loaded = 线路 { $route } 已取到 { $stops } 户的货物
deed-several = 多类更改 { $n } 项
