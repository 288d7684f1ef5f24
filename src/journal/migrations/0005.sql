-- Version 5: people. body: JSON.
CREATE TABLE people (
    name TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What people sign in with, beside the journal: a PIN that was changed is gone, and no history keeps it. secret: Argon2id in
-- the form of the PHC. failed: wrong tries in a row, the last of them at last_try on the wall clock.
CREATE TABLE credentials (
    name     TEXT    PRIMARY KEY,
    secret   TEXT    NOT NULL,
    failed   INTEGER NOT NULL DEFAULT 0,
    last_try INTEGER
) STRICT, WITHOUT ROWID;

-- Who has signed a change beside its author.
ALTER TABLE entries ADD COLUMN signed TEXT;
ALTER TABLE changes ADD COLUMN signed TEXT;
