//! The administration panel: what operators work with.

mod audit;
mod customers;
mod fields;
mod home;
mod imports;
mod merge;
mod named;
mod operators;
pub(crate) mod organizations;
mod settings;
mod tokens;

use axum::response::{IntoResponse as _, Redirect};
use guiche_desk::Permission;

use crate::guard::Guest;
use crate::links;
use crate::routes::{Answer, Guard, Served, page};

/// One part of the panel, as the way to it is shown.
pub(crate) struct Section {
    pub(crate) to: &'static str,
    pub(crate) label: &'static str,
    /// Who is shown the way; everybody where it is `None`.
    pub(crate) permission: Option<Permission>,
}

/// The parts of the panel, in order.
pub(crate) const SECTIONS: &[Section] = &[
    Section { to: links::HOME, label: "nav-home", permission: None },
    Section { to: customers::LIST, label: "nav-customers", permission: Some(Permission::ReadCustomers) },
    Section {
        to: organizations::LIST,
        label: "nav-organizations",
        permission: Some(Permission::ReadOrganizations),
    },
    Section {
        to: named::PORTFOLIOS.list,
        label: named::PORTFOLIOS.title,
        permission: Some(Permission::ReadConfiguration),
    },
    Section {
        to: named::DEPARTMENTS.list,
        label: named::DEPARTMENTS.title,
        permission: Some(Permission::ReadConfiguration),
    },
    Section { to: fields::LIST, label: "nav-fields", permission: Some(Permission::ReadConfiguration) },
    Section { to: imports::LIST, label: "nav-imports", permission: Some(Permission::ImportCustomers) },
    Section { to: tokens::LIST, label: "nav-tokens", permission: Some(Permission::ManageTokens) },
    Section { to: operators::LIST, label: "nav-operators", permission: Some(Permission::ManageOperators) },
    Section { to: audit::LIST, label: "nav-audit", permission: Some(Permission::ReadAudit) },
    Section { to: settings::SETTINGS, label: "nav-settings", permission: Some(Permission::ManageAccount) },
];

/// What can be said after a form was done.
pub(crate) const NOTICES: &[&str] = &[
    "done-saved",
    "done-password",
    "done-session-ended",
    "done-sessions-ended",
    "done-second-factor",
    "done-second-factor-removed",
    "done-operator-added",
    "done-operator-changed",
    "done-customer-added",
    "done-customer-changed",
    "done-customer-activated",
    "done-customer-deactivated",
    "done-customer-blocked",
    "done-customer-unblocked",
    "done-organization-added",
    "done-organization-deleted",
    "done-portfolio-added",
    "done-portfolio-renamed",
    "done-department-added",
    "done-department-renamed",
    "done-field-added",
    "done-field-moved",
    "done-field-retired",
    "done-field-brought-back",
    "done-import-started",
    "done-import-cancelled",
    "done-import-discarded",
    "done-import-undoing",
    "done-customers-merged",
    "done-merge-undone",
    "done-merge-undone-partly",
    "done-token-revoked",
];

pub(crate) fn routes() -> Vec<Served> {
    let mut served = vec![page(links::HOME, Guard::SignedIn, home::show)];
    served.extend(customers::routes());
    served.extend(organizations::routes());
    served.extend(named::routes());
    served.extend(fields::routes());
    served.extend(imports::routes());
    served.extend(merge::routes());
    served.extend(tokens::routes());
    served.extend(operators::routes());
    served.extend(audit::routes());
    served.extend(settings::routes());
    served
}

/// `GET /`: there is no other panel yet.
pub(crate) async fn entrance(_: Guest) -> Answer {
    Ok(Redirect::to(links::HOME).into_response())
}
