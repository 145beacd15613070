//! The list: filtered, a page at a time, the newest first; below it the state of the chain.

use std::collections::BTreeMap;

use askama::Template;
use guiche_desk::Caller;
use guiche_desk::audit::{self, Actor, Difference, Head, Query};
use guiche_store::{Error, Tx};

use super::entry::{self, Known, Line, Values};
use super::query::Asked;
use super::{EXPORT, LIST, words};
use crate::form::{FormView, Input, Kind};
use crate::guard::Visit;
use crate::page::{Page, refused, shown};
use crate::routes::Answer;

#[derive(Template)]
#[template(path = "admin/audit/list.html")]
struct List {
    page: Page,
    inputs: Vec<Input>,
    /// What is wrong with none of the inputs.
    faults: Vec<String>,
    is_refused: bool,
    narrowed: bool,
    further: bool,
    lines: Vec<Line>,
    next: Option<String>,
    begin: String,
    export: String,
    head: Option<Head>,
    account: String,
}

/// What the store knows.
struct Found {
    page: audit::Page,
    known: Known,
    head: Option<Head>,
}

/// `GET /admin/audit`
pub(super) async fn show(visit: Visit) -> Answer {
    let asked = Asked::of(&visit.head);
    let query = asked.query(&visit.signed_in.account.time_zone);
    let wanted = query.as_ref().ok().cloned();
    let found = visit.read(move |tx, caller| look(tx, caller, wanted.as_ref())).await?;
    let page = visit.page();
    let inputs = inputs(&page, &asked, &found.known.actors);
    let mut form = FormView::new(&page, LIST, String::new(), inputs);
    if let Err(refusal) = &query {
        form = form.refused(refusal, page.language());
    }
    let list = List {
        is_refused: form.is_refused(),
        faults: form.faults,
        inputs: form.inputs,
        narrowed: asked.is_narrowed(),
        further: asked.is_further(),
        lines: found.page.entries.iter().map(|entry| entry::line(&page, &found.known, entry)).collect(),
        next: found.page.next.map(|next| asked.at(LIST, Some(&next))),
        begin: asked.at(LIST, None),
        export: asked.at(EXPORT, None),
        head: found.head,
        account: visit.signed_in.account.slug.to_string(),
        page,
    };
    if list.is_refused { refused(&list) } else { shown(&list) }
}

/// All that the page needs, in one look.
fn look(tx: &mut Tx<'_>, caller: &Caller, query: Option<&Query>) -> Result<Found, Error> {
    let page = query.map(|query| audit::list(tx, caller, query)).transpose()?.unwrap_or_default();
    let known = Known {
        actors: audit::actors(tx, caller)?,
        files: audit::files(tx, caller, &page.entries)?,
        differences: query.map(|query| differences(tx, caller, query)).transpose()?.unwrap_or_default(),
    };
    Ok(Found { page, known, head: audit::head(tx, caller)? })
}

/// What the changes of one thing made different, where only its changes are asked for.
fn differences(
    tx: &mut Tx<'_>,
    caller: &Caller,
    query: &Query,
) -> Result<BTreeMap<String, Vec<Difference>>, Error> {
    let Query { entity: Some(entity), entity_id: Some(entity_id), cursor, limit, .. } = query else {
        return Ok(BTreeMap::new());
    };
    let history = audit::history(tx, caller, entity, entity_id, cursor.as_ref(), *limit)?;
    let changes = history.changes.into_iter();
    Ok(changes.filter_map(|changed| Some((changed.event.event_id, changed.differences?))).collect())
}

fn inputs(page: &Page, asked: &Asked, actors: &[Actor]) -> Vec<Input> {
    let any = || (String::new(), page.say("audit-any"));
    let said = |words: &[(&str, &'static str)]| -> Vec<(String, String)> {
        words.iter().map(|(word, phrase)| ((*word).to_owned(), page.say(phrase))).collect()
    };
    let kinds = [
        ("operator", "audit-any-operator"),
        ("token", "audit-any-token"),
        ("command_line", "audit-by-command-line"),
    ];
    let who = actors.iter().map(|actor| (format!("{}:{}", actor.kind, actor.id), actor.name.clone()));
    let select = |key: &str, label: &str, choices: Vec<(String, String)>| {
        Input::new(key, Kind::Select, page.say(label))
            .choices(std::iter::once(any()).chain(choices))
            .value(asked.text(key))
    };
    vec![
        select("entity", "audit-entity", said(&words::ENTITIES)),
        select("change", "audit-change", said(&words::CHANGES)),
        select("who", "audit-who", said(&kinds).into_iter().chain(who).collect()),
        Input::new("from", Kind::Date, page.say("audit-from")).value(asked.text("from")),
        Input::new("until", Kind::Date, page.say("audit-until")).value(asked.text("until")),
        Input::new("id", Kind::Text, page.say("audit-id")).value(asked.text("id")),
    ]
}
