# The breakdown sheet, its plans, and what else recovery brings to board and inspector.
desk-do-breakdown = Breakdown…
desk-breakdown = Breakdown…
desk-plans = Recovery plans…
desk-repaired = Repaired…
desk-lock = Lock…
desk-put-off = Put off…
desk-bring-back = Deliver today after all…
desk-locked = Locked
desk-calls = Goods to fetch on the way
desk-goods-aboard = Goods aboard
desk-goods-aboard-hint = The goods of this call are loaded, as of now.
desk-broken = { $incident }: broken down since { $since }, { $fault }. { $rolls }
desk-broken-until = Expected to go on at { $at }.
desk-broken-until-unknown = Nobody knows when it can go on.

desk-keys-lock = Lock what is selected
desk-keys-put-off = Put off what is selected

board-fact-incident = Incident
board-fact-lock = Lock
board-carries = Incident { $incident } still open here
board-call = { $route } fetches goods
board-call-told = { $at } – { $until }: { $cartons } cartons { $from }, for { $n ->
    [one] 1 stop
   *[other] { $n } stops
 }, before { $before }
board-call-name = { $route } fetches { $cartons } cartons at { $at }
board-goods-aboard = Goods aboard ({ $from })
board-key-call = fetches goods; the line leads to the vehicle they are on
board-key-incident = carries an incident that is still open
board-key-lock = locked

change-title-lock = { $n ->
    [one] Lock 1 stop
   *[other] Lock { $n } stops
 }
change-title-put-off = { $n ->
    [one] Another day for 1 stop
   *[other] Another day for { $n } stops
 }
change-title-repair = { $plate } is repaired
change-apply-lock = { $n ->
    [one] Apply: lock 1 stop
   *[other] Apply: lock { $n } stops
 }
change-apply-free = { $n ->
    [one] Apply: free 1 stop
   *[other] Apply: free { $n } stops
 }
change-apply-put-off = { $n ->
    [one] Apply: 1 stop put off to { $day }, tell 1 retailer
   *[other] Apply: { $n } stops put off to { $day }, tell { $n } retailers
 }
change-apply-bring-back = { $n ->
    [one] Apply: deliver 1 stop today after all
   *[other] Apply: deliver { $n } stops today after all
 }
change-apply-repair = Apply: { $plate } can go on
change-missing-time = Write the time as 10:20.
change-missing-time-to-come = That time is still to come. Write when it happened.
change-lock-how = What recovery plans must leave alone
change-lock-vehicle = Its vehicle
change-lock-vehicle-means = The stop stays with the vehicle it is on.
change-lock-position = Its place in the order
change-lock-position-means = Everything up to the stop stays as it is, in this order.
change-lock-time = Its time
change-lock-time-means = The stop is begun at the time now expected, give or take five minutes.
change-lock-free = Nothing
change-lock-free-means = Plans may move the stop as they see fit.
change-put-off-to = Deliver with the routes of
change-put-off-not = today after all
change-room = room for { $n } cartons
change-room-planned = planned
change-room-unknown = nothing planned yet
change-repair-of = { $incident }: { $fault }, since { $since }
change-repair-at = It could go on at
change-repair-means = The vehicle is available again, and its stops are expected from that time on.

breakdown-title = Vehicle breakdown
breakdown-already = Broken down already: { $plates }.
breakdown-to-plans = Recovery plans…
breakdown-search = Plate or route
breakdown-no-vehicle-matches = No vehicle matches. Try fewer letters of the plate.
breakdown-other-vehicle = Another vehicle…
breakdown-no-route = no route today
breakdown-stops-left = { $n ->
    [one] 1 stop left
   *[other] { $n } stops left
 }
breakdown-aboard = { $n } cartons aboard
breakdown-to-load = { $n } cartons still to load
breakdown-when = When
breakdown-at = At
breakdown-where = Where
breakdown-last-stop = At its last stop: { $retailer }, { $at }
breakdown-at-dock = At its dock: it has not been at a stop yet
breakdown-nowhere = Not known: it has no route today
breakdown-there = Elsewhere: coordinates, or click on the map
breakdown-latitude = Latitude
breakdown-longitude = Longitude
breakdown-far = That is { $km } km from the centre. Are latitude and longitude in each other's place?
breakdown-cause = Cause
breakdown-repair = Repair
breakdown-repair-minutes = Minutes until it can go on
breakdown-repair-unknown = empty: not known
breakdown-map = Map: where the vehicle stands
breakdown-map-first = Choose the vehicle first.
breakdown-map-hint = Click where it stands. Drag to move, wheel to zoom. Ring: last stop. Square: the centre.
breakdown-report = Report
breakdown-report-of = Report breakdown of { $plate }
breakdown-missing-vehicle = Choose the vehicle.
breakdown-missing-time = Write the time as 10:20.
breakdown-missing-time-to-come = That time is still to come. Write when it broke down.
breakdown-missing-coordinates = Write latitude and longitude in degrees, such as 32.6291 and 110.7980.
breakdown-missing-minutes = Write whole minutes, at most 2880, or nothing where nobody knows.

plans-title = Recovery plans
plans-title-of = Recovery plans · { $vehicles }
plans-name = Plan { $rank } · { $kind }
plans-first = Looking for the first plans…
plans-none = Ask for new plans, or report what has broken down.
plans-searching = Searching…
plans-settled = Nothing better came for a while.
plans-stopped = Search stopped.
plans-abandoned = The search broke off. Ask for new plans.
plans-stop = Stop
plans-new = New plans
plans-new-hint = Look again, from the day as it stands now
plans-search-on = Search on
plans-search-on-hint = Look on from the same moment; what was found stays
plans-stale = The day has moved on since these plans were made. They cannot be applied any more.
plans-close = Close
plans-show = Show on board
plans-show-hint = Look at the plan on the board, and change it there
plans-back = Back to plans
plans-discard = Discard
plans-apply = Apply
plans-take-back = Take back the edit
plans-edit-later = To change a plan by hand, stop the search.
plans-previewing = Looking at: { $plan }
plans-not-while-previewing = This cannot be part of a recovery plan. Discard or apply the plan first.
plans-breaks = { $n ->
    [one] Breaks a rule: { $what }
   *[other] Breaks { $n } rules: { $what } …
 }
