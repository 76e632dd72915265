-- The member's WeCom account as the unit gives it, in lower case because its case means nothing: who writes from it is known
-- without a code. No unique index: two units may both have a member, and of two rows with one account neither proves anything.
ALTER TABLE roster ADD COLUMN wecom_user_id TEXT;
CREATE INDEX roster_wecom ON roster (wecom_user_id) WHERE wecom_user_id IS NOT NULL AND left_at IS NULL;
