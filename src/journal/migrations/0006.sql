-- Version 6: a route with all of its stops is one row. stops: see the program, `tables/stops.rs`; put_off: how many of them
-- wait for another day. packed_stops is a function of the program.
DROP INDEX put_off;
ALTER TABLE routes RENAME TO routes_before;
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
    pickups    TEXT,
    stops      BLOB    NOT NULL,
    put_off    INTEGER NOT NULL,
    PRIMARY KEY (day, route)
) STRICT;
INSERT INTO routes
SELECT day, route, department, vehicle, crew, station, departs, departed, imported, pickups,
       (SELECT packed_stops(retailer, cartons, value, opens, closes, promised_opens, promised_closes, planned, service,
                            progress, cargo, arrived, ended, detail, told, cause, remedy, priority, lock, extra, position
                            ORDER BY position)
        FROM stops WHERE stops.day = routes_before.day AND stops.route = routes_before.route),
       (SELECT count(*) FROM stops
        WHERE stops.day = routes_before.day AND stops.route = routes_before.route AND progress = 4)
FROM routes_before ORDER BY day, route;
CREATE INDEX put_off ON routes (day) WHERE put_off > 0;
DROP TABLE stops;
DROP TABLE routes_before;
