-- The three lists: what units offer (资源清单), what communities need (需求清单), and what both agreed on (项目清单).
CREATE TABLE resource_kind (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO resource_kind (code) VALUES ('People'), ('Expert'), ('Venue'), ('Goods'), ('Talk'), ('Activity');

CREATE TABLE offer_state (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO offer_state (code) VALUES ('Open'), ('Withdrawn'), ('Expired');

-- A stock: held is promised to matches under way, delivered is what was received. Neither ever exceeds what is there.
CREATE TABLE offer (
    id {id},
    unit_id BIGINT NOT NULL REFERENCES org (id),
    kind TEXT NOT NULL REFERENCES resource_kind (code),
    title TEXT NOT NULL,
    skill TEXT REFERENCES skill (code),
    credential TEXT REFERENCES skill (code),
    quantity BIGINT NOT NULL,
    measure TEXT NOT NULL,
    held BIGINT NOT NULL DEFAULT 0,
    delivered BIGINT NOT NULL DEFAULT 0,
    times TEXT NOT NULL DEFAULT '',
    until_at BIGINT,
    state TEXT NOT NULL REFERENCES offer_state (code),
    created_by BIGINT NOT NULL REFERENCES person (id),
    created_at BIGINT NOT NULL,
    row_version BIGINT NOT NULL DEFAULT 1,
    CHECK (held >= 0 AND delivered >= 0 AND held + delivered <= quantity)
);
CREATE INDEX offer_unit ON offer (unit_id, id);
CREATE INDEX offer_open ON offer (kind, id) WHERE state = 'Open';

CREATE TABLE need_state (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO need_state (code) VALUES ('Submitted'), ('Returned'), ('Referred'), ('Accepted'), ('Met'), ('Withdrawn'), ('Expired');

-- A wish (微心愿) is small and one person's; a post (设岗定责) is held again and again at the same times.
CREATE TABLE need_form (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO need_form (code) VALUES ('Need'), ('Wish'), ('Post');

-- asked_words is what the person said, sealed; title is the public text, without a name, that the secretary approved.
CREATE TABLE need (
    id {id},
    org_id BIGINT NOT NULL REFERENCES org (id),
    kind TEXT NOT NULL REFERENCES resource_kind (code),
    title TEXT NOT NULL DEFAULT '',
    skill TEXT REFERENCES skill (code),
    quantity BIGINT NOT NULL DEFAULT 1,
    measure TEXT NOT NULL DEFAULT '',
    held BIGINT NOT NULL DEFAULT 0,
    received BIGINT NOT NULL DEFAULT 0,
    until_at BIGINT,
    form TEXT NOT NULL DEFAULT 'Need' REFERENCES need_form (code),
    times TEXT NOT NULL DEFAULT '',
    worth_fen BIGINT,
    minutes INTEGER,
    asked_by BIGINT REFERENCES person (id),
    for_another BOOLEAN NOT NULL DEFAULT FALSE,
    asked_words {bytes},
    state TEXT NOT NULL REFERENCES need_state (code),
    reason TEXT,
    due_at BIGINT,
    created_at BIGINT NOT NULL,
    accepted_by BIGINT REFERENCES person (id),
    accepted_at BIGINT,
    row_version BIGINT NOT NULL DEFAULT 1,
    CHECK (held >= 0 AND received >= 0 AND held + received <= quantity)
);
CREATE INDEX need_org ON need (org_id, state);
CREATE INDEX need_open ON need (kind, id) WHERE state = 'Accepted';
CREATE INDEX need_asked_by ON need (asked_by, id) WHERE asked_by IS NOT NULL;

CREATE TABLE list_match_state (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO list_match_state (code) VALUES
    ('Proposed'), ('Accepted'), ('Scheduled'), ('Delivered'), ('Closed'), ('Declined'), ('Lapsed'), ('Cancelled');

CREATE TABLE match_side (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO match_side (code) VALUES ('Unit'), ('Community');

CREATE TABLE list_match (
    id {id},
    offer_id BIGINT NOT NULL REFERENCES offer (id),
    need_id BIGINT NOT NULL REFERENCES need (id),
    quantity BIGINT NOT NULL,
    proposed_by TEXT NOT NULL REFERENCES match_side (code),
    state TEXT NOT NULL REFERENCES list_match_state (code),
    task_id BIGINT REFERENCES task (id),
    handed_over_at BIGINT,
    received_at BIGINT,
    reason TEXT,
    due_at BIGINT,
    created_at BIGINT NOT NULL,
    row_version BIGINT NOT NULL DEFAULT 1,
    CHECK (quantity > 0)
);
CREATE UNIQUE INDEX list_match_once ON list_match (offer_id, need_id) WHERE state IN ('Proposed', 'Accepted', 'Scheduled');
CREATE INDEX list_match_need ON list_match (need_id, state);
CREATE INDEX list_match_task ON list_match (task_id) WHERE task_id IS NOT NULL;

-- The tasks that came of a need; held is what the need keeps back for each until it is over.
CREATE TABLE need_task (
    id {id},
    need_id BIGINT NOT NULL REFERENCES need (id),
    task_id BIGINT NOT NULL REFERENCES task (id),
    held BIGINT NOT NULL,
    received BIGINT NOT NULL DEFAULT 0,
    settled_at BIGINT,
    CHECK (held > 0 AND received >= 0 AND received <= held)
);
CREATE UNIQUE INDEX need_task_task ON need_task (task_id);
CREATE INDEX need_task_need ON need_task (need_id);
