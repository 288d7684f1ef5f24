## The Weather view, its sheets, and the sources of alerts.
weather-new = New hold…
weather-open-alert = Open alert…
weather-open-alert-hint = Alert files (CAP) can also be dropped on the window.
weather-none = No hold on record
weather-none-next = Put one by hand, open an alert, or let a feed bring alerts in.
weather-joint = { ", " }
weather-and-more = { $names } and { $n } more
weather-span = { $from } to { $until }
weather-district = { $name } ({ $code })
weather-district-code = district { $code }
weather-polygon = { $n ->
    [one] outline of { $n } corner
   *[other] outline of { $n } corners
}
weather-circle = { $km } km around { $place }
weather-routes = routes { $routes }
weather-closes = { $routes ->
    [one] { $routes } route
   *[other] { $routes } routes
}, { $stops ->
    [one] { $stops } stop
   *[other] { $stops } stops
}, { $cartons } cartons
weather-closes-nothing = closes no stop of this day
weather-show-past = Show { $n } past
weather-alerts = Alerts received ({ $n })
weather-alert-line = { $status }, { $kind }, { $sent }
weather-taken = Files opened
weather-taken-count = { $n ->
    [one] { $n } outcome
   *[other] { $n } outcomes
}
weather-taken-about = What came of each alert that was opened last.
weather-taken-file = File
weather-taken-identifier = Alert
weather-taken-why = Outcome
weather-taken-stays = { $hold }: { $n ->
    [one] { $n } route stays
   *[other] { $n } routes stay
} decided: { $course }. Release them when the road is clear.
weather-waiting-confirm = { $n ->
    [one] { $n } hold waits to be confirmed
   *[other] { $n } holds wait to be confirmed
}

weather-source = Source
weather-source-alert = a weather alert
weather-source-hand = put by hand
weather-when = When
weather-area = Where
weather-asks = Asks for
weather-closes-now = Closes
weather-would-close = Would close
weather-lets-pass = { $response }; vehicles of up to { $cartons } cartons may pass
weather-alert-says = (the alert says: { $value })
weather-released-at = { $span }, released at { $at }
weather-confirm = Confirm
weather-confirm-hint = It closes nothing until it is confirmed. It would close: { $closes }.
weather-still-kept-back = { $n ->
    [one] The hold is over; { $n } route is still kept back. Release it in batches.
   *[other] The hold is over; { $n } routes are still kept back. Release them in batches.
}
weather-edit = Edit…
weather-release = Release…
weather-batches = Release routes in batches…
weather-batches-none = No route is kept back under this hold.
weather-plans-none = It closes nothing that a plan could mend.
weather-on-map = Show on map

weather-no-routes = It meets no route of { $day }.
weather-tick = Tick…
weather-tick-all = All
weather-tick-undecided = Not decided yet
weather-tick-at-dock = Still at the dock
weather-tick-on-the-way = Left already
weather-tick-none = None
weather-tick-hint = Tick routes to decide for several at once.
weather-tick-route = Tick { $route }
weather-for-ticked = { $n ->
    [one] For { $n } route:
   *[other] For { $n } routes:
}
weather-decide-one = { $route }: { $course }
weather-decide-many = { $n } routes: { $course }
weather-decide = Decide
weather-undecided = Not decided
weather-course-of = { $route }: { $course }
weather-decided-by = { $by }, { $at }
weather-column-tick = { "" }
weather-column-route = Route
weather-column-department = Department
weather-column-vehicle = Vehicle
weather-column-state = State
weather-column-closed = Stops / cartons inside
weather-column-departs = Departs
weather-column-course = Course
weather-column-decided = Decided by
weather-stops-cartons = { $stops } / { $cartons }
weather-passes = Not closed to it: the vehicle is small enough, or somebody lets it go.
weather-does-not-leave = does not leave
weather-leaves-late = { $at } (+{ $minutes })
weather-show-route = Show on the board

weather-foretold-put-off = { $stops ->
    [one] { $stops } stop
   *[other] { $stops } stops
} ({ $cartons } cartons) put off to { $day }.
weather-foretold-back = { $n ->
    [one] { $n } stop comes back to the day.
   *[other] { $n } stops come back to the day.
}
weather-foretold-late = { $n ->
    [one] { $n } stop becomes late.
   *[other] { $n } stops become late.
}
weather-foretold-mended = { $n ->
    [one] { $n } stop is no longer late.
   *[other] { $n } stops are no longer late.
}
weather-foretold-moved = { $n ->
    [one] { $n } arrival moves.
   *[other] { $n } arrivals move.
}
weather-foretold-nothing = No time changes.
weather-foretold-told = { $n ->
    [0] Nobody has to be told anew.
    [one] { $n } retailer to be told anew.
   *[other] { $n } retailers to be told anew.
}

weather-alert-gone = This alert is no longer kept.
weather-alert-no-text = Alert without a text
weather-alert-language = Language
weather-alert-kind = Kind
weather-alert-sent = Sent
weather-alert-key = Sender, identifier
weather-alert-refers = Refers to
weather-alert-origin = Came from
weather-alert-event = Event
weather-alert-office = Office
weather-alert-signal = Signal
weather-alert-no-signal = none the signals know
weather-alert-span = When
weather-alert-end-assumed = { $span } (no end given: a day is assumed)
weather-alert-area = Area
weather-alert-area-fault = an area that cannot be used: { $fault }
weather-alert-description = Description
weather-alert-instruction = Instruction
weather-show-hold = Show hold { $hold }

