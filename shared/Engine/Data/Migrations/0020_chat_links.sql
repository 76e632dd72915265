-- A code that a person asks for in one messenger and types in another: both are theirs from then on.
CREATE TABLE link_code (
    id {id},
    identity_id BIGINT NOT NULL REFERENCES chat_identity (id),
    locator TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE UNIQUE INDEX link_code_locator ON link_code (locator);
CREATE INDEX link_code_identity ON link_code (identity_id);
