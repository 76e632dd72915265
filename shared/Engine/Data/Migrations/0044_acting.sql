-- Who acts where: each role that counts, over its organisation and all under it. Asked by the rules of who may what, and nowhere else.
CREATE VIEW acting AS
SELECT r.person_id, c.descendant_id AS org_id, r.role, r.from_at, r.until_at
FROM held_role r JOIN org_closure c ON c.ancestor_id = r.org_id;
