-- What the books count, in the order in which it is counted, so that nothing is sorted for it.
DROP INDEX ledger_case_books;
CREATE INDEX ledger_case_books ON ledger_case (
    org_id, state, source, kind, handler_org_id, created_at, moved_at, ended_at, work_due_at, contact_due_at, contacted_at, solved, rating, closing);

-- Struck off in the ledger that was kept before: by nobody's word here, and in no rate.
INSERT INTO case_closing (code) VALUES ('Before');

-- Who did the work, also after somebody else has it: neither calls back nor looks.
ALTER TABLE ledger_case ADD COLUMN resolved_by BIGINT REFERENCES person (id);
CREATE INDEX ledger_case_resolved_by ON ledger_case (resolved_by) WHERE resolved_by IS NOT NULL;

-- What is late below an office; whoever is called about a matter that goes on with another; what is still to be forgotten.
CREATE INDEX ledger_case_late ON ledger_case (work_due_at, id) WHERE ended_at IS NULL;
CREATE INDEX ledger_case_merged_call ON ledger_case (org_id) WHERE state = 'Merged' AND reach = 'Phone' AND solved IS NULL;
DROP INDEX ledger_case_ended;
CREATE INDEX ledger_case_kept ON ledger_case (ended_at) WHERE reporter_id IS NOT NULL OR words_cipher IS NOT NULL;

-- A need that turned out to be a problem.
ALTER TABLE ledger_case ADD COLUMN need_id BIGINT REFERENCES need (id);
CREATE INDEX ledger_case_need ON ledger_case (need_id) WHERE need_id IS NOT NULL;

-- What a matter takes, on the list of what the place needs.
CREATE TABLE case_need (
    need_id BIGINT NOT NULL PRIMARY KEY REFERENCES need (id),
    case_id BIGINT NOT NULL REFERENCES ledger_case (id)
);
CREATE INDEX case_need_case ON case_need (case_id);

-- A few of those whose matter was closed by a call, or who were visited, are called once more to say thank you: by nobody who had to do with it.
CREATE TABLE thank_you_call_state (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO thank_you_call_state (code) VALUES ('Due'), ('Called'), ('Lapsed');

CREATE TABLE thank_you_call_outcome (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO thank_you_call_outcome (code) VALUES ('AsSaid'), ('NotSo'), ('Unreached');

CREATE TABLE thank_you_call (
    id {id},
    org_id BIGINT NOT NULL REFERENCES org (id),
    case_id BIGINT REFERENCES ledger_case (id),
    visit_id BIGINT REFERENCES care_visit (id),
    state TEXT NOT NULL REFERENCES thank_you_call_state (code),
    due_at BIGINT,
    outcome TEXT REFERENCES thank_you_call_outcome (code),
    caller_id BIGINT REFERENCES person (id),
    created_at BIGINT NOT NULL,
    row_version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX thank_you_call_org ON thank_you_call (org_id, id);
CREATE INDEX thank_you_call_due ON thank_you_call (org_id, due_at) WHERE state = 'Due';
CREATE INDEX thank_you_call_case ON thank_you_call (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX thank_you_call_visit ON thank_you_call (visit_id) WHERE visit_id IS NOT NULL;
CREATE INDEX thank_you_call_caller ON thank_you_call (caller_id) WHERE caller_id IS NOT NULL;
CREATE INDEX thank_you_call_created ON thank_you_call (created_at);

-- What sprang from one thing and is not over.
CREATE INDEX task_by_source ON task (source_kind, source_id) WHERE source_id IS NOT NULL;
