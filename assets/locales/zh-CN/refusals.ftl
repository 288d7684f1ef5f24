# 被拒绝的操作：要求了什么，为何不行，该怎么办。
refusal-no-such-day = { $day } 没有送货计划。请先导入当天的计划。
refusal-no-such-route = { $day } 没有线路 { $route }。请核对线路编码，或查看当天的线路。
refusal-no-such-vehicle = 没有车辆 { $plate }。请核对车牌号，或先导入该车辆。
refusal-no-such-retailer = 没有零售户 { $retailer }。请核对客户编码，或先导入该零售户。
refusal-no-such-department = 没有营销部 { $department }。请对照营销部列表核对编码。
refusal-not-on-the-day = 零售户 { $retailer } 在 { $day } 没有送货。请核对编码和日期。
refusal-nothing-named = 没有选中任何对象。请至少选择一个站点或一条线路。
refusal-vehicle-cannot-drive = 车辆 { $plate } 不能承担该线路：{ $status }。请换一辆车，或先登记修复。
refusal-already-visited = 零售户 { $retailer } 已经送到过，不能再改。请将其从选择中去掉。
refusal-position-passed = 线路 { $route } 已经驶过第 { $at } 站。请选择第 { $first } 站或之后。
refusal-nothing-left = 线路 { $route } 已没有待送站点，无可更改。
refusal-stale = 您查看期间，线路 { $route } 已被他人更改。请重新查看后再操作。
refusal-twice-on-the-day = 零售户 { $retailer } 在同一天出现两次。请只保留一条。
refusal-route-twice = 线路 { $route } 在同一天排了两次。请合并为一条线路。
refusal-delivered-before-arrival = 零售户 { $retailer }：送达时间 { $delivered } 早于到达时间 { $arrived }。请更正其中之一。
refusal-nothing-to-undo = 没有可撤销的操作。
refusal-undo-conflict = { $subject } 之后又有更改，撤销会覆盖它。请手工修改。
