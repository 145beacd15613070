-- How often each token of an account may be used: 10/s, 100/m; null: as often as the server lets it.

ALTER TABLE account ADD COLUMN rate_limit TEXT;
