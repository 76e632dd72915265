-- An account that left the company, or was given another name, is not taken for the person any more until it is proven anew; nor
-- are the offices that were held by it. When is kept, so that what was done at one moment can be undone together.
ALTER TABLE chat_identity ADD COLUMN suspended_at BIGINT;
ALTER TABLE staff_role ADD COLUMN suspended_at BIGINT;

-- Who is known in a chat, and which offices count: asked here and nowhere else.
CREATE VIEW known_chat AS
SELECT id, channel, user_id, chat_id, person_id, is_current, unreachable FROM chat_identity WHERE suspended_at IS NULL;
CREATE VIEW held_role AS
SELECT id, person_id, role, org_id, from_at, until_at FROM staff_role WHERE suspended_at IS NULL;

CREATE TABLE departure_state (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO departure_state (code) VALUES ('Suspended'), ('Asked'), ('LeftAlone');

-- Accounts of a messenger that left. Many at once are a change of the app's scope: then the banner's office is asked first.
CREATE TABLE departure (
    id {id},
    channel TEXT NOT NULL,
    user_id TEXT NOT NULL,
    state TEXT NOT NULL REFERENCES departure_state (code),
    noted_at BIGINT NOT NULL,
    decided_by BIGINT REFERENCES person (id),
    decided_at BIGINT
);
CREATE INDEX departure_noted ON departure (noted_at);
CREATE UNIQUE INDEX departure_asked ON departure (channel, user_id) WHERE state = 'Asked';

-- The roster rows it was taken off: a roster that gave such an account proves nothing until the unit gives it anew.
CREATE TABLE departure_row (
    departure_id BIGINT NOT NULL REFERENCES departure (id) ON DELETE CASCADE,
    roster_id BIGINT NOT NULL REFERENCES roster (id) ON DELETE CASCADE,
    PRIMARY KEY (departure_id, roster_id)
);

-- Events of one moment are counted one after the other.
INSERT INTO counter (name, next_value) VALUES ('departures', 0);
