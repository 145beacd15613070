-- Which documents of customer_search hold which runs of characters. Not led by the account as a table is: the runs are,
-- and a row's number begins with the account's.
CREATE VIRTUAL TABLE customer_grams USING fts5(grams, content='', contentless_delete=1, detail=none, tokenize='ascii');
