# What was checked, told with its count: verify, and the support file.
verify-told-file = The file: { $pages } pages, { $megabytes } MB, each read; every index agrees with its table; no row speaks of one that is missing.
verify-told-chain = The journal: { $entries } entries of { $desks ->
    [one] { $desks } desk
   *[other] { $desks } desks
}, each read; none missing, and each holds the hash of the one before.
verify-told-tables = The tables: { $tables } with { $rows } rows; those that the journal makes are equal to a replay of it.

# The support file: its headings, and what is said of it.
support-title = Mainstay support file
support-about = Read this before you send it. It holds no passwords, telephone numbers, addresses or people's names. Change or remove what you like: it is only text.
support-program = Program
support-database = Database
support-heads = Heads of the journal (desk, entries, counter, hash)
support-verify = What was checked
support-tables = Rows in each table
support-settings = Settings (no secrets, no addresses)
support-log = Recent log
support-no-log = There is no log.
support-situation = The situation (a recovery case)
support-work = Making the support file
support-make = Make a support file…
support-make-about = For whoever is to help: versions, settings, recent log, what was checked. Read it before you send it.
support-with-situation = With the situation of the day
support-preview = The support file
support-save = Save…
support-close = Close
cli-support-saved = Saved { $path }. Read it before you send it.