weather-backlog = Backlog
weather-backlog-count = { $n ->
    [one] { $n } delivery owed
   *[other] { $n } deliveries owed
}
weather-backlog-since = oldest since { $day }
weather-backlog-overdue = { $n } overdue
weather-backlog-show = Show what is owed
weather-backlog-about = { $n ->
    [one] { $n } delivery put off and not made yet
   *[other] { $n } deliveries put off and not made yet
}, { $cartons } cartons. To be gone within { $days ->
    [one] { $days } working day.
   *[other] { $days } working days.
}
weather-backlog-none = Nothing is owed
weather-backlog-none-next = What is put off stands here until it is delivered.
weather-backlog-plan = Plan them…
weather-backlog-unplanned = { $n ->
    [one] { $n } stands on no route yet.
   *[other] { $n } stand on no route yet.
}
weather-backlog-all-planned = All of them stand on a route.
weather-owed-retailer = Retailer
weather-owed-from = Put off from
weather-owed-route = Route
weather-owed-cartons = Cartons
weather-owed-cause = Cause
weather-owed-to = Promised
weather-owed-planned = Planned
weather-owed-overdue = { $day } overdue
weather-owed-on = { $day } on { $route }
weather-owed-nowhere = not planned

weather-form-new = New hold
weather-form-edit = Hold { $hold }
weather-form-kind = Signal
weather-form-colour = Colour
weather-form-response = Asks for
weather-form-areas = Where
weather-form-remove = Take away: { $area }
weather-form-search = Search
weather-form-from = From
weather-form-until = Until
weather-form-lets-pass = Vehicles up to (cartons)
weather-form-source = Source
weather-form-lets-pass-about = Small vehicles may pass where large ones cannot. Empty: none may.
weather-form-closes = What it closes on { $day }
weather-form-brief = Crews are told; nothing is closed.
weather-form-middle = Middle: latitude, longitude
weather-form-kilometres = Radius in km
weather-form-corners = Corners: latitude,longitude, one after the other
weather-form-add = Add
weather-form-put = Put hold
weather-form-change = Change hold
weather-way-districts = Districts
weather-way-routes = Routes
weather-way-circle = Circle
weather-way-polygon = Outline
weather-draw = Draw on the map
weather-draw-hint = On the map: P draws an outline, C a circle. The sheet then opens with it.
weather-district-stops = { $name } · { $n ->
    [one] { $n } stop today
   *[other] { $n } stops today
}
weather-missing-area = Name a district, a route, a circle or an outline.
weather-missing-from = Say from when, such as 07:30 or 11-24 07:30.
weather-missing-until = Say until when, such as 13:30 or 11-24 06:00.
weather-missing-ends-first = It would end before it begins.
weather-missing-lets-pass = The cartons of a small vehicle are a whole number.
weather-unreadable-corners = Each corner is two numbers: latitude, longitude.
weather-unreadable-place = The middle is two numbers: latitude, longitude.
weather-unreadable-kilometres = The radius is a number of kilometres, up to 1000.
weather-unreadable-fault = It cannot be used: { $fault }.

weather-lift-title = End { $signal }
weather-lift-until = It would last until { $until }. It ends now instead.
weather-lift-stays = { $n ->
    [one] { $n } route stays as decided: release it in batches when the road has been checked.
   *[other] { $n } routes stay as decided: release them in batches when the road has been checked.
}
weather-lift-now = End it now
weather-lift-and-batches = End it, then release routes…

weather-batches-title = Release routes: { $signal }
weather-batches-about = The longest rounds leave first, so that they are back before the shops close.
weather-batches-first = First departure
weather-batches-routes = Routes at a time
weather-batches-every = Minutes between
weather-batches-missing = Give a time, a number of routes and minutes.
weather-batches-leave-out = Leave { $route } out
weather-batches-take-in = Take { $route } in again
weather-batches-left-out = Left out:
weather-batches-release = { $n ->
    [one] Release { $n } route
   *[other] Release { $n } routes
}

watch-ask-now = Ask now
watch-off = Alerts come from no feed and no folder.
watch-set-up = Set up in the settings
watch-feed = Feed { $host }
watch-alert-folder = Alert folder
watch-position-folder = Position folder
watch-heard = last heard { $at }
watch-not-heard = not heard yet
watch-well = { $name }: { $heard }
watch-fault = { $name }: { $fault } ({ $heard }; next try { $next })
watch-fault-now = { $name }: { $fault } ({ $heard }; trying now)
watch-all-well = { $n ->
    [one] { $n } source of alerts and positions is heard
   *[other] All { $n } sources of alerts and positions are heard
}
watch-some-faulty = { $n } of { $all } sources of alerts and positions cannot be heard
watch-new-to-confirm = New alert waits for your word: { $signal } ({ $hold })
watch-new-in-force = A rule put a hold into effect: { $signal } ({ $hold })
watch-changed = A hold was changed by its alert: { $signal } ({ $hold })
watch-lifted = A hold was lifted by its alert: { $signal } ({ $hold })
weather-dialog-open = Open weather alerts
weather-dialog-alerts = Alerts (CAP)

desk-meets = Meeting point
desk-carried = Carried over from
desk-inferred = Told from positions
desk-inferred-hint = Nobody has confirmed it yet.
desk-confirm-inferred = Confirm { $n } told from positions
board-course = Under { $signal } ({ $hold }): { $course }. { $by }, { $at }
weather-show-in-view = Open in Weather
weather-form-file = Or a GeoJSON file
weather-form-file-choose = Choose…
weather-form-file-read = Read
weather-dialog-area = Choose the file of an outline
