# Notices on their way out: call lists, and why one did not go.

call-notice = Notice
call-retailer = Retailer code
call-name = Retailer
call-phone = Phone
call-manager = Account manager
call-old-time = Old time
call-new-time = New time
call-reason = Reason
call-incident = Incident
call-told-at = Told at
call-told-by = Told by
call-answer = Answer
call-line = { $retailer } { $name } { $phone } { $old } → { $new } { $reason }
call-line-said = { $retailer } { $name } { $phone } { $reason }
call-for = For: { $names }
call-more = … and { $count } more { $count ->
    [one] line
   *[other] lines
}: the whole list is in Mainstay.

send-no-secret = { $to }: { $variable } is neither set in the environment nor in this computer's keyring (service mainstay). Set it, start Mainstay again, and send the notice anew.
send-not-secure = { $to }: its address does not begin with https://, so that anybody on the way could read it. Take the address its platform shows.
send-in-the-clear = { $to } is not on this computer, and the connection to it would not be secured. Choose TLS or STARTTLS, or allow it in the settings if the network is your own.
send-bad-sender = { $to }: “{ $address }” is no e-mail address letters can come from. Correct it in the settings.
send-bad-authority = { $to }: the file of trusted certificates can't be used ({ $system }). Choose a file that holds certificates in PEM form.
send-no-recipient = { $to }: none of the recipients has an e-mail address that can be used. Correct the addresses of the department.
send-all-refused = { $to } takes none of the recipients' addresses: “{ $says }”. Correct the addresses, or ask whoever runs the server.
send-bad-address = { $to } is no address of a server. Correct its name and port.
send-no-such-host = { $to }: there is no server of that name, or the network is down. Check the name, then the connection.
send-refused = { $to } can't be reached: nobody answers there. Check name and port, and whether a firewall is in the way.
send-timed-out = { $to } took too long to answer. If that goes on, ask whoever runs it.
send-untrusted = { $to }: the connection can't be trusted ({ $system }). Nothing was sent. Check the address and this computer's clock; where the centre has certificates of its own, name their file in the settings.
send-broken-off = { $to } broke off in the midst of it. Whoever gets it twice sees the same number.
send-other = { $to } could not be spoken with: { $system }. If that goes on, ask whoever runs it.
send-not-understood = { $to } answers something else than was expected: “{ $says }”. Check that it is the right address and that no log-in page is in the way.
send-no-starttls = { $to } can't secure the connection (STARTTLS). Nothing was sent. Choose TLS and its port, usually 465, or ask whoever runs the server.
send-no-login = { $to } offers no way to log in that Mainstay knows (PLAIN, LOGIN). Ask whoever runs the server, or leave the user empty if it needs none.
send-wrong-password = { $to } does not take the user or the password: “{ $says }”. Correct them; until then nothing more is sent there.
send-mail-later = { $to } does not take it now ({ $code }: “{ $says }”). If that goes on, ask whoever runs the server.
send-mail-never = { $to } does not take it ({ $code }: “{ $says }”). Ask whoever runs the server; sending it again as it is will not help.
send-status = { $to } answers with status { $code }: “{ $says }”. Check its address; if that is right, ask whoever runs it.
send-status-later = { $to } answers with status { $code }: “{ $says }”. If that goes on, ask whoever runs it.
send-redirected = { $to } leads to another address; it was not followed, so that nobody else is told. Take the new address its platform shows.
send-robot-too-fast = { $to } has had too many messages at once ({ $code }: “{ $says }”). It takes more in a few minutes.
send-robot-busy = { $to }: the platform is busy ({ $code }: “{ $says }”). It may take it in a few minutes.
send-robot-unknown = { $to }: there is no such robot, or it has been removed ({ $code }: “{ $says }”). Add a robot to the group and set its new address.
send-robot-not-allowed = { $to } may not be used like this ({ $code }: “{ $says }”). Compare its settings: signing key, keywords, permitted addresses, and this computer's clock.
send-robot-content = { $to } does not take what the notice says ({ $code }: “{ $says }”). Change its text, or tell the people in another way.
send-robot-other = { $to } does not take it ({ $code }: “{ $says }”). If that goes on, look the number up in the platform's own list.
send-no-folder = The folder { $to } is not there. Create it, or choose another one in the settings.
send-folder-denied = Nothing may be written to the folder { $to }. Ask for the right to write there, or choose another one in the settings.
send-folder-full = The disk of the folder { $to } is full. Free some space.
send-folder-other = The notice could not be put into the folder { $to }: { $system }. Look at the folder, or choose another one in the settings.

