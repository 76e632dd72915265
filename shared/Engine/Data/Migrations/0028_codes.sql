-- One place for all codes that people are handed and type in: who made it, what it is for, how it ends.
CREATE TABLE access_code_kind (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO access_code_kind (code) VALUES
    ('BindChat'), ('SignIn'), ('Invite'), ('LinkChat'), ('StandIn'), ('Companion'), ('CareAsking');

-- What it is for stands in the one column of its kind; an invitation has its roster row besides, a sign-in link the account
-- that asked for it. expires_at is null for what ends with its thing.
CREATE TABLE access_code (
    id {id},
    kind TEXT NOT NULL REFERENCES access_code_kind (code),
    staff_role_id BIGINT REFERENCES staff_role (id),
    registration_id BIGINT REFERENCES registration (id),
    roster_id BIGINT REFERENCES roster (id),
    identity_id BIGINT REFERENCES chat_identity (id),
    task_id BIGINT REFERENCES task (id),
    plan_id BIGINT REFERENCES care_plan (id),
    locator TEXT,
    secret_hash TEXT NOT NULL,
    issued_by BIGINT REFERENCES person (id),
    issued_at BIGINT NOT NULL,
    expires_at BIGINT,
    used_at BIGINT,
    used_by BIGINT REFERENCES person (id),
    ended_at BIGINT
);

INSERT INTO access_code (kind, staff_role_id, locator, secret_hash, issued_by, issued_at, expires_at, used_at)
SELECT c.kind, c.staff_role_id, c.locator, c.secret_hash,
       CASE c.kind WHEN 'SignIn' THEN c.person_id
                   ELSE (SELECT MIN(a.actor_id) FROM audit a WHERE a.entity = 'one_time_code' AND a.entity_id = c.id AND a.action = 'issue') END,
       c.expires_at - CASE c.kind WHEN 'SignIn' THEN 600000 ELSE 604800000 END, c.expires_at, c.used_at
FROM one_time_code c ORDER BY c.id;

INSERT INTO access_code (kind, registration_id, roster_id, locator, secret_hash, issued_by, issued_at, expires_at, used_at, used_by)
SELECT 'Invite', c.registration_id, c.roster_id, c.locator, c.secret_hash,
       (SELECT MIN(a.actor_id) FROM audit a WHERE a.entity = 'invite_code' AND a.entity_id = c.id AND a.action = 'issue'),
       c.expires_at - 2592000000, c.expires_at, c.used_at, c.used_by
FROM invite_code c ORDER BY c.id;

INSERT INTO access_code (kind, identity_id, locator, secret_hash, issued_at, expires_at, used_at)
SELECT 'LinkChat', c.identity_id, c.locator, c.secret_hash, c.expires_at - 600000, c.expires_at, c.used_at FROM link_code c ORDER BY c.id;

INSERT INTO access_code (kind, task_id, secret_hash, issued_by, issued_at, expires_at, used_at, used_by)
SELECT c.kind, c.task_id, c.secret_hash, c.person_id,
       COALESCE((SELECT MIN(a.at) FROM audit a WHERE a.entity = 'place_code' AND a.entity_id = c.id AND a.action = 'make'), c.expires_at),
       c.expires_at, c.used_at, c.used_by
FROM place_code c ORDER BY c.id;

INSERT INTO access_code (kind, plan_id, locator, secret_hash, issued_by, issued_at)
SELECT 'CareAsking', p.id, p.asking_locator, p.asking_hash,
       (SELECT MIN(a.actor_id) FROM audit a WHERE a.id = (SELECT MAX(b.id) FROM audit b WHERE b.entity = 'care_plan' AND b.entity_id = p.id AND b.action = 'give_asking_code')),
       COALESCE((SELECT MAX(b.at) FROM audit b WHERE b.entity = 'care_plan' AND b.entity_id = p.id AND b.action = 'give_asking_code'), p.created_at)
FROM care_plan p WHERE p.asking_hash IS NOT NULL ORDER BY p.id;

-- Of several for one thing the last is good.
UPDATE access_code SET ended_at = issued_at WHERE used_at IS NULL AND EXISTS (
    SELECT 1 FROM access_code n
    WHERE n.id > access_code.id AND n.kind = access_code.kind AND n.used_at IS NULL
      AND COALESCE(n.staff_role_id, 0) = COALESCE(access_code.staff_role_id, 0)
      AND COALESCE(n.registration_id, 0) = COALESCE(access_code.registration_id, 0)
      AND COALESCE(n.identity_id, 0) = COALESCE(access_code.identity_id, 0)
      AND COALESCE(n.task_id, 0) = COALESCE(access_code.task_id, 0)
      AND (n.task_id IS NULL OR n.issued_by = access_code.issued_by)
      AND COALESCE(n.plan_id, 0) = COALESCE(access_code.plan_id, 0));

-- One open code for a thing, whoever asks for it at the same time.
CREATE UNIQUE INDEX access_code_role ON access_code (staff_role_id, kind) WHERE staff_role_id IS NOT NULL AND used_at IS NULL AND ended_at IS NULL;
CREATE UNIQUE INDEX access_code_registration ON access_code (registration_id) WHERE registration_id IS NOT NULL AND used_at IS NULL AND ended_at IS NULL;
CREATE UNIQUE INDEX access_code_identity ON access_code (identity_id) WHERE kind = 'LinkChat' AND used_at IS NULL AND ended_at IS NULL;
CREATE UNIQUE INDEX access_code_task ON access_code (task_id, issued_by, kind) WHERE task_id IS NOT NULL AND used_at IS NULL AND ended_at IS NULL;
CREATE UNIQUE INDEX access_code_plan ON access_code (plan_id) WHERE plan_id IS NOT NULL AND used_at IS NULL AND ended_at IS NULL;
CREATE UNIQUE INDEX access_code_locator ON access_code (kind, locator) WHERE locator IS NOT NULL;
CREATE INDEX access_code_hash ON access_code (secret_hash) WHERE locator IS NULL;
CREATE INDEX access_code_roster ON access_code (roster_id) WHERE roster_id IS NOT NULL;
CREATE INDEX access_code_issuer ON access_code (issued_by);

DROP TABLE one_time_code;
DROP TABLE one_time_code_kind;
DROP TABLE invite_code;
DROP TABLE link_code;
DROP TABLE place_code;
DROP TABLE place_code_kind;
DROP INDEX care_plan_asking;
ALTER TABLE care_plan DROP COLUMN asking_locator;
ALTER TABLE care_plan DROP COLUMN asking_hash;

-- Which token or session made a token, and in which chat account the session was asked for: what is ended takes along what
-- came from it.
ALTER TABLE api_token ADD COLUMN parent_id BIGINT REFERENCES api_token (id);
ALTER TABLE api_token ADD COLUMN identity_id BIGINT REFERENCES chat_identity (id);
CREATE INDEX api_token_parent ON api_token (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX api_token_identity ON api_token (identity_id) WHERE identity_id IS NOT NULL;
UPDATE api_token SET parent_id = (
    SELECT MIN(a.token_id) FROM audit a JOIN api_token p ON p.id = a.token_id
    WHERE a.entity = 'api_token' AND a.entity_id = api_token.id AND a.action = 'create');
UPDATE api_token SET revoked_at = (
    WITH RECURSIVE above (parent_id, kind, revoked_at) AS (
        SELECT p.parent_id, p.kind, p.revoked_at FROM api_token p WHERE p.id = api_token.parent_id
        UNION ALL
        SELECT p.parent_id, p.kind, p.revoked_at FROM api_token p JOIN above u ON p.id = u.parent_id)
    SELECT MIN(u.revoked_at) FROM above u WHERE u.kind = 'Token')
WHERE revoked_at IS NULL AND parent_id IS NOT NULL;

-- Who appointed is told what becomes of it.
ALTER TABLE staff_role ADD COLUMN appointed_by BIGINT REFERENCES person (id);
UPDATE staff_role SET appointed_by = (
    SELECT MIN(a.actor_id) FROM audit a WHERE a.entity = 'staff_role' AND a.entity_id = staff_role.id AND a.action = 'appoint');
