-- Organizations as a whole. A step changes one table at most that is in use: while it waits for another, whoever uses both
-- in another order would wait for it.

ALTER TABLE organization ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
ALTER TABLE organization ADD COLUMN email TEXT;
ALTER TABLE organization ADD COLUMN email_key TEXT;
ALTER TABLE organization ADD COLUMN phone TEXT;
ALTER TABLE organization ADD COLUMN site TEXT;
ALTER TABLE organization ADD COLUMN portfolio_id TEXT;
ALTER TABLE organization ADD COLUMN create_tickets BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE organization ADD COLUMN monthly_tickets_quota BIGINT;
ALTER TABLE organization ADD COLUMN mother_organization_id TEXT;
ALTER TABLE organization ADD COLUMN team_see_all_tickets BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE organization ADD COLUMN manager_see_all_tickets BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX organization_name ON organization (account_id, name_key, organization_id);
CREATE INDEX organization_email ON organization (account_id, email_key) WHERE email_key IS NOT NULL;
CREATE INDEX organization_mother ON organization (account_id, mother_organization_id, organization_id)
    WHERE mother_organization_id IS NOT NULL;

CREATE TABLE organization_value (
    account_id BIGINT NOT NULL,
    organization_id TEXT NOT NULL,
    custom_field_id TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (account_id, organization_id, custom_field_id)
);
