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
    || '"arrived_after":90},"notices":{"to_folder":true}}';

-- What is on its way out: notices, where each stands on each channel, and what was announced of each retailer. Written
-- with the change they tell of; no part of a replay.
CREATE TABLE notices (
    id        TEXT PRIMARY KEY,
    change    INTEGER NOT NULL,
    day       INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    recipient TEXT NOT NULL,
    body      TEXT NOT NULL,
    merged    INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE INDEX notices_by_time ON notices (at);
CREATE INDEX notices_of_day ON notices (day, change);

-- fault, so_far: JSON.
CREATE TABLE deliveries (
    notice    TEXT NOT NULL REFERENCES notices (id),
    channel   TEXT NOT NULL,
    state     TEXT NOT NULL,
    attempts  INTEGER NOT NULL DEFAULT 0,
    first_try INTEGER,
    last_try  INTEGER,
    next_try  INTEGER,
    sent_at   INTEGER,
    fault     TEXT,
    so_far    TEXT,
    PRIMARY KEY (notice, channel)
) STRICT, WITHOUT ROWID;

CREATE INDEX waiting ON deliveries (state) WHERE state IN ('queued', 'sending', 'failed');

CREATE TABLE announced (
    day      INTEGER NOT NULL,
    retailer TEXT NOT NULL,
    at       INTEGER NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (day, retailer)
) STRICT, WITHOUT ROWID;
