-- What the panel's list reads of customers.

CREATE INDEX customer_of_portfolio ON customer (account_id, portfolio_id, customer_id)
    WHERE portfolio_id IS NOT NULL;
CREATE INDEX customer_of_portfolio_name ON customer (account_id, portfolio_id, name_key, customer_id)
    WHERE portfolio_id IS NOT NULL;
CREATE INDEX customer_inactive_name ON customer (account_id, name_key, customer_id)
    WHERE NOT active;
