-- Version 4: the fleet. Stays in the workshop.
CREATE TABLE stays (
    id   TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What each day that is over says about vehicles, so that ten years are not read again for every review. Told from the
-- days, so no part of a replay. A day with an entry after revision is read anew.
CREATE TABLE logbooks (
    day      INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL
) STRICT;

CREATE TABLE driven (
    day    INTEGER NOT NULL REFERENCES logbooks (day) ON DELETE CASCADE,
    plate  TEXT    NOT NULL,
    metres INTEGER NOT NULL,
    PRIMARY KEY (day, plate)
) STRICT, WITHOUT ROWID;

-- body: JSON.
CREATE TABLE costs (
    day       INTEGER NOT NULL REFERENCES logbooks (day) ON DELETE CASCADE,
    breakdown TEXT    NOT NULL,
    body      TEXT    NOT NULL,
    PRIMARY KEY (day, breakdown)
) STRICT, WITHOUT ROWID;

-- What leaves is no longer only notices, so that a delivery refers to none of them.
CREATE TABLE deliveries_4 (
    notice    TEXT NOT NULL,
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

INSERT INTO deliveries_4 SELECT notice, channel, state, attempts, first_try, last_try, next_try, sent_at, fault, so_far
FROM deliveries;
DROP TABLE deliveries;
ALTER TABLE deliveries_4 RENAME TO deliveries;
CREATE INDEX waiting ON deliveries (state) WHERE state IN ('queued', 'sending', 'failed');

-- Reports on their way by mail: body is JSON, file the report itself.
CREATE TABLE parcels (
    id   TEXT PRIMARY KEY,
    at   INTEGER NOT NULL,
    body TEXT NOT NULL,
    file BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- When each standing order was carried out last, and, where it could not be, when that was and why (JSON).
CREATE TABLE order_marks (
    name   TEXT PRIMARY KEY,
    done   INTEGER,
    failed INTEGER,
    fault  TEXT,
    parcel TEXT
) STRICT, WITHOUT ROWID;

-- Supply. body: JSON.
CREATE TABLE brands (
    code TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE stocks (
    brand TEXT PRIMARY KEY,
    body  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE demand (
    brand   TEXT    NOT NULL,
    day     INTEGER NOT NULL,
    cartons INTEGER NOT NULL,
    PRIMARY KEY (brand, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE order_lines (
    day      INTEGER NOT NULL,
    brand    TEXT    NOT NULL,
    retailer TEXT    NOT NULL,
    cartons  INTEGER NOT NULL,
    PRIMARY KEY (day, brand, retailer)
) STRICT, WITHOUT ROWID;

CREATE TABLE inbounds (
    id   TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE requests (
    id   TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE measures (
    id   TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE enterprises (
    code TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE contacts (
    enterprise TEXT NOT NULL,
    name       TEXT NOT NULL,
    body       TEXT NOT NULL,
    PRIMARY KEY (enterprise, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE talks (
    id   TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
