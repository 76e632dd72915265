-- The list a member sees: what kind of task it is, and who wants plain time order (PIPL art. 24).
CREATE TABLE task_kind (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO task_kind (code) VALUES ('Care'), ('Public'), ('Lecture'), ('Repair'), ('Tutoring'), ('Medical');

-- Null for tasks older than this: their kind is read from their words.
ALTER TABLE task ADD COLUMN kind TEXT REFERENCES task_kind (code);

ALTER TABLE person ADD COLUMN plain_order BOOLEAN NOT NULL DEFAULT FALSE;
