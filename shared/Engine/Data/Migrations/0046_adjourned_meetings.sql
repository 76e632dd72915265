-- A meeting can break off and go on another day.
INSERT INTO meeting_state (code) VALUES ('Adjourned');
