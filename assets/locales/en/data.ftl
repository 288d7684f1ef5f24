# The Data view.
data-section-import = Import
data-section-here = What is here
data-section-settings = Settings
data-section-playbook = Playbook
data-section-journal = Journal
data-list-joint = {", "}
data-cancel = Cancel

# Import: choosing files.
data-drop-here = { $n ->
    [one] Drop to read the file
   *[other] Drop to read { $n } files
}
data-import-title = Import your files
data-import-about = Files are read and shown first. Nothing is kept before you press Import, and an import can be undone.
data-import-drop = Drop files anywhere on this window, or
data-import-choose = Choose files…
data-import-path = Path of a file
data-import-path-hint = For example /home/me/plan.csv
data-import-read = Read
data-kinds-title = What can be imported
data-kinds-about = CSV (UTF-8, UTF-16 or GB18030), XLSX, XLS and ODS. Columns are recognised by their headings, in Chinese or English, in any order.

# Import: what was read.
data-import-do = Import { $files ->
    [one] 1 file
   *[other] { $files } files
}: { $what }
data-import-nothing-new = Nothing new to import
data-import-let-go = Discard
data-import-not-kept = Nothing of this is kept yet.
data-import-done = Imported from { $files ->
    [one] 1 file
   *[other] { $files } files
}: { $what }.
data-import-done-nothing = All of it was known already. Nothing was changed.
data-import-to-board = Open { $day } on the board
data-amount-retailers = { $n ->
    [one] 1 retailer
   *[other] { $n } retailers
}
data-amount-vehicles = { $n ->
    [one] 1 vehicle
   *[other] { $n } vehicles
}
data-amount-crews = { $n ->
    [one] 1 crew
   *[other] { $n } crews
}
data-amount-departments = { $n ->
    [one] 1 department
   *[other] { $n } departments
}
data-amount-stations = { $n ->
    [one] 1 transfer station
   *[other] { $n } transfer stations
}
data-amount-centres = { $n ->
   *[other] the centre's place
}
data-amount-matrix = travel times between { $n ->
    [one] 1 place
   *[other] { $n } places
}
data-amount-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
data-amount-routes = { $n ->
    [one] 1 route
   *[other] { $n } routes
}
data-amount-stops = { $n ->
    [one] 1 stop
   *[other] { $n } stops
}
data-amount-progress = { $n ->
    [one] progress of 1 stop
   *[other] progress of { $n } stops
}
data-amount-brands = { $n ->
    [one] { $n } brand
   *[other] { $n } brands
}
data-amount-stocks = { $n ->
    [one] { $n } count
   *[other] { $n } counts
}
data-amount-orders = { $n ->
    [one] { $n } order line
   *[other] { $n } order lines
}
data-amount-shipments = { $n ->
    [one] { $n } shipment
   *[other] { $n } shipments
}
data-amount-enterprises = { $n ->
    [one] { $n } enterprise
   *[other] { $n } enterprises
}
data-amount-contacts = { $n ->
    [one] { $n } contact
   *[other] { $n } contacts
}
data-file-good = { $kind }, { $n ->
    [one] 1 new row
   *[other] { $n } new rows
}
data-file-complaints = { $kind }, { $n ->
    [one] 1 complaint
   *[other] { $n } complaints
}
data-file-unreadable = Can't be read
data-file-useless = No row of this file could be used. Check what it was taken for, and its columns below.
data-file-read-again = Read again
data-file-kind = Read as
data-kind-unknown = Choose what it holds
data-kind-found = By its headings
data-file-sheet = Sheet
data-file-datum = Coordinates
data-file-datum-about = Choose the datum the coordinates were taken in. They are converted to WGS-84.
data-file-encoding = Encoding: { $encoding }
data-count-rows = rows
data-count-accepted = new or changed
data-count-unchanged = known already
data-count-totals = totals skipped
data-count-complaints = complaints
data-col-heading = Heading in the file
data-col-meaning = Taken for
data-col-samples = Values
data-column-unnamed = Column { $n }, no heading
data-column-aside = Left aside
data-column-taken-for = { $column } is taken for
data-complaints = { $n ->
    [one] 1 complaint
   *[other] { $n } complaints
}
data-complaints-first = The first { $n } are listed.
data-complaints-copy = Copy all
data-complaints-save = Save as CSV…
data-complaints-file = { $file } complaints.csv
data-col-file = File
data-col-row = Row
data-col-column = Column
data-col-found = Found
data-col-advice = What to do

