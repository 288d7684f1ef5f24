# The fleet: what vehicles are doing.
fleet-broken-down = broken down
fleet-on-route = on route
fleet-waiting = not left yet
fleet-back = back
fleet-available = available
fleet-in-workshop = in the workshop
fleet-spare = spare
fleet-work-service = service
fleet-work-inspection = inspection
fleet-work-repair = repair
fleet-work-other = other work
