# Incidents: kinds, levels, owners, limits; the view, its sheets, the handover.
incident-kind-network-software = network software
incident-kind-network-hardware = network hardware
incident-kind-power = power failure
incident-kind-vehicle-before-departure = vehicle fault before departure
incident-kind-vehicle-on-the-road = vehicle fault on the road
incident-kind-accident = traffic accident
incident-kind-weather = bad weather
incident-kind-road-closed = road closed
incident-kind-ordering = ordering failure
incident-kind-settlement = settlement failure
incident-kind-sorting = sorting failure
incident-kind-replenishment = temporary replenishment
incident-kind-shortage = supply shortage
incident-kind-robbery = robbery, theft or loss
incident-kind-other = other

incident-level-general = IV general
incident-level-larger = III larger
incident-level-major = II major
incident-level-critical = I critical
incident-rule-one-route = one route at the most, two hours at the most
incident-rule-several-routes = two routes or more
incident-rule-long-delay = a delay of more than two hours
incident-rule-link-down-an-hour = a link down for more than an hour
incident-rule-third-of-the-routes = 30 % of the day's routes or more
incident-rule-link-down-four-hours = a link down for more than four hours
incident-rule-serious-injury = somebody seriously injured
incident-rule-robbery = robbery
incident-rule-death = somebody died
incident-rule-all-routes = all routes of the day
incident-rule-ordering-down-all-day = ordering down all day
incident-rule-red-signal = a red warning signal
incident-suggested = The rules suggest { $level }: { $rule }.
incident-level-set-by = { $level }, set by { $by }.
incident-level-by-rule = { $level }, suggested by the rule: { $rule }

incident-open = open
incident-acknowledged = acknowledged
incident-restored = restored
incident-closed = closed

incident-lane-headquarters = Headquarters (major)
incident-lane-headquarters-about = The leading group commands; departments report to its headquarters.
incident-lane-needs-chief = Nobody commands yet. Name a chief commander, or a temporary one by their authority.
incident-lane-department = Department within its time limit (local)
incident-lane-department-about = A late step goes to the leading group; each step names its owner and its limit.
incident-lane-marketing = Marketing with distribution (replenishment)
incident-lane-marketing-about = No command post: the departments answer the retailer within the limits.

incident-owner-driver = driver
incident-owner-dispatcher = dispatcher
incident-owner-distribution-centre = distribution centre
incident-owner-transfer-station = transfer station
incident-owner-marketing-centre = marketing centre
incident-owner-order-department = order department
incident-owner-purchasing = purchasing and supply
incident-owner-marketing-department = marketing department
incident-owner-account-manager = account manager
incident-owner-information-centre = information centre
incident-owner-finance = finance
incident-owner-security = security
incident-owner-appraisal = inspection and appraisal
incident-owner-leading-group = leading group
incident-joint = { ", " }
incident-owners-or = { " / " }

incident-limit-minutes = within { $n } min
incident-limit-at = by { $time }
incident-limit-day-end = by the end of the shift
incident-limit-next-working-day = by the end of the next working day
incident-limit-days = { $n ->
    [one] within 1 day
   *[other] within { $n } days
}
incident-limit-every = every { $n } min

incident-event-opened = incident opened
incident-event-acknowledged = acknowledged
incident-event-level = level set: { $level }
incident-event-suggested = the rules now suggest { $level }: { $rule }
incident-hurt = seriously injured: { $injured }, dead: { $dead }
incident-nobody-hurt = nobody seriously injured or dead
incident-event-expected = restoration expected at { $at }
incident-event-expected-unknown = nobody knows when it will be over
incident-event-ticked = { $step } done
incident-event-skipped = { $step } skipped: { $why }
incident-event-reopened = { $step } open again
incident-event-late = { $step } not done within its limit
incident-event-very-late = { $step } not done within twice its limit
incident-event-escalated = { $what }: escalated to { $told }
incident-event-command = { $chief } commands
incident-event-restored = restored
incident-event-closed = closed: { $why }
incident-event-note = { $text }
incident-by-itself = by itself

incident-name = { $kind }: { $what }
incident-since = { $link }, since { $since }
incident-reach-on = On { $day }: { $reach }
incident-no-plate = none
incident-plans-none = It holds up no route, so there is nothing to plan.
incident-plans-other-day = It holds up routes of { $day }. Look at that day first.
incident-down-since = { $link } down since { $since }
incident-degraded-since = { $link } degraded since { $since }
incident-span-minutes = { $n } min
incident-span-hours = { $hours } h { $minutes } min
incident-span-days = { $days } d { $hours } h
incident-due-in = in { $span }
incident-late-by = { $span } late
incident-reach = { $routes ->
    [one] 1 route
   *[other] { $routes } routes
}, { $retailers ->
    [one] 1 retailer
   *[other] { $retailers } retailers
}, { $cartons } cartons

incident-new = Open incident…
incident-handover = Shift handover…
incident-playbook = Playbook…
incident-all-links = All
incident-show-closed = Closed ones too
incident-none = No incident on record
incident-none-next = Breakdowns and holds open theirs by themselves; open any other by hand.
incident-none-open = Nothing is open here.
incident-row = { $incident } · { $standing } · since { $since }
incident-row-due = Next: { $step }, { $countdown }
incident-row-late = ! Late: { $n ->
    [one] 1 step
   *[other] { $n } steps
}; { $step } { $countdown }

