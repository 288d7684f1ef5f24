# 调度台与调整单。
board-name = 调度台
board-list-separator = 、
board-no-vehicle = 未派车
board-late-count = { $n } 户延误
board-lane-name = 线路 { $route }，{ $plate }
board-stop-name = 第 { $at } 户，{ $retailer }，{ $arrives }，{ $state }

board-search = 线路、车牌或驾驶员
board-department = 营销部
board-all-departments = 全部营销部
board-filter-late = 延误
board-filter-at-risk = 有风险
board-filter-on-hold = 停送
board-filter-not-departed = 未发车
board-filter-no-vehicle = 未派车
board-only-breaches = 只看有问题的
board-clear-filter = 清除筛选
board-order = 排序
board-order-route = 线路
board-order-lateness = 延误
board-order-departure = 发车时间
board-order-department = 营销部
board-counter = { $routes } 条线路 · { $stops } 户 · 已送 { $delivered } 户 · 延误 { $late } 户
board-shown = 显示 { $shown } / { $all } 条线路

board-selected-routes = 已选 { $n } 条线路
board-selected-stops = 已选 { $n } 户
board-move = 调整线路…
board-move-hint = 把未送的零售户调到其他线路或位置（M）
board-shift = 调整时段…
board-shift-hint = 送货时段前后移动或改为新时段（S；[ 和 ] 每次 15 分钟）
board-reassign = 换车…
board-reassign-hint = 把线路交给另一辆车（R）
board-clear-selection = 取消选择

board-density = 行高
board-density-roomy = 宽松
board-density-compact = 紧凑
board-density-overview = 总览
board-fit = 显示全天
board-fit-hint = 显示整个配送日（F）
board-now = 现在
board-now-hint = 回到当前时刻（Home）
board-zoom-in = 放大
board-zoom-out = 缩小
board-key = 图例
board-key-keys =
    Ctrl + 滚轮缩放，Shift + 滚轮平移。
    方向键移动，空格选择，回车查看。
    M 调整线路，S 调整时段，R 换车。
    按 [ 或 ] 将时段移动 15 分钟。
    L 锁定，P 延期；右键打开菜单。
board-apply-on-drop = 放下即执行，不再确认

board-no-plan = { $day } 没有配送计划
board-no-plan-hint = 请导入当天计划，或打开其他日期。
board-import = 导入…
board-open-day = 打开 { $day }
board-nothing-matches = 没有符合筛选的线路

board-stop-place = { $code } · { $route } 第 { $at } 户，共 { $all } 户
board-fact-state = 状态
board-fact-window = 时段
board-fact-planned = 计划
board-fact-arrived = 到店
board-fact-expected = 预计
board-fact-cartons = 订货量
board-fact-cargo = 货物
board-fact-told = 已告知
board-fact-cause = 原因
board-fact-remedy = 处置
board-fact-department = 营销部
board-fact-driver = 驾驶员
board-fact-load = 载量（条）
board-fact-delivered = 已送
board-fact-round = 往返
board-window-was = { $now }（承诺 { $was }）
board-cartons = { $n } 条
board-cargo-centre = 在配送中心
board-cargo-station = 在中转站 { $station }
board-cargo-aboard = 在 { $plate } 车上
board-told = { $arrival }，{ $by } 于 { $at } 告知
board-closure = { $signal }，{ $from } 至 { $until }：停送 { $n } 户

board-drag-move = 将 { $n } 户调到 { $route }，排第 { $at } 位
board-drag-reassign = 将 { $route } 交给 { $plate }
board-drag-stops = 调整 { $n } 户
board-drag-lane = { $route } 换车
board-drag-same = 放在这里没有变化。
board-drag-nowhere = 请放到某条线路上。按 Esc 放弃。
board-drag-no-vehicle-there = 线路 { $route } 没有车可用。请放到其他线路，或按 R 从列表中选择。
board-drag-retold = 需重新告知：{ $names }
board-drag-more = 另有 { $n } 项
board-drag-hint = 松开继续，按 Esc 放弃。

change-title-reassign = { $route } 换车（现为 { $plate }）
change-title-move = 调整 { $n } 户的线路
change-title-shift = 调整送货时段
change-day-moved-on = 打开后当天计划已有变动，以下为最新结果。
change-consequences = 影响
change-left-out = 另有 { $n } 户已到过或已延期，保持不变。
change-nothing-changes = 没有变化：已经是这样了。
change-apply = 执行
change-apply-naming = 执行：{ $moved } 户变动，{ $retold } 户需重新告知
change-apply-reassign = 执行：{ $plate } 接 { $route }，{ $retold } 户需重新告知
board-waits = 等待{ $link }（{ $incident }），恢复时间不明
board-waits-until = 等待{ $link }（{ $incident }），预计 { $at } 恢复
change-cancel = 取消
change-stops-change = { $n } 户变动
change-to-tell = { $n } 户需重新告知
change-new-breaches = 新增 { $n } 个问题
change-mended = 消除 { $n } 个问题
change-section-new = 新增或加重的问题（{ $n }）
change-section-mended = 消除的问题（{ $n }）
change-section-retold = 需重新告知（{ $n }）
change-section-times = 预计到店时间（{ $n }）
change-breach-stop = { $route } · { $retailer }：{ $what }
change-breach-stops = { $route } · { $n } 户：{ $what }
change-breach-route = { $route }：{ $what }

change-missing-vehicle = 请选择车辆，查看影响。
change-missing-route = 请选择线路，查看影响。
change-missing-position = 正在寻找最佳位置…
change-missing-target = 请选择调整谁的时段。
change-missing-minutes = 请选择移动多少分钟，或填写新时段。
change-missing-window = 请填写两个时间，如 09:00 和 11:30，前者须早于后者。

change-search-vehicle = 车牌、驾驶员或线路
change-search-route = 线路或车牌
change-comparing = 已比较 { $done } / { $all }
change-no-vehicle-matches = 没有符合的车辆。请修改搜索，或先导入车辆。
change-no-route-matches = 没有符合的线路。请修改搜索。
change-capacity = { $n } 条
change-spare = 备用
change-drives-none = 今日无线路
change-drives = 今日 { $routes }
change-load = 已装 { $load } / { $capacity }
change-best-at = 最佳第 { $at } 位
change-not-tried-yet = 尚未比较
change-newly-late = 新增延误 { $n } 户
change-other-breaches = 其他问题 { $n } 个
change-delays = 其他户最多推迟 { $n } 分钟
change-no-new-breach = 无新问题
change-and-more = { $names } 等，另有 { $n } 户
change-reversed = 倒序
change-position-on = 在 { $route } 的位置
change-take-best = 用最佳位置 { $at }

change-whose = 调整谁的时段
change-whose-stops = 所选 { $n } 户
change-whose-route = 线路
change-whose-department = 营销部
change-choose = 请选择…
change-routes = { $n } 条线路
change-how = 怎样调整
change-by = 按分钟移动
change-minutes = 推迟分钟数（负数为提前）
change-to = 改为新时段
change-opens = 从
change-closes = 至
