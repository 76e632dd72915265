CREATE TABLE task_state (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO task_state (code) VALUES
    ('Draft'), ('Published'), ('Filled'), ('InProgress'), ('AwaitingConfirm'), ('Done'), ('Closed'),
    ('Cancelled'), ('Withdrawn'), ('Expired');

CREATE TABLE risk_level (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO risk_level (code) VALUES ('Low'), ('Medium'), ('High');

CREATE TABLE task_source (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO task_source (code) VALUES ('Need'), ('Care'), ('Commitment'), ('Case'), ('Event'), ('Match');

CREATE TABLE task (
    id {id},
    org_id BIGINT NOT NULL REFERENCES org (id),
    title TEXT NOT NULL,
    place TEXT NOT NULL,
    bring TEXT NOT NULL,
    risk TEXT NOT NULL,
    risk_level TEXT NOT NULL REFERENCES risk_level (code),
    insurance_confirmed BOOLEAN NOT NULL DEFAULT FALSE,
    contact_name TEXT NOT NULL,
    contact_phone_cipher {bytes},
    contact_phone_key_id INTEGER,
    skill TEXT REFERENCES skill (code),
    two_people BOOLEAN NOT NULL DEFAULT FALSE,
    pending_claims BOOLEAN NOT NULL DEFAULT FALSE,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    places INTEGER NOT NULL,
    taken INTEGER NOT NULL DEFAULT 0,
    next_number INTEGER NOT NULL DEFAULT 1,
    source_kind TEXT REFERENCES task_source (code),
    source_id BIGINT,
    organiser_id BIGINT NOT NULL REFERENCES person (id),
    state TEXT NOT NULL REFERENCES task_state (code),
    published_at BIGINT,
    reason TEXT,
    created_at BIGINT NOT NULL,
    row_version BIGINT NOT NULL DEFAULT 1,
    -- The last net under "never oversubscribed".
    CHECK (taken >= 0 AND taken <= places)
);
CREATE INDEX task_open ON task (starts_at, id) WHERE state = 'Published';
CREATE INDEX task_org ON task (org_id, state);
CREATE INDEX task_organiser ON task (organiser_id, state);

CREATE TABLE claim_state (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO claim_state (code) VALUES
    ('Confirmed'), ('Pending'), ('Declined'), ('Waitlisted'), ('Offered'), ('Lapsed'), ('Withdrawn'), ('Released'),
    ('CheckedIn'), ('CheckedOut'), ('Attended'), ('Absent'), ('Unconfirmed'), ('Disputed'), ('Adjusted'), ('Recorded');

CREATE TABLE claim (
    id {id},
    task_id BIGINT NOT NULL REFERENCES task (id),
    person_id BIGINT NOT NULL REFERENCES person (id),
    number INTEGER NOT NULL,
    state TEXT NOT NULL REFERENCES claim_state (code),
    inbox_id BIGINT,
    claimed_at BIGINT NOT NULL,
    minutes INTEGER,
    confirmed_by BIGINT REFERENCES person (id),
    confirmed_at BIGINT,
    row_version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX claim_once ON claim (task_id, person_id)
    WHERE state NOT IN ('Declined', 'Lapsed', 'Withdrawn', 'Released');
CREATE UNIQUE INDEX claim_number ON claim (task_id, number);
CREATE INDEX claim_person ON claim (person_id, state);

-- Append-only. A correction is a reversing row (minutes negative) that names the row it reverses.
CREATE TABLE service_record (
    id {id},
    claim_id BIGINT NOT NULL REFERENCES claim (id),
    person_id BIGINT NOT NULL REFERENCES person (id),
    task_id BIGINT NOT NULL REFERENCES task (id),
    day TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    reverses_id BIGINT REFERENCES service_record (id),
    confirmed_by BIGINT NOT NULL REFERENCES person (id),
    recorded_at BIGINT NOT NULL
);
-- Two confirmations of one claim cannot both write: they compete for the same revision.
CREATE UNIQUE INDEX service_record_revision ON service_record (claim_id, revision);
CREATE UNIQUE INDEX service_record_reversed ON service_record (reverses_id) WHERE reverses_id IS NOT NULL;
CREATE INDEX service_record_person ON service_record (person_id, day);
