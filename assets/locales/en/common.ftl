# Words used in more than one room.
vehicle-available = available
vehicle-broken-down = broken down
vehicle-in-workshop = in the workshop
