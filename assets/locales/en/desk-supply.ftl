# The Supply view of the desk, and the sheet in which a request is taken down.
supply-empty = No brands yet
supply-empty-next = Import brands, stock and orders in the Data view; shipments, enterprises and contacts the same way.
supply-part-cover = Cover
supply-part-requests = Requests
supply-part-inbound = Shipments
supply-part-archive = Enterprises
supply-part-talks = Talks
supply-new-request = New request…
supply-shut = Close this page
supply-none-such = None of these.
supply-show-all = All { $n }
supply-show-open = Open { $n }
supply-show-short = Running short { $n }
supply-show-slow = Not selling { $n }
supply-show-current = On their way or new { $n }
supply-show-follow-up = To come back to { $n }

supply-waiting-requests = { $n ->
    [one] { $n } request waits
   *[other] { $n } requests wait
}
supply-waiting-shipments = { $n ->
    [one] { $n } shipment is late, short or cancelled
   *[other] { $n } shipments are late, short or cancelled
}
supply-waiting-short = { $n ->
    [one] { $n } brand is orange or red
   *[other] { $n } brands are orange or red
}

supply-head-warning = Warning
supply-head-brand = Brand
supply-head-class = Class
supply-head-left = Left
supply-head-daily = A day
supply-head-coming = Coming
supply-head-days = Days
supply-head-out-on = Out on
supply-head-free = Free
supply-head-dearer = Dearer by
supply-head-stage = State
supply-head-occasion = For
supply-head-retailer = Retailer
supply-head-cartons = Cartons
supply-head-needed = Needed by
supply-head-next = Next step
supply-head-request = Request
supply-head-people = People

supply-no-brands = No brands yet
supply-no-brands-next = Import brands, stock and orders in the Data view.
supply-find-brand = Name or code
supply-never-counted = not counted
supply-lasts = 120+
supply-lasts-told = lasts 120 days or more
supply-days-told = lasts { $days } days
supply-lasts-until = Lasts { $days } days of orders; out on { $day }.

supply-course = How the stock will go
supply-course-left = Left, day by day
supply-course-ordered = Ordered a day: full so far, outlined as expected
supply-course-was = { $day }: { $ordered } cartons ordered
supply-course-expected = { $day }: { $ordered } cartons expected to be ordered
supply-course-then = { $left } left after that
supply-on-its-way = On its way
supply-nothing-on-its-way = Nothing is on its way.
supply-shipment-due = { $cartons } cartons, due { $due }
supply-fact-spec = Pack
supply-fact-price = Price a carton
supply-fact-enterprise = Enterprise
supply-fact-left = In the store
supply-fact-counted = Counted
supply-fact-free = Not ordered yet
supply-to-shipment = Open the shipment
supply-to-brand = Open the brand
supply-to-incident = Incident
supply-to-ledger = Who was told
supply-to-board = Show it on the board

supply-measures = Measures
supply-no-measures = Nothing has been decided yet.
supply-choose-measure = Choose a measure…
supply-measure-what = Measure
supply-measure-owner = Done by
supply-measure-by = Until
supply-measure-instead = Offered instead
supply-measure-choose = Choose it
supply-measure-done = Done
supply-measure-done-name = Measure { $id } is done
supply-measure-due = { $owner }, until { $due } ({ $countdown })
supply-measure-was-done = { $owner }; done { $at } by { $by }
supply-measure-told = Retailers told: { $told }. Still to be told: { $open }.
supply-tick-told = All { $n } have been told by telephone
supply-note = Note
supply-no-moment = Write the time as 17:00, or with its day as 11-26 17:00.
supply-no-day = Write the day as 2026-11-26.
supply-nothing-stands-in = No brand of its class is free to stand in.

supply-substitutes = Of the same class
supply-no-substitutes = No other brand of the class of { $brand } has any cartons free.
supply-offer = Offer
supply-offer-name = Offer { $brand } instead
supply-nobody-touched = No order of it is still to be delivered.
supply-touched = { $n ->
    [one] { $n } retailer has ordered it: { $cartons } cartons still to be delivered
   *[other] { $n } retailers have ordered it: { $cartons } cartons still to be delivered
}

