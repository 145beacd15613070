-- Departments, and the custom fields of their tickets.

CREATE TABLE department (
    account_id BIGINT NOT NULL,
    department_id TEXT NOT NULL,
    name TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, department_id)
);

-- Of a department's tickets, and there perhaps of one category.
ALTER TABLE custom_field ADD COLUMN department_id TEXT;
ALTER TABLE custom_field ADD COLUMN category_id TEXT;
