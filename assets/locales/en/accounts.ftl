# Reports other than the delay report: titles, columns, groups, and what can be said of a step.
account-breakdowns = Breakdown report
account-incidents = Incident report
account-supervision = Supervision of the emergency plan
account-notices = Report of notices
account-sheet-breakdowns = Breakdowns
account-sheet-incidents = Incidents
account-sheet-steps = Steps
account-sheet-notices = Retailers told
account-all-breakdowns = All breakdowns
account-all-incidents = All incidents
account-all-steps = All steps
account-all-notices = All notices
account-no-breakdowns = No vehicle broke down in this period.
account-no-incidents = No incident was opened in this period.
account-no-notices = No retailer had to be told of anything in this period.
account-only-vehicle = Only vehicle { $value }.
account-only-kind = Only: { $value }.
account-only-department = Only breakdowns that kept retailers of { $value } waiting.
account-only-cause = Only the cause: { $value }.

account-by-vehicle = By vehicle
account-by-kind = By kind
account-by-month = By month
account-by-link = By link
account-by-level = By level
account-by-owner = By owner
account-by-card = By card
account-by-incident = By incident
account-by-manager = By account manager
account-downtime-by-day = Downtime by day
account-chart-kinds = Incidents by kind
account-chart-owners = Steps in time by owner

account-column-breakdown = Breakdown
account-column-at = Reported at
account-column-kind = Kind
account-column-fault = Cause
account-column-departments = Departments
account-column-routes = Routes
account-column-repaired = Repaired at
account-column-downtime = Down (h)
account-column-recovered = Served again after (min)
account-column-retailers = Retailers
account-column-late = Late stops
account-column-minutes-late = Retailer-minutes late
account-column-put-off = Put off
account-column-latitude = Latitude
account-column-longitude = Longitude
account-column-opened = Opened at
account-column-opened-by = Opened by
account-column-link = Link
account-column-what = What
account-column-level = Level
account-column-level-set-by = Level set by
account-column-acknowledged = Acknowledged at
account-column-restored = Restored at
account-column-closed = Closed at
account-column-closed-by = Closed by
account-column-why = Why closed
account-column-commander = Commander
account-column-steps-late = Late steps
account-column-playbook = Playbook version
account-column-step = Step
account-column-text = What is to be done
account-column-owner = Owner
account-column-limit = Limit
account-column-limit-confirmed = Limit agreed
account-column-due = Due at
account-column-done = Done at
account-column-done-by = Done by
account-column-escalated = Escalated
account-column-why-left-out = Why left out
account-column-notice = Notice
account-column-made = Made at
account-column-made-by = Change by
account-column-manager = Account manager
account-column-known = Knew of
account-column-new = New arrival
account-column-delivery = Message
account-column-sent = Message sent at
account-column-way = Told by way of
account-column-confirmed = Confirmed

account-confirmed = yes
account-not-confirmed = no
account-step-in-time = in time
account-step-late = done late
account-step-overdue = overdue
account-step-skipped = left out
account-step-waiting = time left
account-limit-confirmed = agreed
account-limit-default = company default
account-limits-default = Limits marked "company default" have not been agreed by anybody yet; they can be edited and agreed under Data, Playbook.

account-unusual-km = { $plate } fails unusually often: { $n } breakdowns in { $own } km. At the fleet's rate, { $all } in { $fleet } km, { $expected } would be expected; chance brings as many or more in { $percent } % of cases.
account-unusual-days = { $plate } fails unusually often: { $n } breakdowns in { $own } vehicle days. At the fleet's rate, { $all } in { $fleet } vehicle days, { $expected } would be expected; chance brings as many or more in { $percent } % of cases.

order-subject = { $report } { $days }
order-text = By standing order “{ $order }”: { $report }, { $days }, { $rows } rows. The file is attached.
order-bad-form = The standing order asks for a file of the form { $form }, which is not known. Choose xlsx, csv, pdf, html or json.
order-too-large = { $name } is too large to be mailed. Give the order a folder instead, a shorter period, or the form csv.
order-saved = Standing order “{ $order }”: { $path } saved{ $n ->
    [0] {""}
    [one] , and on its way to 1 address
   *[other] , and on its way to { $n } addresses
}
order-sent = Standing order “{ $order }”: on its way to { $n ->
    [one] 1 address
   *[other] { $n } addresses
}

order-no-name = A standing order has no name. Give it one, or remove it.
order-twice = Two standing orders are called “{ $order }”. Give one of them another name.
order-no-day = The standing order “{ $order }” is for no day of the week. Choose at least one.
order-nowhere = The standing order “{ $order }” goes nowhere. Name a folder, or an address.
order-bad-address = The standing order “{ $order }” is to go to { $found }, which is no e-mail address. Write it like li@company.cn.
order-span-day = of the day
order-span-day-before = of the day before
order-span-week = of the last seven days
order-span-month = of the month so far
order-monday = Mon
order-tuesday = Tue
order-wednesday = Wed
order-thursday = Thu
order-friday = Fri
order-saturday = Sat
order-sunday = Sun
order-between-days = {", "}
order-on-weekdays = every weekday at { $at }
order-daily = every day at { $at }
order-on-days = { $days } at { $at }
order-and-to = {" "}and to{" "}
