-- 关爱帮扶: who is looked after, with whose consent, and the visits that fall due. No health, disability, family or income:
-- the tier says how often, and that is enough. What names the person is sealed and gone the moment the plan ends.
CREATE TABLE care_tier (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO care_tier (code) VALUES ('A'), ('B'), ('C');

CREATE TABLE care_way (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO care_way (code) VALUES ('Visit'), ('Call');

CREATE TABLE care_plan_state (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO care_plan_state (code) VALUES ('Draft'), ('AwaitingConsent'), ('Active'), ('Paused'), ('Ended');

CREATE TABLE care_plan (
    id {id},
    org_id BIGINT NOT NULL REFERENCES org (id),
    tier TEXT NOT NULL REFERENCES care_tier (code),
    way TEXT NOT NULL REFERENCES care_way (code),
    is_minor BOOLEAN NOT NULL,
    name_cipher {bytes},
    door_cipher {bytes},
    phone_cipher {bytes},
    handover_cipher {bytes},
    first_id BIGINT REFERENCES person (id),
    second_id BIGINT REFERENCES person (id),
    state TEXT NOT NULL REFERENCES care_plan_state (code),
    reason TEXT,
    consent_until BIGINT,
    next_due_at BIGINT,
    visits_done INTEGER NOT NULL DEFAULT 0,
    not_seen INTEGER NOT NULL DEFAULT 0,
    made_by BIGINT NOT NULL REFERENCES person (id),
    created_at BIGINT NOT NULL,
    ended_at BIGINT,
    row_version BIGINT NOT NULL DEFAULT 1,
    CHECK (first_id IS NULL OR second_id IS NULL OR first_id <> second_id)
);
CREATE INDEX care_plan_org ON care_plan (org_id, id);
CREATE INDEX care_plan_first ON care_plan (first_id) WHERE first_id IS NOT NULL;
CREATE INDEX care_plan_second ON care_plan (second_id) WHERE second_id IS NOT NULL;

CREATE TABLE care_giver (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO care_giver (code) VALUES ('Self'), ('Guardian');

CREATE TABLE care_consent_form (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO care_consent_form (code) VALUES ('Spoken'), ('Written'), ('Chat');

CREATE TABLE care_consent (
    id {id},
    plan_id BIGINT NOT NULL REFERENCES care_plan (id),
    given_by TEXT NOT NULL REFERENCES care_giver (code),
    form TEXT NOT NULL REFERENCES care_consent_form (code),
    scope TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    recorded_by BIGINT NOT NULL REFERENCES person (id),
    withdrawn_at BIGINT
);
CREATE INDEX care_consent_plan ON care_consent (plan_id, id);

CREATE TABLE care_visit_state (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO care_visit_state (code) VALUES ('Due'), ('Taken'), ('Done'), ('Missed');

CREATE TABLE care_outcome (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO care_outcome (code) VALUES ('Well'), ('NeedsHelp'), ('NotSeen'), ('LeftAlone');

CREATE TABLE care_visit (
    id {id},
    plan_id BIGINT NOT NULL REFERENCES care_plan (id),
    state TEXT NOT NULL REFERENCES care_visit_state (code),
    due_at BIGINT NOT NULL,
    red_at BIGINT NOT NULL,
    major_change BOOLEAN NOT NULL DEFAULT FALSE,
    first_id BIGINT REFERENCES person (id),
    second_id BIGINT REFERENCES person (id),
    planned_at BIGINT,
    outcome TEXT REFERENCES care_outcome (code),
    note_cipher {bytes},
    done_by BIGINT REFERENCES person (id),
    done_at BIGINT,
    explained TEXT,
    row_version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX care_visit_open ON care_visit (plan_id) WHERE state IN ('Due', 'Taken');
CREATE INDEX care_visit_plan ON care_visit (plan_id, id);
CREATE INDEX care_visit_due ON care_visit (red_at) WHERE state IN ('Due', 'Taken');

-- Who read a name and a door, and when. The cared-for can ask.
CREATE TABLE care_reading (
    id {id},
    plan_id BIGINT NOT NULL REFERENCES care_plan (id),
    visit_id BIGINT REFERENCES care_visit (id),
    person_id BIGINT NOT NULL REFERENCES person (id),
    reason TEXT,
    opened_at BIGINT NOT NULL
);
CREATE INDEX care_reading_plan ON care_reading (plan_id, id);
