-- Residents' matters (急难愁盼), one ledger for all sources. "case" is a word of SQL, so the table is the ledger's.
CREATE TABLE ledger_case_state (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO ledger_case_state (code) VALUES
    ('Received'), ('OutOfScope'), ('Merged'), ('Accepted'), ('Assigned'), ('InProgress'), ('Returned'), ('WaitingReporter'), ('Parked'),
    ('Escalated'), ('Resolved'), ('CallbackPending'), ('Closed'), ('Unconfirmed'), ('Reopened'), ('Answered'), ('Withdrawn');

CREATE TABLE case_kind (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO case_kind (code) VALUES
    ('Repair'), ('Environment'), ('Neighbours'), ('Help'), ('Suggestion'), ('Consult'), ('Complex');

CREATE TABLE case_source (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO case_source (code) VALUES
    ('Resident'), ('SelfReview'), ('OpenAdvice'), ('Inspection'), ('VisitNote'), ('Meeting');

CREATE TABLE case_reach (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO case_reach (code) VALUES ('Chat'), ('Phone'), ('None');

CREATE TABLE case_closing (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO case_closing (code) VALUES ('Word'), ('Call'), ('Look');

CREATE TABLE case_rating (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO case_rating (code) VALUES ('Satisfied'), ('Fair'), ('Dissatisfied');

CREATE TABLE case_call_outcome (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO case_call_outcome (code) VALUES ('Solved'), ('NotSolved'), ('Unreached');

-- above_org_id: the office above that it was passed up to, or that found it; else the community answers alone.
-- work_due_at: when it has to be done; due_at: what is waited for next in its state.
CREATE TABLE ledger_case (
    id {id},
    org_id BIGINT NOT NULL REFERENCES org (id),
    above_org_id BIGINT REFERENCES org (id),
    kind TEXT NOT NULL REFERENCES case_kind (code),
    source TEXT NOT NULL REFERENCES case_source (code),
    state TEXT NOT NULL REFERENCES ledger_case_state (code),
    urgent BOOLEAN NOT NULL DEFAULT FALSE,
    reporter_id BIGINT REFERENCES person (id),
    for_another BOOLEAN NOT NULL DEFAULT FALSE,
    reach TEXT NOT NULL DEFAULT 'None' REFERENCES case_reach (code),
    words_cipher {bytes},
    spot_cipher {bytes},
    contact_cipher {bytes},
    entered_by BIGINT REFERENCES person (id),
    lead_id BIGINT REFERENCES person (id),
    handler_id BIGINT REFERENCES person (id),
    handler_org_id BIGINT REFERENCES org (id),
    reason_cipher {bytes},
    result_cipher {bytes},
    due_at BIGINT,
    work_from_at BIGINT,
    work_due_at BIGINT,
    accepted_at BIGINT,
    contact_due_at BIGINT,
    contacted_at BIGINT,
    stopped_at BIGINT,
    review_at BIGINT,
    extended BOOLEAN NOT NULL DEFAULT FALSE,
    sent_back BOOLEAN NOT NULL DEFAULT FALSE,
    reopenings INTEGER NOT NULL DEFAULT 0,
    asks INTEGER NOT NULL DEFAULT 0,
    resolved_at BIGINT,
    ended_at BIGINT,
    closing TEXT REFERENCES case_closing (code),
    solved BOOLEAN,
    rating TEXT REFERENCES case_rating (code),
    merged_into BIGINT REFERENCES ledger_case (id),
    old_number TEXT,
    created_at BIGINT NOT NULL,
    moved_at BIGINT NOT NULL,
    row_version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX ledger_case_org ON ledger_case (org_id, id);
CREATE INDEX ledger_case_above ON ledger_case (above_org_id, id) WHERE above_org_id IS NOT NULL;
CREATE INDEX ledger_case_reporter ON ledger_case (reporter_id, id) WHERE reporter_id IS NOT NULL;
CREATE INDEX ledger_case_handler ON ledger_case (handler_id, id) WHERE handler_id IS NOT NULL;
CREATE INDEX ledger_case_handler_org ON ledger_case (handler_org_id, id) WHERE handler_org_id IS NOT NULL;
CREATE INDEX ledger_case_entered_by ON ledger_case (entered_by) WHERE entered_by IS NOT NULL;
CREATE INDEX ledger_case_lead ON ledger_case (lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX ledger_case_merged ON ledger_case (merged_into) WHERE merged_into IS NOT NULL;
-- What waits for somebody, by where and as what.
CREATE INDEX ledger_case_decide ON ledger_case (org_id, due_at) WHERE state IN ('Received', 'Accepted', 'Returned', 'Reopened', 'Escalated');
CREATE INDEX ledger_case_under_way ON ledger_case (org_id, due_at) WHERE state IN ('Assigned', 'InProgress', 'WaitingReporter', 'Parked');
CREATE INDEX ledger_case_call ON ledger_case (org_id, due_at) WHERE state = 'CallbackPending';
CREATE INDEX ledger_case_lately ON ledger_case (org_id, kind, created_at);
-- All that the books of a place count, so that they are counted without reading the matters.
CREATE INDEX ledger_case_books ON ledger_case (
    org_id, created_at, source, state, handler_org_id, moved_at, ended_at, work_due_at, contact_due_at, contacted_at, solved, rating);
CREATE INDEX ledger_case_in_order_of_creation ON ledger_case (created_at, id);
CREATE INDEX ledger_case_in_order_of_due ON ledger_case (COALESCE(due_at, 9223372036854775807), id);
CREATE INDEX ledger_case_in_order_of_work_due ON ledger_case (COALESCE(work_due_at, 9223372036854775807), id);
CREATE INDEX ledger_case_ended ON ledger_case (ended_at) WHERE ended_at IS NOT NULL;
CREATE UNIQUE INDEX ledger_case_old_number ON ledger_case (org_id, old_number) WHERE old_number IS NOT NULL;

-- What became of each when: the books of any day.
CREATE TABLE case_step (
    id {id},
    case_id BIGINT NOT NULL REFERENCES ledger_case (id),
    at BIGINT NOT NULL,
    state TEXT NOT NULL REFERENCES ledger_case_state (code)
);
CREATE INDEX case_step_case ON case_step (case_id, id);

CREATE TABLE case_call (
    id {id},
    case_id BIGINT NOT NULL REFERENCES ledger_case (id),
    caller_id BIGINT REFERENCES person (id),
    at BIGINT NOT NULL,
    outcome TEXT NOT NULL REFERENCES case_call_outcome (code)
);
CREATE INDEX case_call_at ON case_call (at) WHERE caller_id IS NOT NULL;
CREATE INDEX case_call_case ON case_call (case_id, id);
CREATE INDEX case_call_caller ON case_call (caller_id) WHERE caller_id IS NOT NULL;

-- 谁看过: in which office, as what, when. The person behind it is in the audit alone.
CREATE TABLE case_reading (
    id {id},
    case_id BIGINT NOT NULL REFERENCES ledger_case (id),
    org_id BIGINT NOT NULL REFERENCES org (id),
    role TEXT NOT NULL REFERENCES role (code),
    at BIGINT NOT NULL
);
CREATE INDEX case_reading_at ON case_reading (at);
CREATE INDEX case_reading_case ON case_reading (case_id, id);

INSERT INTO photo_subject (code) VALUES ('Case');
