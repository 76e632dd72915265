-- Check-in as a convenience, and what people say about hours that were written down wrongly or not at all.
ALTER TABLE claim ADD COLUMN checked_in_at BIGINT;
ALTER TABLE claim ADD COLUMN checked_out_at BIGINT;
ALTER TABLE claim ADD COLUMN auto_checked_out BOOLEAN NOT NULL DEFAULT FALSE;

-- from_state is what the claim was when the member objected; without one it is a late entry of somebody who was not
-- on the list. first_* is the yes that waits for a second one.
CREATE TABLE objection (
    id {id},
    claim_id BIGINT NOT NULL REFERENCES claim (id),
    from_state TEXT REFERENCES claim_state (code),
    minutes INTEGER NOT NULL,
    text {bytes},
    raised_at BIGINT NOT NULL,
    first_by BIGINT REFERENCES person (id),
    first_minutes INTEGER,
    decided_by BIGINT REFERENCES person (id),
    decided_minutes INTEGER,
    decided_at BIGINT
);
CREATE UNIQUE INDEX objection_open ON objection (claim_id) WHERE decided_at IS NULL;
