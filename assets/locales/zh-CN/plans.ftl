# 应急方案：属于哪一类、代价多少、有哪些不确定。
plan-spare-takes-over = 备用车接替
plan-neighbours-share = 邻近线路分担
plan-wait-for-repair = 等待修复
plan-put-off = 延期配送
plan-wait-it-out = 等待解除
plan-open-first = 先送可通行区域
plan-meeting-point = 定点取货
plan-shuttle = 小车分送
plan-least-change = 最少变动
plan-best-mix = 最优组合
plan-by-hand = 人工调整

plan-meaning-spare-takes-over = 备用车取走货物，接着完成剩余线路。
plan-meaning-neighbours-share = 附近在途车辆取走货物，分担这些零售户。
plan-meaning-wait-for-repair = 零售户等原车修复后继续配送。
plan-meaning-put-off = 零售户改随以后日期的线路配送。
plan-meaning-wait-it-out = 各线路顺序不变，等管制或故障解除后再送，时段顺延。
plan-meaning-open-first = 各线路先送可通行的零售户，管制解除后再送其余。
plan-meaning-meeting-point = 管制区内的零售户到区外约定地点取货。
plan-meaning-shuttle = 可通行的小车送管制区内的零售户，大车送其余。
plan-meaning-least-change = 尽量少更换车辆、少调整顺序和时间。
plan-meaning-best-mix = 综合以上各种办法，总代价最低。
plan-meaning-by-hand = 由您修改过的方案。

# 方案的计费项目：名称、计价单位、单价的含义。
item-late = 延误
item-missed-closing = 错过收货时间
item-put-off-stops = 延期户数
item-put-off-cartons = 延期条数
item-overtime = 加班
item-distance = 里程
item-driving = 行驶时间
item-handling = 接驳条数
item-calls = 接驳次数
item-goods-wait = 货物待接
item-spare = 启用备用车
item-vehicle-changed = 更换车辆
item-told-again = 重新告知
item-meets = 定点取货
item-resequenced = 调整顺序

item-unit-late = 每户每分钟
item-unit-missed-closing = 每户
item-unit-put-off-stops = 每户每天
item-unit-put-off-cartons = 每条每天
item-unit-overtime = 每分钟
item-unit-distance = 每公里
item-unit-driving = 每分钟
item-unit-handling = 每条
item-unit-calls = 每次
item-unit-goods-wait = 每次接驳每分钟
item-unit-spare = 每辆
item-unit-vehicle-changed = 每户
item-unit-told-again = 每户
item-unit-meets = 每户
item-unit-resequenced = 每户

item-price-late = 时段结束后，每多等一分钟对零售户的影响。优先级为 3 的零售户按三倍计。
item-price-missed-closing = 零售户停止收货后才送到，每户一次性计入。
item-price-put-off-stops = 晚送一天的代价，与订货量无关。
item-price-put-off-cartons = 晚送一天，每条卷烟的代价。
item-price-overtime = 下班时间之后的人工费用。
item-price-distance = 油费与车辆损耗。
item-price-driving = 在途行驶的人工费用。
item-price-handling = 把一条卷烟搬到另一辆车上或再次装车的费用。
item-price-calls = 每次碰面交接货物的费用，与条数无关。
item-price-goods-wait = 货物停在不能行驶的车上等待、并需一人看守的代价。
item-price-spare = 派出一辆备用车的费用。
item-price-vehicle-changed = 改由不熟悉该户的班组配送的代价。
item-price-told-again = 再次电话告知零售户的费用及其不满。
item-price-meets = 零售户到约定地点取货的代价。
item-price-resequenced = 不按装车顺序送货的代价。

item-amount-minutes = { $n } 分钟
item-amount-kilometres = { $km } 公里
item-amount-cartons = { $n } 条
item-amount-retailers = { $n } 户
item-amount-stops = { $n } 户
item-amount-vehicles = { $n } 辆
item-amount-calls = { $n } 次
item-amount-retailer-days = { $n } 户·天
item-amount-carton-days = { $n } 条·天

# 方案所依据、但无人能确定的情况。
caveat-repair-is-a-guess = 方案以 { $plate } 的预计修复时间为准。预计时间有变时请重新生成方案。
caveat-place-is-a-guess = { $plate } 按停在最后到达的零售户处计算。请向驾驶员核实。
caveat-room-unknown = { $day } 尚无送货计划，能否装下延期的货物还不知道。
caveat-no-room = { $day } 的车辆装不下延期到该日的货物。请为该日加派车辆，或改到其他日期。
caveat-too-much-for-any-vehicle = { $retailer } 的货量超过现有任何车辆的载量，只能延期。请拆单或另派更大的车辆。
caveat-waits-to-hand-over = { $plate } 在最后一户可送零售户处等候小车接货。
caveat-only-in-folder = { $department }没有地址或机器人，通知只会存入文件夹。请电话告知，或为其设置渠道。
caveat-not-reached = 没有渠道通往{ $department }，无人会被告知。请电话告知，或为其设置渠道。
caveat-hold-is-a-guess = 以停送管制 { $hold } 按预计时间结束为前提。
caveat-restore-is-a-guess = 以事件 { $incident } 按预计时间恢复为前提；尚未有人报告恢复。
caveat-drives-are-reckoned = 行驶时间按距离估算。导入行驶时间表后方案更准确。

# 为何没有可做的方案。
recovery-no-routes = 当天没有送货线路。请选择其他日期，或先导入当天的计划。
recovery-day-is-over = 该送货日已经结束，无法再做安排。请选择今天或以后的日期。
recovery-nothing-broken = 没有车辆故障，也没有零售户在等待来不了的车。请先登记故障。
recovery-nothing-held = 没有停送管制影响待送线路，没有需要安排的。
recovery-nothing-held-up = 没有待出车的线路因订货、结算或分拣而等候，没有需要安排的。
recovery-nothing-owed = 当天没有应补送的延期零售户。
recovery-nothing-left = 故障车辆的零售户均已送到或延期，没有需要安排的。

# 临时补货为何今天送不了。

insertion-no-routes = 今天送不了：今天没有线路计划。
insertion-loaded = 今天送不了：该户今天的货已装车（线路 { $route }），一户一天只送一次。
insertion-leaves-before = 今天送不了：该户今天的货 { $leaves } 装车（线路 { $route }），补货最早 { $ready } 才能备好，一户一天只送一次。
insertion-served = 今天送不了：该户今天已送过（线路 { $route }），一户一天只送一次。
insertion-put-off = 今天送不了：该户今天的货（线路 { $route }）已延期到 { $to }。请先改回今天送，或随那天一起送。
insertion-failed = 今天送不了：该户今天没有送成（线路 { $route }），一户一天只送一次。
insertion-breaks-rule = 今天送不了：随该户自己的货（线路 { $route }）一起送会违反硬性规则，例如车辆装不下。
insertion-nobody-can = 今天送不了：没有仍可装货的顺路线路，也没有空闲车辆。
