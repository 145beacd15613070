-- What the census keeps of customers, a moment after they changed. It can be made anew from them and from the outbox.

-- As what a customer is counted.
CREATE TABLE customer_census (
    account_id BIGINT NOT NULL,
    customer_id TEXT NOT NULL,
    portfolio_id TEXT,
    active BOOLEAN NOT NULL,
    PRIMARY KEY (account_id, customer_id)
);

-- By what customers are found in their custom fields: a short key for each value, or for each of several options.
CREATE TABLE customer_value_key (
    account_id BIGINT NOT NULL,
    customer_id TEXT NOT NULL,
    custom_field_id TEXT NOT NULL,
    value_key TEXT NOT NULL,
    PRIMARY KEY (account_id, customer_id, custom_field_id, value_key)
);
CREATE INDEX customer_value_key_customers ON customer_value_key (account_id, custom_field_id, value_key, customer_id);

-- How many customers came and went on a day, as it was in the account's time zone.
CREATE TABLE customer_day (
    account_id BIGINT NOT NULL,
    day TEXT NOT NULL, -- YYYY-MM-DD
    created BIGINT NOT NULL,
    deleted BIGINT NOT NULL,
    PRIMARY KEY (account_id, day)
);
