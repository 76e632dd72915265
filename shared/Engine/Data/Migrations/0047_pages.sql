-- What belongs to one place, in the order in which its desk shows it: a page of a small office walks over nobody else's rows. These
-- are written by the day, not with each message.
CREATE INDEX task_of_org ON task (org_id, id);
CREATE INDEX registration_of_org ON registration (org_id, id);
CREATE INDEX need_of_org ON need (org_id, id);

-- What is on a list for all to see, in the same order, and what is under way: as many rows as are open.
CREATE INDEX need_listed ON need (id) WHERE state = 'Accepted';
CREATE INDEX list_match_under_way ON list_match (id) WHERE state IN ('Proposed', 'Accepted', 'Scheduled');
CREATE INDEX care_plan_active ON care_plan (id) WHERE state = 'Active';
