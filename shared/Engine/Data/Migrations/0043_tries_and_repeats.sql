-- Wrong tries are counted for a keyed hash of the account, which an erasure need not take back; those that name it lasted two days.
DELETE FROM wrong_try;

-- What tells a notice from one person to another that says the same again, while it waits.
ALTER TABLE outbox ADD COLUMN about TEXT;
CREATE INDEX outbox_about ON outbox (about) WHERE state = 'Waiting';

-- How many people an import takes off the rosters that are more than a few somewhere: they are confirmed by their number.
ALTER TABLE roster_import ADD COLUMN gone_to_confirm INTEGER NOT NULL DEFAULT 0;
UPDATE roster_import SET gone_to_confirm = gone WHERE gone > 1;