# Notices as they are composed.

call-message = Text message
notice-centre = The distribution centre
notice-reason = a change of the plan
notice-joint = {", "}
notice-why = { $reason } ({ $incidents })
notice-subject = { $company }: { $n ->
    [one] { $n } retailer has
   *[other] { $n } retailers have
} a new time on { $date }{ $put-off ->
    [0] {""}
   *[other] , { $put-off } of them put off
}
notice-text = { $name }: because of { $reason }, deliveries of { $date } come at another time: { $moved } moved within the day, { $put-off } put off. Please tell these retailers and tick them off; the call list has a text for each.
notice-call = Questions: { $phone }
notice-id = Notice { $id }: whoever gets it twice need not tell it twice.
notice-time-at = { $time } at { $place }
notice-now = { $company }: your delivery of { $date } now comes at { $time } ({ $reason }). Call { $phone }.
notice-meets = { $company }: please collect your delivery of { $date } at { $time } at the meeting point { $place } ({ $reason }). Call { $phone }.
notice-put-off = { $company }: because of { $reason } your delivery of { $date } comes on { $newdate }. Call { $phone }.
notice-short-now = Delivery of { $date } now at { $time } ({ $reason }). { $phone }
notice-short-meets = Collect { $date } { $time } at { $place }. { $phone }
notice-short-put-off = Delivery of { $date } comes on { $newdate }. { $phone }
send-no-channel = { $to } is no channel of the settings any more. Set it up again, or leave this notice as it is.
delivery-queued = waiting
delivery-sending = being sent
delivery-sent = sent
delivery-failed = failed, tried again
delivery-given-up = given up
delivery-merged = told by a later notice

# Supply: answers to requests out of turn, and what stands in for a scarce brand.

notice-request = temporary replenishment
notice-granted = approved
notice-not-granted = not possible
says-granted = approved: { $n ->
    [one] 1 carton
   *[other] { $n } cartons
}, the time is still to be settled
says-comes = approved: { $n ->
    [one] 1 carton
   *[other] { $n } cartons
}, with the shop at { $time }
says-refused = not possible: { $why }
says-open-again = looked at again; what was answered before holds no more
says-scarce = { $brand } is scarce, { $instead } can be had instead
says-withdrawn = { $instead } is no longer offered in place of { $brand }
notice-answer-subject = { $company }: request { $about } of { $shop }: { $says }
notice-answer-text = { $name }: { $shop } has asked out of turn (request { $about }). The answer: { $says }. It is about { $goods }. Please tell the retailer and tick it off; the call list has the text.
notice-scarce-subject = { $company }: { $says }; { $n ->
    [one] { $n } retailer has orders
   *[other] { $n } retailers have orders
}
notice-scarce-text = { $name }: { $says } (measure { $about }). { $n ->
    [one] { $n } retailer has ordered it and waits for it
   *[other] { $n } retailers have ordered it and wait for it
}. Please tell these retailers and tick them off; the call list has a text for each.
notice-taken-back-text = { $name }: { $says } ({ $about }). Please tell { $n ->
    [one] the retailer
   *[other] these { $n } retailers
}; the call list has a text.
notice-open-again = { $company }: your { $request } of { $cartons } cartons is looked at again; what we told you before holds no more. Call { $phone }.
notice-withdrawn = { $company }: { $substitute } is no longer offered in place of { $brand }. Ask your account manager.
notice-short-comes = Your { $request }: { $cartons } cartons at { $time }. { $phone }
notice-short-granted = Your { $request }: { $cartons } cartons, time to follow. { $phone }
notice-short-refused = Your { $request } is { $answer }: { $reason }. { $phone }
notice-short-open-again = Your { $request } is looked at again. { $phone }
notice-short-scarce = { $brand } is scarce; instead { $substitute }. { $phone }
notice-short-withdrawn = { $substitute } not in place of { $brand }. { $phone }

