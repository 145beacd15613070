//! Listing them, and adding one.

use std::collections::BTreeMap;

use askama::Template;
use guiche_desk::Permission;
use guiche_domain::fold::fold;
use guiche_domain::form::Form;
use guiche_domain::named::{Draft, MAX_TITLE};
use guiche_domain::refusal::{Reason, Refusal};
use guiche_store::Error;

use super::Kind;
use crate::failure::Failure;
use crate::form::{FormView, Input, Kind as InputKind};
use crate::guard::Visit;
use crate::page::{Page, refused, shown};
use crate::routes::Answer;

#[derive(Template)]
#[template(path = "admin/named/list.html")]
struct List {
    page: Page,
    kind: &'static Kind,
    /// `None` where the plan has none.
    rows: Option<Vec<Row>>,
    form: Option<FormView>,
    may_write: bool,
}

struct Row {
    id: String,
    name: String,
    customers: i64,
}

/// `GET` of the list.
pub(super) async fn show(visit: Visit, kind: &'static Kind) -> Answer {
    shown(&view(&visit, kind, None).await?)
}

/// `POST` to the list.
pub(super) async fn add(visit: Visit, sent: Form, kind: &'static Kind) -> Answer {
    let draft = Draft::read(&sent);
    match visit.write(move |tx, caller| (kind.create)(tx, caller, &draft)).await {
        Ok(()) => Ok(visit.done(kind.list, kind.added)),
        Err(Error::Refused(refusal)) => refused(&view(&visit, kind, Some((&sent, &refusal))).await?),
        Err(error) => Err(error.into()),
    }
}

async fn view(visit: &Visit, kind: &'static Kind, again: Option<(&Form, &Refusal)>) -> Result<List, Failure> {
    let found = visit.read(move |tx, caller| Ok(((kind.all)(tx, caller)?, (kind.sizes)(tx, caller)?))).await;
    let page = visit.page();
    let may_write = visit.may(Permission::WriteConfiguration);
    let (mut all, sizes) = match found {
        Ok(found) => found,
        Err(Error::Refused(refusal)) if refusal.first().reason == Reason::Plan => {
            return Ok(List { page, kind, rows: None, form: None, may_write });
        }
        Err(error) => return Err(error.into()),
    };
    all.sort_by_cached_key(|(_, name)| fold(name));
    let sizes: BTreeMap<String, i64> = sizes.into_iter().collect();
    let rows = all.into_iter().map(|(id, name)| Row {
        customers: sizes.get(id.as_str()).copied().unwrap_or(0),
        id: id.to_string(),
        name,
    });
    let mut form = FormView::new(&page, kind.list, page.say(kind.add), vec![name_input(&page, "")]);
    if let Some((sent, refusal)) = again {
        form = form.filled(sent).refused(refusal, page.language());
    }
    Ok(List { rows: Some(rows.collect()), form: may_write.then_some(form), page, kind, may_write })
}

/// The one thing that there is to say.
pub(super) fn name_input(page: &Page, name: &str) -> Input {
    Input::new("name", InputKind::Text, page.say("named-name")).required().max(MAX_TITLE).value(name)
}
