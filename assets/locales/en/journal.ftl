# Troubles with the file, the disk and the database: what happened, to what, what to do next.
trouble-is-folder = { $path } is a folder. Name a database file, for example { $path }/mainstay.db.
trouble-not-allowed = You are not allowed to open { $path }. Ask its owner for permission, or choose another file.
trouble-cannot-open = { $path } can't be opened: { $detail }. Check the name and the disk.
trouble-not-a-database = { $path } is not a database. Choose another file; this one has been left as it is.
trouble-not-ours = { $path } is a database of another program. Choose another file; this one has been left as it is.
trouble-newer = { $path } was written by a newer Mainstay (version { $found }; this one knows up to { $known }). Update Mainstay, or open a backup from before. The file has been left as it is.
trouble-damaged = { $path } is damaged: { $detail }. Make a copy of the file, then go back to your newest backup.
trouble-read-only = { $path } can't be written to. Make the file and its folder writable, or copy the file to where you may write.
trouble-disk-full = The disk of { $path } is full. Nothing was changed, and nothing is lost. Free some space and try again.
trouble-busy = { $path } is being written by another process, so the change was not kept. Try again in a moment; if it stays so, close the other window or command.
trouble-disk = Reading or writing { $path } failed: { $detail }. Nothing was changed. Check the disk and its connection, then try again.
trouble-no-backup = The database must be brought up to date, but the copy { $path } could not be made first: { $detail }. Free some space or make the folder writable, then open it again. Nothing has been changed.
trouble-itself = { $path } is the database itself. Name another file for the copy.
trouble-replaced = { $path } has been restored from a backup meanwhile, so the change was not kept. Look at how things stand now, and make it again.
trouble-database = The database { $path } did not accept a statement: { $detail }. The change was not kept. Please report this.
session-cancelled = Cancelled. Nothing was changed.

# What verify looks at and finds.
verify-checked-file = the file itself
verify-checked-chain = the chain of entries
verify-checked-tables = the tables against a replay
verify-file-damaged = The file is damaged: { $detail }.
verify-orphan = A row of { $table } refers to a row of { $parent } that is not there.
verify-gap = Entries { $from } to { $to } of the journal are missing.
verify-chain-broken = This entry does not follow the one before it: something between them was removed or changed.
verify-entry-edited = This entry was changed after it was written.
verify-entry-garbled = This entry can't be read.
verify-table-differs = The table { $table } is not what the journal says it should be.
verify-advice-backup = Stop working in this file. Make a copy of it, then go back to your newest backup that verifies.
verify-advice-tables = The journal itself is whole, so no change is lost. Stop working in this file, make a copy of it, and go back to your newest backup that verifies.
