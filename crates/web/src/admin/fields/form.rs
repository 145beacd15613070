//! The form of a field, by its kind.

use guiche_desk::custom_field::DEPARTMENT;
use guiche_desk::custom_field::setup::Configured;
use guiche_domain::custom_field::Kind as Configurable;
use guiche_domain::id::Id;
use guiche_domain::named::MAX_TITLE;

use super::{address, kind_phrase, list_of};
use crate::form::{FormView, Input, Kind};
use crate::page::Page;

/// The form of a new field.
pub(super) fn new(page: &Page, target: &str, kind: Configurable, departments: &[(Id, String)]) -> FormView {
    let mut inputs = Vec::new();
    if target == DEPARTMENT {
        let departments = departments.iter().map(|(id, name)| (id.to_string(), name.clone()));
        inputs.push(
            Input::new("department_id", Kind::Select, page.say("fields-department"))
                .required()
                .choices(departments),
        );
    }
    inputs.extend(of_kind(page, kind, None));
    inputs.push(Input::new("kind", Kind::Hidden, String::new()).value(kind.as_str()));
    let there = list_of(target);
    FormView::new(page, format!("{there}/new"), page.say("fields-add"), inputs).cancel(there)
}

/// The form of a field that is there.
pub(super) fn edit(page: &Page, target: &str, field: &Configured) -> FormView {
    let mut inputs = of_kind(page, field.field.kind, Some(field));
    inputs.push(Input::new("version", Kind::Hidden, String::new()).value(field.version.to_string()));
    let there = format!("{}/edit", address(target, &field.field.id));
    FormView::new(page, there, page.say("save"), inputs).cancel(list_of(target))
}

fn of_kind(page: &Page, kind: Configurable, field: Option<&Configured>) -> Vec<Input> {
    let field = field.map(|field| &field.field);
    let mut inputs = vec![
        Input::new("name", Kind::Text, page.say("fields-name"))
            .required()
            .max(MAX_TITLE)
            .value(field.map(|field| field.name.clone()).unwrap_or_default())
            .hint(page.say(kind_phrase(kind))),
    ];
    if kind.has_options() {
        inputs.push(
            Input::new("options", Kind::Area, page.say("fields-options"))
                .required()
                .value(field.map(|field| field.options.join("\n")).unwrap_or_default())
                .hint(page.say("fields-options-hint")),
        );
    } else if has_length(kind) {
        let max = field.and_then(|field| field.max_length);
        inputs.push(
            Input::new("max_length", Kind::Number, page.say("fields-max-length"))
                .value(max.map(|max| max.to_string()).unwrap_or_default())
                .hint(page.say("fields-max-length-hint")),
        );
    } else if let Some(max) = field.and_then(|field| field.max_length) {
        // The command line may have limited it all the same.
        inputs.push(Input::new("max_length", Kind::Hidden, String::new()).value(max.to_string()));
    }
    inputs.push(
        Input::new("required", Kind::Checkbox, page.say("fields-required"))
            .ticked(field.is_some_and(|field| field.required))
            .hint(page.say("fields-required-hint")),
    );
    inputs
}

/// Whether a value's length is for people to say.
fn has_length(kind: Configurable) -> bool {
    matches!(
        kind,
        Configurable::Text
            | Configurable::LongText
            | Configurable::Number
            | Configurable::Email
            | Configurable::Url
    )
}