# What is here.
data-shelf-retailers = Retailers
data-shelf-vehicles = Vehicles
data-shelf-departments = Departments
data-shelf-stations = Stations
data-shelf-crews = Crews
data-shelf-days = Service days
data-search = Search
data-search-hint = Code, licence or name
data-search-clear = Clear
data-search-found = { $n } of { $all }
data-search-nothing = No retailer matches
data-search-nothing-next = Try part of a code or a name.
data-here-no-retailers = No retailers yet
data-here-no-vehicles = No vehicles yet
data-here-no-departments = No departments yet
data-here-no-stations = No transfer stations
data-here-no-crews = No crews yet
data-here-no-days = No service day is planned yet
data-here-next = Import a file that has them, under Import.
data-here-next-stations = A centre without them needs none. They come with a file of retailers that has a column for the kind of place.
data-col-code = Code
data-col-name = Name
data-col-department = Department
data-col-district = District
data-col-manager = Manager
data-col-phone = Phone
data-col-licence = Licence
data-col-place = North, east (°)
data-col-address = Address
data-col-plate = Plate
data-col-capacity = Capacity (cartons)
data-col-status = Status
data-col-spare = Spare
data-col-crew = Crew
data-col-driver = Driver
data-col-delivery-man = Delivery man
data-spare = spare
data-col-day = Day
data-col-routes = Routes
data-col-stops = Stops
data-col-delivered = Delivered
data-col-open = {""}
data-day-open = Open { $day }
data-day-not-open = Counted once the day has been opened.

# Settings.
data-settings-agreed = Agreed limits
data-settings-travel = Travel times
data-settings-travel-about = Used where no imported travel times say better.
data-settings-default = Default: { $value }.
data-settings-speeds = Mean speed by hour of the day, km/h
data-settings-speeds-about = Drag a bar, or choose it and press the up and down keys.
data-speed-of-hour = Mean speed from { $from }
data-settings-changes = What changes
data-settings-change = { $what }: { $before } → { $after }
data-settings-change-speed = Speed from { $from }: { $before } → { $after } km/h
data-settings-refused = One of the values can't be used. Correct it before applying.
data-settings-apply = Apply
data-settings-back = Put back
data-unit-time = HH:MM
data-unit-minutes = minutes
data-unit-seconds = seconds
data-unit-times = times
data-dial-shift-ends = End of the crews' day
data-dial-shift-ends-means = A vehicle back after this is on overtime.
data-dial-retell-after = Tell a retailer again after
data-dial-retell-after-means = A retailer is told again when its time has moved by more than this since it was last told.
data-dial-at-risk = At risk within
data-dial-at-risk-means = A stop expected this close to the end of its window is shown at risk.
data-dial-early-wait = Early wait over
data-dial-early-wait-means = A longer wait at a closed door is named as a breach.
data-dial-service-stop = Time at the door, each stop
data-dial-service-stop-means = Where the plan does not say how long a stop takes: this for every stop …
data-dial-service-cartons = Time at the door, each ten cartons
data-dial-service-cartons-means = … and this for every ten cartons.
data-dial-detour = Road over straight line
data-dial-detour-means = How much longer the road is than the straight line.
data-refuse-number = Type a number from { $least } to { $most }.
data-refuse-time = Type a time such as 18:00, at most 47:59.
data-centre = Distribution centre
data-centre-about = Where the routes load and return to.
data-centre-name = Name
data-centre-english = English name
data-centre-lat = Degrees north (WGS-84)
data-centre-lon = Degrees east (WGS-84)
data-centre-save = Save the centre
data-centre-back = Put the centre back
data-refuse-centre-name = The centre needs a name. Type one.
data-refuse-degrees = Type degrees as a plain number, such as 32.62912.
data-refuse-swapped = Looks swapped: degrees north stand where degrees east belong. Exchange the two.
data-refuse-off-the-earth = That place is off the earth. Degrees north go from -90 to 90, degrees east from -180 to 180.

# Journal.
data-journal-undo = Undo
data-journal-undo-takes-back = Takes back: { $what } ({ $by })
data-journal-nothing-to-undo = There is nothing to undo.
data-journal-verify = Verify the database
data-journal-verify-about = Checks the file, the chain of entries, and that the tables equal a replay.
data-journal-reading = Reading the journal …
data-journal-empty = Nothing has been changed yet
data-journal-empty-next = Every change is kept here, with who made it and when.
data-verify-well = { $n ->
    [one] 1 entry checked: all is well.
   *[other] { $n } entries checked: all is well.
}
data-verify-problems = { $n ->
    [one] 1 problem found. Make a copy of the database before you go on.
   *[other] { $n } problems found. Make a copy of the database before you go on.
}
data-verify-problem = { $place }: { $what } { $advice }
data-verify-checked = Checked: { $list }.
data-log-number = No.
data-log-when = When
data-log-who = Who
data-log-what = What
data-log-day = Day
data-log-state = State
data-log-undo-of = Undo of: { $what }
data-log-undone-by = undone by no. { $by }
data-log-undoes = takes back no. { $of }

# Work on the bookkeeper's thread, and the system's dialogs.
data-work-reading = Reading files
data-work-importing = Importing
data-work-verifying = Verifying the database
data-saved = Saved { $path }.
data-dialog-open = Choose files to import
data-dialog-tables = Tables
data-dialog-all = All files
data-dialog-save = Save the complaints

