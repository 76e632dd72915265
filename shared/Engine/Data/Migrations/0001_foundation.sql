-- What every feature stands on: settings, audit, messages in and out, conversations, timers, leases.
CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE counter (
    name TEXT NOT NULL PRIMARY KEY,
    next_value BIGINT NOT NULL
);

CREATE TABLE audit (
    id {id},
    at BIGINT NOT NULL,
    actor_id BIGINT,
    inbox_id BIGINT,
    entity TEXT NOT NULL,
    entity_id BIGINT NOT NULL,
    action TEXT NOT NULL,
    from_state TEXT,
    to_state TEXT,
    reason_code TEXT
);
CREATE INDEX audit_entity ON audit (entity, entity_id);

-- A lease names a duty (polling Telegram, running timers) or a running program; who holds it may act until it ends.
CREATE TABLE lease (
    name TEXT NOT NULL PRIMARY KEY,
    owner TEXT NOT NULL,
    until BIGINT NOT NULL
);

CREATE TABLE inbox_state (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO inbox_state (code) VALUES ('Waiting'), ('Handled'), ('Parked');

CREATE TABLE inbox (
    id {id},
    channel TEXT NOT NULL,
    dedupe_key TEXT NOT NULL,
    lane TEXT NOT NULL,
    owner TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    payload {bytes},
    state TEXT NOT NULL REFERENCES inbox_state (code),
    attempts INTEGER NOT NULL DEFAULT 0,
    handled_at BIGINT
);
CREATE UNIQUE INDEX inbox_dedupe ON inbox (channel, dedupe_key);
CREATE INDEX inbox_waiting ON inbox (owner, id) WHERE state = 'Waiting';

CREATE TABLE outbox_state (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO outbox_state (code) VALUES
    ('Waiting'), ('Sending'), ('Sent'), ('Uncertain'), ('Unreachable'), ('Failed'), ('Expired');

CREATE TABLE outbox_kind (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO outbox_kind (code) VALUES ('Reply'), ('Receipt'), ('Choice'), ('Reminder'), ('News'), ('Broadcast');

-- Addressed to a person (the messenger is chosen when it is sent) or, for a reply, to the chat that asked.
CREATE TABLE outbox (
    id {id},
    person_id BIGINT,
    channel TEXT,
    chat_id TEXT,
    kind TEXT NOT NULL REFERENCES outbox_kind (code),
    body {bytes},
    created_at BIGINT NOT NULL,
    not_before BIGINT NOT NULL,
    expires_at BIGINT,
    dedupe_key TEXT,
    inbox_id BIGINT,
    state TEXT NOT NULL REFERENCES outbox_state (code),
    owner TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    uncertain INTEGER NOT NULL DEFAULT 0,
    sent_at BIGINT,
    sent_channel TEXT,
    sent_chat_id TEXT,
    message_ref TEXT,
    error_code TEXT
);
CREATE UNIQUE INDEX outbox_dedupe ON outbox (dedupe_key) WHERE dedupe_key IS NOT NULL;
CREATE INDEX outbox_waiting ON outbox (not_before, id) WHERE state = 'Waiting';
CREATE INDEX outbox_held_up ON outbox (channel, chat_id, id) WHERE state = 'Waiting' AND attempts > 0;
CREATE INDEX outbox_sending ON outbox (owner) WHERE state = 'Sending';

-- One row a conversation. data holds the sealed answers given so far and the choices last shown.
CREATE TABLE session (
    id {id},
    channel TEXT NOT NULL,
    chat_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    language TEXT NOT NULL,
    flow TEXT,
    step TEXT,
    data {bytes},
    flow_version INTEGER NOT NULL DEFAULT 0,
    row_version BIGINT NOT NULL DEFAULT 1,
    expires_at BIGINT,
    notice_declined_at BIGINT
);
CREATE UNIQUE INDEX session_chat ON session (channel, chat_id, user_id);

-- What the buttons of one message stand for. The messenger carries the token and a number, nothing else.
CREATE TABLE prompt (
    id {id},
    secret TEXT NOT NULL,
    session_id BIGINT REFERENCES session (id),
    person_id BIGINT,
    flow TEXT,
    step TEXT,
    choices TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE TABLE timer_state (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO timer_state (code) VALUES ('Waiting'), ('Done'), ('Cancelled'), ('Failed');

CREATE TABLE timer (
    id {id},
    kind TEXT NOT NULL,
    entity_id BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    dedupe_key TEXT NOT NULL,
    state TEXT NOT NULL REFERENCES timer_state (code),
    attempts INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX timer_dedupe ON timer (dedupe_key);
CREATE INDEX timer_due ON timer (due_at) WHERE state = 'Waiting';
CREATE INDEX timer_entity ON timer (kind, entity_id) WHERE state = 'Waiting';
