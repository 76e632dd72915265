-- As what somebody reports, in their own words: in-service or retired party member, or volunteer. Null: they have not said. Whoever
-- stands on a unit's roster was put there as its in-service member.
CREATE TABLE person_kind (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO person_kind (code) VALUES ('ServingMember'), ('RetiredMember'), ('Volunteer');

ALTER TABLE person ADD COLUMN kind TEXT REFERENCES person_kind (code);
UPDATE person SET kind = 'ServingMember' WHERE EXISTS (SELECT 1 FROM roster m WHERE m.person_id = person.id AND m.left_at IS NULL);

-- Full tasks are looked for by name and by day as open ones are.
CREATE INDEX task_full ON task (starts_at, id) WHERE state = 'Filled';
