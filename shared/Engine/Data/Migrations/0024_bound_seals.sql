-- Sealed values are bound to their place (0025 seals what is there anew), and words of people that lay in plain columns get
-- sealed ones; 0035 drops the plain ones.
ALTER TABLE outbox ADD COLUMN row_key TEXT;
ALTER TABLE prompt ADD COLUMN choices_cipher {bytes};
ALTER TABLE registration ADD COLUMN reason_cipher {bytes};
ALTER TABLE task ADD COLUMN contact_name_cipher {bytes};
ALTER TABLE task ADD COLUMN reason_cipher {bytes};
ALTER TABLE paper ADD COLUMN reason_cipher {bytes};
ALTER TABLE api_token ADD COLUMN name_cipher {bytes};
ALTER TABLE need ADD COLUMN reason_cipher {bytes};
ALTER TABLE list_match ADD COLUMN reason_cipher {bytes};
ALTER TABLE agreement ADD COLUMN reason_cipher {bytes};
ALTER TABLE agreement_party ADD COLUMN to_change_cipher {bytes};
ALTER TABLE commitment ADD COLUMN reason_cipher {bytes};
ALTER TABLE delivery ADD COLUMN reason_cipher {bytes};
ALTER TABLE meeting ADD COLUMN reason_cipher {bytes};
ALTER TABLE care_plan ADD COLUMN reason_cipher {bytes};
ALTER TABLE care_consent ADD COLUMN scope_cipher {bytes};
ALTER TABLE care_visit ADD COLUMN explained_cipher {bytes};
ALTER TABLE care_reading ADD COLUMN reason_cipher {bytes};

-- Conversations end, and what their buttons stood for with them.
CREATE INDEX prompt_session ON prompt (session_id) WHERE session_id IS NOT NULL;
