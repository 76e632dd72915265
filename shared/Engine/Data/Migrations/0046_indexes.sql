-- What one person is in: their own data, their leaving, the erasing of them, two that turn out to be one.
CREATE INDEX registration_person ON registration (person_id, id);
CREATE INDEX roster_held_by ON roster (person_id, id) WHERE person_id IS NOT NULL;
CREATE INDEX consent_person ON consent (person_id, id);
CREATE INDEX help_request_person ON help_request (person_id, id) WHERE person_id IS NOT NULL;
CREATE INDEX agreement_contact_person ON agreement_contact (person_id);
CREATE INDEX care_visit_first ON care_visit (first_id) WHERE first_id IS NOT NULL;
CREATE INDEX care_visit_second ON care_visit (second_id) WHERE second_id IS NOT NULL;

-- What one person did for an office: counted for their own data.
CREATE INDEX access_code_used_by ON access_code (used_by) WHERE used_by IS NOT NULL;
CREATE INDEX claim_confirmed_by ON claim (confirmed_by) WHERE confirmed_by IS NOT NULL;
CREATE INDEX qualification_checked_by ON qualification (checked_by);
CREATE INDEX service_record_confirmed_by ON service_record (confirmed_by);
CREATE INDEX objection_first_by ON objection (first_by) WHERE first_by IS NOT NULL;
CREATE INDEX objection_decided_by ON objection (decided_by) WHERE decided_by IS NOT NULL;
CREATE INDEX paper_issued_by ON paper (issued_by) WHERE issued_by IS NOT NULL;
CREATE INDEX offer_created_by ON offer (created_by);
CREATE INDEX need_accepted_by ON need (accepted_by) WHERE accepted_by IS NOT NULL;
CREATE INDEX agreement_drafted_by ON agreement (drafted_by);
CREATE INDEX agreement_party_confirmed_by ON agreement_party (confirmed_by) WHERE confirmed_by IS NOT NULL;
CREATE INDEX agreement_revision_made_by ON agreement_revision (made_by);
CREATE INDEX delivery_said_by ON delivery (said_by);
CREATE INDEX delivery_confirmed_by ON delivery (confirmed_by) WHERE confirmed_by IS NOT NULL;
CREATE INDEX meeting_called_by ON meeting (called_by);
CREATE INDEX agenda_item_decided_by ON agenda_item (decided_by) WHERE decided_by IS NOT NULL;
CREATE INDEX care_plan_made_by ON care_plan (made_by);
CREATE INDEX care_consent_recorded_by ON care_consent (recorded_by);
CREATE INDEX care_visit_done_by ON care_visit (done_by) WHERE done_by IS NOT NULL;
CREATE INDEX care_reading_person ON care_reading (person_id);

-- What was asked in one chat, and who left with one account.
CREATE INDEX help_request_chat ON help_request (channel, chat_id, id);
CREATE INDEX departure_account ON departure (channel, user_id);

