//! A thing as it is now, column by column, for whoever follows the changes.

use crate::table::Kind::{self, Boolean, Integer, Text};
use crate::{Error, Tx, Value};

statements! {
    ORGANIZATION = "SELECT organization_id, name, email, phone, site, portfolio_id, create_tickets,
            monthly_tickets_quota, mother_organization_id, team_see_all_tickets, manager_see_all_tickets, version,
            created_at
        FROM organization WHERE account_id = $1 AND organization_id = $2";
    PORTFOLIO = "SELECT portfolio_id, name, version, created_at FROM portfolio
        WHERE account_id = $1 AND portfolio_id = $2";
    DEPARTMENT = "SELECT department_id, name, version, created_at FROM department
        WHERE account_id = $1 AND department_id = $2";
    CUSTOMER_MERGE = "SELECT merge_id, kept_id, merged_id, internal_id, merged_at, undone_at, version
        FROM customer_merge WHERE account_id = $1 AND merge_id = $2";
    /// Ids of fields are not used twice, whatever the target.
    CUSTOM_FIELD = "SELECT custom_field_id, target, name, kind, required, max_length, options, retired_at, version,
            created_at
        FROM custom_field WHERE account_id = $1 AND custom_field_id = $2 ORDER BY target LIMIT 1";
    BLOCKED_EMAIL = "SELECT email, version, created_at FROM blocked_email
        WHERE account_id = $1 AND blocked_email_id = $2";
    ACCOUNT = "SELECT slug, name, plan, language, time_zone, version, created_at FROM account
        WHERE account_id = $1 AND $2 <> ''";
}

/// Names and values of a thing's columns, in order.
pub type Record = Vec<(&'static str, Value)>;

/// What of a kind of thing is read.
struct Shape {
    sql: &'static str,
    columns: &'static [(&'static str, Kind)],
}

/// A thing's columns by the names that `outbox` knows it by; `None` where there is no such thing, or where it is of a kind
/// that nobody may follow.
pub fn find(
    tx: &mut Tx<'_>,
    account_id: i64,
    entity: &str,
    entity_id: &str,
) -> Result<Option<Record>, Error> {
    let Some(Shape { sql, columns }) = shape(entity) else { return Ok(None) };
    tx.first(sql, &[account_id.into(), entity_id.into()], |row| {
        let read = columns.iter().enumerate().map(|(at, (name, kind))| Ok((*name, row.value(at, *kind)?)));
        read.collect()
    })
}

fn shape(entity: &str) -> Option<Shape> {
    let (sql, columns): (_, &[_]) = match entity {
        "organization" => (
            ORGANIZATION,
            &[
                ("organization_id", Text),
                ("name", Text),
                ("email", Text),
                ("phone", Text),
                ("site", Text),
                ("portfolio_id", Text),
                ("create_tickets", Boolean),
                ("monthly_tickets_quota", Integer),
                ("mother_organization_id", Text),
                ("team_see_all_tickets", Boolean),
                ("manager_see_all_tickets", Boolean),
                ("version", Integer),
                ("created_at", Integer),
            ],
        ),
        "portfolio" => (
            PORTFOLIO,
            &[("portfolio_id", Text), ("name", Text), ("version", Integer), ("created_at", Integer)],
        ),
        "department" => (
            DEPARTMENT,
            &[("department_id", Text), ("name", Text), ("version", Integer), ("created_at", Integer)],
        ),
        "customer_merge" => (
            CUSTOMER_MERGE,
            &[
                ("merge_id", Text),
                ("kept_id", Text),
                ("merged_id", Text),
                ("internal_id", Text),
                ("merged_at", Integer),
                ("undone_at", Integer),
                ("version", Integer),
            ],
        ),
        "custom_field" => (
            CUSTOM_FIELD,
            &[
                ("custom_field_id", Text),
                ("on", Text),
                ("name", Text),
                ("type", Text),
                ("required", Boolean),
                ("max_length", Integer),
                ("options", Text),
                ("retired_at", Integer),
                ("version", Integer),
                ("created_at", Integer),
            ],
        ),
        "blocked_email" => (BLOCKED_EMAIL, &[("email", Text), ("version", Integer), ("created_at", Integer)]),
        "account" => (
            ACCOUNT,
            &[
                ("slug", Text),
                ("name", Text),
                ("plan", Text),
                ("language", Text),
                ("time_zone", Text),
                ("version", Integer),
                ("created_at", Integer),
            ],
        ),
        _ => return None,
    };
    Some(Shape { sql, columns })
}
