-- How staff come in by HTTP, and what the desk has to remember.
CREATE TABLE api_token_kind (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO api_token_kind (code) VALUES ('Token'), ('Session');

-- A token is a locator, by which its row is found, and a secret, kept as a keyed hash. It acts as one role of one
-- person, in the part of the tree under org_id.
CREATE TABLE api_token (
    id {id},
    kind TEXT NOT NULL REFERENCES api_token_kind (code),
    name TEXT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES person (id),
    role TEXT NOT NULL REFERENCES role (code),
    org_id BIGINT NOT NULL REFERENCES org (id),
    locator TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE UNIQUE INDEX api_token_locator ON api_token (locator);
CREATE INDEX api_token_person ON api_token (person_id, id);

-- One-time secrets for a person: the link by which staff sign in, the code by which they bind their chat.
CREATE TABLE one_time_code_kind (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO one_time_code_kind (code) VALUES ('SignIn'), ('BindChat');

CREATE TABLE one_time_code (
    id {id},
    kind TEXT NOT NULL REFERENCES one_time_code_kind (code),
    person_id BIGINT NOT NULL REFERENCES person (id),
    staff_role_id BIGINT NOT NULL REFERENCES staff_role (id),
    locator TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE UNIQUE INDEX one_time_code_locator ON one_time_code (locator);

-- The answer that a repeated request gets, sealed. It is written in the transaction of its effect.
CREATE TABLE idempotency (
    token_id BIGINT NOT NULL REFERENCES api_token (id),
    idempotency_key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    answer {bytes},
    created_at BIGINT NOT NULL,
    PRIMARY KEY (token_id, idempotency_key)
);
CREATE INDEX idempotency_created ON idempotency (created_at);

ALTER TABLE audit ADD COLUMN token_id BIGINT;
ALTER TABLE staff_role ADD COLUMN row_version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE org ADD COLUMN merged_into_id BIGINT;

-- What an organisation was called and where it stood, and until when.
CREATE TABLE org_past (
    id {id},
    org_id BIGINT NOT NULL REFERENCES org (id),
    name TEXT NOT NULL,
    parent_id BIGINT REFERENCES org (id),
    until_at BIGINT NOT NULL
);
CREATE INDEX org_past_org ON org_past (org_id, id);

-- Changes of the tree take this row one after the other.
INSERT INTO counter (name, next_value) VALUES ('org_tree', 0);
