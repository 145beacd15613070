-- What several servers on one database need: who does the work that only one may do, and the order of changes.

-- Who does a piece of work for an account, and until when nobody else does.
CREATE TABLE lease (
    account_id BIGINT NOT NULL,
    name TEXT NOT NULL, -- of the work: sequencer
    holder TEXT NOT NULL, -- an id that a process gives itself
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, name)
);

-- What of the outbox has no position yet: next to nothing, most of the time.
CREATE INDEX outbox_pending ON outbox (account_id, version, event_id) WHERE position IS NULL;
-- What has one, in order. A row comes in here with its position, so a change does not pay for it.
CREATE UNIQUE INDEX outbox_position ON outbox (account_id, position) WHERE position IS NOT NULL;

-- One row per table while a move into this database is unfinished; empty otherwise. It belongs to no account.
CREATE TABLE move_progress (
    table_name TEXT NOT NULL,
    last_key TEXT NOT NULL,
    row_count BIGINT NOT NULL,
    PRIMARY KEY (table_name)
);
