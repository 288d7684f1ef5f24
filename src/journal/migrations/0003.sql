-- Version 3: weather. extra is as in the journal (JSON): a stop's meeting point, the day it was carried over from,
-- progress told from positions; NULL where there is none of it.
ALTER TABLE stops ADD COLUMN extra TEXT;

-- What is owed is found without looking at what was delivered. 4 is put off.
CREATE INDEX put_off ON stops (day) WHERE progress = 4;

-- Alerts that are not long over, where vehicles were seen last, and the outlines of districts.
CREATE TABLE alerts (
    key  TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE fixes (
    plate TEXT PRIMARY KEY,
    body  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE districts (
    code TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Incidents with all that was done about them, and every version of the playbook.
CREATE TABLE incidents (
    id   TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE playbooks (
    version TEXT PRIMARY KEY,
    body    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Settings of version 2 knew nothing of alerts and meeting points; a replay writes what they stand for.
UPDATE settings SET body = replace(body, ',"missed_closing":', ',"meets":1000,"missed_closing":');
UPDATE settings SET body = substr(body, 1, length(body) - 1) ||
    ',"weather":{"utc_offset":480,"batch_routes":8,"batch_every":900,"backlog_days":2,"arrived_within":60,'
    || '"arrived_after":90}}';
