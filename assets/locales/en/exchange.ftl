# Files read in: what they hold, what is off, what was filled in.
intake-kind-retailers = retailers
intake-kind-vehicles = vehicles
intake-kind-plan = delivery plan
intake-kind-progress = progress
intake-kind-matrix = travel times
intake-kind-areas = district outlines
intake-kind-positions = positions
intake-kind-brands = brands
intake-kind-enterprises = industrial enterprises
intake-kind-contacts = contacts
intake-kind-stock = stock
intake-kind-orders = orders
intake-kind-inbound = shipments

intake-datum-wgs84 = WGS-84 (GPS)
intake-datum-gcj02 = GCJ-02 (AMap, Tencent)
intake-datum-bd09 = BD-09 (Baidu)

intake-field-retailer-code = Retailer code
intake-field-name = Name
intake-field-english-name = English name
intake-field-licence = Retail licence
intake-field-address = Address
intake-field-latitude = Latitude
intake-field-longitude = Longitude
intake-field-district = District code
intake-field-department = Marketing department
intake-field-department-name = Department name
intake-field-manager = Account manager
intake-field-phone = Phone
intake-field-place-kind = Kind of place
intake-field-plate = Plate
intake-field-capacity = Capacity (cartons)
intake-field-spare = Spare vehicle
intake-field-status = Vehicle status
intake-field-crew = Crew
intake-field-driver = Driver
intake-field-delivery-man = Delivery man
intake-field-day = Service day
intake-field-route = Route
intake-field-order = Stop order
intake-field-cartons = Cartons
intake-field-value = Value (yuan)
intake-field-window = Window
intake-field-opens = Window opens
intake-field-closes = Window closes
intake-field-planned-arrival = Planned arrival
intake-field-service = Minutes at the door
intake-field-priority = Priority
intake-field-departure = Planned departure
intake-field-station = Transfer station
intake-field-arrived = Arrived
intake-field-delivered = Delivered
intake-field-fail-reason = Reason not delivered
intake-field-failed-at = Time of the failed try
intake-field-put-off-to = Put off to
intake-field-cause = Cause of the delay
intake-field-told-at = Told at
intake-field-told-by = Told by
intake-field-told-arrival = Arrival told
intake-field-departed = Actual departure
intake-field-seen-at = Seen at
intake-field-from = From
intake-field-to = To
intake-field-seconds = Seconds
intake-field-minutes = Minutes
intake-field-metres = Metres
intake-field-brand = Brand code
intake-field-brand-name = Brand name
intake-field-grade = Price grade
intake-field-spec = Pack
intake-field-carton-price = Price of a carton (yuan)
intake-field-enterprise = Enterprise code
intake-field-enterprise-name = Enterprise name
intake-field-irregular = Irregular pack
intake-field-stock = Stock (cartons)
intake-field-counted-at = Counted at
intake-field-shipment = Shipment
intake-field-due = Due
intake-field-came-at = Came at
intake-field-came-cartons = Cartons that came
intake-field-cancelled = Reason cancelled
intake-field-contact = Contact
intake-field-role = Role
intake-field-scale = Scale
intake-field-brands = Main brands
intake-field-prices = Prices
intake-field-prospects = Prospects

intake-complaint-cell = { $file }, row { $row }, column { $column }: found “{ $found }”. { $advice }
intake-complaint-column = { $file }, row { $row }, column { $column }: { $advice }
intake-complaint-found = { $file }, row { $row }: found “{ $found }”. { $advice }
intake-complaint-row = { $file }, row { $row }: { $advice }

