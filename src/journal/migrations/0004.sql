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
