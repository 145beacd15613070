//! Making one customer of two, and two again: the other one is chosen, both are compared, what is lost is confirmed.

mod choose;
mod compare;
mod done;
mod line;
mod undo;

use guiche_desk::Permission;
use guiche_domain::id::Id;
use guiche_domain::merge::{Choice, Choices};

use crate::failure::Failure;
use crate::guard::Visit;
use crate::routes::{Answer, Guard, Served, form, page};

const MERGE: &str = "/admin/customers/{customer_id}/merge";
const UNDO: &str = "/admin/customers/{customer_id}/merge/{merge_id}/undo";
const GUARD: Guard = Guard::Operator(Permission::WriteCustomers);
/// The other customer, by our id.
const WITH: &str = "with";

pub(super) fn routes() -> Vec<Served> {
    vec![
        page(MERGE, GUARD, show),
        form(MERGE, GUARD, done::submit),
        page(UNDO, GUARD, undo::show),
        form(UNDO, GUARD, undo::submit),
    ]
}

/// Where a customer is.
fn customer(customer_id: &Id) -> String {
    format!("/admin/customers/{customer_id}")
}

/// Where it becomes one with another.
fn address(customer_id: &Id) -> String {
    format!("/admin/customers/{customer_id}/merge")
}

/// `GET /admin/customers/{customer_id}/merge`: without another one, that is chosen first.
async fn show(visit: Visit) -> Answer {
    match visit.head.query(WITH) {
        None => choose::show(visit, None).await,
        Some(other) => {
            let other = other.parse().map_err(|_| Failure::NotFound)?;
            compare::show(visit, other).await
        }
    }
}

/// What was chosen among pairs of a part's key and a choice; the other pairs are for others.
fn choices<'p>(pairs: impl Iterator<Item = (&'p str, &'p str)>) -> Choices {
    let chosen = |(key, text): (&str, &str)| Some((key.parse().ok()?, text.parse::<Choice>().ok()?));
    pairs.filter_map(chosen).collect()
}
