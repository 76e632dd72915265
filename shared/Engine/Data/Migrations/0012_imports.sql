-- Rosters from files: read into sealed pieces, shown, and then applied a piece at a time.
CREATE TABLE roster_import_state (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO roster_import_state (code) VALUES ('Staging'), ('Ready'), ('Applying'), ('Applied'), ('Cancelled');

CREATE TABLE roster_import (
    id {id},
    org_id BIGINT NOT NULL REFERENCES org (id),
    created_by BIGINT NOT NULL REFERENCES person (id),
    state TEXT NOT NULL REFERENCES roster_import_state (code),
    created_at BIGINT NOT NULL,
    finished_at BIGINT,
    added BIGINT NOT NULL DEFAULT 0,
    changed BIGINT NOT NULL DEFAULT 0,
    gone BIGINT NOT NULL DEFAULT 0,
    unchanged BIGINT NOT NULL DEFAULT 0,
    refused BIGINT NOT NULL DEFAULT 0,
    rows_done BIGINT NOT NULL DEFAULT 0,
    rows_overtaken BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX roster_import_org ON roster_import (org_id, id);
CREATE INDEX roster_import_open ON roster_import (state, id) WHERE state IN ('Staging', 'Ready', 'Applying');

-- A piece is gone when it is applied: in the same transaction, so that none is applied twice.
CREATE TABLE roster_import_piece (
    id {id},
    import_id BIGINT NOT NULL REFERENCES roster_import (id),
    number BIGINT NOT NULL,
    content {bytes}
);
CREATE UNIQUE INDEX roster_import_piece_number ON roster_import_piece (import_id, number);

ALTER TABLE roster ADD COLUMN import_id BIGINT;
CREATE INDEX roster_unit_name ON roster (unit_id, name) WHERE left_at IS NULL;
