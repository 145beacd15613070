-- Accounts, who may call, customers and what they refer to, and the trail of every change.
-- One script for every engine: TEXT, BIGINT, BOOLEAN; every key begins with account_id, but for a token's, which is
-- looked up before the account is known. Times are microseconds since 1970 in UTC. Ids are 32 hex digits.

CREATE TABLE account (
    account_id BIGINT NOT NULL,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    plan TEXT NOT NULL,
    language TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    details_shape TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id)
);
CREATE UNIQUE INDEX account_slug ON account (slug);

CREATE TABLE token (
    secret_hash TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    token_id TEXT NOT NULL,
    name TEXT NOT NULL,
    read_only BOOLEAN NOT NULL,
    expires_at BIGINT,
    revoked_at BIGINT,
    networks TEXT NOT NULL, -- CIDR, separated by spaces; empty: from anywhere
    created_at BIGINT NOT NULL,
    PRIMARY KEY (secret_hash)
);
CREATE INDEX token_of_account ON token (account_id, token_id);

CREATE TABLE organization (
    account_id BIGINT NOT NULL,
    organization_id TEXT NOT NULL,
    name TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, organization_id)
);

CREATE TABLE portfolio (
    account_id BIGINT NOT NULL,
    portfolio_id TEXT NOT NULL,
    name TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, portfolio_id)
);

CREATE TABLE custom_field (
    account_id BIGINT NOT NULL,
    target TEXT NOT NULL, -- what it is a field of: customer
    custom_field_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    required BOOLEAN NOT NULL,
    max_length BIGINT,
    options TEXT NOT NULL, -- one per line
    retired_at BIGINT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, target, custom_field_id)
);

CREATE TABLE customer (
    account_id BIGINT NOT NULL,
    customer_id TEXT NOT NULL,
    internal_id TEXT, -- the caller's own key: customer_id on the wire; compared by bytes
    name TEXT NOT NULL,
    email TEXT,
    email_key TEXT, -- the address in lower case
    phone TEXT,
    create_tickets BOOLEAN NOT NULL,
    organization_id TEXT,
    language TEXT NOT NULL,
    portfolio_id TEXT,
    password_hash TEXT,
    email_validated BOOLEAN NOT NULL,
    active BOOLEAN NOT NULL,
    account_approved BOOLEAN NOT NULL,
    monthly_ticket_quota BIGINT, -- null: unlimited
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, customer_id),
    FOREIGN KEY (account_id, organization_id) REFERENCES organization (account_id, organization_id),
    FOREIGN KEY (account_id, portfolio_id) REFERENCES portfolio (account_id, portfolio_id)
);
CREATE UNIQUE INDEX customer_internal_id ON customer (account_id, internal_id);
CREATE UNIQUE INDEX customer_email_key ON customer (account_id, email_key);

CREATE TABLE customer_value (
    account_id BIGINT NOT NULL,
    customer_id TEXT NOT NULL,
    custom_field_id TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (account_id, customer_id, custom_field_id)
);

-- The outcome of a write that may be repeated; kept for 24 hours.
CREATE TABLE idempotency (
    account_id BIGINT NOT NULL,
    token_id TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    fingerprint TEXT NOT NULL, -- a digest of the request, keyed with the token's secret
    outcome TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, token_id, idempotency_key)
);
CREATE INDEX idempotency_age ON idempotency (account_id, created_at);

-- Who changed what, from where. No personal data but the caller's address: the values lie in audit_value.
CREATE TABLE audit_event (
    account_id BIGINT NOT NULL,
    event_id TEXT NOT NULL,
    occurred_at BIGINT NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    change TEXT NOT NULL,
    actor TEXT NOT NULL, -- token, command_line
    actor_id TEXT,
    address TEXT,
    request_id TEXT,
    values_digest TEXT NOT NULL, -- SHA-256 of salt and content of the event's audit_value
    PRIMARY KEY (account_id, event_id)
);

-- What the values became, erasable for a person without breaking the trail: the salt goes with them.
CREATE TABLE audit_value (
    account_id BIGINT NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    salt TEXT NOT NULL,
    content TEXT NOT NULL, -- JSON
    PRIMARY KEY (account_id, entity, entity_id, event_id)
);

-- What changed, for whoever follows; the sequencer gives committed rows their position.
CREATE TABLE outbox (
    account_id BIGINT NOT NULL,
    event_id TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    change TEXT NOT NULL,
    occurred_at BIGINT NOT NULL,
    position BIGINT,
    PRIMARY KEY (account_id, event_id)
);
