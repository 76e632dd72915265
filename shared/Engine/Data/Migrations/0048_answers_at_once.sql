-- Asked for each answer that could leave at once: what the person was told before it goes before it.
CREATE INDEX outbox_person_waiting ON outbox (person_id) WHERE state = 'Waiting' AND channel IS NULL;

-- Only where a messenger counts what reaches a chat in a while: else it is written for each message and asked for by nobody.
DROP INDEX outbox_calls;
CREATE INDEX outbox_calls ON outbox (sent_channel, sent_chat_id, taken_at) WHERE taken_at IS NOT NULL AND calls > 0;