intake-fault-missing = There is no value for “{ $field }”. Fill it in.
intake-fault-not-a-number = This isn't a number. Write digits only, such as 120.
intake-fault-not-whole = Cartons are whole. Write a number without a fraction.
intake-fault-negative = This is below zero. Write a number of zero or more.
intake-fault-absurd = This is more than { $most }, so it can't be right. Check the number.
intake-fault-not-a-date = This isn't a date from 2000 to 2100. Write it as 2026-11-23.
intake-fault-not-a-time = This isn't a time on that day. Write it as 07:30.
intake-fault-not-a-moment = This isn't a moment. Write it as 2026-11-23 07:30:00, with a zone if it isn't the centre's clock.
intake-fault-not-a-window = This isn't a time window. Write it as 08:00-12:00.
intake-fault-closes-before-opening = The window closes before it opens. Swap the two times.
intake-fault-not-yes-or-no = This is neither yes nor no. Write one of the two.
intake-fault-not-a-priority = This isn't a priority. Write a number from 1 (usual) to 9, or leave it empty.
intake-fault-unknown-status = This isn't a vehicle status. Write available, spare, broken down or workshop.
intake-fault-unknown-place-kind = This isn't a kind of place. Write retailer, station or centre.
intake-fault-rounded-code = A spreadsheet has rounded this code. Format the column as text and export it again.
intake-fault-too-long = This has more than { $most } characters. Shorten it, and look for a quotation mark that is never closed.
intake-fault-off-the-earth = This place isn't on the earth. Latitude is at most 90, longitude at most 180.
intake-fault-null-island = Latitude 0, longitude 0 is no place. Fill in the real coordinates.
intake-fault-looks-swapped = Latitude and longitude look swapped. Swap the two columns.
intake-fault-half-a-place = One of latitude and longitude is missing. Fill in both.
intake-fault-unknown-retailer = No retailer has this code. Import the retailer first, or give its name, latitude and longitude in this row.
intake-fault-unknown-vehicle = No vehicle has this plate. Import the vehicle first, or give its capacity in this row.
intake-fault-no-such-vehicle = No vehicle has this plate. Correct it, or import the vehicle first.
intake-fault-unknown-station = No transfer station has this code or name. Import it first, as a row of the kind “station”.
intake-fault-unknown-route = There is no such route on { $day }. Import the plan of that day first, or correct the route.
intake-fault-not-on-the-day = The retailer has no stop on { $day }. Import the plan of that day first, or correct the day.
intake-fault-repeated = This stands in row { $first } already. Keep one of the two rows.
intake-fault-twice-on-the-day = The retailer has a stop on { $day } in row { $first } already. Put both orders into one row.
intake-fault-route-disagrees = An earlier row of this route says “{ $first }”. Make the rows agree, or give them a route of their own.
intake-fault-delivered-before-arrival = The delivery would be before the arrival. Correct one of the two times.
intake-fault-failed-without-time = There is a reason, but no time of the try. Fill in the arrival or the time of the failed try.
intake-fault-told-what = It isn't known which arrival the retailer was told. Fill in the column “Arrival told”.
intake-fault-told-to-come = This time is still to come. Write when the retailer was told, with the date where that was on another day.
intake-fault-no-place-there = No retailer, station or centre is known at this place. Import it first, or check the datum.
intake-fault-no-outline = This feature encloses nothing. Give it a polygon of at least three different points.
intake-fault-not-in-the-matrix = No column is headed with this place. Add its column, or remove the row.
intake-fault-no-such-retailer = No retailer has this code or licence. Correct it, or import the retailer first.
intake-fault-unknown-brand = No brand has this code or name, or several have this name. Import the brands first, or give the code.
intake-fault-unknown-enterprise = No enterprise has this code or name. Import the enterprises first, or correct it.
intake-fault-not-a-grade = This isn't a price grade. Write a class from 1 to 5.
intake-fault-came-how = The shipment has come without a time, or has come and was cancelled. Fill in when it came, or clear one of the two.

