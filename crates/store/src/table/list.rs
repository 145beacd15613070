//! The tables of all migrations, each after those that it refers to.

use super::Column;
use super::Kind::{Boolean, Integer, Text};

/// What is known of a table.
pub(super) struct Shape {
    pub(super) name: &'static str,
    /// How many of the columns are the primary key; they come first.
    pub(super) key: usize,
    pub(super) columns: &'static [Column],
}

/// A test compares this with both engines, so a table or a column that a migration adds cannot be forgotten.
pub(super) const ALL: &[Shape] = &[
    Shape {
        name: "account",
        key: 1,
        columns: &[
            ("account_id", Integer),
            ("slug", Text),
            ("name", Text),
            ("plan", Text),
            ("language", Text),
            ("time_zone", Text),
            ("details_shape", Text),
            ("version", Integer),
            ("created_at", Integer),
        ],
    },
    Shape {
        name: "token",
        key: 1,
        columns: &[
            ("secret_hash", Text),
            ("account_id", Integer),
            ("token_id", Text),
            ("name", Text),
            ("read_only", Boolean),
            ("expires_at", Integer),
            ("revoked_at", Integer),
            ("networks", Text),
            ("created_at", Integer),
        ],
    },
    Shape {
        name: "organization",
        key: 2,
        columns: &[
            ("account_id", Integer),
            ("organization_id", Text),
            ("name", Text),
            ("version", Integer),
            ("created_at", Integer),
        ],
    },
    Shape {
        name: "portfolio",
        key: 2,
        columns: &[
            ("account_id", Integer),
            ("portfolio_id", Text),
            ("name", Text),
            ("version", Integer),
            ("created_at", Integer),
        ],
    },
    Shape {
        name: "custom_field",
        key: 3,
        columns: &[
            ("account_id", Integer),
            ("target", Text),
            ("custom_field_id", Text),
            ("position", Integer),
            ("name", Text),
            ("kind", Text),
            ("required", Boolean),
            ("max_length", Integer),
            ("options", Text),
            ("retired_at", Integer),
            ("version", Integer),
            ("created_at", Integer),
        ],
    },
    Shape {
        name: "customer",
        key: 2,
        columns: &[
            ("account_id", Integer),
            ("customer_id", Text),
            ("internal_id", Text),
            ("name", Text),
            ("email", Text),
            ("email_key", Text),
            ("phone", Text),
            ("create_tickets", Boolean),
            ("organization_id", Text),
            ("language", Text),
            ("portfolio_id", Text),
            ("password_hash", Text),
            ("email_validated", Boolean),
            ("active", Boolean),
            ("account_approved", Boolean),
            ("monthly_ticket_quota", Integer),
            ("version", Integer),
            ("created_at", Integer),
        ],
    },
    Shape {
        name: "customer_value",
        key: 3,
        columns: &[
            ("account_id", Integer),
            ("customer_id", Text),
            ("custom_field_id", Text),
            ("value", Text),
        ],
    },
    Shape {
        name: "idempotency",
        key: 3,
        columns: &[
            ("account_id", Integer),
            ("token_id", Text),
            ("idempotency_key", Text),
            ("fingerprint", Text),
            ("outcome", Text),
            ("created_at", Integer),
        ],
    },
    Shape {
        name: "audit_event",
        key: 2,
        columns: &[
            ("account_id", Integer),
            ("event_id", Text),
            ("occurred_at", Integer),
            ("entity", Text),
            ("entity_id", Text),
            ("change", Text),
            ("actor", Text),
            ("actor_id", Text),
            ("address", Text),
            ("request_id", Text),
            ("values_digest", Text),
        ],
    },
    Shape {
        name: "audit_value",
        key: 4,
        columns: &[
            ("account_id", Integer),
            ("entity", Text),
            ("entity_id", Text),
            ("event_id", Text),
            ("salt", Text),
            ("content", Text),
        ],
    },
    Shape {
        name: "outbox",
        key: 2,
        columns: &[
            ("account_id", Integer),
            ("event_id", Text),
            ("entity", Text),
            ("entity_id", Text),
            ("version", Integer),
            ("change", Text),
            ("occurred_at", Integer),
            ("position", Integer),
        ],
    },
    Shape {
        name: "lease",
        key: 2,
        columns: &[("account_id", Integer), ("name", Text), ("holder", Text), ("expires_at", Integer)],
    },
];
