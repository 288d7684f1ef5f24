# Who works at the desk, signing in, and who may do what.
role-viewer = viewer
role-dispatcher = dispatcher
role-supervisor = supervisor
role-commander = commander
role-administrator = administrator
role-viewer-may = Looks at everything and writes reports.
role-dispatcher-may = Does the day's work: routes, breakdowns, holds, incidents, requests, telling.
role-supervisor-may = Also signs what is put off, edits the playbook and settings, sets levels, closes incidents.
role-commander-may = Also takes command in an emergency.
role-administrator-may = Also looks after people, channels and restoring.

pin-not-digits = A PIN has digits only.
pin-length = A PIN has { $fewest } to { $most } digits.
pin-too-plain = That PIN would be tried first: one digit again and again, or digits in order. Choose another.

refusal-stranger = { $name } is nobody who signs in here, or has left. Check the name, or ask an administrator.
refusal-not-allowed = This takes a { $needs }; { $name } is { $has }. Have a { $needs } sign it or do it.
refusal-not-a-signer = { $name } is { $has } and cannot sign this; it takes a { $needs }.
refusal-not-signed-in = { $name } has not signed in. Sign in with the PIN first.
refusal-first-looks-after = Whoever is entered first looks after the others: enter an administrator first.
refusal-last-administrator = { $name } is the only administrator left. Make somebody else an administrator first.
refusal-no-name = “{ $name }” cannot be entered as a name: it has 1 to 40 characters on one line, and is not “desk”.

people-no-pin = { $name } has no PIN yet. An administrator gives one under Data → People.
people-wrong-pin = That is not the PIN of { $name }. Try again.
people-wrong-pin-wait = That is not the PIN of { $name }. The next try counts in { $n ->
    [one] a second
   *[other] { $n } seconds
}.
people-wait = Too many wrong PINs for { $name }. The next try counts in { $n ->
    [one] a second
   *[other] { $n } seconds
}.
deed-person = { $name } is now { $role }
deed-person-left = { $name } no longer signs in
deed-people = { $n ->
    [one] One person entered or changed
   *[other] { $n } people entered or changed
}
