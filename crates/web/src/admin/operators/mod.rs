//! Operators: who works here, what each may do, and the links by which they set a password.

mod edit;
mod invite;
mod list;
mod sessions;

use guiche_desk::Permission;
use guiche_domain::operator::{Operator, Role};

use crate::access::{language_input, role_phrase};
use crate::form::{FormView, Input, Kind};
use crate::page::Page;
use crate::routes::{Guard, Served, form, page};

/// Where they are listed.
pub(super) const LIST: &str = "/admin/operators";
const GUARD: Guard = Guard::Operator(Permission::ManageOperators);

pub(super) fn routes() -> Vec<Served> {
    vec![
        page(LIST, GUARD, list::show),
        page("/admin/operators/new", GUARD, edit::new),
        form("/admin/operators/new", GUARD, edit::add),
        page("/admin/operators/{operator_id}", GUARD, edit::show),
        form("/admin/operators/{operator_id}", GUARD, edit::change),
        form("/admin/operators/{operator_id}/link", GUARD, invite::submit),
        form("/admin/operators/{operator_id}/sessions/{session_id}/end", GUARD, sessions::end),
    ]
}

/// Where one of them is.
fn address(operator: &Operator) -> String {
    format!("{LIST}/{}", operator.operator_id)
}

/// The form of an operator: a new one, or one that is there.
fn form_of(page: &Page, operator: Option<&Operator>) -> FormView {
    let value = |of: fn(&Operator) -> &str| operator.map(of).unwrap_or_default().to_owned();
    let roles = Role::ALL.map(|role| (role.as_str().to_owned(), page.say(role_phrase(role))));
    let role = operator.map_or(Role::Operator, |operator| operator.role);
    let mut inputs = vec![
        Input::new("name", Kind::Text, page.say("operator-name"))
            .required()
            .max(250)
            .value(value(|operator| &operator.name)),
        Input::new("email", Kind::Email, page.say("operator-email"))
            .required()
            .max(250)
            .value(value(|operator| &operator.email))
            .hint(page.say("operator-email-hint")),
        Input::new("role", Kind::Select, page.say("operator-role"))
            .choices(roles)
            .value(role.as_str())
            .hint(page.say("operator-role-hint")),
        language_input(page, operator.map_or(page.language(), |operator| operator.language)),
    ];
    let Some(operator) = operator else {
        return FormView::new(page, "/admin/operators/new", page.say("operator-add"), inputs).cancel(LIST);
    };
    inputs.push(
        Input::new("active", Kind::Checkbox, page.say("operator-active"))
            .ticked(operator.active)
            .hint(page.say("operator-active-hint")),
    );
    FormView::new(page, address(operator), page.say("save"), inputs).cancel(LIST)
}