# The outbox on the command line.

notices-head-notice = Notice
notices-head-at = At
notices-head-to = To
notices-head-about = About
notices-new-times = new times
notices-head-retailers = Retailers
notices-head-put-off = Put off
notices-head-state = State
notices-head-channels = Channels
notices-none = No notices.
notices-no-channel = no channel
notices-no-such = There is no notice { $id }. `mainstay notices` lists them.
notices-manager = { $name } ({ $department })
notices-delivery = { $channel }: { $state }, { $n ->
    [one] { $n } attempt
   *[other] { $n } attempts
}.
notices-next = Tried again at { $at }.
notices-sent = Sent { $sent }, failed { $failed }.
notices-sent-elsewhere = Another process is sending notices; what is due goes out there.
notices-told-already = They have been told already. Say when with --at where it was told anew.
notices-unknown-whom = “{ $whom }” is neither the code of a department nor the name of an account manager. What was set is kept; check the spelling.
notices-nobody-to-tell = Everyone the day's notices name has been told.
notices-nobody-told = The list says of nobody when it was told. Fill in the columns “Told at” and “Told by”.
notices-calls = Wrote { $n ->
    [one] { $n } retailer
   *[other] { $n } retailers
} still to be told to { $path }.
notices-bad-robot = “{ $found }” is no robot. Write its name, a colon, and wecom, dingtalk or feishu.
notices-bad-address = “{ $found }” names no addresses. Write a department's code or an account manager's name, an equals sign, and the addresses.
notices-bad-server = “{ $found }” is no mail server. Write its name and port, such as mail.example.cn:465.
notices-no-server = There is no mail server yet. Name it with { $found }.
channel-bad-sender = “{ $found }” is no e-mail address notices can come from. Write it like desk@company.cn.
channel-no-host = The mail server has no name. Write it like mail.company.cn, or switch mail off.
channel-bad-host = “{ $found }” is no server's name. Write it like mail.company.cn, without https:// and without the port.
channel-bad-port = No server listens at that port. Write a number from 1 to 65535, usually 465 for TLS or 587 for STARTTLS.
channel-robot-unnamed = A robot has no name. Give it one, or remove it.
channel-robot-twice = Two robots are called “{ $name }”. Give one of them another name.
channel-robots-alike = The addresses of the robots “{ $one }” and “{ $other }” would stand under the same variable. Give one of them another name, in Latin letters or digits.
channel-address-of-nobody = These addresses belong to nobody. Write a department's code or an account manager's name.
channel-bad-address = { $whom }: “{ $found }” is neither an e-mail address nor a phone number. Write it like name@company.cn.
channel-no-sender = Mail has no address it comes from yet, and none leaves until it has one. Name it, such as desk@company.cn.
test-subject = { $company }: a test, nothing to do
test-text = This is a test sent at { $at }. If you read it, notices of { $company } reach you here. Nobody need do anything.
test-went = { $channel }: the test message is on its way to { $to }. Look whether it has come.
test-went-file = { $channel }: the test message is in the file { $to }.
test-failed = By { $channel } a notice would not go out as things are. { $fault }
test-no-channel = There is no channel { $channel }. Channels that are set: { $channels }.
test-none = No channel is set. `mainstay notices set --help` says how.
channel-folder = folder
channel-mail = mail
channel-robot = robot { $name }
way-phone = by phone
way-text = by text message
way-group = in a group
way-mail = by mail
way-visit = in person

# The Notices view.

