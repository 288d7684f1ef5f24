# Refusals: what was asked, why not, what to do instead.
refusal-no-such-day = No routes are planned for { $day }. Import the plan of that day first.
refusal-no-such-route = There is no route { $route } on { $day }. Check the route code, or list the day's routes.
refusal-no-such-vehicle = There is no vehicle { $plate }. Check the plate, or import the vehicle first.
refusal-no-such-retailer = There is no retailer { $retailer }. Check the code, or import the retailer first.
refusal-no-such-department = There is no department { $department }. Check the code against the list of departments.
refusal-not-on-the-day = Retailer { $retailer } has no delivery on { $day }. Check the code and the day.
refusal-told-to-come = Retailer { $retailer } cannot have been told at { $at }: that is still to come. Say when it was.
refusal-nothing-named = Nothing was selected. Name at least one stop or route.
refusal-vehicle-cannot-drive = Vehicle { $plate } can't take the route: it is { $status }. Choose another vehicle, or record its repair first.
refusal-already-visited = The stop of retailer { $retailer } has already been visited, so it stays as it is. Leave it out of the selection.
refusal-position-passed = Route { $route } has already driven past position { $at }. Choose position { $first } or later.
refusal-nothing-left = Route { $route } has no stop left to serve, so there is nothing to change.
refusal-stale = Route { $route } was changed by someone else while you were looking at it. Look at it again and repeat your change.
refusal-twice-on-the-day = Retailer { $retailer } stands twice on the same day. Keep one of the two.
refusal-route-twice = Route { $route } is planned twice on the same day. Bring its stops together in one route.
refusal-delivered-before-arrival = Retailer { $retailer }: delivered at { $delivered }, but arrived only at { $arrived }. Correct one of the two times.
refusal-window-leaves-the-day = The window { $window } of retailer { $retailer } would no longer be on { $day }. Shift it by less, or name a window of that day.
refusal-already-broken = Vehicle { $plate } is broken down already (incident { $incident }). Record its repair before you report it again.
refusal-not-broken = Vehicle { $plate } has no open breakdown, so there is no repair to record. Check the plate.
refusal-already-in-workshop = Vehicle { $plate } is in the workshop already. Record that it is back before you send it again.
refusal-not-in-workshop = Vehicle { $plate } is not in the workshop, so it cannot come back from there. Check the plate.
refusal-vehicle-has-stops = Vehicle { $plate } still has shops to serve on route { $route }. Give the route to another vehicle first.
refusal-back-before-it-went = Vehicle { $plate } went to the workshop at { $went }; it cannot be back at { $back }. Check the two times.
refusal-repaired-before-it-broke = Vehicle { $plate } broke down at { $broke }, so it can't have been repaired at { $repaired }. Name a later time.
refusal-not-a-later-day = Deliveries of { $day } can't be put off to { $to }. Choose a later day.
refusal-not-of-the-plan = The plan loses the stop of retailer { $retailer }, doubles it, or changes what a plan must leave alone. Ask for a new proposal.
refusal-route-under-way = Route { $route } has left, so its vehicle and its dock stay as they are. Move its stops to another route instead.
refusal-breaks-rule = The plan would break a rule on route { $route }: { $breach }. Ask for a new proposal, or change the plan.
refusal-nothing-to-load = Route { $route } has no such goods left to fetch on the way. Look at its calls again.
refusal-no-such-hold = There is no hold { $hold }. mainstay weather list shows those there are.
refusal-hold-is-over = Hold { $hold } has been over since { $ended }; there is nothing to release.
refusal-hold-ends-first = A hold from { $from } cannot end at { $until }. Give an end after its beginning.
refusal-hold-without-area = The hold names no area. Name districts or routes, or draw a polygon or a circle.
refusal-faulty-area = The area cannot be used: { $fault }. Draw it again.
refusal-no-such-incident = There is no incident { $incident }. mainstay incident list shows those there are.
refusal-incident-closed = Incident { $incident } is closed; nothing more can be done about it. Open a new one.
refusal-no-such-step = Incident { $incident } has no step { $step }. Its card lists those there are.
refusal-step-done = Step { $step } of incident { $incident } was ticked or skipped by { $by } at { $at } already. That stands; open it again first if it was a mistake.
refusal-steps-open = Incident { $incident } still has { $n ->
    [one] a step that is neither done nor skipped: { $steps }. Tick it, or skip it with a reason.
   *[other] { $n } steps that are neither done nor skipped: { $steps }. Tick them, or skip them with a reason.
}
refusal-no-reason = Give a reason.
refusal-playbook-version = Version { $version } of the playbook exists already; yours would be version { $next }. Look at the newest and edit that.
refusal-nothing-to-undo = There is nothing to undo.
refusal-undo-conflict = { $subject } has changed since, and undoing would overwrite that. Change it by hand instead.
refusal-supply-levels = The warnings have to fall from yellow over orange to red, and the department's limit has to lie below the most of one order. Correct the numbers.
