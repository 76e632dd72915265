-- 共建协议: what units and communities promise each other for a term, and what came of it.
CREATE TABLE agreement_state (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO agreement_state (code) VALUES ('Draft'), ('Proposed'), ('Active'), ('UnderReview'), ('Renewed'), ('Expired'), ('Terminated');

CREATE TABLE agreement (
    id {id},
    number TEXT NOT NULL,
    term INTEGER NOT NULL DEFAULT 1,
    title TEXT NOT NULL,
    goal TEXT NOT NULL DEFAULT '',
    rhythm TEXT NOT NULL DEFAULT '',
    exit_clause TEXT NOT NULL DEFAULT '',
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    state TEXT NOT NULL REFERENCES agreement_state (code),
    reason TEXT,
    drafted_for BIGINT NOT NULL REFERENCES org (id),
    drafted_by BIGINT NOT NULL REFERENCES person (id),
    previous_id BIGINT REFERENCES agreement (id),
    due_at BIGINT,
    notice_by BIGINT REFERENCES org (id),
    notice_at BIGINT,
    created_at BIGINT NOT NULL,
    active_since BIGINT,
    row_version BIGINT NOT NULL DEFAULT 1,
    CHECK (ends_at > starts_at)
);
CREATE UNIQUE INDEX agreement_number ON agreement (number, term);
CREATE INDEX agreement_open ON agreement (ends_at) WHERE state IN ('Active', 'UnderReview');

CREATE TABLE agreement_party (
    id {id},
    agreement_id BIGINT NOT NULL REFERENCES agreement (id),
    org_id BIGINT NOT NULL REFERENCES org (id),
    confirmed_by BIGINT REFERENCES person (id),
    confirmed_at BIGINT,
    kept_promises BOOLEAN,
    to_change TEXT,
    renew BOOLEAN,
    reviewed_at BIGINT
);
CREATE UNIQUE INDEX agreement_party_once ON agreement_party (agreement_id, org_id);
CREATE INDEX agreement_party_org ON agreement_party (org_id, agreement_id);

CREATE TABLE agreement_contact (
    id {id},
    party_id BIGINT NOT NULL REFERENCES agreement_party (id),
    person_id BIGINT NOT NULL REFERENCES person (id)
);
CREATE UNIQUE INDEX agreement_contact_once ON agreement_contact (party_id, person_id);

CREATE TABLE commitment_period (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO commitment_period (code) VALUES ('Once'), ('Week'), ('Month'), ('Quarter'), ('Year');

CREATE TABLE commitment_state (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO commitment_state (code) VALUES ('Planned'), ('InProgress'), ('Fulfilled'), ('Waived'), ('Unfulfilled');

-- promised is the quantity over all its periods, fixed when the agreement begins; what was delivered is never kept here.
CREATE TABLE commitment (
    id {id},
    agreement_id BIGINT NOT NULL REFERENCES agreement (id),
    position INTEGER NOT NULL,
    giver_id BIGINT NOT NULL REFERENCES org (id),
    receiver_id BIGINT NOT NULL REFERENCES org (id),
    offer_id BIGINT REFERENCES offer (id),
    need_id BIGINT REFERENCES need (id),
    what TEXT NOT NULL,
    times TEXT NOT NULL DEFAULT '',
    quantity BIGINT NOT NULL,
    measure TEXT NOT NULL,
    per TEXT NOT NULL REFERENCES commitment_period (code),
    until_at BIGINT NOT NULL,
    promised BIGINT NOT NULL,
    state TEXT NOT NULL REFERENCES commitment_state (code),
    reason TEXT,
    waiver_by BIGINT REFERENCES org (id),
    row_version BIGINT NOT NULL DEFAULT 1,
    CHECK (quantity > 0 AND promised >= quantity AND giver_id <> receiver_id)
);
CREATE UNIQUE INDEX commitment_position ON commitment (agreement_id, position);

-- A delivery is said by the giver and counts when the receiver confirmed it; a task's confirmed roster says both.
CREATE TABLE delivery (
    id {id},
    commitment_id BIGINT NOT NULL REFERENCES commitment (id),
    quantity BIGINT NOT NULL,
    delivered_at BIGINT NOT NULL,
    task_id BIGINT REFERENCES task (id),
    said_by BIGINT REFERENCES person (id),
    said_at BIGINT NOT NULL,
    confirmed_by BIGINT REFERENCES person (id),
    confirmed_at BIGINT,
    refused_at BIGINT,
    reason TEXT,
    CHECK (quantity > 0 AND (confirmed_at IS NULL OR refused_at IS NULL))
);
CREATE INDEX delivery_commitment ON delivery (commitment_id, id);
CREATE UNIQUE INDEX delivery_task ON delivery (task_id) WHERE task_id IS NOT NULL;

CREATE TABLE agreement_revision (
    id {id},
    agreement_id BIGINT NOT NULL REFERENCES agreement (id),
    number INTEGER NOT NULL,
    facts TEXT NOT NULL,
    made_by BIGINT REFERENCES person (id),
    made_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX agreement_revision_number ON agreement_revision (agreement_id, number);
