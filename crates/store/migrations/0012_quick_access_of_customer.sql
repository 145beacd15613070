-- The links of a customer that is removed go with it.
CREATE INDEX quick_access_of_customer ON quick_access (account_id, customer_id);
