-- All that a customer base is: organizations as a whole, departments, blocked addresses, links that sign in once; and
-- what lists and searches read.

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

ALTER TABLE organization ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
ALTER TABLE organization ADD COLUMN email TEXT;
ALTER TABLE organization ADD COLUMN email_key TEXT;
ALTER TABLE organization ADD COLUMN phone TEXT;
ALTER TABLE organization ADD COLUMN site TEXT;
ALTER TABLE organization ADD COLUMN portfolio_id TEXT;
ALTER TABLE organization ADD COLUMN create_tickets BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE organization ADD COLUMN monthly_tickets_quota BIGINT;
ALTER TABLE organization ADD COLUMN mother_organization_id TEXT;
ALTER TABLE organization ADD COLUMN team_see_all_tickets BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE organization ADD COLUMN manager_see_all_tickets BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX organization_name ON organization (account_id, name_key, organization_id);
CREATE INDEX organization_email ON organization (account_id, email_key) WHERE email_key IS NOT NULL;
CREATE INDEX organization_mother ON organization (account_id, mother_organization_id, organization_id)
    WHERE mother_organization_id IS NOT NULL;

CREATE TABLE organization_value (
    account_id BIGINT NOT NULL,
    organization_id TEXT NOT NULL,
    custom_field_id TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (account_id, organization_id, custom_field_id)
);

CREATE TABLE department (
    account_id BIGINT NOT NULL,
    department_id TEXT NOT NULL,
    name TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, department_id)
);

-- Which customers a department serves.
CREATE TABLE customer_department (
    account_id BIGINT NOT NULL,
    customer_id TEXT NOT NULL,
    department_id TEXT NOT NULL,
    PRIMARY KEY (account_id, customer_id, department_id),
    FOREIGN KEY (account_id, customer_id) REFERENCES customer (account_id, customer_id),
    FOREIGN KEY (account_id, department_id) REFERENCES department (account_id, department_id)
);

-- Of a department's tickets, and there perhaps of one category.
ALTER TABLE custom_field ADD COLUMN department_id TEXT;
ALTER TABLE custom_field ADD COLUMN category_id TEXT;

-- Addresses of which nothing is wanted.
CREATE TABLE blocked_email (
    account_id BIGINT NOT NULL,
    email_key TEXT NOT NULL, -- the address in lower case
    email TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, email_key)
);

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

-- How far those have come who follow the outbox. What they make of it can be made anew: a move leaves it behind.
CREATE TABLE follower (
    account_id BIGINT NOT NULL,
    name TEXT NOT NULL, -- search
    position BIGINT NOT NULL,
    PRIMARY KEY (account_id, name)
);

-- What is searched of a customer, a moment after it changed.
CREATE TABLE customer_search (
    account_id BIGINT NOT NULL,
    customer_id TEXT NOT NULL,
    search_id BIGINT NOT NULL, -- the position of the first change that was seen of it: newer ones have greater
    organization_id TEXT,
    document TEXT NOT NULL,
    PRIMARY KEY (account_id, customer_id)
);
CREATE INDEX customer_search_id ON customer_search (account_id, search_id);

-- How many customers are in customer_search: all, and by organization.
CREATE TABLE customer_count (
    account_id BIGINT NOT NULL,
    scope TEXT NOT NULL, -- all, or an organization's id after 'organization '
    customers BIGINT NOT NULL,
    PRIMARY KEY (account_id, scope)
);
