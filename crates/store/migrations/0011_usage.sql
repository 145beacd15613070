-- How the API is used.

-- How many calls of a token came out how, hour by hour; kept for 400 days.
CREATE TABLE api_use (
    account_id BIGINT NOT NULL,
    hour BIGINT NOT NULL, -- its first microsecond in UTC
    token_id TEXT NOT NULL,
    outcome TEXT NOT NULL, -- ok, or the code of the first fault
    calls BIGINT NOT NULL,
    PRIMARY KEY (account_id, hour, token_id, outcome)
);

-- When a token was let in for the last time.
CREATE TABLE token_use (
    account_id BIGINT NOT NULL,
    token_id TEXT NOT NULL,
    last_used_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, token_id)
);
