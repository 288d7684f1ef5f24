# Words used in more than one room.
vehicle-available = available
vehicle-broken-down = broken down
vehicle-in-workshop = in the workshop

stop-delivered = delivered
stop-delivered-late = delivered late
stop-arrived = at the door
stop-on-time = on time
stop-at-risk = at risk
stop-late = late
stop-on-hold = on hold
stop-failed = not delivered
stop-put-off = put off

route-planned = not departed
route-on-the-way = on the way
route-done = done

breach-late = { $minutes } min late
breach-early-wait = waits { $minutes } min
breach-overload = { $cartons ->
    [one] 1 carton overloaded
   *[other] { $cartons } cartons overloaded
 }
breach-overtime = { $minutes } min overtime
breach-driving-limit = { $minutes } min over the driving limit
breach-lock-broken = { $lock }, and that is not kept
breach-cargo-at-centre = goods still at the centre
breach-cargo-at-station = goods at station { $station }
breach-cargo-aboard = goods aboard { $plate }
breach-on-hold = closed by hold { $hold }
breach-no-vehicle = no vehicle

lock-vehicle = locked to its vehicle
lock-position = locked in its place in the order
lock-time = locked at { $at }

as-written = { $words }

fail-closed = shop closed
fail-refused = goods refused
fail-no-payment = not paid
fail-damaged = goods damaged
fail-unreachable = not reachable

cause-breakdown = vehicle breakdown
cause-weather = weather
cause-accident = accident
cause-traffic = traffic
cause-ordering = ordering
cause-settlement = settlement
cause-sorting = sorting
cause-retailer-absent = retailer absent

remedy-reassigned = vehicle reassigned
remedy-moved = moved to another route
remedy-window-shifted = window shifted
remedy-spare-takes-over = spare takes over
remedy-neighbours-share = neighbours share
remedy-waited-for-repair = waited for the repair
remedy-put-off = put off
remedy-waited-for-weather = waited for the weather
remedy-met-elsewhere = collected at a meeting point
remedy-shuttled = taken by a small vehicle

fault-engine = engine
fault-clutch = clutch
fault-brakes = brakes
fault-tyre = tyre
fault-electrics = electrics
fault-cooling = cooling
fault-body = body
fault-accident = accident
fault-driver-absent = driver absent
fault-other = other

hazard-typhoon = typhoon
hazard-rainstorm = rainstorm
hazard-snowstorm = snowstorm
hazard-cold-wave = cold wave
hazard-gale = gale
hazard-sandstorm = sandstorm
hazard-heat = heat
hazard-drought = drought
hazard-lightning = lightning
hazard-hail = hail
hazard-frost = frost
hazard-fog = fog
hazard-haze = haze
hazard-road-icing = icy roads
hazard-road-closed = road closed

colour-blue = blue
colour-yellow = yellow
colour-orange = orange
colour-red = red
signal = { $hazard }, { $colour }

# What a change did, one line each.
deed-reference-data = Reference data{ $retailers ->
    [0] {""}
    [one] , 1 retailer
   *[other] , { $retailers } retailers
}{ $vehicles ->
    [0] {""}
    [one] , 1 vehicle
   *[other] , { $vehicles } vehicles
}{ $others ->
    [0] {""}
    [one] , 1 other entry
   *[other] , { $others } other entries
}
deed-planned = Plan: { $days ->
    [one] 1 day
   *[other] { $days } days
}, { $routes ->
    [one] 1 route
   *[other] { $routes } routes
}, { $stops ->
    [one] 1 stop
   *[other] { $stops } stops
}
deed-progress = Progress of { $stops ->
    [one] 1 stop
   *[other] { $stops } stops
}
deed-reassigned = Route { $route } given to { $to }
deed-unassigned = Vehicle taken off route { $route }
deed-moved = { $stops ->
    [one] 1 stop
   *[other] { $stops } stops
} moved to route { $to }
deed-moved-about = { $stops ->
    [one] 1 stop
   *[other] { $stops } stops
} moved between routes
deed-shifted = Windows of { $stops ->
    [one] 1 stop
   *[other] { $stops } stops
} shifted, { $routes ->
    [one] 1 route
   *[other] { $routes } routes
}
deed-settings = Settings
deed-holds = { $n ->
    [one] 1 hold
   *[other] { $n } holds
}
deed-breakdowns = { $n ->
    [one] 1 breakdown
   *[other] { $n } breakdowns
}
deed-alerts = { $n ->
    [one] 1 alert received
   *[other] { $n } alerts received
}{ $holds ->
    [0] {""}
    [one] ; 1 hold
   *[other] ; { $holds } holds
}
deed-positions = Positions of { $n ->
    [one] 1 vehicle
   *[other] { $n } vehicles
}{ $stops ->
    [0] {""}
    [one] ; 1 stop inferred
   *[other] ; { $stops } stops inferred
}
deed-weather = Weather: { $routes ->
    [one] 1 route
   *[other] { $routes } routes
} decided
deed-weather-put-off = Weather: { $routes ->
    [one] 1 route
   *[other] { $routes } routes
} decided, stops put off: { $stops }
deed-weather-back = Weather: { $routes ->
    [one] 1 route
   *[other] { $routes } routes
} decided, stops brought back: { $stops }
deed-incidents = { $n ->
    [one] 1 incident
   *[other] { $n } incidents
} dealt with
deed-followed-up = { $n ->
    [one] 1 incident
   *[other] { $n } incidents
} followed up
deed-playbook = New version of the playbook
deed-broke-down = { $plate } broke down
deed-repaired = { $plate } can go on
deed-sent-to-workshop = { $plate } went to the workshop
deed-back-from-workshop = { $plate } is back from the workshop
deed-stays = { $n ->
    [one] 1 stay in the workshop
   *[other] { $n } stays in the workshop
}
deed-recovered = Recovery plan: { $routes ->
    [one] 1 route
   *[other] { $routes } routes
} changed{ $stops ->
    [0] {""}
    [one] , 1 stop taken over
   *[other] , { $stops } stops taken over
}{ $put-off ->
    [0] {""}
    [one] , 1 stop put off
   *[other] , { $put-off } stops put off
}
deed-put-off = { $stops ->
    [one] 1 stop
   *[other] { $stops } stops
} put off to { $to }
deed-brought-back = { $stops ->
    [one] 1 stop
   *[other] { $stops } stops
} to be delivered today after all
deed-told = { $stops ->
    [one] { $stops } retailer
   *[other] { $stops } retailers
} told
deed-locked = Locks of { $stops ->
    [one] 1 stop
   *[other] { $stops } stops
}
deed-loaded = Route { $route } fetched the goods of { $stops ->
    [one] 1 stop
   *[other] { $stops } stops
}
deed-several = { $n ->
    [one] 1 change of several kinds
   *[other] { $n } changes of several kinds
}
