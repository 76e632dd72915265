-- Whom a place has to call near by, where the ambulance is far; and that somebody wants the secretary to know of an emergency.
INSERT INTO help_request_kind (code) VALUES ('Emergency');

CREATE TABLE duty_phone_kind (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO duty_phone_kind (code) VALUES ('VillageDoctor'), ('Duty');

CREATE TABLE duty_phone (
    id {id},
    org_id BIGINT NOT NULL REFERENCES org (id),
    kind TEXT NOT NULL REFERENCES duty_phone_kind (code),
    name TEXT NOT NULL,
    phone TEXT NOT NULL
);
CREATE UNIQUE INDEX duty_phone_once ON duty_phone (org_id, kind, phone);
