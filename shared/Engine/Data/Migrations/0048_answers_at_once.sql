-- Asked for each answer that could leave at once: what the person was told before it goes before it.
CREATE INDEX outbox_person_waiting ON outbox (person_id) WHERE state = 'Waiting' AND channel IS NULL;
