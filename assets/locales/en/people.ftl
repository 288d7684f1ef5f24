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

pin-not-digits = A PIN has digits only. Leave everything else out.
pin-length = A PIN has { $fewest } to { $most } digits.
pin-too-plain = That PIN would be tried first: one digit again and again, or digits in order. Choose another.

refusal-stranger = { $name } is nobody who signs in here, or has left. Check the name, or ask an administrator.
refusal-not-allowed = This takes the role { $needs }; the role of { $name } is { $has }. Have somebody of that role sign it or do it.
refusal-not-a-signer = { $name } cannot sign this: it takes a { $needs }, and their role is { $has }. Choose a { $needs }.
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

log-signed = { $by }, signed by { $signer }
cli-pin-of = PIN of { $name }: 
cli-pin-wanted = { $name } signs in with a PIN here. Give it in { $variable }, or run this at a terminal.
cli-no-terminal = The PIN could not be read from the terminal ({ $error }). Give it in the environment instead.
cli-person-there = { $name } has been entered already. Use “people role”, “people back” or “people pin”.
cli-pin-given = { $name } has a new PIN
people-head-name = Name
people-head-role = Role
people-head-pin = PIN
people-head-state = State
people-pin-kept = given
people-pin-none = none yet
people-here = works here
people-left = has left
people-nobody-yet = Nobody has been entered yet: whoever can open this database may change everything. Enter an administrator first.

sign-in-title = Who is at the desk?
sign-in-do = Sign in
sign-in-late = { $n ->
    [one] One step is late. Sign in to see it.
   *[other] { $n } steps are late. Sign in to see them.
}
sign-in-sample = This is a sample: { $name } signs in with { $pin }.
signing-title = A { $role } signs this
signing-do = Sign and carry out
pin-new = New PIN
pin-again = Again
pin-differs = The two PINs differ. Type the same one twice.
pin-give = New PIN…
pin-change-own = Change my PIN…
pin-give-name = New PIN for { $name }
pin-give-do = Keep
people-enter = Enter
people-enter-title = Somebody new
people-leave = Has left
people-leave-name = { $name } has left
people-back = Is back
people-back-name = { $name } is back
people-about = Whoever is active signs in with a PIN. Each role may do what those before it may, too. Nobody is deleted: the log's names go on meaning somebody.
people-about-others = Whoever is active signs in with a PIN. An administrator enters people and gives roles.
people-first-title = Who looks after this desk?
people-first-about = Until somebody is entered, whoever can open the database may change everything. The first person is its administrator, enters the others, and signs in with a PIN.
people-first-do = Enter as administrator
people-nobody-hint = Nobody has been entered: anybody may change everything. Click to enter the administrator.
people-open = People and PINs
data-section-people = People
desk-do-lock = Lock the desk
data-dial-lock-after = Lock an untouched desk after
data-dial-lock-after-means = Then whoever wants to go on signs in again. 0 never locks it.
signing-who = Who signs
