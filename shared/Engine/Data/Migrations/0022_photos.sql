-- Photos that somebody sends with what they ask for: without anything but the picture, sealed, and gone after 90 days.
CREATE TABLE photo_subject (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO photo_subject (code) VALUES ('HelpRequest'), ('Need');

CREATE TABLE picture_type (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO picture_type (code) VALUES ('Jpeg'), ('Png'), ('WebP');

-- Without a subject it waits for the words that go with it.
CREATE TABLE photo (
    id {id},
    subject TEXT REFERENCES photo_subject (code),
    subject_id BIGINT,
    person_id BIGINT REFERENCES person (id),
    inbox_id BIGINT,
    type TEXT NOT NULL REFERENCES picture_type (code),
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    size BIGINT NOT NULL,
    content {bytes} NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX photo_of ON photo (subject, subject_id, id) WHERE subject IS NOT NULL;
CREATE INDEX photo_person ON photo (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX photo_age ON photo (created_at);
