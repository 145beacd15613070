-- The caller's own keys of customers that were merged into others: each goes on leading to one customer.
CREATE TABLE customer_alias (
    account_id BIGINT NOT NULL,
    customer_id TEXT NOT NULL,
    internal_id TEXT NOT NULL,
    merge_id TEXT NOT NULL,
    PRIMARY KEY (account_id, customer_id, internal_id),
    FOREIGN KEY (account_id, customer_id) REFERENCES customer (account_id, customer_id)
);
CREATE UNIQUE INDEX customer_alias_internal_id ON customer_alias (account_id, internal_id);
