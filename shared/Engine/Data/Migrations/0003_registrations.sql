CREATE TABLE registration_state (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO registration_state (code) VALUES
    ('Invited'), ('Submitted'), ('Returned'), ('Active'), ('Transferring'), ('Suspended'), ('Ended'), ('Lapsed');

CREATE TABLE registration_kind (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO registration_kind (code) VALUES ('Home'), ('UnitPartner');

CREATE TABLE registration (
    id {id},
    number TEXT,
    kind TEXT NOT NULL REFERENCES registration_kind (code),
    person_id BIGINT REFERENCES person (id),
    org_id BIGINT REFERENCES org (id),
    roster_id BIGINT REFERENCES roster (id),
    state TEXT NOT NULL REFERENCES registration_state (code),
    submitted_at BIGINT,
    due_at BIGINT,
    confirmed_at BIGINT,
    confirmed_by BIGINT,
    target_org_id BIGINT REFERENCES org (id),
    suspended_until BIGINT,
    reason TEXT,
    ended_at BIGINT,
    created_at BIGINT NOT NULL,
    row_version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX registration_number ON registration (number) WHERE number IS NOT NULL;
-- Never two registrations of a kind at once, whatever races.
CREATE UNIQUE INDEX registration_open ON registration (person_id, kind)
    WHERE state IN ('Submitted', 'Returned', 'Active', 'Transferring', 'Suspended');
CREATE UNIQUE INDEX registration_invited ON registration (roster_id, kind) WHERE state = 'Invited';
CREATE INDEX registration_org ON registration (org_id, state);
CREATE INDEX registration_target ON registration (target_org_id) WHERE state = 'Transferring';

-- A code is a locator, by which its row is found, and a secret, kept as a keyed hash.
CREATE TABLE invite_code (
    id {id},
    roster_id BIGINT NOT NULL REFERENCES roster (id),
    registration_id BIGINT NOT NULL REFERENCES registration (id),
    locator TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    used_by BIGINT REFERENCES person (id)
);
CREATE UNIQUE INDEX invite_code_locator ON invite_code (locator);

-- Wrong tries by day. subject is a chat identity or a roster row.
CREATE TABLE wrong_try (
    subject TEXT NOT NULL,
    day TEXT NOT NULL,
    tries INTEGER NOT NULL,
    PRIMARY KEY (subject, day)
);
