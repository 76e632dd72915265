-- A visit that the community is asked to help with is a task of the list; the time that visitors say they spent becomes
-- hours with the secretary's yes; and a code lets the cared-for ask who read their door.
ALTER TABLE care_visit ADD COLUMN task_id BIGINT REFERENCES task (id);
ALTER TABLE care_visit ADD COLUMN minutes INTEGER;
ALTER TABLE care_visit ADD COLUMN time_task_id BIGINT REFERENCES task (id);
CREATE INDEX care_visit_time ON care_visit (done_at) WHERE minutes IS NOT NULL AND time_task_id IS NULL;

ALTER TABLE care_plan ADD COLUMN asking_locator TEXT;
ALTER TABLE care_plan ADD COLUMN asking_hash TEXT;
CREATE UNIQUE INDEX care_plan_asking ON care_plan (asking_locator) WHERE asking_locator IS NOT NULL;
