-- The organiser's work in the hands of one of those who come: only with their own yes, and only for this task.
ALTER TABLE task ADD COLUMN lead_id BIGINT REFERENCES person (id);
ALTER TABLE task ADD COLUMN lead_asked_id BIGINT REFERENCES person (id);
CREATE INDEX task_lead ON task (lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX task_lead_asked ON task (lead_asked_id) WHERE lead_asked_id IS NOT NULL;
