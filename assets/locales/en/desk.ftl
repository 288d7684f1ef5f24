# The desk's frame: rail, bars, inspector, palette, first start.
desk-view-board = Board
desk-view-map = Map
desk-view-weather = Weather
desk-view-incidents = Incidents
desk-view-notices = Notices
desk-view-fleet = Fleet
desk-view-supply = Supply
desk-view-reports = Reports
desk-view-data = Data

desk-clock = Time
desk-service-day = Service day
desk-day-today = today
desk-day-ahead = still to come
desk-day-past = past
desk-monday = Mon
desk-tuesday = Tue
desk-wednesday = Wed
desk-thursday = Thu
desk-friday = Fri
desk-saturday = Sat
desk-sunday = Sun

desk-link-ordering = Ordering
desk-link-settlement = Settlement
desk-link-sorting = Sorting
desk-link-distribution = Distribution
desk-link-working = working
desk-link-degraded = degraded
desk-link-affected = affected
desk-link-down = down
desk-link-for = { $state } for { $span }
desk-link-incident = { $incident }: { $name}, since { $since}.
desk-link-incident-until = { $incident }: { $name}, since { $since }, expected over at { $expected }.
desk-link-after = It waits for { $link }.
desk-link-no-incident = No incident reported.
desk-link-no-trouble = No breakdown is open and no hold is in force today.
desk-link-breakdown = { $plate } has been broken down since { $since }.
desk-link-hold = { $signal }: deliveries held from { $from } to { $until }.

desk-search = Search or command
desk-search-hint = Retailer, plate, route, view or action
desk-search-on = Still listing retailers…
desk-search-nothing = Nothing is called that. Try fewer letters, or a code.
desk-kind-action = action
desk-kind-request = request
desk-kind-brand = brand
desk-kind-enterprise = enterprise
desk-theme-dark = Dark theme
desk-theme-light = Light theme
desk-on-duty = On duty
desk-on-duty-hint = Your name

desk-do-palette = Search or command
desk-do-undo = Undo
desk-do-board = Board
desk-do-map = Map
desk-do-weather = Weather
desk-do-hold = New hold…
desk-do-incidents = Incidents
desk-do-open-incident = Open incident…
desk-do-request = Take down a request out of turn…
desk-do-handover = Shift handover…
desk-do-notices = Notices
desk-do-fleet = Fleet
desk-do-supply = Supply
desk-do-reports = Reports
desk-do-data = Data
desk-do-previous-day = Previous service day
desk-do-next-day = Next service day
desk-do-today = Today
desk-do-inspector = Show or hide the inspector
desk-do-language = Switch to Chinese
desk-do-theme = Switch between light and dark
desk-do-keys = Keys
desk-do-open-files = Import files…
desk-do-open-sample = Open the sample city

desk-keys-title = Keys
desk-keys-walk = Board: go from stop to stop and lane to lane
desk-keys-extend = Board: extend the selection
desk-keys-select = Board: add to or take from the selection
desk-keys-all = Board: select every stop shown
desk-keys-inspect = Board: inspect what the cursor is on
desk-keys-reassign = Board: reassign the vehicle…
desk-keys-move = Board: move stops…
desk-keys-shift = Board: shift windows…; 15 minutes earlier; 15 minutes later
desk-keys-zoom = Board: zoom
desk-keys-pan = Board: pan
desk-keys-now = Board: go to this moment
desk-close = Close
desk-cancel = Cancel

desk-notice-done = Done
desk-notice-refused = Not done
desk-notice-trouble = Trouble
desk-notice-weather = Weather
desk-notice-incident = Late
desk-notice-graver = Graver
desk-notice-put-away = Dismiss

desk-taken-back = Undone: { $deed }
desk-undo-hint = Take back: { $deed }
desk-next-late = Next late: { $retailer } on { $route }, expected { $expected } (in { $in } min), { $minutes } min late
desk-next-at-risk = At risk: { $retailer } on { $route }, expected { $expected }, window closes in { $minutes } min
desk-next-hint = Select this stop
desk-work-sample = Making the sample city
desk-work-report = Making the delay report

desk-welcome = Nothing here yet
desk-welcome-how = Look around in a made-up city, or begin with your own retailers, vehicles and plans.
desk-open-sample = Open the sample city
desk-open-sample-hint = 15,000 made-up retailers, a day under way and 90 days of history, in this database.
desk-import = Import your files…
desk-welcome-drop = You can also drop CSV, XLSX, XLS or ODS files anywhere on this window.

desk-day-title = Service day
desk-routes = Routes
desk-routes-on-the-way = On the way
desk-stops = Stops
desk-stops-open = Still open
desk-stops-left = { $left } of { $all } to go
desk-stops-by-state = STOPS BY STATE
desk-select-something = Select a route or a stop on the board to see all about it.
desk-breaches = BREACHES
desk-more = and { $n } more
desk-route = Route
desk-route-title = Route { $route }
desk-route-position = { $route }, stop { $n }
desk-route-gone = Route { $route } is no longer planned on this day.
desk-state = State
desk-vehicle = Vehicle
desk-crew = Crew
desk-phone = Phone
desk-load = Load / capacity
desk-departs = Departs
desk-returns = Returns
desk-at-planned = { $at } (planned { $planned })
desk-distance = Distance
desk-address = Address
desk-manager = Manager
desk-licence = Licence
desk-delivery = DELIVERY
desk-no-delivery = No delivery on this day.
desk-cartons = Cartons
desk-window = Window
desk-window-promised = { $now } (promised { $promised })
desk-planned = Planned
desk-expected = Expected
desk-arrived = Arrived
desk-delivered = Delivered
desk-reason = Reason
desk-put-off-to = Put off to
desk-told = Told
desk-told-by = { $arrival }, at { $at } by { $by }
desk-told-plan = the plan only
desk-cause = Cause
desk-remedy = Remedy
desk-reassign = Reassign…
desk-shift = Shift windows…
desk-move = Move to…
desk-show-route = Show the route
desk-show-told = Show in the ledger
desk-show-told-hint = What this retailer has been told, and when
desk-already-visited = The vehicle has been there already.
desk-hold-gone = Hold { $hold } is no longer known.
desk-hold-source = Source
desk-hold-response = Asks to
desk-hold-lets-pass = Lets pass up to
desk-hold-decided = ROUTES DECIDED
desk-several = Selection
desk-move-all = Move { $n ->
    [one] 1 stop
   *[other] { $n } stops
 } to…
desk-shift-all = Shift windows of { $n ->
    [one] 1 stop
   *[other] { $n } stops
 }…
desk-shift-routes = Shift windows of { $n ->
    [one] 1 route
   *[other] { $n } routes
 }…
desk-select-none = Clear the selection

desk-bookkeeper-gone = The desk can no longer write to its database. Close it and open it again; everything acknowledged so far is kept.
desk-trouble-no-display = This machine has no display to open the desk on. Run it in a desktop session, or use the command line: mainstay --help lists what it can do.
desk-trouble-library = The desk needs the library { $library }, which is not installed. Install it (on Debian: libxkbcommon-x11-0 libxcursor1 libxi6 libgl1), or use the command line: mainstay --help.
desk-trouble-display = The desk could not open a window ({ $why }). Check the graphics driver, or use the command line: mainstay --help.
desk-work-fleet = Reading the days of the fleet
desk-work-order = Making a report by standing order
