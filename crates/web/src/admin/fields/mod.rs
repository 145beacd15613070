//! Custom fields: what an account asks of its customers, its organizations and the tickets of its departments.

mod arrange;
mod edit;
mod form;
mod list;
mod preview;

use guiche_desk::Permission;
use guiche_desk::custom_field::{CUSTOMER, DEPARTMENT, ORGANIZATION};
use guiche_domain::custom_field::Kind;
use guiche_domain::text;

use crate::failure::Failure;
use crate::guard::Visit;
use crate::links::in_path;
use crate::routes::{self, Guard, Served, page};

/// Where they are listed.
pub(super) const LIST: &str = "/admin/fields";
const READ: Guard = Guard::Operator(Permission::ReadConfiguration);
const WRITE: Guard = Guard::Operator(Permission::WriteConfiguration);

pub(super) fn routes() -> Vec<Served> {
    vec![
        page(LIST, READ, list::entrance),
        page("/admin/fields/{target}", READ, list::show),
        page("/admin/fields/{target}/new", WRITE, edit::new),
        routes::form("/admin/fields/{target}/new", WRITE, edit::add),
        page("/admin/fields/{target}/preview", READ, preview::show),
        page("/admin/fields/{target}/{field_id}/edit", WRITE, edit::show),
        routes::form("/admin/fields/{target}/{field_id}/edit", WRITE, edit::change),
        routes::form("/admin/fields/{target}/{field_id}/up", WRITE, arrange::up),
        routes::form("/admin/fields/{target}/{field_id}/down", WRITE, arrange::down),
        routes::form("/admin/fields/{target}/{field_id}/retire", WRITE, arrange::retire),
        routes::form("/admin/fields/{target}/{field_id}/bring-back", WRITE, arrange::bring_back),
    ]
}

/// What has fields, with the phrase for it.
const TARGETS: [(&str, &str); 3] = [
    (CUSTOMER, "fields-of-customers"),
    (ORGANIZATION, "fields-of-organizations"),
    (DEPARTMENT, "fields-of-tickets"),
];

/// What the path names.
fn target(visit: &Visit) -> Result<&'static str, Failure> {
    let named = visit.head.param("target");
    let known = TARGETS.into_iter().find(|(target, _)| *target == named);
    known.map(|(target, _)| target).ok_or(Failure::NotFound)
}

/// What people call whose fields these are.
fn target_phrase(target: &str) -> &'static str {
    TARGETS.into_iter().find(|(known, _)| *known == target).map_or("nav-fields", |(_, phrase)| phrase)
}

/// The field's id in the path: any text, for programs of before brought theirs along.
fn field_id(visit: &Visit) -> Result<String, Failure> {
    text::reference(visit.head.param("field_id")).map_err(|_| Failure::NotFound)
}

/// Where the fields of something are listed.
fn list_of(target: &str) -> String {
    format!("{LIST}/{target}")
}

/// Where one of them is, before what is done there.
fn address(target: &str, id: &str) -> String {
    format!("{LIST}/{target}/{}", in_path(id))
}

/// What people call a kind.
fn kind_phrase(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "fields-kind-text",
        Kind::LongText => "fields-kind-long-text",
        Kind::Number => "fields-kind-number",
        Kind::Date => "fields-kind-date",
        Kind::Select => "fields-kind-select",
        Kind::MultiSelect => "fields-kind-multi-select",
        Kind::Checkbox => "fields-kind-checkbox",
        Kind::Email => "fields-kind-email",
        Kind::Phone => "fields-kind-phone",
        Kind::Url => "fields-kind-url",
        Kind::Cpf => "fields-kind-cpf",
        Kind::Cnpj => "fields-kind-cnpj",
    }
}
