-- How much of something anybody may cause was used up in an hour or a day: notices to people in office, requests to a human.
CREATE TABLE budget (
    subject TEXT NOT NULL,
    bucket TEXT NOT NULL,
    spent INTEGER NOT NULL,
    PRIMARY KEY (subject, bucket)
);

-- Which notice a person was told of since they agreed to an older one: they are asked once.
ALTER TABLE consent ADD COLUMN told_version INTEGER;
