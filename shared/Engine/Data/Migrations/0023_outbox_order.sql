-- What waits in a chat is not overtaken, whether it was tried before or rests for the messenger's limits.
DROP INDEX outbox_held_up;
CREATE INDEX outbox_chat_waiting ON outbox (channel, chat_id, id) WHERE state = 'Waiting';
