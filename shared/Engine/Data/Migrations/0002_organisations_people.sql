-- The tree of places, the units, and the people with their roles.
CREATE TABLE org_kind (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO org_kind (code) VALUES
    ('Banner'), ('Zone'), ('Street'), ('Town'), ('Sumu'), ('Community'), ('Gacha'), ('Grid'), ('Unit'), ('JointCommittee');

CREATE TABLE unit_level (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO unit_level (code) VALUES ('League'), ('Banner'), ('Local');

CREATE TABLE org (
    id {id},
    kind TEXT NOT NULL REFERENCES org_kind (code),
    parent_id BIGINT REFERENCES org (id),
    name TEXT NOT NULL,
    division_code TEXT,
    uscc TEXT,
    unit_level TEXT REFERENCES unit_level (code),
    partner_org_id BIGINT REFERENCES org (id),
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    created_at BIGINT NOT NULL,
    closed_at BIGINT,
    row_version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX org_uscc ON org (uscc) WHERE uscc IS NOT NULL AND closed_at IS NULL;
CREATE UNIQUE INDEX org_sibling_name ON org (parent_id, kind, name) WHERE closed_at IS NULL;
CREATE INDEX org_kind_name ON org (kind, name);

-- Every org under each of its ancestors and itself: scope is one join on both databases.
CREATE TABLE org_closure (
    ancestor_id BIGINT NOT NULL REFERENCES org (id),
    descendant_id BIGINT NOT NULL REFERENCES org (id),
    depth INTEGER NOT NULL,
    PRIMARY KEY (ancestor_id, descendant_id)
);
CREATE INDEX org_closure_descendant ON org_closure (descendant_id, ancestor_id);

-- Housing estates by which people know their community ("我住…小区").
CREATE TABLE estate (
    id {id},
    org_id BIGINT NOT NULL REFERENCES org (id),
    name TEXT NOT NULL
);
CREATE UNIQUE INDEX estate_name ON estate (org_id, name);

CREATE TABLE org_tag_kind (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO org_tag_kind (code) VALUES ('Showcase'), ('Brand');

CREATE TABLE org_tag (
    org_id BIGINT NOT NULL REFERENCES org (id),
    tag TEXT NOT NULL REFERENCES org_tag_kind (code),
    label TEXT NOT NULL,
    PRIMARY KEY (org_id, tag, label)
);

CREATE TABLE joint_committee_member (
    id {id},
    committee_id BIGINT NOT NULL REFERENCES org (id),
    unit_id BIGINT NOT NULL REFERENCES org (id),
    since BIGINT NOT NULL,
    until BIGINT
);
CREATE UNIQUE INDEX joint_committee_member_once ON joint_committee_member (committee_id, unit_id) WHERE until IS NULL;

CREATE TABLE person (
    id {id},
    name TEXT NOT NULL,
    phone_cipher {bytes},
    phone_key_id INTEGER,
    phone_hash TEXT,
    language TEXT NOT NULL,
    paused_until BIGINT,
    muted BOOLEAN NOT NULL DEFAULT FALSE,
    national_volunteer_no TEXT,
    created_at BIGINT NOT NULL,
    left_at BIGINT,
    erased_at BIGINT,
    row_version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX person_phone ON person (phone_hash) WHERE phone_hash IS NOT NULL;

CREATE TABLE skill (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO skill (code) VALUES
    ('PolicyOutreach'), ('LegalAid'), ('Mediation'), ('HealthCare'), ('Counselling'), ('Tutoring'),
    ('ElderDisabilityCare'), ('HomeRepair'), ('DigitalHelp'), ('Environment'), ('FireEmergency'), ('CultureSports'),
    ('BilingualInterpreting'), ('AgriHerding'), ('JobsFinance'), ('DrivingLogistics');

CREATE TABLE person_skill (
    person_id BIGINT NOT NULL REFERENCES person (id),
    skill TEXT NOT NULL REFERENCES skill (code),
    PRIMARY KEY (person_id, skill)
);

CREATE TABLE day_part (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO day_part (code) VALUES ('Morning'), ('Afternoon'), ('Evening');

CREATE TABLE person_free_time (
    person_id BIGINT NOT NULL REFERENCES person (id),
    weekday INTEGER NOT NULL,
    day_part TEXT NOT NULL REFERENCES day_part (code),
    PRIMARY KEY (person_id, weekday, day_part)
);

-- is_current marks the messenger the person used last: there is no time of use in the schema on purpose.
CREATE TABLE chat_identity (
    id {id},
    channel TEXT NOT NULL,
    user_id TEXT NOT NULL,
    chat_id TEXT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES person (id),
    is_current BOOLEAN NOT NULL DEFAULT TRUE,
    unreachable BOOLEAN NOT NULL DEFAULT FALSE,
    linked_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX chat_identity_user ON chat_identity (channel, user_id);
CREATE INDEX chat_identity_person ON chat_identity (person_id);

CREATE TABLE consent_scope (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO consent_scope (code) VALUES ('Service'), ('UnitLetter');

CREATE TABLE consent (
    id {id},
    person_id BIGINT NOT NULL REFERENCES person (id),
    scope TEXT NOT NULL REFERENCES consent_scope (code),
    version INTEGER NOT NULL,
    given_at BIGINT NOT NULL,
    withdrawn_at BIGINT
);
CREATE UNIQUE INDEX consent_in_force ON consent (person_id, scope) WHERE withdrawn_at IS NULL;

CREATE TABLE role (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO role (code) VALUES ('Secretary'), ('Deputy'), ('UnitLiaison'), ('GridWorker'), ('StreetOffice'), ('BannerOffice');

CREATE TABLE staff_role (
    id {id},
    person_id BIGINT NOT NULL REFERENCES person (id),
    role TEXT NOT NULL REFERENCES role (code),
    org_id BIGINT NOT NULL REFERENCES org (id),
    from_at BIGINT NOT NULL,
    until_at BIGINT
);
CREATE INDEX staff_role_person ON staff_role (person_id, role, org_id);
CREATE INDEX staff_role_org ON staff_role (org_id, role);

-- 两长五员: which tags a place uses is data.
CREATE TABLE role_tag_kind (
    code TEXT NOT NULL PRIMARY KEY,
    label TEXT NOT NULL
);

CREATE TABLE role_tag (
    person_id BIGINT NOT NULL REFERENCES person (id),
    org_id BIGINT NOT NULL REFERENCES org (id),
    tag TEXT NOT NULL REFERENCES role_tag_kind (code),
    PRIMARY KEY (person_id, org_id, tag)
);

CREATE TABLE roster (
    id {id},
    unit_id BIGINT NOT NULL REFERENCES org (id),
    name TEXT NOT NULL,
    phone_cipher {bytes},
    phone_key_id INTEGER,
    phone_hash TEXT,
    phone_last4 TEXT,
    person_id BIGINT REFERENCES person (id),
    imported_at BIGINT NOT NULL,
    left_at BIGINT
);
CREATE INDEX roster_unit ON roster (unit_id, id);
CREATE INDEX roster_phone ON roster (phone_hash) WHERE phone_hash IS NOT NULL;
CREATE UNIQUE INDEX roster_person ON roster (unit_id, person_id) WHERE person_id IS NOT NULL AND left_at IS NULL;

-- What people ask a human for: 转人工, 投诉平台, a message the program could not handle. org_id null is the operator.
CREATE TABLE help_request_kind (code TEXT NOT NULL PRIMARY KEY);
INSERT INTO help_request_kind (code) VALUES ('HandOff'), ('Complaint'), ('ParkedMessage');

CREATE TABLE help_request (
    id {id},
    kind TEXT NOT NULL REFERENCES help_request_kind (code),
    org_id BIGINT REFERENCES org (id),
    person_id BIGINT,
    channel TEXT NOT NULL,
    chat_id TEXT NOT NULL,
    inbox_id BIGINT,
    text {bytes},
    created_at BIGINT NOT NULL,
    answered_at BIGINT,
    answered_by BIGINT
);
CREATE INDEX help_request_open ON help_request (org_id, id) WHERE answered_at IS NULL;
