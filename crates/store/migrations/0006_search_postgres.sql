-- Which documents of customer_search hold which runs of characters; the runs begin with the account's number.
CREATE TABLE customer_grams (
    account_id BIGINT NOT NULL,
    search_id BIGINT NOT NULL,
    grams TEXT NOT NULL,
    PRIMARY KEY (account_id, search_id)
);
CREATE INDEX customer_grams_runs ON customer_grams USING gin (string_to_array(grams, ' '));
