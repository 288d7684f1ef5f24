-- Version 1. Moments are seconds since 1970 on the centre's wall clock; service days are the number yyyymmdd;
-- times of day are seconds since midnight; places are ten-millionths of a degree.

-- What this file is: one row per fact.
CREATE TABLE about (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Other desks will one day add their own series to the journal, so a desk needs a name no other has.
INSERT INTO about (name, value) VALUES ('desk', lower(hex(randomblob(8))));

-- The journal: the truth. Rows are added and never changed. Everything below it can be rebuilt from it.
CREATE TABLE entries (
    counter  INTEGER PRIMARY KEY,
    desk     TEXT    NOT NULL,
    sequence INTEGER NOT NULL,
    change   INTEGER NOT NULL,
    author   TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    undoes   INTEGER,
    founding INTEGER NOT NULL CHECK (founding IN (0, 1)),
    day      INTEGER,
    version  INTEGER NOT NULL,
    payload  BLOB    NOT NULL,
    prev     BLOB    NOT NULL CHECK (length(prev) = 32),
    hash     BLOB    NOT NULL CHECK (length(hash) = 32),
    UNIQUE (desk, sequence)
) STRICT;

-- One row per command or import: what the log and undo need without reading operations.
CREATE TABLE changes (
    first     INTEGER PRIMARY KEY,
    last      INTEGER NOT NULL UNIQUE,
    author    TEXT    NOT NULL,
    at        INTEGER NOT NULL,
    deed      TEXT    NOT NULL,
    day       INTEGER,
    undoes    INTEGER,
    undone_by INTEGER,
    founding  INTEGER NOT NULL CHECK (founding IN (0, 1))
) STRICT;

CREATE INDEX changes_to_undo ON changes (last) WHERE undoes IS NULL AND undone_by IS NULL;

CREATE TABLE centre (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    name    TEXT    NOT NULL,
    english TEXT    NOT NULL,
    lat     INTEGER NOT NULL,
    lon     INTEGER NOT NULL
) STRICT;

CREATE TABLE stations (
    code    TEXT PRIMARY KEY,
    name    TEXT    NOT NULL,
    english TEXT    NOT NULL,
    lat     INTEGER NOT NULL,
    lon     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE departments (
    code    TEXT PRIMARY KEY,
    name    TEXT NOT NULL,
    english TEXT NOT NULL,
    phone   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE retailers (
    code       TEXT PRIMARY KEY,
    name       TEXT    NOT NULL,
    english    TEXT    NOT NULL,
    licence    TEXT    NOT NULL,
    address    TEXT    NOT NULL,
    lat        INTEGER NOT NULL,
    lon        INTEGER NOT NULL,
    district   TEXT    NOT NULL,
    department TEXT    NOT NULL,
    manager    TEXT    NOT NULL,
    phone      TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE vehicles (
    plate    TEXT PRIMARY KEY,
    capacity INTEGER NOT NULL,
    status   TEXT    NOT NULL CHECK (status IN ('available', 'broken_down', 'in_workshop')),
    spare    INTEGER NOT NULL CHECK (spare IN (0, 1)),
    crew     TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE crews (
    id           TEXT PRIMARY KEY,
    driver       TEXT NOT NULL,
    delivery_man TEXT NOT NULL,
    phone        TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Absent where all settings are the defaults.
CREATE TABLE settings (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    body TEXT NOT NULL
) STRICT;

-- codes is a JSON array; seconds and metres are squares of little-endian 32-bit numbers (metres may be empty).
CREATE TABLE travel_times (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    codes   TEXT NOT NULL,
    seconds BLOB NOT NULL,
    metres  BLOB NOT NULL
) STRICT;

CREATE TABLE holds (
    id   TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE breakdowns (
    id   TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A station of NULL is the centre. imported is the fingerprint of the plan as it came in.
CREATE TABLE routes (
    day        INTEGER NOT NULL,
    route      TEXT    NOT NULL,
    department TEXT    NOT NULL,
    vehicle    TEXT,
    crew       TEXT,
    station    TEXT,
    departs    INTEGER NOT NULL,
    departed   INTEGER,
    imported   INTEGER,
    PRIMARY KEY (day, route)
) STRICT, WITHOUT ROWID;

-- The entry that last changed each route; kept for routes since removed.
CREATE TABLE route_revisions (
    day     INTEGER NOT NULL,
    route   TEXT    NOT NULL,
    counter INTEGER NOT NULL,
    PRIMARY KEY (day, route)
) STRICT, WITHOUT ROWID;

-- cargo is NULL at the centre, '@' and a code at a station, '+' and a plate aboard a vehicle.
-- progress is 0 waiting, 1 arrived, 2 delivered, 3 failed, 4 put off; ended is the delivery or the failure.
-- detail is the day a stop was put off to, or why it failed; told and cause are as in the journal (JSON).
CREATE TABLE stops (
    day             INTEGER NOT NULL,
    route           TEXT    NOT NULL,
    position        INTEGER NOT NULL,
    retailer        TEXT    NOT NULL,
    cartons         INTEGER NOT NULL,
    value           INTEGER NOT NULL,
    opens           INTEGER NOT NULL,
    closes          INTEGER NOT NULL,
    promised_opens  INTEGER NOT NULL,
    promised_closes INTEGER NOT NULL,
    planned         INTEGER NOT NULL,
    service         INTEGER NOT NULL,
    progress        INTEGER NOT NULL,
    cargo           TEXT,
    arrived         INTEGER,
    ended           INTEGER,
    detail          TEXT,
    told            TEXT,
    cause           TEXT,
    remedy          TEXT,
    PRIMARY KEY (day, route, position),
    FOREIGN KEY (day, route) REFERENCES routes (day, route)
) STRICT, WITHOUT ROWID;
