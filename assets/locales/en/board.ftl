# The board and the change sheet.
board-name = Board
board-list-separator = { ", " }
board-no-vehicle = no vehicle
board-late-count = { $n } late
board-lane-name = Route { $route }, { $plate }
board-stop-name = Stop { $at }, { $retailer }, { $arrives }, { $state }

board-search = Route, plate or driver
board-department = Department
board-all-departments = All departments
board-filter-late = Late
board-filter-at-risk = At risk
board-filter-on-hold = On hold
board-filter-not-departed = Not departed
board-filter-no-vehicle = No vehicle
board-only-breaches = Only with breaches
board-clear-filter = Clear the filter
board-order = Sort by
board-order-route = route
board-order-lateness = lateness
board-order-departure = departure
board-order-department = department
board-counter = { $routes } routes · { $stops } stops · { $delivered } delivered · { $late } late
board-shown = { $shown } of { $all } routes shown

board-selected-routes = { $n ->
    [one] 1 route selected
   *[other] { $n } routes selected
 }
board-selected-stops = { $n ->
    [one] 1 stop selected
   *[other] { $n } stops selected
 }
board-move = Move…
board-move-hint = Take the stops that are still open to another route or position (M)
board-shift = Shift windows…
board-shift-hint = Move delivery windows by minutes or to new times (S, or [ and ] for 15 minutes)
board-reassign = Reassign…
board-reassign-hint = Give the route to another vehicle (R)
board-clear-selection = Clear

board-density = Lane height
board-density-roomy = Roomy
board-density-compact = Compact
board-density-overview = Overview
board-fit = Fit the day
board-fit-hint = Show the whole day (F)
board-now = Now
board-now-hint = Go to this moment (Home)
board-zoom-in = Zoom in
board-zoom-out = Zoom out
board-key = Key
board-key-keys =
    Ctrl + wheel zooms, shift + wheel pans.
    Arrows move, space selects, Enter inspects.
    M moves, S shifts, R reassigns.
    The keys [ and ] shift windows by 15 minutes.
    L locks, P puts off; the right button opens a menu.
board-apply-on-drop = Apply a drop at once, without the sheet

board-no-plan = No routes are planned for { $day }
board-no-plan-hint = Import the day's plan, or open another day.
board-import = Import…
board-open-day = Open { $day }
board-nothing-matches = No route matches the filter

board-stop-place = { $code } · stop { $at } of { $all } on { $route }
board-fact-state = State
board-fact-window = Window
board-fact-planned = Planned
board-fact-arrived = At the door
board-fact-expected = Expected
board-fact-cartons = Order
board-fact-cargo = Goods
board-fact-told = Told
board-fact-cause = Cause
board-fact-remedy = Done about it
board-fact-department = Department
board-fact-driver = Driver
board-fact-load = Load, cartons
board-fact-delivered = Delivered
board-fact-round = Round
board-window-was = { $now } (promised { $was })
board-cartons = { $n ->
    [one] 1 carton
   *[other] { $n } cartons
 }
board-cargo-centre = at the centre
board-cargo-station = at station { $station }
board-cargo-aboard = aboard { $plate }
board-told = { $arrival }, by { $by } at { $at }
board-closure = { $signal }, { $from } to { $until }: { $n ->
    [one] closes 1 stop
   *[other] closes { $n } stops
 }

board-drag-move = { $n ->
    [one] Move 1 stop to { $route }, place { $at }
   *[other] Move { $n } stops to { $route }, from place { $at }
 }
board-drag-reassign = Give { $route } to { $plate }
board-drag-stops = { $n ->
    [one] Move 1 stop
   *[other] Move { $n } stops
 }
board-drag-lane = Reassign { $route }
board-drag-same = Nothing would change here.
board-drag-nowhere = Drop on a lane. Esc leaves all as it is.
board-drag-no-vehicle-there = Route { $route } has no vehicle to give. Drop on another lane, or choose from the list with R.
board-drag-retold = To tell again: { $names }
board-drag-more = and { $n } more
board-drag-hint = Drop to go on, Esc to leave all as it is.

change-title-reassign = Reassign { $route } (now { $plate })
change-title-move = { $n ->
    [one] Move 1 stop
   *[other] Move { $n } stops
 }
change-title-shift = Shift delivery windows
change-day-moved-on = The day has changed since this was opened. The figures below are of now.
change-consequences = What comes of it
change-left-out = { $n ->
    [one] 1 more stop has been visited or put off, and stays as it is.
   *[other] { $n } more stops have been visited or put off, and stay as they are.
}
change-nothing-changes = Nothing changes: all is already as asked.
change-apply = Apply
change-apply-naming = Apply: { $moved ->
    [one] 1 stop changes
   *[other] { $moved } stops change
 }, { $retold } to tell again
change-apply-reassign = Apply: { $plate } takes { $route }, { $retold } to tell again
board-waits = waits for { $link } ({ $incident }); nobody knows until when
board-waits-until = waits for { $link } ({ $incident }), expected at { $at }
change-cancel = Cancel
change-stops-change = { $n ->
    [one] 1 stop changes
   *[other] { $n } stops change
 }
change-to-tell = { $n } to tell again
change-new-breaches = { $n ->
    [one] 1 new breach
   *[other] { $n } new breaches
 }
change-mended = { $n } mended
change-section-new = New or graver breaches ({ $n })
change-section-mended = Mended ({ $n })
change-section-retold = To be told again ({ $n })
change-section-times = Expected arrivals ({ $n })
change-breach-stop = { $route } · { $retailer }: { $what }
change-breach-stops = { $route } · { $n } stops: { $what }
change-breach-route = { $route }: { $what }

change-missing-vehicle = Choose a vehicle to see what it would change.
change-missing-route = Choose a route to see what it would change.
change-missing-position = Looking for the best place…
change-missing-target = Choose whose windows to shift.
change-missing-minutes = Choose by how many minutes, or new times.
change-missing-window = Enter two times such as 09:00 and 11:30, the first before the second.

change-search-vehicle = Plate, driver or route
change-search-route = Route or plate
change-comparing = { $done } of { $all } compared
change-no-vehicle-matches = No vehicle matches. Change the search, or import vehicles first.
change-no-route-matches = No route matches. Change the search.
change-capacity = { $n } cartons
change-spare = spare
change-drives-none = no route today
change-drives = drives { $routes }
change-load = load { $load } of { $capacity }
change-best-at = best at place { $at }
change-not-tried-yet = not compared yet
change-newly-late = { $n } newly late
change-other-breaches = { $n ->
    [one] 1 other breach
   *[other] { $n } other breaches
 }
change-delays = delays others by up to { $n } min
change-no-new-breach = no new breach
change-and-more = { $names } and { $n } more
change-reversed = Reverse order
change-position-on = Place on { $route }
change-take-best = Take the best, { $at }

change-whose = Whose windows
change-whose-stops = { $n ->
    [one] The selected stop
   *[other] The { $n } selected stops
 }
change-whose-route = Route
change-whose-department = Department
change-choose = Choose…
change-routes = { $n } routes
change-how = By how much
change-by = By minutes
change-minutes = Minutes later (negative: earlier)
change-to = To new times
change-opens = From
change-closes = until
