-- What a chat was sent, by the clock of the calls: the limits of a messenger that drops the excess in silence hold over
-- restarts and among programs. And the order of a chat whose messages come to several programs.
ALTER TABLE outbox ADD COLUMN taken_at BIGINT;
ALTER TABLE outbox ADD COLUMN calls INTEGER;
CREATE INDEX outbox_calls ON outbox (sent_channel, sent_chat_id, taken_at) WHERE taken_at IS NOT NULL;

CREATE INDEX inbox_lane ON inbox (channel, lane, id) WHERE state = 'Waiting';
