-- Files of customers that are brought in, row by row, and what came of each row. They lie here whole, so that any of the
-- servers that share the database can do the work and go on where another ended.

CREATE TABLE import (
    account_id BIGINT NOT NULL,
    import_id TEXT NOT NULL,
    file_name TEXT NOT NULL,
    digest TEXT NOT NULL, -- SHA-256 of the file's bytes; empty until it is there whole
    state TEXT NOT NULL, -- uploading, ready, running, done, cancelled, undoing, undone
    work TEXT, -- what is to be done in the background: scan, run, undo; null: nothing
    mode TEXT NOT NULL,
    matched_by TEXT NOT NULL, -- by what a customer that is there is found
    empty_clears BOOLEAN NOT NULL, -- whether an empty cell takes a value away
    mapping TEXT NOT NULL, -- JSON: what each column becomes
    scan BIGINT NOT NULL, -- the version that the mapping is of: keys of others count for nothing
    dialect TEXT NOT NULL, -- how the file is written, such as: utf-8 semicolon header
    header TEXT NOT NULL, -- JSON: what its columns are called
    warnings TEXT NOT NULL, -- JSON: what looks damaged in it
    rows_total BIGINT NOT NULL,
    rows_scanned BIGINT NOT NULL,
    rows_done BIGINT NOT NULL,
    blank BIGINT NOT NULL,
    unreadable BIGINT NOT NULL,
    repeated BIGINT NOT NULL, -- rows with a key that an earlier row of the file has
    created BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    rows_undone BIGINT NOT NULL, -- how many rows were looked at from the end on to undo them
    undone BIGINT NOT NULL,
    kept BIGINT NOT NULL,
    actor TEXT NOT NULL, -- who started it last: operator, command_line
    actor_id TEXT,
    address TEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    finished_at BIGINT,
    purge_at BIGINT, -- when its rows are forgotten; null: not yet known, or done
    PRIMARY KEY (account_id, import_id)
);
CREATE INDEX import_work ON import (account_id, work, import_id) WHERE work IS NOT NULL;
CREATE INDEX import_digest ON import (account_id, digest, state);
CREATE INDEX import_purge ON import (account_id, purge_at) WHERE purge_at IS NOT NULL;

-- A file's rows as they were read, some two hundred at a time.
CREATE TABLE import_chunk (
    account_id BIGINT NOT NULL,
    import_id TEXT NOT NULL,
    first_row BIGINT NOT NULL, -- from 1
    row_count BIGINT NOT NULL,
    content TEXT NOT NULL, -- JSON
    PRIMARY KEY (account_id, import_id, first_row)
);

-- What came of a row.
CREATE TABLE import_row (
    account_id BIGINT NOT NULL,
    import_id TEXT NOT NULL,
    row_number BIGINT NOT NULL, -- from 1
    outcome TEXT NOT NULL, -- created, updated, unchanged, rejected
    customer_id TEXT,
    version BIGINT, -- the customer's, as the row left it
    before TEXT, -- JSON: the customer as it was before it was updated
    errors TEXT, -- JSON: why it was rejected
    undo TEXT, -- undone, kept; null: neither
    PRIMARY KEY (account_id, import_id, row_number)
);
CREATE INDEX import_row_customer ON import_row (account_id, import_id, customer_id, row_number)
    WHERE customer_id IS NOT NULL;
CREATE INDEX import_row_rejected ON import_row (account_id, import_id, row_number) WHERE outcome = 'rejected';
CREATE INDEX import_row_kept ON import_row (account_id, import_id, row_number) WHERE undo = 'kept';

-- The keys that a file names, each with the first row that has it.
CREATE TABLE import_key (
    account_id BIGINT NOT NULL,
    import_id TEXT NOT NULL,
    scan BIGINT NOT NULL,
    kind TEXT NOT NULL, -- customer_id, email
    value TEXT NOT NULL,
    row_number BIGINT NOT NULL,
    PRIMARY KEY (account_id, import_id, scan, kind, value)
);