told-outbox = Outbox ({ $n })
told-answers = Supply answers ({ $n } to go)
told-ledger = Who is told ({ $n } to go)
told-call-list = Call list…
told-read-list = Read a returned list…
told-no-notices = No notices for { $day }
told-no-notices-next = A change that moves a retailer's time, puts one off or takes one up again writes them by itself.
told-notice-about = { $n ->
    [one] 1 retailer
   *[other] { $n } retailers
}{ $put-off ->
    [0] {""}
   *[other] , { $put-off } put off
} · change by { $by }
told-notice-line = Notice { $id } · { $at } · change by { $by }
told-tried-at = { $state } at { $at }
told-channel-state = { $channel }: { $state }
told-channel-sent = { $channel }: { $state } at { $at }{ $n ->
    [one] {""}
   *[other] , attempt { $n }
}
told-channel-failed = { $channel }: { $state } at { $at } (attempts so far: { $n })
told-channel-tried = { $channel }: { $state } (attempts so far: { $n })
told-refused = Not to { $address }: “{ $says }”
told-try-again = Try again now
told-set-channels = Set a channel…
told-copy = Copy
told-copy-hint = Copy the whole message with its retailers
told-who-is-told = Who is told
told-bringing = Bringing the notice…
told-show-concerned = Concerned { $n }
told-show-to-tell = To tell { $n }
told-show-outdated = Outdated { $n }
told-show-told = Told { $n }
told-show-all = All { $n }
told-all-managers = All account managers
told-find = Name, code, route or phone
told-tick-chosen = Tick as told ({ $n })
told-way = Told by which way
told-confirmed-too = and confirmed
told-choose-all = Choose all shown
told-choose-hint = Click a row, or the box before it; Shift and Ctrl for several.
told-chosen = { $n } chosen of { $shown } shown
told-column-tick = Told
told-column-department = Department
told-column-route = Route
told-column-knows = Knows
told-column-now = Stands
told-column-standing = Word
told-column-confirmed = Confirmed
told-column-told = Told when, by whom
told-joint = { ", " }
told-standing-outdated = outdated
told-standing-to-tell = to tell
told-standing-told = told
told-standing-quiet = as planned
told-standing-over = been there
told-tick-one = Told: { $name }
told-confirm-one = Confirmed: { $name }
told-undo-hint = Undo takes a tick back. Whoever has been served need not be told.
told-no-answers = Nobody waits for an answer about supply
told-no-answers-next = A request that is approved or refused, and a brand that stands in for another, put their retailers here.
told-answers-about = A tick answers the request, or notes that the retailer knows of the brand.
told-tick-answers = Tick all shown as told ({ $n })
told-find-answers = Name, code, phone, account manager or number
told-none-fits-answers = Try fewer letters.
told-column-says = What it is to hear
told-no-day = No deliveries on this day
told-no-day-next = Choose another service day, or import a plan under Data.
told-none-fits = No retailer of the day fits
told-none-fits-next = Try fewer letters, or all departments and account managers.
told-nobody-concerned = Nobody has to be told anything
told-nobody-concerned-next = Every retailer comes as planned, as far as it need know.
told-nobody-to-tell = Everybody who has to know has been told
told-nobody-to-tell-next = When a time moves again by more than the threshold, its retailer stands here again.
told-nobody-told = Nobody has been told anything yet
told-nobody-told-next = Tick retailers here, or read a call list that has come back.
told-see-all = Show the whole day
told-list-to-tell = { $n ->
    [one] 1 retailer is
   *[other] { $n } retailers are
} still to be told.
told-list-shown = { $n ->
    [one] The retailer
   *[other] The { $n } retailers
} the ledger shows.
told-list-chosen = { $n ->
    [one] The retailer that is chosen.
   *[other] The { $n } retailers that are chosen.
}
told-call-file = call-list_{ $day }.csv
told-calls-written = Wrote { $n ->
    [one] 1 retailer
   *[other] { $n } retailers
} to { $path }.
told-dialog-save = Save the call list
told-dialog-open = Open a call list that has come back
told-read = Read
told-choose-file = Choose file…
told-read-about = Rows with a time under “Told at” are ticked: told { $way }. The way can be changed above the ledger.
told-list-taken = { $file }: { $told ->
    [one] 1 retailer
   *[other] { $told } retailers
} told{ $complaints ->
    [0] .
    [one] , 1 row that can't be used:
   *[other] , { $complaints } rows that can't be used:
}
told-waiting-given-up = { $n ->
    [one] 1 notice
   *[other] { $n } notices
} given up
told-waiting-failing = { $n ->
    [one] 1 notice
   *[other] { $n } notices
} failed, tried again
told-waiting-to-tell = { $n ->
    [one] 1 retailer
   *[other] { $n } retailers
} still to be told
told-waiting-to-answer = { $n ->
    [one] 1 retailer
   *[other] { $n } retailers
} still to hear of requests and brands
told-waiting-outdated = of them, { $n } told something that no longer holds
