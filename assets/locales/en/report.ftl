# The delay report: headings, results, figures with their definitions, and what can go wrong with its file.
report-title = Delay report
report-period = Service days { $from } to { $to }
report-as-of = As of { $now }. Later arrivals are estimates.
report-lists-every-stop = The rows list every stop due.
report-lists-only-late = The rows list only stops that were late, failed or put off. The totals count every stop due.
report-only-department = Only retailers of { $department }.
report-only-hours-planned = Only stops planned to be reached from { $from } until { $until }.
report-only-hours-opened = Only incidents opened from { $from } until { $until }.
report-only-hours-made = Only notices made from { $from } until { $until }.
report-only-hours-broken = Only breakdowns from { $from } until { $until }.
report-empty = No stop was due in this period. Check the days, or import their plans.

report-sheet-summary = Summary
report-sheet-stops = Stops
report-sheet-charts = Chart data

report-column-day = Service day
report-column-route = Route
report-column-position = Stop
report-column-plate = Vehicle
report-column-driver = Driver
report-column-delivery-man = Delivery man
report-column-department-code = Department code
report-column-department = Department
report-column-retailer-code = Retailer code
report-column-retailer = Retailer
report-column-cartons = Cartons
report-column-window-opens = Window now from
report-column-window-closes = Window now to
report-column-promised-opens = Promised window from
report-column-promised-closes = Promised window to
report-column-planned = Planned arrival
report-column-estimated = Estimated arrival
report-column-actual = Actual arrival
report-column-minutes-late = Minutes late
report-column-state = State
report-column-cause = Cause
report-column-incident = Incident
report-column-reason = Reason code
report-column-plan-applied = Plan applied
report-column-told-at = Told at
report-column-told-by = Told by
report-column-told-arrival = Told arrival
report-column-told-window-opens = Told window from
report-column-told-window-closes = Told window to
report-column-result = Result
report-column-fail-reason = Why not delivered
report-column-put-off-to = Put off to

report-result-open = open
report-result-delivered = delivered
report-result-failed = not delivered
report-result-put-off = put off

report-totals = Totals
report-group-code = Code
report-group-name = Name
report-all-stops = All stops
report-by-department = By department
report-by-route = By route
report-by-cause = By cause
report-by-day = By day
report-cause-none = no cause recorded
report-cause-other = other causes
report-measure = Measure
report-figure = Figure
report-definitions = Definitions
report-definition = Definition
report-notes = Notes
report-cumulative = Share so far (%)
report-chart = { $measure }, { $by }

report-stops-due = Stops due
report-on-time = On time (%)
report-otif = On time in full (%)
report-late = Late stops
report-mean-late = Mean minutes late
report-p50-late = P50 minutes late
report-p90-late = P90 minutes late
report-max-late = Max minutes late
report-minutes-late = Retailer-minutes late
report-failed = Not delivered
report-put-off = Put off
report-open = Still open

report-define-stops-due = Every stop planned for the days of the period, those put off included.
report-define-on-time = Stops where service began by the end of the promised window, whether or not the goods were then taken, as a share of stops due. Stops still open count by their estimate; stops put off, and stops of past days without a record, are not on time. Shifting a window changes nothing here.
report-define-otif = Stops on time whose delivery was made, or is still expected to be, as a share of stops due.
report-define-late = Stops where service began, or is expected to begin, after the end of the promised window. Stops put off are not among them.
report-define-mean-late = Mean over the late stops; a begun minute counts as a whole one.
report-define-p50-late = Half of the late stops were late by no more than this (nearest rank).
report-define-p90-late = Nine in ten late stops were late by no more than this (nearest rank).
report-define-max-late = The latest stop's minutes late.
report-define-minutes-late = Minutes late of all stops added up: one retailer waiting one minute is one.
report-define-failed = Stops the vehicle came to without being able to deliver.
report-define-put-off = Stops to be delivered with another day's routes.
report-define-open = Stops still to be served, or of which nothing has been recorded.
report-page-as-of = As of { $now }
report-paper-more-lines = { $count ->
    [one] 1 more line is in the CSV and XLSX forms of this report.
   *[other] { $count } more lines are in the CSV and XLSX forms of this report.
 }
report-paper-all-telling = { $listed } rows are too many for paper. Printed are the { $of } that were late, failed or otherwise stand out; all rows are in the CSV and XLSX forms of this report.
report-paper-telling = { $listed } rows are too many for paper. Printed are { $printed } of the { $of } that were late, failed or otherwise stand out; all rows are in the CSV and XLSX forms of this report.
report-paper-first = { $listed } rows are too many for paper. Printed are the first { $printed } of { $of }; all rows are in the CSV and XLSX forms of this report.
report-paper-aside = Not printed, but in the CSV and XLSX forms of this report: { $columns }.
report-paper-comma = {", "}

report-trouble-no-folder = The report was not saved: the folder of { $path } is not there. Choose another folder, or create it first.
report-trouble-denied = The report was not saved: writing to { $path } is not allowed. Choose another folder, or ask for the right to write there.
report-trouble-full = The report was not saved: the disk of { $path } is full. Free some space, or choose another disk.
report-trouble-is-folder = The report was not saved: { $path } is a folder. Add a file name.
report-trouble-other = The report was not saved to { $path }: { $error }. Try again, or choose another folder.
report-trouble-backwards = The period from { $from } to { $to } ends before it begins. Swap the two days.
report-trouble-cancelled = The report was cancelled. No file was written.
