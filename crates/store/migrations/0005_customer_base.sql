-- What lists read of customers, and what belongs to one.

-- The name without case and accents, by which lists are ordered; empty until it is filled in where a program of before
-- made the customer.
ALTER TABLE customer ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
-- Where it is certain which number is meant.
ALTER TABLE customer ADD COLUMN phone_e164 TEXT;
CREATE INDEX customer_name ON customer (account_id, name_key, customer_id);
CREATE INDEX customer_without_internal_id ON customer (account_id, internal_id, customer_id)
    WHERE internal_id IS NULL;
CREATE INDEX customer_of_organization ON customer (account_id, organization_id, customer_id)
    WHERE organization_id IS NOT NULL;
CREATE INDEX customer_of_organization_name ON customer (account_id, organization_id, name_key, customer_id)
    WHERE organization_id IS NOT NULL;
CREATE INDEX customer_of_organization_internal_id ON customer (account_id, organization_id, internal_id, customer_id)
    WHERE organization_id IS NOT NULL;

-- Which customers a department serves.
CREATE TABLE customer_department (
    account_id BIGINT NOT NULL,
    customer_id TEXT NOT NULL,
    department_id TEXT NOT NULL,
    PRIMARY KEY (account_id, customer_id, department_id),
    FOREIGN KEY (account_id, customer_id) REFERENCES customer (account_id, customer_id),
    FOREIGN KEY (account_id, department_id) REFERENCES department (account_id, department_id)
);

-- Addresses of which nothing is wanted.
CREATE TABLE blocked_email (
    account_id BIGINT NOT NULL,
    email_key TEXT NOT NULL, -- the address in lower case
    blocked_email_id TEXT NOT NULL, -- another each time that it is blocked
    email TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, email_key)
);
CREATE UNIQUE INDEX blocked_email_id ON blocked_email (account_id, blocked_email_id);

-- Links that sign a customer in to the panel, once.
CREATE TABLE quick_access (
    secret_hash TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    customer_id TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (secret_hash)
);
CREATE INDEX quick_access_age ON quick_access (account_id, expires_at);
