# Refusals: what was asked, why not, what to do instead.
refusal-no-such-day = No routes are planned for { $day }. Import the plan of that day first.
refusal-no-such-route = There is no route { $route } on { $day }. Check the route code, or list the day's routes.
refusal-no-such-vehicle = There is no vehicle { $plate }. Check the plate, or import the vehicle first.
refusal-no-such-retailer = There is no retailer { $retailer }. Check the code, or import the retailer first.
refusal-no-such-department = There is no department { $department }. Check the code against the list of departments.
refusal-not-on-the-day = Retailer { $retailer } has no delivery on { $day }. Check the code and the day.
refusal-nothing-named = Nothing was selected. Name at least one stop or route.
refusal-vehicle-cannot-drive = Vehicle { $plate } can't take the route: it is { $status }. Choose another vehicle, or record its repair first.
refusal-already-visited = The stop of retailer { $retailer } has already been visited, so it stays as it is. Leave it out of the selection.
refusal-position-passed = Route { $route } has already driven past position { $at }. Choose position { $first } or later.
refusal-nothing-left = Route { $route } has no stop left to serve, so there is nothing to change.
refusal-stale = Route { $route } was changed by someone else while you were looking at it. Look at it again and repeat your change.
refusal-twice-on-the-day = Retailer { $retailer } stands twice on the same day. Keep one of the two.
refusal-route-twice = Route { $route } is planned twice on the same day. Bring its stops together in one route.
refusal-delivered-before-arrival = Retailer { $retailer }: delivered at { $delivered }, but arrived only at { $arrived }. Correct one of the two times.
refusal-nothing-to-undo = There is nothing to undo.
refusal-undo-conflict = { $subject } has changed since, and undoing would overwrite that. Change it by hand instead.
