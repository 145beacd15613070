//! The administration panel: what operators work with.

mod home;
mod operators;
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
    Section { to: tokens::LIST, label: "nav-tokens", permission: Some(Permission::ManageTokens) },
    Section { to: operators::LIST, label: "nav-operators", permission: Some(Permission::ManageOperators) },
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
    "done-token-revoked",
];

pub(crate) fn routes() -> Vec<Served> {
    let mut served = vec![page(links::HOME, Guard::SignedIn, home::show)];
    served.extend(tokens::routes());
    served.extend(operators::routes());
    served.extend(settings::routes());
    served
}

/// `GET /`: there is no other panel yet.
pub(crate) async fn entrance(_: Guest) -> Answer {
    Ok(Redirect::to(links::HOME).into_response())
}
