-- What belongs to a place by way of another row is found from the place.
CREATE INDEX list_match_offer ON list_match (offer_id);
CREATE INDEX service_record_task ON service_record (task_id);
CREATE INDEX care_visit_task ON care_visit (task_id) WHERE task_id IS NOT NULL;
CREATE INDEX joint_committee_member_unit ON joint_committee_member (unit_id) WHERE until IS NULL;
CREATE INDEX org_partner ON org (partner_org_id) WHERE partner_org_id IS NOT NULL;

-- The conversations of an account. Neither column changes with a message.
CREATE INDEX session_account ON session (channel, user_id);

-- Conversations that have served their time. The column changes once a day.
CREATE INDEX session_expired ON session (expires_at);

-- A state alone leads to the needs of everybody. What is on a list is in need_listed, and what a place has in a state in need_org.
DROP INDEX need_by_state;
CREATE INDEX need_waiting ON need (org_id) WHERE state = 'Submitted';
CREATE INDEX need_waiting_in_order ON need (id) WHERE state = 'Submitted';

-- In the orders that a reader of a list may choose. Whoever sees all of it walks there until the page is full. These are written by the day,
-- not with each message.
CREATE INDEX task_in_order_of_end ON task (ends_at, id);
CREATE INDEX task_in_order_of_title ON task (title, id);
CREATE INDEX registration_in_order_of_submission ON registration (COALESCE(submitted_at, 9223372036854775807), id);
CREATE INDEX registration_in_order_of_due ON registration (COALESCE(due_at, 9223372036854775807), id);
CREATE INDEX need_in_order_of_title ON need (title, id);
CREATE INDEX need_in_order_of_due ON need (COALESCE(due_at, 9223372036854775807), id);
CREATE INDEX need_in_order_of_until ON need (COALESCE(until_at, 9223372036854775807), id);
CREATE INDEX offer_in_order_of_title ON offer (title, id);
CREATE INDEX offer_in_order_of_until ON offer (COALESCE(until_at, 9223372036854775807), id);
CREATE INDEX list_match_in_order_of_due ON list_match (COALESCE(due_at, 9223372036854775807), id);
CREATE INDEX agreement_in_order_of_title ON agreement (title, id);
CREATE INDEX agreement_in_order_of_start ON agreement (starts_at, id);
CREATE INDEX agreement_in_order_of_end ON agreement (ends_at, id);
CREATE INDEX meeting_in_order_of_start ON meeting (starts_at, id);
CREATE INDEX care_plan_in_order_of_due ON care_plan (COALESCE(next_due_at, 9223372036854775807), id);
CREATE INDEX service_record_in_order_of_day ON service_record (day, id);
CREATE INDEX service_record_in_order_of_writing ON service_record (recorded_at, id);
CREATE INDEX org_in_order_of_name ON org (name, id);
CREATE INDEX org_in_order_of_making ON org (created_at, id);
CREATE INDEX staff_role_in_order_of_start ON staff_role (from_at, id);
CREATE INDEX staff_role_in_order_of_end ON staff_role (COALESCE(until_at, 9223372036854775807), id);
