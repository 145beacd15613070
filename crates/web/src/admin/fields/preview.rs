//! The fields as those see them who fill them in.

use std::collections::BTreeMap;

use askama::Template;
use guiche_desk::custom_field::setup::{self, Configured};
use guiche_desk::department;

use super::{list_of, target, target_phrase};
use crate::form::{Input, Kind, custom};
use crate::guard::Visit;
use crate::page::{Page, shown};
use crate::routes::Answer;

#[derive(Template)]
#[template(path = "admin/fields/preview.html")]
struct Preview {
    page: Page,
    back: String,
    /// Whose fields they are.
    of: String,
    groups: Vec<Group>,
    /// Whether any of them must be filled in.
    required: bool,
}

/// The fields of one department, or all of them.
struct Group {
    department: Option<String>,
    inputs: Vec<Input>,
}

/// `GET /admin/fields/{target}/preview`
pub(super) async fn show(visit: Visit) -> Answer {
    let target = target(&visit)?;
    let (all, departments) = visit
        .read(move |tx, caller| Ok((setup::all(tx, caller, target)?, department::all(tx, caller)?)))
        .await?;
    let page = visit.page();
    let mut by_department: BTreeMap<Option<String>, Vec<_>> = BTreeMap::new();
    for Configured { field, department_id, .. } in all.into_iter().filter(|field| !field.retired) {
        by_department.entry(department_id).or_default().push(field);
    }
    let name_of =
        |id: &str| departments.iter().find(|(known, _)| known.as_str() == id).map(|(_, name)| name.clone());
    let groups = by_department.iter().map(|(department, fields)| Group {
        department: department.as_deref().and_then(name_of),
        inputs: custom::inputs(&page, fields, |_| None),
    });
    let groups: Vec<Group> = groups.collect();
    let required = groups.iter().flat_map(|group| &group.inputs).any(|input| input.required);
    shown(&Preview { of: page.say(target_phrase(target)), page, back: list_of(target), groups, required })
}
