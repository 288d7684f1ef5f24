# 多处通用的词语。
vehicle-available = 可用
vehicle-broken-down = 故障
vehicle-in-workshop = 维修中