incident-fact-link = Link
incident-fact-level = Level
incident-fact-opened = Opened
incident-fact-acknowledged = Acknowledged
incident-fact-expected = Expected over
incident-fact-restored = Restored
incident-fact-closed = Closed
incident-signed = { $at } by { $by }
incident-signed-itself = { $at }, by itself
incident-closed-why = { $signed }: { $why }
incident-expected-at = { $at }, { $countdown }
incident-expected-unknown = nobody knows
incident-acknowledge = Acknowledge
incident-level-change = Level…
incident-casualties = Injured or dead…
incident-fact-casualties = People
incident-casualties-title = { $incident }: people who came to harm
incident-injured = Seriously injured
incident-dead = Dead
incident-missing-number = Write a number of people, 0 where nobody.
incident-expect = Expected end…
incident-restore = Restored
incident-close = Close…
incident-show-hold = Show the hold
incident-show-request = Open the request
incident-show-shipment = Open the shipment
incident-plans-hint = Routes that leave later: look for plans
incident-affected = Affected when it began
incident-select-all = { $n ->
    [one] Select the route on the board
   *[other] Select { $n } routes on the board
}
incident-open-day = Show { $day }

incident-card = Card { $card }: { $title } · playbook version { $version }
incident-older-playbook = It runs under the version it was opened with; the newest is { $n }.
incident-reports = Reports due
incident-tick = Done: step { $step }
incident-step-done = ✔ done { $at } by { $by }
incident-step-skipped = skipped { $at } by { $by }: { $why }
incident-step-due = due { $by }, { $countdown }
incident-step-late = ! due { $by }, { $countdown }; escalated to: { $told }
incident-message = Message…
incident-reopen = Reopen
incident-skip = Skip…

incident-command = Command
incident-nobody-commands = Nobody has been named.
incident-commands = { $chief } commands.
incident-commands-since = { $chief } commands since { $since } (recorded by { $recorded })
incident-temporary-commands = { $chief } commands for the time being, by authority of { $by }, since { $since } (recorded by { $recorded })
incident-with-deputy = { $told }; deputy { $deputy }
incident-lead = Name a commander…
incident-hand-over = Hand command over…
incident-timeline = Timeline
incident-note = Note…

incident-skip-title = { $incident }: skip step { $step }
incident-level-title = { $incident }: level
incident-expect-title = { $incident }: when it is expected to be over
incident-lead-title = { $incident }: who commands
incident-note-title = { $incident }: note
incident-close-title = { $incident }: close
incident-reason = Reason
incident-note-text = Note
incident-expected-field = Expected over
incident-expected-about = A time, such as 14:30 or 11-24 08:00; empty where nobody knows.
incident-chief = Chief commander
incident-deputy = Deputy commander
incident-authorised-by = By authority of
incident-authorised-about = Only for a temporary commander, while leader and deputy are out of the city.
incident-do = Record
incident-missing-reason = Give a reason.
incident-missing-note = Write something.
incident-missing-time = Say when, such as 14:30 or 11-24 08:00.
incident-missing-chief = Name the chief commander.

incident-open-title = Open an incident
incident-open-do = Open
incident-link = Link of the chain
incident-kind = What has happened
incident-how-bad = The link is
incident-down = down
incident-degraded = degraded
incident-what = In your words
incident-what-hint = Line 2 stands still
incident-routes = Routes it holds up
incident-routes-none = None named.
incident-routes-all-waiting = All of the day that have not left, unless you name some.
incident-routes-some = { $n ->
    [one] 1 route named
   *[other] { $n } routes named
}
incident-level = Level
incident-level-as-suggested = as suggested

incident-report-title = { $incident }: { $step }
incident-report-internal = For colleagues alone; it never goes to retailers.
incident-report-retailers = For retailers, as one message.
incident-report-text = Text
incident-report-length = { $n } characters
incident-report-gaps = Fill in what stands as ____ by hand.
incident-copy = Copy
incident-copied = Copied
incident-tick-sent = Sent: tick { $step }

incident-waiting-late = { $n ->
    [one] 1 step late
   *[other] { $n } steps late
}
incident-waiting-open = { $n ->
    [one] 1 incident open
   *[other] { $n } incidents open
}
incident-next-deadline = { $step } of { $incident }: { $by }, { $countdown }
incident-title-late = { $n ->
    [one] { $n } step
   *[other] { $n } steps
} late – { $name }
incident-rings-late = { $incident } ({ $kind }{ $what }): { $steps } not done within the limit; it goes to the owners' heads. Call them.
incident-rings-very-late = { $incident } ({ $kind }{ $what }): { $steps } not done within twice the limit; it goes one level up. Call them.
incident-rings-graver = { $incident } ({ $kind }{ $what }) is now { $level }: { $rule }.
incident-rings-suggested = { $incident } ({ $kind }{ $what }): the rules now suggest { $level }: { $rule }. Its level was set by hand.
incident-show = Show

handover-title = Shift handover
handover-heading = Shift handover, { $when }
handover-no-incidents = No incident is open.
handover-incidents = { $n ->
    [one] 1 incident is open
   *[other] { $n } incidents are open
}
handover-incident = ■ { $incident } [{ $level }] { $name}: { $standing }; { $since }; { $reach }. { $command }
handover-nobody-commands = Nobody commands.
handover-step = { "    " }{ $step } { $text } · { $owners } · due { $by }, { $countdown }
handover-more-steps = { "    " }and { $n ->
    [one] 1 step due later
   *[other] { $n } steps due later
}
handover-told = Retailers to be told
handover-department = { "  " }{ $department }: told { $told }, not told { $not-told }
handover-nobody-to-tell = No retailer has to be told anything.
handover-waits = Waiting for somebody
handover-nothing-waits = Nothing else waits.
handover-overdue = { $n ->
    [one] 1 stop of the backlog overdue
   *[other] { $n } stops of the backlog overdue
}
handover-signatures = Handed over by: ____________    Taken over by: ____________
handover-save = Save…
handover-file = handover-{ $when }.txt
