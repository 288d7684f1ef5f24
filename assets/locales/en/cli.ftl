# The command line's own words.
cli-head-route = Route
cli-head-vehicle = Vehicle
cli-head-department = Dept
cli-head-state = State
cli-head-departure = Left
cli-head-done = Done
cli-head-stops = Stops
cli-head-late = Late
cli-head-back = Back
cli-head-load = Load
cli-head-number = No.
cli-head-retailer = Retailer
cli-head-name = Name
cli-head-cartons = Cartons
cli-head-window = Window
cli-head-planned = Planned
cli-head-expected = Expected
cli-head-breach = What is wrong
cli-head-revision = Revision
cli-head-at = At
cli-head-by = By
cli-head-change = Change
cli-head-undone = Taken back
cli-head-row = Row
cli-head-column = Column
cli-head-found = Found
cli-head-advice = What to do

cli-day = { $date } at { $now }: { $routes ->
    [one] 1 route
   *[other] { $routes } routes
}, { $stops } stops, { $delivered } delivered, { $late } late, { $held } on hold, { $failed } not delivered, { $off } put off
cli-nothing-to-change = All is already as asked. Nothing was changed.
cli-dry-run = Tried only. Nothing was kept.
cli-moved = { $n ->
    [one] 1 stop changes.
   *[other] { $n } stops change.
}
cli-retold = { $n ->
    [one] 1 retailer must be told again:
   *[other] { $n } retailers must be told again:
}
cli-new-breaches = { $n ->
    [one] 1 breach appears or grows:
   *[other] { $n } breaches appear or grow:
}
cli-mended = { $n ->
    [one] 1 breach goes:
   *[other] { $n } breaches go:
}
cli-log = { $n ->
    [one] 1 change
   *[other] { $n } changes
}
cli-undoes = Took back { $of }: { $deed }
cli-undone-by = by { $by }
cli-imported = { $file }: { $kind }, { $encoding }; { $accepted } accepted, { $unchanged } unchanged, { $complaints } with complaints
cli-more-complaints = { $n ->
    [one] and 1 more. Use --json to see all.
   *[other] and { $n } more. Use --json to see them.
}
cli-reported = { $path }: { $days ->
    [one] 1 day
   *[other] { $days } days
}, { $due } stops due, { $listed } listed
cli-accounted = { $path }: { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}
cli-verified = The database is sound: { $n ->
    [one] 1 entry
   *[other] { $n } entries
} checked.
cli-not-verified = The database is damaged: { $n ->
    [one] 1 problem
   *[other] { $n } problems
} found.
cli-demo-made = { $path }: the sample city is made, with { $retailers } retailers and { $days ->
    [one] 1 service day
   *[other] { $days } service days
}. Its clock starts at { $time } on { $day }.
cli-demo-there = { $path }: the sample city was already there, with { $retailers } retailers and { $days ->
    [one] 1 service day
   *[other] { $days } service days
}. Its clock starts at { $time } on { $day }.
cli-shot = { $path }: the picture is written.

cli-making = Making the sample city:
cli-reading = Reading:
cli-keeping = Keeping:
cli-reporting = Writing the report:
cli-verifying = Checking:

cli-cancelled = Cancelled. Nothing was kept.
cli-cannot-answer = The answer could not be written: { $error }. Check where it is sent to.
cli-no-database = There is no database at { $path }. Check the path after --db, or make one with "mainstay demo" or "mainstay import".
cli-no-home = Your data directory is not known. Name a database with --db.
cli-no-folder = { $path } could not be made: { $error }. Choose another place with --db.
cli-demo-not-a-sample = { $path } holds data of your own, and the sample city would mix with it. Name another file with --db.
cli-report-format = { $path } does not say which form the report is to have. End its name with .xlsx, .csv, .pdf, .html or .json.
cli-map-too-large = { $path } has more than { $most } MB. A file of columns holds a heading and a field a line; check the file.
cli-map-unreadable = { $path } could not be read as a map of columns: { $error }. Write it as JSON, such as {"{"}"Shop no.": "retailer"{"}"}.
cli-map-field = { $path } names the field { $field }, which does not exist. Use the names that "mainstay import --json" prints.
cli-no-picture = The picture could not be made: { $error }. Ask for a smaller --size or --scale.

cli-solved = { $instance }: cost { $cost }, { $routes ->
    [one] 1 route
   *[other] { $routes } routes
}, { $seconds } s, { $rounds } rounds.
cli-unserved = { $n ->
    [one] 1 customer is
   *[other] { $n } customers are
} left out: the vehicles of the instance can't serve them all.
cli-not-an-instance = { $file } can't be solved: { $why }
cli-cannot-read = { $file } can't be read: { $error }. Check the path and the file.

cli-head-plan = Plan
cli-head-price = Price ¥
cli-head-minutes-late = Min late
cli-head-told-again = Tell again
cli-head-moved = Moved
cli-head-put-off = Put off
cli-head-carried = Carried over
cli-head-kilometres = km
cli-head-overtime = Overtime min

