-- How an account's pages look.

CREATE TABLE account_look (
    account_id BIGINT NOT NULL,
    accent TEXT, -- #rrggbb; null: ours
    logo_media TEXT, -- null: no logo
    logo_width BIGINT,
    logo_height BIGINT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    logo TEXT, -- in base64
    PRIMARY KEY (account_id)
);
