# 车辆：当前状态。
fleet-broken-down = 故障
fleet-on-route = 在途
fleet-waiting = 待出车
fleet-back = 已返回
fleet-available = 可用
fleet-in-workshop = 在修
fleet-spare = 备用
fleet-work-service = 保养
fleet-work-inspection = 年检
fleet-work-repair = 修理
fleet-work-other = 其他
