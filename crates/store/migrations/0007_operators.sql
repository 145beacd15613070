-- The people of the desk, their sessions, and the links by which they set a password.

CREATE TABLE operator (
    account_id BIGINT NOT NULL,
    operator_id TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL, -- the address in lower case
    role TEXT NOT NULL,
    language TEXT NOT NULL,
    password_hash TEXT, -- null until one is set
    totp_secret TEXT, -- in base32; null: no second factor
    totp_step BIGINT NOT NULL, -- the last step of time whose code was used: none is used twice
    active BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, operator_id)
);
CREATE UNIQUE INDEX operator_email_key ON operator (account_id, email_key);

-- Looked up before the account is known, as a token is.
CREATE TABLE operator_session (
    secret_hash TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    session_id TEXT NOT NULL,
    operator_id TEXT NOT NULL,
    verified BOOLEAN NOT NULL, -- false: the second factor is still asked for
    wrong_codes BIGINT NOT NULL,
    address TEXT,
    browser TEXT NOT NULL, -- as it calls itself
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (secret_hash)
);
CREATE INDEX operator_session_of ON operator_session (account_id, operator_id, session_id);
CREATE INDEX operator_session_age ON operator_session (account_id, expires_at);

-- Used once: to set a password, or to make the first administrator.
CREATE TABLE operator_link (
    secret_hash TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    operator_id TEXT, -- null: the first administrator, who is not there yet
    expires_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (secret_hash)
);
CREATE INDEX operator_link_of ON operator_link (account_id, operator_id);
CREATE INDEX operator_link_age ON operator_link (account_id, expires_at);
