//! Oneself: language, password, second factor, and where one is signed in.

use askama::Template;
use guiche_desk::operator::{self, Credentials};
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
use crate::page::{self, Page, refused};
use crate::routes::Answer;

/// The field of the password that one has: for another password, and to remove the second factor.
pub(super) const CURRENT: &str = "current";
pub(super) const REMOVAL: &str = "current-for-removal";

#[derive(Template)]
#[template(path = "access/profile.html")]
struct Profile {
    page: Page,
    operator: Operator,
    role: String,
    language: FormView,
    password: FormView,
    removal: FormView,
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
    page::shown(&view(&visit).await?)
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
    let known = shown(&visit, &sent, CURRENT).await?;
    let known = match known {
        Ok(known) => Some(known),
        Err(fault) => {
            faults.push(fault);
            None
        }
    };
    let (chosen, known) = match (chosen, known, faults.into_result()) {
        (Some(chosen), Some(known), Ok(())) => (chosen, known),
        (_, _, Err(refusal)) => return again(&visit, &refusal).await,
        (_, _, Ok(())) => return Err(Failure::Unreadable),
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

/// The password that one has, typed once more to be sure who it is: refused where it is not.
async fn shown(visit: &Visit, sent: &Form, key: &'static str) -> Result<Result<Credentials, Fault>, Failure> {
    let operator_id = &visit.signed_in.operator.operator_id;
    let address = visit.head.address(&visit.web.settings);
    if !visit.web.throttle.admits(&format!("own {operator_id}"), address) {
        return Err(Failure::TooOften);
    }
    let known = visit.read(operator::own_credentials).await?.ok_or(Failure::SignedOut)?;
    let typed = text(sent, key).unwrap_or_default().to_owned();
    let is_right = visit.web.hasher.verify(typed, known.password_hash().map(str::to_owned)).await?;
    Ok(if is_right { Ok(known) } else { Err(Fault::of(Field::new(key, 9), Reason::WrongPassword)) })
}

/// The same, for what needs nothing of it but that it is right.
pub(super) async fn current_password(
    visit: &Visit,
    sent: &Form,
    key: &'static str,
) -> Result<Result<(), Refusal>, Failure> {
    Ok(shown(visit, sent, key).await?.map(drop).map_err(Refusal::from))
}

/// The field of the password that one has.
pub(super) fn current_input(page: &Page, key: &'static str) -> Input {
    let current = Input::new(key, Kind::Password, page.say("password-current"));
    current.required().autocomplete("current-password")
}

/// Shows the page again, where the second factor was to be removed without the right password.
pub(super) async fn refuse_removal(visit: &Visit, refusal: &Refusal) -> Answer {
    let mut view = view(visit).await?;
    view.removal = view.removal.refused(refusal, view.page.language());
    refused(&view)
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
    let mut inputs = vec![username_input(&page, &operator.email), current_input(&page, CURRENT)];
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
        removal: FormView::new(
            &page,
            "/admin/profile/second-factor/remove",
            page.say("second-factor-remove"),
            vec![current_input(&page, REMOVAL)],
        ),
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
