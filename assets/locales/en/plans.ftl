# Recovery plans: what they are, what they cost, what they rest on.
plan-spare-takes-over = Spare takes over
plan-neighbours-share = Neighbours share
plan-wait-for-repair = Wait for repair
plan-put-off = Put off to another day
plan-wait-it-out = Wait until it ends
plan-open-first = Open districts first
plan-meeting-point = Meeting point
plan-shuttle = Small vehicles shuttle
plan-least-change = Least change
plan-best-mix = Best mix
plan-by-hand = By hand

plan-meaning-spare-takes-over = A spare vehicle fetches the goods and drives the rest of the round.
plan-meaning-neighbours-share = Vehicles already on the road nearby fetch the goods and take the stops between them.
plan-meaning-wait-for-repair = The stops wait for their own vehicle to be repaired.
plan-meaning-put-off = The stops are delivered with a later day's routes.
plan-meaning-wait-it-out = Every route keeps its order and waits until what keeps it is over; windows move with it.
plan-meaning-open-first = Each route serves its open stops first and the closed ones when the hold ends.
plan-meaning-meeting-point = Retailers of the closed area collect their goods at a place outside it.
plan-meaning-shuttle = Small vehicles that may pass take the closed stops; large ones serve the rest.
plan-meaning-least-change = As few stops as possible change vehicle, place or time.
plan-meaning-best-mix = The cheapest mixture of all these.
plan-meaning-by-hand = A proposal you have changed.

# What a plan is charged for: its name, the unit that has a price, and what the price is for.
item-late = Lateness
item-missed-closing = After closing time
item-put-off-stops = Put off, retailers
item-put-off-cartons = Put off, cartons
item-overtime = Overtime
item-distance = Kilometres
item-driving = Driving time
item-handling = Cartons transferred
item-calls = Transfers
item-goods-wait = Goods waiting
item-spare = Spare vehicles
item-vehicle-changed = Vehicle changed
item-told-again = To be told again
item-meets = Meeting point
item-resequenced = Order changed

item-unit-late = per retailer and minute
item-unit-missed-closing = per retailer
item-unit-put-off-stops = per retailer and day
item-unit-put-off-cartons = per carton and day
item-unit-overtime = per minute
item-unit-distance = per kilometre
item-unit-driving = per minute
item-unit-handling = per carton
item-unit-calls = each
item-unit-goods-wait = per transfer and minute
item-unit-spare = per vehicle
item-unit-vehicle-changed = per stop
item-unit-told-again = per retailer
item-unit-meets = per retailer
item-unit-resequenced = per stop

item-price-late = What a retailer's patience is worth for every minute after its window has closed. A retailer of priority 3 counts three times.
item-price-missed-closing = What it costs, once, when the vehicle comes after retailers have stopped taking deliveries.
item-price-put-off-stops = What a day's wait costs, whatever the size of the order.
item-price-put-off-cartons = What a day's wait costs for each carton.
item-price-overtime = What the crew's time costs after the shift's end.
item-price-distance = Fuel and wear.
item-price-driving = What the crew's time on the road costs.
item-price-handling = What moving a carton from one vehicle to another, or loading it again, costs.
item-price-calls = What a meeting to hand over goods costs, however many cartons there are.
item-price-goods-wait = What it costs that goods wait on a vehicle that cannot go on, with one of its crew beside them.
item-price-spare = What it costs to send out a vehicle that is kept ready.
item-price-vehicle-changed = What it costs that a stop is served by another crew, who know it less.
item-price-told-again = What a telephone call to a retailer costs, and the retailer's annoyance.
item-price-meets = What it costs that a retailer comes to a meeting point for its goods.
item-price-resequenced = What it costs that a crew serves stops in another order than the one they were loaded in.

item-amount-minutes = { $n ->
    [one] 1 min
   *[other] { $n } min
}
item-amount-kilometres = { $km } km
item-amount-cartons = { $n ->
    [one] 1 carton
   *[other] { $n } cartons
}
item-amount-retailers = { $n ->
    [one] 1 retailer
   *[other] { $n } retailers
}
item-amount-stops = { $n ->
    [one] 1 stop
   *[other] { $n } stops
}
item-amount-vehicles = { $n ->
    [one] 1 vehicle
   *[other] { $n } vehicles
}
item-amount-calls = { $n ->
    [one] 1 transfer
   *[other] { $n } transfers
}
item-amount-retailer-days = { $n ->
    [one] 1 retailer for a day
   *[other] { $n } retailers times days
}
item-amount-carton-days = { $n ->
    [one] 1 carton for a day
   *[other] { $n } cartons times days
}

# What a plan rests on that nobody knows for sure.
caveat-repair-is-a-guess = It counts on the time the workshop expects to need for { $plate }. Ask again when that changes.
caveat-place-is-a-guess = { $plate } is taken to stand at the last stop it was seen at. Ask the driver.
caveat-room-unknown = Nothing is planned on { $day } yet, so whether there is room for what is put off to it isn't known.
caveat-no-room = The vehicles of { $day } have less room than is put off to it. Give that day another vehicle, or choose another day.
caveat-too-much-for-any-vehicle = The goods of { $retailer } are more than any vehicle that drives can carry, so they are put off. Split the order, or find a larger vehicle.
caveat-waits-to-hand-over = { $plate } waits at its last open stop until a small vehicle has fetched the rest.
caveat-only-in-folder = { $department } has neither an address nor a robot: its notice goes into the folder only. Call it, or set a channel for it.
caveat-not-reached = No channel leads to { $department }: nobody there is told. Call it, or set a channel for it.
caveat-hold-is-a-guess = It counts on hold { $hold } ending when it is said to.
caveat-restore-is-a-guess = It counts on the end of incident { $incident } when that is expected; nobody has reported it over yet.
caveat-drives-are-reckoned = Drives are estimated from distances. Import travel times to make the plan exact.

# Why there is nothing to plan.
recovery-no-routes = No routes are planned on that day. Choose another day, or import its plan first.
recovery-day-is-over = That day is over, so nothing on it can be planned any more. Choose today or a later day.
recovery-nothing-broken = No vehicle is broken down, and no stop waits for one that can't come. Report the breakdown first.
recovery-nothing-held = No hold delays a route that is still to be driven, so there is nothing to plan.
recovery-nothing-held-up = No route that is still to leave waits for ordering, settlement or sorting, so there is nothing to plan.
recovery-nothing-owed = Nothing that was put off is due on this day.
recovery-nothing-left = Every stop of the broken vehicles has been served or put off, so there is nothing left to plan.

# Why a request out of turn cannot come today.

insertion-no-routes = Not today: no routes are planned.
insertion-loaded = Not today: this shop's own goods of today are on the vehicle already (route { $route }), and a shop has one stop a day.
insertion-leaves-before = Not today: this shop's own goods are loaded at { $leaves } (route { $route }), and more can be ready at { $ready } at the earliest; a shop has one stop a day.
insertion-served = Not today: this shop has been served already (route { $route }), and a shop has one stop a day.
insertion-put-off = Not today: this shop's own delivery (route { $route }) is put off to { $to }. Bring it back to today first, or let this come then.
insertion-failed = Not today: this shop could not be delivered to (route { $route }), and a shop has one stop a day.
insertion-breaks-rule = Not today: with this shop's own delivery (route { $route }) it would break a hard rule, such as the vehicle's room.
insertion-nobody-can = Not today: no route that passes by can still load it, and no vehicle is free for it.
