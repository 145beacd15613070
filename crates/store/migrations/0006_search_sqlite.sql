-- Which documents of customer_search hold which runs of characters. Not led by the account as a table is: the runs are,
-- and a row's number begins with the account's.
CREATE VIRTUAL TABLE customer_grams USING fts5(grams, content='', contentless_delete=1, detail=none, tokenize='ascii');
-- Small pages: whoever asks for several runs at once jumps from page to page of each.
INSERT INTO customer_grams (customer_grams, rank) VALUES ('pgsz', 500);
