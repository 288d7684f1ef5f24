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
