-- Certificates of service and letters to the unit. What is printed is kept as it was drafted, sealed; it goes when the
-- paper is revoked.
CREATE TABLE paper_kind (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO paper_kind (code) VALUES ('Certificate'), ('UnitLetter');

CREATE TABLE paper_state (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO paper_state (code) VALUES ('Requested'), ('Drafted'), ('Previewed'), ('Signed'), ('Delivered'), ('Revoked');

CREATE TABLE paper (
    id {id},
    kind TEXT NOT NULL REFERENCES paper_kind (code),
    person_id BIGINT NOT NULL REFERENCES person (id),
    org_id BIGINT NOT NULL REFERENCES org (id),
    unit_id BIGINT REFERENCES org (id),
    from_day TEXT,
    state TEXT NOT NULL REFERENCES paper_state (code),
    number TEXT,
    facts {bytes},
    digest TEXT,
    requested_at BIGINT NOT NULL,
    preview_until BIGINT,
    issued_at BIGINT,
    issued_by BIGINT REFERENCES person (id),
    reason TEXT,
    row_version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX paper_number ON paper (number) WHERE number IS NOT NULL;
-- One under way for each kind and community, whatever races.
CREATE UNIQUE INDEX paper_open ON paper (person_id, kind, org_id) WHERE state IN ('Requested', 'Drafted', 'Previewed', 'Signed');
CREATE INDEX paper_person ON paper (person_id, id);
CREATE INDEX paper_to_sign ON paper (org_id, id) WHERE state = 'Previewed';

-- Which service a paper names, so that a correction of the records afterwards is noticed.
CREATE TABLE paper_line (
    paper_id BIGINT NOT NULL REFERENCES paper (id),
    claim_id BIGINT NOT NULL REFERENCES claim (id),
    minutes INTEGER NOT NULL,
    PRIMARY KEY (paper_id, claim_id)
);
