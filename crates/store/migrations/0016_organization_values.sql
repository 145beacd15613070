-- Organizations by the custom fields that they have values of.

CREATE INDEX organization_value_of_field ON organization_value (account_id, custom_field_id, organization_id);
