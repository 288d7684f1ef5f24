# 应急案例：文件哪里不对。
case-unknown = 既不是调度台保存的应急案例（"format": "mainstay-recovery-case"），也不是简式案例。请用 mainstay case -o 文件 保存现场情况。
case-version = 版本为 { $found }，此处只能读取版本 { $known }。请重新保存，或使用更新的程序。
case-too-deep = 嵌套层数过多。请从来源处重新获取该文件。
case-too-much = 除矩阵外超过 { $most } 个部分。保存的案例不会这么多，请检查该文件。
case-too-large = 有 { $size } MB，最多可读 { $most } MB。保存的案例不会这么大，请检查该文件。
case-at = { $path }：{ $fault }

case-fault-missing = 缺少此项。请补上。
case-fault-unknown-key = 没有这个键。请更正或删除；全部键见 docs/formats.md。
case-fault-not = { $found } 不是{ $wanted }。请更正。
case-fault-out-of-range = { $found } 不可能正确。请填 { $least } 到 { $most } 的整数。
case-fault-too-long = 超过 { $most } 个字符。请缩短。
case-fault-off-the-earth = { $found } 不在地球上。纬度不超过 90，经度不超过 180。
case-fault-closes-before-opening = 时段 { $found } 的结束早于开始。请对调两个时间。
case-fault-before = { $found } 早于“{ $other }”。请更正其中之一。
case-fault-repeated = 与 { $first } 重复。请只保留一个。
case-fault-no-such = 案例中没有{ $what } { $name }。请补上，或更正名称。
case-fault-not-on-the-route = { $name } 不在该线路上，无法在此之前取货。请改为该线路上的一户。
case-fault-wrong-length = 有 { $found } 项，应为 { $wanted } 项。请补全。
case-fault-too-many = 超过 { $most } 项。请去掉不需要的内容。

case-kind-object = 一组键（{"{"}…{"}"}）
case-kind-list = 列表（[…]）
case-kind-text = 文本（"…"）
case-kind-whole = 整数
case-kind-number = 数字
case-kind-yes-or-no = true 或 false
case-kind-day = 2000 至 2100 年间的日期，例如 "2026-11-23"
case-kind-moment = 2000 至 2100 年间的时刻，例如 "2026-11-23T10:20:00"
case-kind-time = 当天的时间，例如 "10:20:00"
case-kind-window = 时段，例如 ["08:00:00", "12:00:00"]
case-kind-word = 以下之一：{ $words }
case-kind-vehicle = 车辆
case-kind-station = 中转站
case-kind-breakdown = 故障记录
