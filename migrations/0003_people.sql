-- People: accounts, what they are granted, their sessions. New tables only, so it takes no time on
-- a database of any size.
--
-- Passwords stand as Argon2id strings, secrets of authenticators in boxes under the record's key;
-- of codes, session tokens and keys of programs there is only the SHA-256.

-- `duty` is what all grants of an account that have not ended agree on: 'system', 'security',
-- 'audit' for the three administrators, 'work' for every other role. Grants refer to it, so that
-- nobody holds two of them, whatever program writes.
CREATE TABLE account (
    id ID NOT NULL PRIMARY KEY,
    institution ID NOT NULL REFERENCES institution (id),
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'client')),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'active', 'disabled')),
    duty TEXT,
    cas_name TEXT,
    password_hash TEXT,
    -- The secret of the authenticator; counts once it is confirmed.
    totp_box BYTES,
    totp_confirmed_at INTEGER,
    -- The last step whose code was taken: none passes twice.
    totp_counter INTEGER NOT NULL,
    grants_version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    -- Activated, or made active again; what stale accounts are counted from beside sign-ins.
    activated_at INTEGER,
    last_sign_in_at INTEGER,
    disabled_at INTEGER,
    UNIQUE (institution, login),
    UNIQUE (institution, cas_name),
    UNIQUE (id, duty)
);

-- The code an account waits for: one at a time, gone when it is used.
CREATE TABLE account_code (
    account ID NOT NULL PRIMARY KEY REFERENCES account (id),
    code_sha256 BYTES NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
);

-- Units are canonical lines of department and class (src/base/canonical_line.h), years are
-- separated by commas. At the first start nobody is there to confirm: confirmed_by says so.
CREATE TABLE role_grant (
    id ID NOT NULL PRIMARY KEY,
    account ID NOT NULL REFERENCES account (id),
    duty TEXT,
    role TEXT NOT NULL,
    scope_kind TEXT NOT NULL,
    units TEXT NOT NULL,
    student ID,
    years TEXT NOT NULL,
    purpose TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'in_force', 'ended')),
    reason TEXT NOT NULL,
    proposed_at INTEGER NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_by_account ID,
    confirmed_at INTEGER,
    confirmed_by TEXT,
    confirmed_by_account ID,
    ended_at INTEGER,
    ended_by TEXT,
    ended_by_account ID,
    FOREIGN KEY (account, duty) REFERENCES account (id, duty),
    CHECK ((state = 'ended') = (duty IS NULL)),
    CHECK (duty IS NULL OR duty = CASE role WHEN 'system_admin' THEN 'system'
        WHEN 'security_admin' THEN 'security' WHEN 'audit_admin' THEN 'audit' ELSE 'work' END),
    CHECK (state <> 'in_force' OR confirmed_by IS NOT NULL),
    CHECK (confirmed_by IS NULL OR confirmed_by <> proposed_by),
    CHECK (proposed_by_account IS NULL OR proposed_by_account <> account),
    CHECK (confirmed_by_account IS NULL OR confirmed_by_account <> account)
);
CREATE INDEX role_grant_by_account ON role_grant (account, state);

CREATE TABLE account_session (
    id ID NOT NULL PRIMARY KEY,
    account ID NOT NULL REFERENCES account (id),
    token_sha256 BYTES NOT NULL UNIQUE,
    csrf_sha256 BYTES NOT NULL,
    -- Key of the role worked under, '' before one was chosen (src/access/grant.h).
    choice TEXT NOT NULL,
    second_factor_at INTEGER,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER,
    address TEXT NOT NULL,
    agent TEXT NOT NULL
);
CREATE INDEX account_session_by_account ON account_session (account, ended_at);

-- Failed sign-ins by what was tried and by where from. `subject` is a keyed hash: what strangers
-- type is not kept, and an unknown login counts like a known one.
CREATE TABLE sign_in_failure (
    subject BYTES NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    at INTEGER NOT NULL,
    wait_until INTEGER NOT NULL
);

-- Bearer tokens of programs.
CREATE TABLE client_key (
    id ID NOT NULL PRIMARY KEY,
    account ID NOT NULL REFERENCES account (id),
    key_sha256 BYTES NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    last_used_at INTEGER,
    ended_at INTEGER
);
CREATE INDEX client_key_by_account ON client_key (account);
