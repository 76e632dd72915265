-- Demo or real people: one row, where there was a mark of the demo alone.
INSERT INTO setting (name, value) SELECT 'purpose', 'demo' FROM setting WHERE name = 'demo';

INSERT INTO setting (name, value)
SELECT 'purpose', 'people'
WHERE NOT EXISTS (SELECT 1 FROM setting WHERE name = 'purpose')
    AND (EXISTS (SELECT 1 FROM chat_identity WHERE channel IN ('telegram', 'wecom'))
        OR EXISTS (SELECT 1 FROM lease WHERE name IN ('channel telegram', 'channel wecom')));

DELETE FROM setting WHERE name = 'demo';
