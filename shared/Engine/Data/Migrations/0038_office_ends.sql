-- Each end of an office has its timer now. Those that have ended are looked at once more: what still names who held them goes over.
INSERT INTO timer (kind, entity_id, due_at, dedupe_key, state)
SELECT 'staff.office_ends', id, until_at, 'staff.office_ends/' || id || '/', 'Waiting' FROM staff_role WHERE until_at IS NOT NULL;
