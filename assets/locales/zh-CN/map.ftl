# 地图。
map-name = 地图
map-layers = 图层
map-layer-routes = 线路
map-layer-stops = 送货户
map-layer-vehicles = 车辆
map-layer-holds = 停送区域
map-layer-districts = 区划边界
map-layer-base = 底图
map-layer-labels = 名称
map-layer-grid = 经纬网
map-colour = 线路颜色
map-colour-department = 按营销部着色
map-colour-route = 按线路着色

map-tool-look = 查看和选择
map-tool-lasso = 套索
map-tool-measure = 测距
map-tool-polygon = 画多边形
map-tool-circle = 画圆
map-hint-look = 单击选择，按 Ctrl 或 Shift 添加。拖动平移，滚轮缩放。
map-hint-lasso = 圈住要选的户。按住 Ctrl 或 Shift 为添加。
map-hint-measure = 逐点单击。退格键撤回一点，回车或双击结束，Esc 清除。
map-hint-polygon = 逐个单击各角点。退格键撤回一点，回车或双击闭合。
map-hint-circle = 在圆心按下并拉开，或先单击圆心再单击圆周。
map-put-away = 收起
map-discard = 放弃
map-finish = 使用此区域
map-finish-hint = 闭合区域，继续填写停送（回车）
map-polygon-of = 多边形，{ $n } 个角点
map-circle-of = 圆，半径 { $radius }
map-few-corners = 至少三个角点。
map-crosses-itself = 边线相互交叉：请拖动角点，或撤回最后一点。
map-no-radius = 请从圆心向外拉开。
map-closes = 将停送 { $stops } 户，涉及 { $routes } 条线路，{ $cartons } 条
map-edit-area = 修改区域
map-edit-area-hint = 在地图上拖动角点、圆心或圆周（E）
map-fit = 显示全部
map-broken-here = 车辆在此处故障…

map-datum = 坐标系 WGS-84
map-metres = { $n } 米
map-kilometres = { $n } 公里
map-in-all = 共 { $length }
map-dock-waiting = { $name } · { $n } 辆车未出发
map-hold-in-force = { $signal }，至 { $until }
map-hold-coming = { $signal }，{ $from } 起
map-hold-to-confirm = { $signal }，待确认
map-hold-past = { $signal }，已于 { $until } 结束
map-span = { $from } 至 { $until }，{ $state }
map-hold-name = 停送 { $id }：{ $signal }
map-vehicle-name = 车辆 { $plate }，线路 { $route }，{ $state }
map-corner = 角点 { $n }
map-circle-centre = 圆心
map-circle-rim = 圆周

map-key-vehicle = 在途车辆
map-key-broken = 故障车辆
map-key-centre = 配送中心
map-key-station = 中转站
map-key-keys =
    实线为已行驶，浅色或虚线为未行驶。
    停送区域：生效中为斜线加底色，将生效为虚线，已结束为点线。
    方向键平移，+ 和 − 缩放，F 显示全部，Shift+F 显示所选。
    空格键点中心处，[ 和 ] 沿线路移动。
    L 套索，M 测距，P 多边形，C 画圆，E 修改停送区域。
