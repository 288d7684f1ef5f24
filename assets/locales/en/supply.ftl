# Supply: brands and stock, shipments, requests out of turn, measures, the archive of enterprises.
refusal-no-such-brand = There is no brand { $brand }. Check the code, or import the brands first.
refusal-no-such-enterprise = There is no enterprise { $enterprise }. Check the code, or import the enterprises first.
refusal-no-such-inbound = There is no shipment { $inbound }. Check its number, or import the shipments first.
refusal-inbound-settled = Shipment { $inbound } has arrived already or was cancelled. Take that back first where it was a mistake.
refusal-no-such-request = There is no request { $request }. Check its number against the list of requests.
refusal-request-decided = Request { $request } has been decided already. Take the decision back first, or open a new request.
refusal-request-open = Request { $request } has not been decided yet. Approve or refuse it first.
refusal-request-refused = Request { $request } was refused, so nothing is delivered for it. Open a new request where things have changed.
refusal-request-delivered = Request { $request } has been handed over already.
refusal-request-arranged = The delivery of request { $request } is settled already. Take that back first to settle it otherwise.
refusal-no-licence = No licence number was given. Ask the retailer for the number of its retail licence.
refusal-licence-differs = The licence given is { $given }, but that of retailer { $retailer } is { $known }. Ask again, or refuse the request.
refusal-above-the-limit = { $cartons } cartons are more than the { $limit } a marketing department may grant. Have the marketing centre approve it.
refusal-grants-nothing = { $who } cannot approve a request. Up to the limit the marketing department (MD) does, above it the marketing centre (MKT).
refusal-not-enough-stock = Of brand { $brand } only { $left } cartons are free, not { $wanted }. Grant fewer, or a substitute of the same grade.
refusal-needed-in-the-past = It would be needed by { $when }, which has passed. Correct the time.
refusal-nothing-asked = No cartons were asked for. Name at least one brand and how many cartons of it.
refusal-absurd = { $cartons } cartons can't be meant: the most is { $most }. Correct the number, or raise the limit in the settings.
refusal-not-the-request = Route { $route } would not bring just what request { $request } is given. Ask for the options again and choose one.
refusal-served-that-day = Retailer { $retailer } has a delivery on that day whose goods are loaded or handed over. Choose another day.
refusal-no-such-measure = There is no measure { $measure }. Check its number against the list of measures.
refusal-measure-done = Measure { $measure } is done already.
refusal-no-substitute = Brand { $instead } can't stand in for { $brand }: it must be another brand of the same price grade.
refusal-nothing-instead = Name the brand that is to stand in for { $brand }.
refusal-no-such-talk = There is no entry { $talk } in the log. Check its number.
refusal-talk-settled = Nobody has to come back to entry { $talk }.

deed-supply-brands = { $n ->
    [one] { $n } brand
   *[other] { $n } brands
}
deed-supply-stocks = Stock of { $n ->
    [one] { $n } brand
   *[other] { $n } brands
}
deed-supply-orders = Orders: { $n ->
    [one] { $n } line
   *[other] { $n } lines
}
deed-supply-inbounds = { $n ->
    [one] { $n } shipment
   *[other] { $n } shipments
}
deed-supply-requests = { $n ->
    [one] { $n } request out of turn
   *[other] { $n } requests out of turn
}
deed-supply-measures = { $n ->
    [one] { $n } measure against shortage
   *[other] { $n } measures against shortage
}
deed-supply-enterprises = { $n ->
    [one] { $n } enterprise
   *[other] { $n } enterprises
}
deed-supply-contacts = { $n ->
    [one] { $n } contact
   *[other] { $n } contacts
}
deed-supply-talks = { $n ->
    [one] { $n } talk with an enterprise
   *[other] { $n } talks with enterprises
}
deed-replenished = A request out of turn goes with route { $route }

supply-grade = class { $class }
supply-occasion-wedding = wedding
supply-occasion-funeral = funeral
supply-occasion-group = group consumption
supply-occasion-other = other: { $words }
supply-stage-asked = asked for
supply-stage-approved = approved
supply-stage-arranged = delivery settled
supply-stage-done = handed over
supply-stage-refused = refused
supply-passage-own-stop = with its own delivery
supply-passage-passing = on a passing route
supply-passage-another-day = on a route of another day
supply-passage-special-trip = special trip
supply-warning-yellow = yellow
supply-warning-orange = orange
supply-warning-red = red
supply-inbound-expected = expected
supply-inbound-arrived = arrived
supply-inbound-cancelled = cancelled
supply-wrong-late = late
supply-wrong-short = arrived short
supply-measure-ask-province = ask the provincial company for more
supply-measure-change-plan = change the plan between brands
supply-measure-urge = urge the enterprise's representative
supply-measure-send-someone = send somebody to the enterprise
supply-measure-replace-vehicle = find another vehicle for the shipment
supply-measure-substitute = more of a brand of the same grade
supply-measure-contact-on-quality = take the quality up with the manufacturer
supply-role-marketing-director = marketing director
supply-role-regional-head = regional head
supply-role-salesman = salesman
supply-role-other = other
supply-slow = slow
cli-no-requests = No requests out of turn.
cli-no-ways = No way brings it without breaking a hard rule: no route passes by that can still load it, and no vehicle is free.
cli-no-such-way = There is no option { $rank }. List the options of request { $request } again.
cli-line-form = “{ $found }” names no brand with cartons. Write it as CODE=CARTONS, with a whole number.
cli-nothing-short = Every brand has enough, and no shipment is late.
cli-no-inbounds = No shipments.
cli-no-measures = No measures.
cli-no-talks = Nothing in the log.
cli-no-archive = Nothing found in the archive.
cli-no-substitutes = Nothing of its price grade can stand in for { $brand }.
cli-touched = Orders touched: { $n } retailers.
cli-archive-saved = Wrote { $path }.
cli-archive-format = { $path } ends neither in .csv nor in .xlsx. Give it one of the two endings.

cli-supply-request = request
cli-supply-entry = entry
cli-supply-occasion = for
cli-supply-needed-by = needed by
cli-supply-brand = brand
cli-supply-grade = grade
cli-supply-left = left
cli-supply-daily = a day
cli-supply-coming = coming
cli-supply-days = days
cli-supply-out-on = out on
cli-supply-warning = warning
cli-supply-shipment = shipment
cli-supply-due = due
cli-supply-measure = measure
cli-supply-owner = owner
cli-supply-done = done
cli-supply-enterprise = enterprise
cli-supply-contact = contact
cli-supply-role = role
cli-supply-phone = phone
cli-supply-follow-up = come back on
cli-supply-free = free
cli-supply-dearer = dearer
cli-supply-passage = by
cli-supply-late-n = late
cli-supply-retold-n = retold
cli-supply-km = km
cli-supply-price = price
cli-supply-arrives = arrives
cli-supply-rank = rank
cli-supply-told = told
