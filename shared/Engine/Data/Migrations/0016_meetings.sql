-- 联合党委会议: an agenda made from what is open, and one decision for each item. The decisions are the minutes.
CREATE TABLE meeting_state (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO meeting_state (code) VALUES ('Draft'), ('Published'), ('Open'), ('Held'), ('Confirmed'), ('Cancelled');

CREATE TABLE meeting (
    id {id},
    committee_id BIGINT NOT NULL REFERENCES org (id),
    title TEXT NOT NULL,
    place TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    state TEXT NOT NULL REFERENCES meeting_state (code),
    locked_at BIGINT,
    reason TEXT,
    called_by BIGINT NOT NULL REFERENCES person (id),
    created_at BIGINT NOT NULL,
    row_version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX meeting_committee ON meeting (committee_id, id);

CREATE TABLE agenda_source (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO agenda_source (code) VALUES ('Need'), ('Commitment'), ('OpenPoint'), ('Other');

CREATE TABLE agenda_outcome (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO agenda_outcome (code) VALUES ('Adopted'), ('Deferred'), ('Dropped');

CREATE TABLE agenda_item (
    id {id},
    meeting_id BIGINT NOT NULL REFERENCES meeting (id),
    position INTEGER NOT NULL,
    source_kind TEXT NOT NULL REFERENCES agenda_source (code),
    source_id BIGINT,
    title TEXT NOT NULL,
    outcome TEXT REFERENCES agenda_outcome (code),
    decision TEXT NOT NULL DEFAULT '',
    owner_id BIGINT REFERENCES org (id),
    due_at BIGINT,
    decided_by BIGINT REFERENCES person (id),
    decided_at BIGINT,
    done_at BIGINT
);
CREATE UNIQUE INDEX agenda_item_position ON agenda_item (meeting_id, position);
CREATE INDEX agenda_item_open ON agenda_item (due_at) WHERE outcome IN ('Adopted', 'Deferred') AND done_at IS NULL;
