//! Oneself: language, password, second factor, and where one is signed in.

use askama::Template;
use guiche_desk::operator;
use guiche_domain::form::Form;
use guiche_domain::operator::{Operator, Role};
use guiche_domain::refusal::{Fault, Faults, Field, Reason, Refusal};
use guiche_store::operator_session::Session;

use super::invitation::{language_input, new_password, password_inputs, username_input};
use crate::failure::Failure;
use crate::form::{FormView, Input, Kind};
use crate::guard::Visit;
use crate::head::text;
use crate::links;
use crate::page::{Page, refused, shown};
use crate::routes::Answer;

#[derive(Template)]
#[template(path = "access/profile.html")]
struct Profile {
    page: Page,
    operator: Operator,
    role: String,
    language: FormView,
    password: FormView,
    sessions: Vec<SessionRow>,
}

/// One browser in which somebody is signed in.
pub(crate) struct SessionRow {
    pub(crate) session: Session,
    /// Whether it is the one that looks.
    pub(crate) own: bool,
}

/// `GET /admin/profile`
pub(super) async fn show(visit: Visit) -> Answer {
    shown(&view(&visit).await?)
}

/// `POST /admin/profile/language`
pub(super) async fn change_language(visit: Visit, sent: Form) -> Answer {
    let Some(language) = text(&sent, "language").and_then(|text| text.parse().ok()) else {
        return Err(Failure::Unreadable);
    };
    visit.write(move |tx, caller| operator::change_language(tx, caller, language)).await?;
    Ok(visit.done(links::PROFILE, "done-saved"))
}

/// `POST /admin/profile/password`: the one of before is asked for, and all other sessions end.
pub(super) async fn change_password(visit: Visit, sent: Form) -> Answer {
    let mut faults = Faults::default();
    let chosen = new_password(&sent, &mut faults);
    if !visit.web.throttle.admits(
        &format!("own {}", visit.signed_in.operator.operator_id),
        visit.head.address(&visit.web.settings),
    ) {
        return Err(Failure::TooOften);
    }
    let Some(known) = visit.read(operator::own_credentials).await? else {
        return Err(Failure::SignedOut);
    };
    let (typed, hash) =
        (text(&sent, "current").unwrap_or_default().to_owned(), known.password_hash().map(str::to_owned));
    if !visit.web.hasher.verify(typed, hash).await? {
        faults.push(Fault::of(Field::new("current", 9), Reason::WrongPassword));
    }
    let chosen = match (chosen, faults.into_result()) {
        (Some(chosen), Ok(())) => chosen,
        (_, Err(refusal)) => return again(&visit, &refusal).await,
        (None, Ok(())) => return Err(Failure::Unreadable),
    };
    let hash = visit.web.hasher.hash(chosen).await?;
    let own = visit.signed_in.session.session_id.clone();
    let changed =
        visit.write(move |tx, caller| operator::change_password(tx, caller, &known, &hash, &own)).await?;
    if changed { Ok(visit.done(links::PROFILE, "done-password")) } else { Err(Failure::Changed) }
}

/// `POST /admin/profile/sessions/{session_id}/end`
pub(super) async fn end_session(visit: Visit, _: Form) -> Answer {
    let (operator_id, session_id) = (visit.signed_in.operator.operator_id.clone(), visit.id("session_id")?);
    visit.write(move |tx, caller| operator::end_session(tx, caller, &operator_id, &session_id)).await?;
    Ok(visit.done(links::PROFILE, "done-session-ended"))
}

/// `POST /admin/profile/sessions/end`: all but this one.
pub(super) async fn end_other_sessions(visit: Visit, _: Form) -> Answer {
    let operator_id = visit.signed_in.operator.operator_id.clone();
    let own = visit.signed_in.session.session_id.clone();
    visit.write(move |tx, caller| operator::end_other_sessions(tx, caller, &operator_id, Some(&own))).await?;
    Ok(visit.done(links::PROFILE, "done-sessions-ended"))
}

async fn again(visit: &Visit, refusal: &Refusal) -> Answer {
    let mut view = view(visit).await?;
    view.password = view.password.refused(refusal, view.page.language());
    refused(&view)
}

async fn view(visit: &Visit) -> Result<Profile, Failure> {
    let page = visit.page();
    let operator = visit.signed_in.operator.clone();
    let id = operator.operator_id.clone();
    let sessions = visit.read(move |tx, caller| operator::sessions(tx, caller, &id)).await?;
    let own = &visit.signed_in.session.session_id;
    let sessions =
        sessions.into_iter().map(|session| SessionRow { own: session.session_id == *own, session });
    let current = Input::new("current", Kind::Password, page.say("password-current"));
    let current = current.required().autocomplete("current-password");
    let mut inputs = vec![username_input(&page, &operator.email), current];
    inputs.extend(password_inputs(&page));
    Ok(Profile {
        role: page.say(role_phrase(operator.role)),
        language: FormView::new(
            &page,
            "/admin/profile/language",
            page.say("save"),
            vec![language_input(&page, operator.language)],
        ),
        password: FormView::new(&page, "/admin/profile/password", page.say("password-submit"), inputs),
        sessions: sessions.collect(),
        operator,
        page,
    })
}

/// What a role is called.
pub(crate) fn role_phrase(role: Role) -> &'static str {
    match role {
        Role::Administrator => "role-administrator",
        Role::Operator => "role-operator",
        Role::ReadOnly => "role-read-only",
    }
}
