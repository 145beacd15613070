//! Adding an operator, and changing one.

use askama::Template;
use guiche_desk::operator;
use guiche_domain::form::Form;
use guiche_domain::operator::{Draft, Operator};
use guiche_domain::refusal::Refusal;
use guiche_store::Error;
use guiche_store::operator_session::Session;

use super::{address, form_of};
use crate::failure::Failure;
use crate::form::FormView;
use crate::guard::Visit;
use crate::head::text;
use crate::page::{Page, refused, shown};
use crate::routes::Answer;

#[derive(Template)]
#[template(path = "admin/operators/new.html")]
struct New {
    page: Page,
    form: FormView,
}

#[derive(Template)]
#[template(path = "admin/operators/show.html")]
struct Show {
    page: Page,
    form: FormView,
    operator: Operator,
    sessions: Vec<Session>,
}

/// `GET /admin/operators/new`
pub(super) async fn new(visit: Visit) -> Answer {
    let page = visit.page();
    shown(&New { form: form_of(&page, None), page })
}

/// `POST /admin/operators/new`
pub(super) async fn add(visit: Visit, sent: Form) -> Answer {
    let draft = Draft::read(&sent);
    match visit.write(move |tx, caller| operator::add(tx, caller, &draft)).await {
        Ok(added) => Ok(visit.done(&address(&added), "done-operator-added")),
        Err(Error::Refused(refusal)) => {
            let page = visit.page();
            let form = form_of(&page, None).filled(&sent).refused(&refusal, page.language());
            refused(&New { form, page })
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /admin/operators/{operator_id}`
pub(super) async fn show(visit: Visit) -> Answer {
    shown(&view(&visit, None).await?)
}

/// `POST /admin/operators/{operator_id}`
pub(super) async fn change(visit: Visit, sent: Form) -> Answer {
    let (operator_id, draft) = (visit.id("operator_id")?, Draft::read(&sent));
    let active = text(&sent, "active") == Some("1");
    let changed =
        visit.write(move |tx, caller| operator::change(tx, caller, &operator_id, &draft, active)).await;
    match changed {
        Ok(Some(operator)) => Ok(visit.done(&address(&operator), "done-operator-changed")),
        Ok(None) => Err(Failure::NotFound),
        Err(Error::Refused(refusal)) => refused(&view(&visit, Some((&sent, &refusal))).await?),
        Err(error) => Err(error.into()),
    }
}

async fn view(visit: &Visit, again: Option<(&Form, &Refusal)>) -> Result<Show, Failure> {
    let operator_id = visit.id("operator_id")?;
    let found = visit
        .read(move |tx, caller| {
            let Some(operator) = operator::by_id(tx, caller, &operator_id)? else { return Ok(None) };
            Ok(Some((operator::sessions(tx, caller, &operator_id)?, operator)))
        })
        .await?;
    let (sessions, operator) = found.ok_or(Failure::NotFound)?;
    let page = visit.page();
    let mut form = form_of(&page, Some(&operator));
    if let Some((sent, refusal)) = again {
        form = form.filled(sent).refused(refusal, page.language());
    }
    Ok(Show { page, form, operator, sessions })
}
