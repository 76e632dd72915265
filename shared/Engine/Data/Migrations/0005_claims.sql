-- Wait list, held offers, claims the secretary says yes to, stand-ins and companions, series, news one can switch off.
ALTER TABLE task ADD COLUMN needs_clearance BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE task ADD COLUMN credential TEXT REFERENCES skill (code);
ALTER TABLE task ADD COLUMN series_id BIGINT;

ALTER TABLE claim ADD COLUMN offered_until BIGINT;
ALTER TABLE claim ADD COLUMN asked_to_stay_at BIGINT;
CREATE INDEX claim_waiting ON claim (task_id, inbox_id, id) WHERE state = 'Waitlisted';

-- When this message is delivered, a timer of that kind is due for that row: a clock that starts with the delivery.
ALTER TABLE outbox ADD COLUMN on_delivery TEXT;
ALTER TABLE outbox ADD COLUMN on_delivery_id BIGINT;

CREATE TABLE qualification_kind (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO qualification_kind (code) VALUES ('Credential'), ('MinorClearance');

-- What a secretary has checked: a credential for professional acts, or the yearly clearance for contact with minors.
CREATE TABLE qualification (
    id {id},
    person_id BIGINT NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL REFERENCES qualification_kind (code),
    skill TEXT REFERENCES skill (code),
    checked_by BIGINT NOT NULL REFERENCES person (id),
    checked_at BIGINT NOT NULL,
    valid_until BIGINT NOT NULL
);
CREATE INDEX qualification_person ON qualification (person_id, kind);

CREATE TABLE place_code_kind (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO place_code_kind (code) VALUES ('StandIn'), ('Companion');

-- A code that a member hands to a friend: to take over their place, or to claim together, each a place of their own.
CREATE TABLE place_code (
    id {id},
    task_id BIGINT NOT NULL REFERENCES task (id),
    person_id BIGINT NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL REFERENCES place_code_kind (code),
    secret_hash TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_by BIGINT REFERENCES person (id),
    used_at BIGINT
);
CREATE UNIQUE INDEX place_code_secret ON place_code (secret_hash);

CREATE TABLE news_kind (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO news_kind (code) VALUES
    ('EveningBefore'), ('TwoHoursBefore'), ('PlaceFreed'), ('TaskChanged'), ('RosterConfirmed');

-- A row says: not this kind, please.
CREATE TABLE news_off (
    person_id BIGINT NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL REFERENCES news_kind (code),
    PRIMARY KEY (person_id, kind)
);

-- Who was asked to step in at short notice, so that nobody is asked more than once in seven days.
CREATE TABLE step_in_request (
    id {id},
    task_id BIGINT NOT NULL REFERENCES task (id),
    person_id BIGINT NOT NULL REFERENCES person (id),
    asked_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX step_in_request_once ON step_in_request (task_id, person_id);
CREATE INDEX step_in_request_person ON step_in_request (person_id, asked_at);
