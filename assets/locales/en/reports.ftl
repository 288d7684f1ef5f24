# The Reports view.
reports-from = From
reports-to = To
reports-this-day = This day
reports-this-week = This week
reports-last-thirty-days = Last 30 days
reports-this-month = This month
reports-last-month = Last month
reports-everything = All days
reports-no-date = “{ $text }” is no date. Type it like 2026-11-23.
reports-every-stop = Every stop
reports-only-late = Only late ones
reports-department = Department
reports-all-departments = All departments
reports-no-days = There is no service day to report on yet. Import a plan, or open the sample city.
reports-previewing = Counting: day { $done } of { $total }
reports-saving = Saving: day { $done } of { $total }
reports-cancel = Cancel
reports-saved = { $listed ->
    [one] Saved { $path }: 1 row.
   *[other] Saved { $path }: { $listed } rows.
 }
reports-copy-path = Copy path
reports-count = Count
reports-moved-on = Something has changed since these figures were counted.
reports-refresh = Count again
reports-rows = Rows
reports-paper = As printed
reports-page = Page { $page } of { $pages }
reports-first-rows = The first { $first } of { $listed } rows, as they will be written.
reports-export = Export…
reports-format = Format
reports-format-xlsx = Excel workbook (.xlsx)
reports-format-csv = CSV table (.csv)
reports-format-pdf = PDF to print (.pdf)
reports-format-html = Web page, one file (.html)
reports-format-json = JSON for programs (.json)
reports-path = File
reports-replaces = A file of that name is replaced once the new one is complete.
reports-save = Save
reports-choose-place = Choose a place…
reports-close = Close
reports-file-name = delay-report
reports-dialog-title = Save the delay report
reports-file-breakdowns = breakdown-report
reports-file-incidents = incident-report
reports-file-supervision = supervision-report
reports-file-notices = notice-report
