-- A secret address that gives the tasks of a part of the tree to a calendar program, and lets do nothing else.
INSERT INTO api_token_kind (code) VALUES ('Calendar');
