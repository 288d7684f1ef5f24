# The map.
map-name = Map
map-layers = Layers
map-layer-routes = Routes
map-layer-stops = Stops
map-layer-vehicles = Vehicles
map-layer-holds = Holds
map-layer-districts = District outlines
map-layer-base = Base map
map-layer-labels = Names
map-layer-grid = Degrees
map-colour = Colour of routes
map-colour-department = by department
map-colour-route = by route

map-tool-look = Look and select
map-tool-lasso = Lasso
map-tool-measure = Measure
map-tool-polygon = Draw a polygon
map-tool-circle = Draw a circle
map-hint-look = Click selects, Ctrl or Shift adds. Drag moves the map, the wheel zooms.
map-hint-lasso = Draw around stops to select them. Hold Ctrl or Shift to add.
map-hint-measure = Click from place to place. Backspace takes one back, Enter or a double click ends, Esc clears.
map-hint-polygon = Click the corners. Backspace takes one back, Enter or a double click closes.
map-hint-circle = Press in the centre and pull, or click the centre and then the rim.
map-put-away = Put away
map-discard = Discard
map-finish = Use this area
map-finish-hint = Close the area and go on to the hold (Enter)
map-polygon-of = { $n ->
    [one] Polygon, 1 corner
   *[other] Polygon, { $n } corners
 }
map-circle-of = Circle, radius { $radius }
map-few-corners = Three corners at least.
map-crosses-itself = The edges cross: move a corner, or take the last one back.
map-no-radius = Pull the circle out from its centre.
map-closes = closes { $stops ->
    [one] 1 stop
   *[other] { $stops } stops
 } on { $routes ->
    [one] 1 route
   *[other] { $routes } routes
 }, { $cartons } cartons
map-edit-area = Change the area
map-edit-area-hint = Drag its corners, centre or rim on the map (E)
map-fit = Show everything
map-broken-here = Vehicle broken down here…

map-datum = Datum WGS-84
map-metres = { $n } m
map-kilometres = { $n } km
map-in-all = { $length } in all
map-dock-waiting = { $name } · { $n ->
    [one] 1 vehicle not departed
   *[other] { $n } vehicles not departed
 }
map-hold-in-force = { $signal }, until { $until }
map-hold-coming = { $signal }, from { $from }
map-hold-to-confirm = { $signal }, to be confirmed
map-hold-past = { $signal }, over since { $until }
map-span = { $from } to { $until }, { $state }
map-hold-name = Hold { $id }: { $signal }
map-vehicle-name = Vehicle { $plate } on { $route }, { $state }
map-corner = Corner { $n }
map-circle-centre = Centre of the circle
map-circle-rim = Rim of the circle

map-key-vehicle = vehicle on the way
map-key-broken = vehicle broken down
map-key-centre = distribution centre
map-key-station = transfer station
map-key-keys =
    Solid: driven; paler or dashed: still to come.
    Holds: hatched and filled in force, dashed to come, dotted over.
    Arrows move, + and − zoom, F shows everything, Shift+F the selection.
    Space points at the middle, [ and ] go along the route.
    L lasso, M measure, P polygon, C circle, E changes a hold's area.