data-settings-weather = Weather, positions and base map
data-settings-weather-about = Feeds and folders are off until one is named here; what is changed counts at once.
data-feeds = Alert feeds
data-feeds-about = Addresses of RSS or Atom feeds, or of an alert itself, and how often each is asked.
data-feed-on = on
data-feed-address = Address of the feed
data-feed-minutes = Minutes between two questions
data-feed-remove = Remove the feed
data-feed-add = Add feed
data-rules = Alerts that need no word
data-rules-about = An alert that one of these fits puts its hold into effect at once. All others wait for a person.
data-rule-any = any
data-rule-signal = Signal
data-rule-colour = Colour
data-rule-at-least = { $colour } or worse
data-rule-district = District code
data-rule-remove = Remove the rule
data-rule-add = Add rule
data-dial-utc = Centre's clock ahead of UTC
data-dial-utc-means = Alerts say when in their own time; this is what they are turned into.
data-dial-alert-folder = Alert folder
data-dial-alert-folder-means = New .cap and .xml files in it are taken in. Empty: none.
data-dial-position-folder = Position folder
data-dial-position-folder-means = New position files (CSV, GPX) in it are read. Empty: none.
data-dial-batch-routes = Routes released at a time
data-dial-batch-routes-means = When a hold ends, so many leave together …
data-dial-batch-every = Between two batches
data-dial-batch-every-means = … and the next ones this much later.
data-dial-backlog = Backlog gone within
data-dial-backlog-means = What was put off is overdue after so many working days.
data-dial-arrived-within = Arrived within
data-dial-arrived-within-means = A vehicle this near to a shop …
data-dial-arrived-after = Arrived after
data-dial-arrived-after-means = … for this long has arrived there; it stays inferred until somebody confirms it.
data-dial-base-map = Base map
data-dial-base-map-means = A PMTiles file, or an address with { "{z}" }, { "{x}" } and { "{y}" }. Empty: none.
data-dial-base-map-credit = Its credit
data-dial-base-map-credit-means = Shown on the map.
data-unit-utc = hours
data-unit-folder = { "" }
data-unit-file = { "" }
data-unit-text = { "" }
data-unit-routes = routes
data-unit-days = days
data-unit-metres = metres
data-refuse-utc = Type hours ahead of UTC such as +08:00, from -12:00 to +14:00.
data-refuse-base-map = Type a file's path, or a web address with { "{z}" }, { "{x}" } and { "{y}" } in it.
data-refuse-feed = Each feed is a web address that begins with https:// or http://. Correct it, or remove it.
data-refuse-district = A district is its code: two to twelve digits, or nothing for all.

# The settings' card about notices.
data-channels = Notices
data-channels-about = How notices leave, in which language, and to whom. Passwords and robots' addresses are never typed here: each is read from the environment variable shown, or from this computer's keyring under the service mainstay.
data-secrets-again = Look for secrets again
data-secret-looking = { $name }: being looked for …
data-secret-there = { $name }: there
data-secret-missing = { $name }: missing. Set the variable and start Mainstay again, or add it to the keyring.
data-secret-none = { $name }: none. It is only needed where the robot signs its messages.
data-channel-language = Language of notices
data-channel-chinese = 简体中文
data-channel-english = English
data-channel-on = on
data-channel-off = off
data-channel-from = Sender's address
data-channel-from-means = The address notices come from. Mail needs one; test mail goes to it too.
data-channel-to-folder = Put every notice into a folder
data-channel-folder = Folder
data-channel-folder-means = A message and a call list for each notice. Empty: a folder beside the database.
data-channel-mail = Send mail
data-channel-host = Mail server
data-channel-host-means = The server's name, such as mail.company.cn.
data-channel-port = Port
data-channel-port-means = Usually 465 for TLS, 587 for STARTTLS.
data-channel-security = Security
data-channel-plain = not secured
data-channel-overheard = Allow it for a server on another computer
data-channel-overheard-means = Not secured, notices and the password can be read by anybody on the way. Only to a server on this computer is it used without a word.
data-channel-user = User
data-channel-user-means = The name to log in under; empty where the server wants none.
data-channel-authority = Certificates
data-channel-authority-means = A file (PEM) of certificates that are trusted too, where the centre has its own.
data-channel-test = Send a test message
data-channel-test-of = Send a test message: { $channel }
data-channel-testing = On its way …
data-robots = Robots of groups
data-robots-about = One for each group chat. Its name is part of the names of its secrets.
data-robot-name = Robot's name
data-robot-platform = Platform
data-robot-wecom = WeCom
data-robot-dingtalk = DingTalk
data-robot-feishu = Feishu
data-robot-departments = Departments of the robot
data-robot-all = All departments
data-robot-some = { $n } departments
data-robot-remove = Remove the robot
data-robot-add = Add robot
data-robot-told = { $platform }, all departments
data-robot-told-some = { $platform }, { $departments }
data-addresses = Addresses
data-addresses-about = E-mail addresses of departments and account managers, several with commas between. A phone number calls somebody's attention in a group.
data-addresses-of = Addresses of { $whom }
data-address-add = Add addresses of …
data-address-departments = Departments
data-address-managers = Account managers
data-address-remove = Remove the addresses of { $whom }
