-- What a machine moves has a version: whoever takes a row raises nothing and waits, whoever moves it does.
ALTER TABLE departure ADD COLUMN row_version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE roster_import ADD COLUMN row_version BIGINT NOT NULL DEFAULT 1;
