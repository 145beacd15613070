-- Customers that became one, and both as they were before for as long as that can be undone.
CREATE TABLE customer_merge (
    account_id BIGINT NOT NULL,
    merge_id TEXT NOT NULL,
    kept_id TEXT NOT NULL,
    merged_id TEXT NOT NULL,
    internal_id TEXT, -- of the two, the one that leads to the kept customer since
    kept_version BIGINT NOT NULL, -- right after
    merged_at BIGINT NOT NULL,
    undone_at BIGINT,
    snapshots TEXT, -- JSON
    version BIGINT NOT NULL,
    PRIMARY KEY (account_id, merge_id)
);
CREATE INDEX customer_merge_of_kept ON customer_merge (account_id, kept_id, merge_id);
CREATE INDEX customer_merge_age ON customer_merge (account_id, merged_at) WHERE snapshots IS NOT NULL;