cli-incident = Incident { $incident }.
cli-recovered = { $plans ->
    [0] No plan keeps the rules.
    [one] 1 plan,
   *[other] { $plans } plans,
} the first after { $first } ms, the last after { $seconds } s:
cli-carried = { $rank }: { $cartons } cartons for { $stops ->
    [one] 1 stop
   *[other] { $stops } stops
} from { $from } to { $to }, { $at }-{ $until }
cli-from-centre = the centre
cli-recover-none = What is locked on the broken vehicles leaves no way. Free those stops and ask again.
cli-recover-apply = Carry one out with --apply and its number.
cli-case-saved = { $path }: the situation is saved, with { $routes ->
    [one] 1 route
   *[other] { $routes } routes
} and { $stops } stops.
cli-case-solved = { $case }: cost { $cost } (distance { $distance }, late { $late }, moved { $moved }, fixed { $fixed }), { $seconds } s, { $rounds } rounds.
cli-not-a-case = { $file } can't be read as a recovery case: { $why }
cli-no-such-cause = Nothing is known to fail that is called “{ $found }”. Use one of these: { $known }.
cli-no-such-rank = There is no plan { $rank }: { $plans ->
    [0] no plan was
    [one] only 1 was
   *[other] only { $plans } were
} found. Run recover again and choose a number of its list.
cli-no-such-incident = There is no incident { $incident }. Use its id, such as B261123-1, or its number of the day.
cli-incident-closed = Incident { $incident } is closed: { $plate } can go on again. Leave --incident away to see whether anything else is open.
cli-case-is-not-applied = A case is only tried: nothing of it is kept. Leave --apply away, or leave --case away to plan the day of the database.
cli-case-has-no-tokens = --plan writes the answer to a compact case, and this one was saved by the desk. Use --json instead.

case-not-json = it isn't JSON: line { $line }, column { $column } doesn't read. Take the file from its source again.
case-lacks = the part { $part } is missing. Take the file from its source again.
case-off = { $part } can't be { $found }. Correct it, or take the file from its source again.
case-too-many = it has { $points } points, and at most { $most } are solved. Take a smaller case.
instance-unknown = it is neither Solomon's text nor VRPLIB. Name a file in one of these formats.
instance-lacks = the part { $part } is missing. Take the file from its source again.
instance-line = line { $line } doesn't read as it should: “{ $found }”. Correct it, or take the file from its source again.
instance-too-many = it has { $customers } customers, and at most { $most } are solved. Take a smaller instance.
instance-unsupported = its { $part } is { $found }, which isn't solved here. Take an instance of type CVRP or VRPTW with EUC_2D distances.
cli-head-file = File
cli-head-alert = Alert
cli-head-outcome = What came of it
cli-head-holds = Holds
cli-head-hold = Hold
cli-head-signal = Signal
cli-head-span = From – to
cli-head-response = Asks for
cli-head-area = Area
cli-head-routes = Routes
cli-no-holds = No hold is in force or coming, and none has ended within a week.
cli-owed = Put off and still owed: { $n ->
    [one] 1 delivery
   *[other] { $n } deliveries
}. Plan them with mainstay recover --backlog.
cli-area-polygon = polygon of { $n } corners
cli-area-circle = circle of { $km } km
cli-area-routes = routes { $routes }
outcome-stays = { $n ->
    [one] 1 route was decided under its hold and stays so
   *[other] { $n } routes were decided under its hold and stay so
}: release them where they may go.
cli-no-incidents = No incident is open.
cli-bad-step = { $step } is no step. Write one such as B4, or 4.
cli-several-incidents = Several incidents have the number { $n }: { $names }. Write the name.
cli-step-done = done { $at } ({ $by })
cli-step-done-late = done { $at }, { $late } late ({ $by })
cli-step-skipped = skipped: { $why }
cli-head-incident = Incident
cli-head-level = Level
cli-head-kind = Kind
cli-head-what = What
cli-head-since = Since
cli-head-next = Next step
cli-head-step = Step
cli-head-owner = Owner
cli-head-in-time = In time
cli-head-done-late = Done late
cli-head-skipped = Skipped
cli-head-open = Open
cli-head-overdue = Overdue
cli-head-limit = Limit
cli-head-due = Due
cli-incident-shown = { $incident } [{ $level }] { $name }: { $standing }, since { $since }; { $reach }
cli-head-late-steps = Late
cli-head-doing = Now
cli-head-capacity = Capacity
cli-head-stops-left = Stops left
cli-head-crew = Driver
order-no-such = There is no standing order “{ $order }”. “report orders list” shows those there are.
order-off = (off)
order-none = There is no standing order.
order-none-due = No standing order is due.
cli-head-report = Report
cli-head-when = When
cli-head-whither = To
cli-head-last = Last
cli-in-time = in time
cli-yes = yes
cli-too-late = too late
cli-backing-up = Backing up:
cli-restoring = Restoring:
cli-backed-up = Backed up to { $path } ({ $megabytes } MB). It has been restored on trial and is sound.
cli-backup-sound = The backup is sound: it was restored on trial, and { $n ->
    [one] { $n } entry was
   *[other] { $n } entries were
} checked.
cli-restored = { $path } holds what was backed up in { $file }: { $n ->
    [one] { $n } entry
   *[other] { $n } entries
}.
cli-set-aside = What was there before is kept as { $path }.