plans-changes-nothing = This plan changes nothing.
plans-applying = Apply: { $what }
plans-do-separator = ,{" "}
plans-do-moved = { $n ->
    [one] 1 stop changes vehicle
   *[other] { $n } stops change vehicle
 }
plans-do-put-off = { $n } put off
plans-do-tell = { $n ->
    [one] tell 1 retailer
   *[other] tell { $n } retailers
 }
plans-do-transfers = { $n ->
    [one] 1 transfer
   *[other] { $n } transfers
 }
plans-do-routes = { $n ->
    [one] 1 route changes
   *[other] { $n } routes change
 }
plans-short-late = { $n } late, at worst { $worst } min

plans-title-case = Recovery plans of a saved situation of { $day }
plans-of-case = These are the plans of a saved situation. They can be looked at, not applied.
plans-save = Save situation…
plans-save-about = Saves what the plans rest on as a recovery case: no telephone numbers, licences or addresses.
plans-save-path = File
plans-save-name = case_{ $day }.json
plans-save-do = Save
plans-save-choose = Choose the place…
case-is-compact = { $path } is a compact case, made for measuring solvers. Run “mainstay recover --case” on it.
case-not-opened = { $path } could not be opened. { $why }

plans-dialog-save = Save the situation

data-settings-supply = Supply
data-settings-supply-about = When a brand counts as short, what a department may grant out of turn, and how soon those goods can leave.
data-dial-yellow = Yellow warning
data-dial-yellow-means = A brand that lasts fewer days than this is yellow.
data-dial-orange = Orange warning
data-dial-orange-means = Below this it is orange.
data-dial-red = Red warning
data-dial-red-means = Below this it is red.
data-dial-slow = Slow to sell
data-dial-slow-means = A brand that lasts longer than this, and is sold on fewer than half of the days, does not sell.
data-dial-request-limit = A department's limit
data-dial-request-limit-means = A request for more cartons than this is for the marketing centre to grant.
data-dial-picking = Picking
data-dial-picking-means = Goods that are asked for out of turn are ready to be loaded so long after.
data-dial-most-cartons = Most of one order
data-dial-most-cartons-means = More cartons than this in one order or request cannot be meant, and are refused.
data-unit-cartons = cartons
data-settings-recovery = Recovery plans
data-settings-prices = Prices of recovery plans
data-settings-prices-about = A plan costs what each of these comes to. The cheapest ranks first, so these prices say what matters.
data-unit-hours = hours
data-unit-yuan = yuan { $per }
data-dial-retailers-close = Retailers close at
data-dial-retailers-close-means = A stop begun after this has missed the day's closing, and costs extra.
data-dial-driving-limit = Driving in a day, at most
data-dial-driving-limit-means = No plan keeps a vehicle on the road for longer than this in one day.
data-dial-freeze = Leave alone what is due within
data-dial-freeze-means = Stops expected within so many minutes stay as they are.
data-dial-transfer = A call for goods takes
data-dial-transfer-means = Time to meet, count and sign, whatever the number of cartons …
data-dial-transfer-cartons = … and for each hundred cartons
data-dial-transfer-cartons-means = Time to carry them over.

plans-best-mark = ● best of the row
plans-measure-price = Price
plans-measure-late = Retailers late · worst
plans-measure-minutes-late = Minutes late
plans-measure-put-off = Put off
plans-measure-told-again = To be told again
plans-measure-other-vehicle = Stops to another vehicle
plans-measure-transfers = Cartons transferred
plans-measure-transfers-end = Transfers end
plans-measure-kilometres = Kilometres
plans-measure-overtime = Overtime, min
plans-measure-resequenced = Re-sequenced
plans-late-worst = { $n } · { $worst } min

plans-plot = Price against change
plans-plot-price = Price
plans-plot-change = Change: moved, re-sequenced, told again
plans-plot-point = On the plot: { $plan }
plans-plot-by-hand = H

plans-why = Why it stands here
plans-why-only = There is no other plan to compare it with.
plans-why-dearer = { $by } dearer than plan { $rank }.
plans-why-cheaper = { $by } cheaper than plan { $rank }.
plans-why-more = Costs more: { $item }, { $by }
plans-why-less = Saves: { $item }, { $by }
plans-uncertain = What is uncertain
plans-bill = Bill
plans-total = Total
plans-tab-changes = Changes ({ $n ->
    [one] 1 route
   *[other] { $n } routes
 })
plans-tab-late = Late ({ $n })
plans-tab-tell = To tell ({ $n })
plans-row-new = new round
plans-row-takes = takes { $n }
plans-row-gives = gives { $n }
plans-row-back = back { $at }
plans-row-centre = the centre
plans-row-transfer = { $at } – { $until }: { $cartons } cartons from { $from }, { $n ->
    [one] 1 stop
   *[other] { $n } stops
 }
plans-row-put-off = put off to { $day }
plans-edit-move = Move…
plans-edit-put-off = Put off…
plans-edit-bring-back = Today after all…
plans-relieve = Relieve…
plans-relieve-some = Relieved: { $n }
plans-relieve-about = A vehicle that is ticked stops at its next shop and waits there to be unloaded; others serve the rest of its round.
