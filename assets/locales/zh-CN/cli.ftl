# 命令行自己的词语。
cli-head-route = 线路
cli-head-vehicle = 车辆
cli-head-department = 营销部
cli-head-state = 状态
cli-head-departure = 发车
cli-head-done = 已送
cli-head-stops = 户数
cli-head-late = 延误
cli-head-back = 返回
cli-head-load = 装载
cli-head-number = 序
cli-head-retailer = 客户编码
cli-head-name = 客户名称
cli-head-cartons = 条数
cli-head-window = 时段
cli-head-planned = 计划
cli-head-expected = 预计
cli-head-breach = 问题
cli-head-revision = 编号
cli-head-at = 时间
cli-head-by = 操作人
cli-head-change = 更改
cli-head-undone = 撤销情况
cli-head-row = 行
cli-head-column = 列
cli-head-found = 内容
cli-head-advice = 处理办法

cli-day = { $date } { $now }：{ $routes } 条线路，{ $stops } 户，已送达 { $delivered }，延误 { $late }，停送 { $held }，未送达 { $failed }，延期 { $off }
cli-nothing-to-change = 已经如此，没有改动。
cli-dry-run = 仅试算，未保存。
cli-moved = { $n } 户的安排有变化。
cli-retold = 需重新告知 { $n } 户：
cli-new-breaches = 新增或加重 { $n } 项问题：
cli-mended = 消除 { $n } 项问题：
cli-log = 共 { $n } 次更改
cli-undoes = 撤销 { $of } 号：{ $deed }
cli-undone-by = 已被 { $by } 号撤销
cli-imported = { $file }：{ $kind }，{ $encoding }；采用 { $accepted } 行，无变化 { $unchanged } 行，有问题 { $complaints } 行
cli-more-complaints = 另有 { $n } 条，用 --json 查看。
cli-reported = { $path }：{ $days } 天，应送 { $due } 户，列出 { $listed } 户
cli-verified = 数据库完好：已核对 { $n } 条记录。
cli-not-verified = 数据库已损坏：发现 { $n } 处问题。
cli-demo-made = { $path }：示例城市已生成，{ $retailers } 户零售户，{ $days } 个送货日。时钟从 { $day } { $time } 开始。
cli-demo-there = { $path }：示例城市早已生成，{ $retailers } 户零售户，{ $days } 个送货日。时钟从 { $day } { $time } 开始。
cli-shot = { $path }：图片已写好。

cli-making = 正在生成示例城市：
cli-reading = 正在读取：
cli-keeping = 正在保存：
cli-reporting = 正在写报表：
cli-verifying = 正在核对：

cli-cancelled = 已取消，未保存任何内容。
cli-cannot-answer = 结果无法输出：{ $error }。请检查输出位置。
cli-no-database = { $path } 处没有数据库。请检查 --db 后的路径，或用 mainstay demo、mainstay import 新建。
cli-no-home = 找不到您的数据目录。请用 --db 指定数据库。
cli-no-folder = 无法建立 { $path }：{ $error }。请用 --db 换一个位置。
cli-demo-not-a-sample = { $path } 中是您自己的数据，不能混入示例城市。请用 --db 指定另一个文件。
cli-report-format = 从 { $path } 看不出报表格式。文件名请以 .xlsx、.csv 或 .json 结尾。
cli-map-unreadable = { $path } 不能作为列对照表读取：{ $error }。请写成 JSON，例如 {"{"}"店号": "retailer"{"}"}。
cli-map-field = { $path } 中的字段 { $field } 不存在。请使用 mainstay import --json 输出的字段名。
cli-no-picture = 图片无法生成：{ $error }。请缩小 --size 或 --scale。

cli-solved = { $instance }：成本 { $cost }，{ $routes } 条线路，{ $seconds } 秒，{ $rounds } 轮。
cli-unserved = { $n } 个客户未能安排：算例中的车辆无法全部服务。
cli-not-an-instance = 无法求解 { $file }：{ $why }
cli-cannot-read = 无法读取 { $file }：{ $error }。请检查路径和文件。

cli-head-plan = 方案
cli-head-price = 代价（元）
cli-head-minutes-late = 延误分钟
cli-head-told-again = 重新告知
cli-head-moved = 换车
cli-head-put-off = 延期
cli-head-carried = 接驳条数
cli-head-kilometres = 公里
cli-head-overtime = 超时分钟

cli-incident = 事件 { $incident }。
cli-recovered = { $plans ->
    [0] 没有符合规则的方案，
   *[other] { $plans } 个方案，
}首批 { $first } 毫秒，最后 { $seconds } 秒：
cli-carried = { $rank }：{ $stops } 户 { $cartons } 条，由 { $from } 转至 { $to }，{ $at }-{ $until }
cli-from-centre = 配送中心
cli-recover-none = 故障车辆上锁定的客户使方案无法成立。请解除锁定后重试。
cli-recover-apply = 用 --apply 加序号即可执行。
cli-case-saved = { $path }：现场情况已保存，{ $routes } 条线路，{ $stops } 户。
cli-case-solved = { $case }：成本 { $cost }（距离 { $distance }，延误 { $late }，换车 { $moved }，固定 { $fixed }），{ $seconds } 秒，{ $rounds } 轮。
cli-not-a-case = { $file } 不能作为应急案例读取：{ $why }
cli-no-such-cause = 没有名为“{ $found }”的故障。请使用以下之一：{ $known }。
cli-no-such-rank = 没有第 { $rank } 号方案：共找到 { $plans } 个。请重新运行 recover，选用其中的序号。
cli-no-such-incident = 没有事件 { $incident }。请使用编号，例如 B261123-1，或当天的序号。
cli-incident-closed = 事件 { $incident } 已结束：{ $plate } 已可继续行驶。去掉 --incident 可查看是否还有其他事件。
cli-case-is-not-applied = 案例只作试算，不保存任何内容。请去掉 --apply；如要安排数据库中的当天，请去掉 --case。
cli-case-has-no-tokens = --plan 只用于简式案例的答案，而该案例由调度台保存。请改用 --json。

case-not-json = 不是 JSON：第 { $line } 行第 { $column } 列无法读取。请从来源处重新获取该文件。
case-lacks = 缺少 { $part } 部分。请从来源处重新获取该文件。
case-off = { $part } 不能是 { $found }。请更正，或从来源处重新获取该文件。
case-too-many = 有 { $points } 个点，最多可求解 { $most } 个。请换用较小的案例。
instance-unknown = 既不是 Solomon 文本，也不是 VRPLIB 文件。请指定其中一种格式的文件。
instance-lacks = 缺少 { $part } 部分。请从来源处重新获取该文件。
instance-line = 第 { $line } 行内容不符合格式：“{ $found }”。请更正，或从来源处重新获取该文件。
instance-too-many = 有 { $customers } 个客户，最多可求解 { $most } 个。请换用较小的算例。
instance-unsupported = { $part } 为 { $found }，此处不支持。请使用类型为 CVRP 或 VRPTW、距离为 EUC_2D 的算例。
