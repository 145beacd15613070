-- What is searched and counted of customers, made by whoever follows their changes.

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
    PRIMARY KEY (account_id, search_id)
);
CREATE UNIQUE INDEX customer_search_customer ON customer_search (account_id, customer_id);

-- How many customers are in customer_search: all, and by organization.
CREATE TABLE customer_count (
    account_id BIGINT NOT NULL,
    scope TEXT NOT NULL, -- all, or an organization's id after 'organization '
    customers BIGINT NOT NULL,
    PRIMARY KEY (account_id, scope)
);
