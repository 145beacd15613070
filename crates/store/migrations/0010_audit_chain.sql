-- The audit trail as a chain, and what changed of one thing.

-- One row for each link: it covers the positions after the link before, up to its own.
CREATE TABLE audit_chain (
    account_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    digest TEXT NOT NULL, -- SHA-256 over the digest before and the events that it covers
    PRIMARY KEY (account_id, position)
);

-- A thing's changes by version. A row comes in here with its position, so a change does not pay for it.
CREATE INDEX outbox_thing ON outbox (account_id, entity_id, entity, version) WHERE position IS NOT NULL;