-- What hangs on one row of another table: it is looked for there, and by the database itself before that row may go.
CREATE INDEX access_code_for_role ON access_code (staff_role_id) WHERE staff_role_id IS NOT NULL;
CREATE INDEX access_code_for_registration ON access_code (registration_id) WHERE registration_id IS NOT NULL;
CREATE INDEX access_code_for_identity ON access_code (identity_id) WHERE identity_id IS NOT NULL;
CREATE INDEX objection_claim ON objection (claim_id, id);
CREATE INDEX paper_line_claim ON paper_line (claim_id);
CREATE INDEX task_series ON task (series_id) WHERE series_id IS NOT NULL;
CREATE INDEX agenda_item_source ON agenda_item (source_kind, source_id) WHERE source_id IS NOT NULL;
CREATE INDEX org_parent ON org (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX commitment_giver ON commitment (giver_id);
CREATE INDEX commitment_receiver ON commitment (receiver_id);

-- What waits for somebody: as many rows as wait, in the order in which they are shown.
CREATE INDEX registration_waiting ON registration (state) WHERE state = 'Submitted' OR state = 'Transferring';
CREATE INDEX claim_pending ON claim (id) WHERE state = 'Pending';
CREATE INDEX objection_undecided ON objection (id) WHERE decided_at IS NULL;
CREATE INDEX need_by_state ON need (state);
CREATE INDEX list_match_by_state ON list_match (state);
CREATE INDEX agreement_by_state ON agreement (state);
CREATE INDEX delivery_unanswered ON delivery (id) WHERE confirmed_at IS NULL AND refused_at IS NULL;
CREATE INDEX offer_offered ON offer (id) WHERE state = 'Open';
CREATE INDEX commitment_open ON commitment (id) WHERE state = 'InProgress';
CREATE INDEX meeting_by_state ON meeting (state);
CREATE INDEX agenda_item_owner ON agenda_item (owner_id) WHERE done_at IS NULL;
CREATE INDEX paper_previewed ON paper (id) WHERE state = 'Previewed';
CREATE INDEX paper_unsigned ON paper (org_id) WHERE state IN ('Requested', 'Drafted', 'Previewed');
CREATE INDEX paper_unsigned_unit ON paper (unit_id) WHERE state IN ('Requested', 'Drafted', 'Previewed');
CREATE INDEX task_underway ON task (ends_at, id) WHERE state IN ('Published', 'Filled', 'InProgress', 'AwaitingConfirm');
CREATE INDEX task_start ON task (starts_at, id);

-- What is being sent to one chat, asked for each message that is due.
CREATE INDEX outbox_sending_to ON outbox (sent_channel, sent_chat_id) WHERE state = 'Sending';

-- What has served its time: each rule reads what is still to be taken out, and none of what it took out before.
CREATE INDEX registration_ended ON registration (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX registration_reason ON registration (ended_at) WHERE reason_cipher IS NOT NULL;
CREATE INDEX roster_left ON roster (left_at) WHERE left_at IS NOT NULL AND (name <> '' OR phone_cipher IS NOT NULL OR wecom_user_id IS NOT NULL OR person_id IS NOT NULL);
CREATE INDEX consent_withdrawn ON consent (withdrawn_at) WHERE withdrawn_at IS NOT NULL;
CREATE INDEX help_request_age ON help_request (created_at) WHERE text IS NOT NULL OR person_id IS NOT NULL OR chat_id <> '';
CREATE INDEX access_code_over ON access_code ((COALESCE(used_at, ended_at, expires_at)));
CREATE INDEX access_code_link ON access_code (expires_at) WHERE kind = 'LinkChat';
CREATE INDEX api_token_expires ON api_token (expires_at);
CREATE INDEX api_token_revoked ON api_token (revoked_at) WHERE revoked_at IS NOT NULL;
CREATE INDEX qualification_until ON qualification (valid_until);
CREATE INDEX step_in_request_age ON step_in_request (asked_at);
CREATE INDEX task_reason ON task (ends_at) WHERE reason_cipher IS NOT NULL;
CREATE INDEX task_contact ON task (ends_at) WHERE contact_phone_cipher IS NOT NULL OR contact_name_cipher IS NOT NULL;
CREATE INDEX paper_reason ON paper (requested_at) WHERE reason_cipher IS NOT NULL;
CREATE INDEX need_asked ON need (created_at) WHERE asked_by IS NOT NULL;
CREATE INDEX list_match_reason ON list_match (created_at) WHERE reason_cipher IS NOT NULL;
CREATE INDEX agreement_reason ON agreement (ends_at) WHERE reason_cipher IS NOT NULL;
CREATE INDEX agreement_party_change ON agreement_party (reviewed_at) WHERE to_change_cipher IS NOT NULL;
CREATE INDEX commitment_reason ON commitment (until_at) WHERE reason_cipher IS NOT NULL;
CREATE INDEX delivery_reason ON delivery (said_at) WHERE reason_cipher IS NOT NULL;
CREATE INDEX meeting_reason ON meeting (starts_at) WHERE reason_cipher IS NOT NULL;
CREATE INDEX care_plan_reason ON care_plan (ended_at) WHERE reason_cipher IS NOT NULL;
CREATE INDEX care_consent_over ON care_consent ((COALESCE(withdrawn_at, until_at)));
CREATE INDEX care_visit_note ON care_visit (due_at) WHERE note_cipher IS NOT NULL;
CREATE INDEX care_visit_explained ON care_visit (due_at) WHERE explained_cipher IS NOT NULL;
CREATE INDEX care_reading_age ON care_reading (opened_at);
CREATE INDEX timer_over ON timer (due_at) WHERE state <> 'Waiting';
