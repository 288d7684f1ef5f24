-- Version 2: what recovery plans need. pickups is as in the journal (JSON), NULL where a route makes no calls for
-- goods on the way; a stop's lock too, NULL where it is free; a priority of 1 is the usual one.
ALTER TABLE routes ADD COLUMN pickups TEXT;
ALTER TABLE stops ADD COLUMN priority INTEGER NOT NULL DEFAULT 1;
ALTER TABLE stops ADD COLUMN lock TEXT;

-- Settings of version 1 knew nothing of recovery; a replay writes what they stand for.
UPDATE settings SET body = substr(body, 1, length(body) - 1) ||
    ',"recovery":{"retailers_close":64800,"transfer_set_up":600,"transfer_per_hundred_cartons":60,'
    || '"freeze_within":0,"driving_limit":36000,"prices":{"calls":2000,"distance":150,"driving":50,"goods_wait":50,"handling":5,'
    || '"late":50,"missed_closing":3000,"overtime":150,"put_off_cartons":50,"put_off_stops":15000,'
    || '"resequenced":50,"spare":5000,"told_again":300,"vehicle_changed":200}}}';
