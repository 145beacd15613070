//! Customers: found, looked at, added and changed.

mod actions;
mod columns;
mod edit;
mod form;
mod history;
mod list;
mod query;
mod show;
mod values;

use guiche_desk::Permission;
use guiche_domain::id::Id;

use crate::routes::{self, Guard, Served, page};

/// Where they are listed.
pub(super) const LIST: &str = "/admin/customers";
const NEW: &str = "/admin/customers/new";
const EDIT: &str = "/admin/customers/{customer_id}/edit";
const READ: Guard = Guard::Operator(Permission::ReadCustomers);
const WRITE: Guard = Guard::Operator(Permission::WriteCustomers);

pub(super) fn routes() -> Vec<Served> {
    vec![
        page(LIST, READ, list::show),
        page(NEW, WRITE, edit::new),
        routes::form(NEW, WRITE, edit::add),
        page("/admin/customers/{customer_id}", READ, show::show),
        page(EDIT, WRITE, edit::edit),
        routes::form(EDIT, WRITE, edit::change),
        routes::form("/admin/customers/{customer_id}/activate", WRITE, actions::activate),
        routes::form("/admin/customers/{customer_id}/deactivate", WRITE, actions::deactivate),
        routes::form("/admin/customers/{customer_id}/block", WRITE, actions::block),
        routes::form("/admin/customers/{customer_id}/unblock", WRITE, actions::unblock),
        routes::form("/admin/customers/{customer_id}/link", WRITE, actions::link),
    ]
}

/// Where one of them is.
fn address(customer_id: &Id) -> String {
    format!("{LIST}/{customer_id}")
}