intake-missing = { $file }: there is no such file. Check the name and the folder.
intake-folder = { $file } is a folder. Choose the files in it.
intake-no-permission = { $file } may not be read. Ask for permission, or copy it to a place of your own.
intake-disk = { $file } could not be read: { $system }. Copy it to this computer and try again.
intake-empty = { $file } is empty. Export it again.
intake-too-large = { $file } has { $size } MB; at most { $most } MB can be read. Split it, by month for example.
intake-too-many-rows = { $file } has more than { $most } rows. Split it, by month for example.
intake-too-many-columns = { $file } has more than { $most } columns. Remove those that aren't needed.
intake-unpacks-too-large = { $file } unpacks to more than { $most } MB. Save it as CSV and import that.
intake-not-a-table = { $file } is no table ({ $what }). Choose a CSV, XLSX, XLS or ODS file.
intake-web-page = { $file } is a web page, whatever its name says. Open it in a spreadsheet, save it as XLSX or CSV, and import that.
intake-alert = { $file } is a weather alert. Open it in the Weather view, or with “mainstay weather import”.
intake-undecodable = { $file } can't be read as text from row { $row } on: it is neither UTF-8, UTF-16 nor GB18030. Save it as CSV UTF-8 and import that.
intake-too-deep = { $file } is nested too deep. Export it from its source again.
intake-endless-row = { $file }: row { $row } never ends. Look there for a quotation mark that is not closed, or export the file again.
intake-not-travel-times = { $file } is JSON, but no table of travel times as OSRM gives it ({ $detail }). Ask its table service with sources and destinations, or choose a CSV file.
intake-not-json = { $file }: the JSON is broken at row { $row }. Export or download it again.
intake-not-areas = { $file } holds no areas (its type: “{ $what }”). Choose a GeoJSON file with polygons.
intake-areas-too-large = { $file } has { $size } MB; outlines may have at most { $most } MB. Take a coarser set of outlines.
intake-too-many-points = { $file } has more than { $most } points. Take a coarser set of outlines.
intake-outline-too-few-points = { $file }: its first area encloses nothing. Draw at least three different points.
intake-outline-crosses-itself = { $file }: the outline of its first area crosses itself. Draw it so that no two sides cross.
intake-outline-off-the-earth = { $file }: its first area isn't on the earth. Longitude comes first in GeoJSON, then latitude.
intake-document-type = { $file } has a document type (<!DOCTYPE), which could make the desk fetch or unfold anything; it is refused. Export it without one.
intake-broken-xml = { $file }: the XML is broken at row { $row }, or nested too deep. Export it again.
intake-damaged = { $file } is damaged or cut off. Export or copy it again.
intake-locked = { $file } is protected by a password. Save it without one and import that.
intake-no-such-sheet = { $file } has no sheet “{ $wanted }”. Its sheets: { $sheets }.
intake-empty-sheet = { $file }: the sheet “{ $sheet }” is empty. Choose another one: { $sheets }.
intake-unknown-kind = { $file }: the headings don't tell what it holds. Found: { $seen }. Name the kind, or give the columns headings such as retailer code, plate, route, cartons.
intake-unknown-sheet = { $file }: the headings of the sheet “{ $sheet }” don't tell what it holds. Found: { $seen }. Choose another sheet ({ $sheets }), name the kind, or give the columns headings such as retailer code, plate, route, cartons.
intake-lacks-columns = { $file } was taken for { $kind }, but has no column “{ $first }”. Found: { $seen }. Add the column, or say which column holds it.
intake-lacks-two-columns = { $file } was taken for { $kind }, but has no columns “{ $first }” and “{ $second }”. Found: { $seen }. Add the columns, or say which columns hold them.
intake-no-rows = { $file } has headings, but no rows under them. Export it again with its data.
intake-place-twice = { $file }: { $code } heads two columns. Keep one of the two.
intake-matrix-too-large = { $file } has more than { $most } places. Leave out those that aren't delivered to.
intake-cancelled = { $file } was not read to the end, because the work was cancelled. Nothing was kept.

intake-note-centre-assumed = The distribution centre's place isn't known, so the middle of the retailers stands in for it ({ $lat }, { $lon }). Import a row of the kind “centre” to set it.
intake-note-day-assumed = The file has no column for the day; taken as { $day }.
intake-note-departure-assumed = Routes without a departure were taken to leave at { $time }.
intake-note-window-assumed = { $n ->
    [one] 1 row has no window and was
   *[other] { $n } rows have no window and were
 } given one of the whole delivery day, such as { $window }.
intake-note-departments-made = { $n ->
    [one] 1 marketing department was
   *[other] { $n } marketing departments were
 } made from the names in the file.
intake-note-retailers-made = { $n ->
    [one] 1 retailer was
   *[other] { $n } retailers were
 } made from names and coordinates in the plan.
intake-note-vehicles-made = { $n ->
    [one] 1 vehicle was
   *[other] { $n } vehicles were
 } made from plates and capacities in the plan.
intake-note-routes-without-vehicle = { $n ->
    [one] 1 route has
   *[other] { $n } routes have
 } no vehicle yet. Assign one on the board.
intake-note-totals-skipped = { $n ->
    [one] 1 row of totals was
   *[other] { $n } rows of totals were
 } passed over.
intake-note-matrix-gaps = { $n ->
    [one] 1 drive is
   *[other] { $n } drives are
 } missing from the file and will be estimated.
intake-note-places-unknown = { $n ->
    [one] 1 place is
   *[other] { $n } places are
 } neither a retailer nor a station so far: { $codes }. Check the codes, or import the retailers.
intake-note-stops-taken-off = { $n ->
    [one] 1 open stop is
   *[other] { $n } open stops are
 } no longer in the plan and taken off the route: { $codes }. Import the plan again with their rows to keep them.
intake-note-columns-aside = Columns kept aside: { $headers }.
intake-note-no-substitutes = { $n ->
    [one] { $n } brand is alone in its price grade, so that nothing can stand in for it: { $codes }.
   *[other] { $n } brands are alone in their price grades, so that nothing can stand in for them: { $codes }.
}
intake-note-older-counts = { $n ->
    [one] { $n } count is older than the one that is known and was passed over.
   *[other] { $n } counts are older than those that are known and were passed over.
}