supply-no-requests = No requests out of turn
supply-no-requests-next = When a retailer needs more for a wedding, a funeral or a group, take it down with “New request…”.
supply-all-requests-over = No request is open.
supply-asked-for = What it asks for
supply-asked-head = Asked for
supply-given-head = Given
supply-given-name = Given for { $brand }
supply-line = { $brand }: { $cartons } cartons
supply-fact-contact = Call
supply-fact-asked = Taken down
supply-fact-done = Handed over
supply-fact-licence = Licence, as it was given
supply-signed = { $at }, { $by }
supply-needed-in = { $at } ({ $countdown })
supply-licence-holds = Licence { $licence } is the retailer's.
supply-licence-differs = Licence { $licence } was given; the retailer's is { $known }.
supply-licence-unknown = The retailer's licence isn't known here. Licence { $licence } was given: check it.
supply-within-limit = { $cartons } cartons: the marketing department may grant up to { $limit }.
supply-above-limit = { $cartons } cartons: above { $limit } the marketing centre decides.
supply-too-little = Of { $brand } only { $left } are free. Take it down all the same: another brand of its class can be granted.
supply-granted-by = Granted by
supply-approve = Approve
supply-refuse = Refuse
supply-refuse-why = Why not, as the retailer is told it
supply-was-approved = Approved by the { $level }, { $at }, recorded by { $by }
supply-was-asked = Asked for: { $lines }
supply-was-refused = Refused: { $why } ({ $at }, { $by })
supply-ways = How it can come
supply-ways-at = As things stood at { $at }.
supply-look-again = Look again
supply-approve-first = Approve it first; then one of these can be chosen.
supply-in-time = There at { $at }, in time
supply-too-late = There at { $at }: too late by { $late }
supply-way-price = { $price } more
supply-way-km = { $km } km
supply-way-late = { $n ->
    [one] { $n } retailer late
   *[other] { $n } retailers late
}
supply-way-retold = { $n ->
    [one] { $n } to be told again
   *[other] { $n } to be told again
}
supply-way-overtime = { $span } overtime
supply-deliver = Deliver this way
supply-deliver-name = Deliver by way { $rank }
supply-delivery = Its delivery
supply-there-expected = { $day }, expected { $at }
supply-there-planned = { $day }, planned { $at }
supply-handed-over = It has been handed over
supply-answer = The answer to the retailer
supply-not-answered = The retailer has not been answered.
supply-answered-by = Told by
supply-answered = It has been answered
supply-answer-later = Settle how it comes first: the retailer will ask when.
supply-was-answered = Answered { $at } by { $by }, { $way }.

supply-request-title = Request out of turn
supply-request-do = Take it down
supply-find-retailer = Name, code, licence or telephone
supply-licence-hint = number
supply-contact-hint = name and telephone, where not the shop's
supply-served-today = { $code } · its own delivery on this day: { $route }, planned { $at }
supply-not-served-today = { $code } · no delivery of its own on this day
supply-occasion-own = Other
supply-occasion-hint = What for?
supply-no-brand-yet = Choose a brand
supply-brand-letters = Name or code of the brand
supply-line-brand = Brand { $n }
supply-line-cartons = Cartons { $n }
supply-another-brand = Another brand
supply-missing-retailer = Type who asks, and choose it from what is found.
supply-missing-lines = Choose a brand, and how many cartons of it.
supply-missing-needed = Say when it is needed: 17:00, or with its day as 11-26 17:00.
supply-missing-words = Say what it is for.

supply-no-shipments = No shipments
supply-no-shipments-next = Import what is on its way in the Data view.
supply-shipment-told = { $shipment } { $brand }, { $cartons } cartons, due { $due }: { $stands }
supply-fact-due = Due
supply-fact-plate = Vehicle
supply-fact-came-at = Arrived
supply-fact-came = Cartons that came
supply-fact-cancelled-at = Cancelled
supply-fact-why = Reason
supply-what-came = Has it come?
supply-cartons-came = cartons came
supply-has-come = It has come
supply-does-not-come = Does not come
supply-cancel-why = Why it does not come
supply-whom-to-call = Whom to call

supply-no-archive = No enterprises yet
supply-no-archive-next = Import enterprises and their contacts in the Data view.
supply-find-archive = Name, brand, place, person or telephone
supply-export = Export…
supply-export-hint = Write what is found here, with its people, to an XLSX or CSV file
supply-dialog-archive = Export enterprises and contacts
supply-archive-file = enterprises
supply-fact-address = Address
supply-fact-scale = Scale
supply-fact-brands = Brands and packs
supply-fact-prices = Prices
supply-fact-prospects = Prospects
supply-its-brands = Its brands here
supply-people = People
supply-nobody-known = Nobody there is known. Import contacts in the Data view.

supply-talks = Talks
supply-no-talks = Nothing in the log
supply-no-talks-next = Open an enterprise and note what was talked about, and when to come back to it.
supply-find-talk = Word, person or enterprise
supply-talk-what = What was talked about
supply-talk-contact = With
supply-talk-nobody = nobody in particular
supply-talk-back-on = Come back on
supply-talk-add = Add to the log
supply-talk-with = { $at }, { $by } with { $contact }
supply-talk-follow-up = Come back to it on { $day }
supply-talk-come-back = Came back to it
supply-talk-come-back-name = Came back to { $id }
supply-talk-done = Come back to { $at }, { $by }
