# Recovery cases: what is wrong with a document that should be one.
case-unknown = it is neither a recovery case of the desk ("format": "mainstay-recovery-case") nor a compact one. Save a situation with "mainstay case -o FILE".
case-version = it is of version { $found }, and version { $known } is read here. Save the situation again, or use a newer program.
case-too-deep = its parts are nested too deep. Take the file from its source again.
case-too-much = it has more than { $most } parts beside its matrix. No saved situation has as many; check the file.
case-too-large = it has { $size } MB, and at most { $most } MB are read. No saved situation is as large; check the file.
case-at = { $path }: { $fault }

case-fault-missing = this is missing. Fill it in.
case-fault-unknown-key = this key is not known. Correct or remove it; docs/formats.md lists the keys.
case-fault-not = { $found } isn't { $wanted }. Correct it.
case-fault-out-of-range = { $found } can't be right. Write a whole number from { $least } to { $most }.
case-fault-too-long = this has more than { $most } characters. Shorten it.
case-fault-off-the-earth = { $found } isn't on the earth. Latitude is at most 90, longitude at most 180.
case-fault-closes-before-opening = the window { $found } closes before it opens. Swap the two times.
case-fault-before = { $found } lies before “{ $other }”. Correct one of the two.
case-fault-repeated = this stands at { $first } already. Keep one of the two.
case-fault-no-such = the case has no { $what } { $name }. Add it, or correct the name.
case-fault-not-on-the-route = { $name } is no stop of this route, so nothing can be fetched before it. Name one of its stops.
case-fault-wrong-length = there are { $found } entries where { $wanted } are needed. Complete them.
case-fault-too-many = there are more than { $most } entries. Leave out what isn't needed.

case-kind-object = a group of keys ({"{"}…{"}"})
case-kind-list = a list ([…])
case-kind-text = a text ("…")
case-kind-whole = a whole number
case-kind-number = a number
case-kind-yes-or-no = true or false
case-kind-day = a day from 2000 to 2100, such as "2026-11-23"
case-kind-moment = a moment from 2000 to 2100, such as "2026-11-23T10:20:00"
case-kind-time = a time of day, such as "10:20:00"
case-kind-window = a window, such as ["08:00:00", "12:00:00"]
case-kind-word = one of these: { $words }
case-kind-vehicle = vehicle
case-kind-station = station
case-kind-breakdown = breakdown
