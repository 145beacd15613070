//! The second factor: the code that is asked for after the password.

use askama::Template;
use axum::response::{IntoResponse as _, Redirect};
use guiche_desk::operator::{SignedIn, Verified};
use guiche_desk::{Actor, operator};
use guiche_domain::form::Form;
use guiche_domain::refusal::{Fault, Field, Reason};

use super::{browser, signed_in};
use crate::failure::Failure;
use crate::form::{FormView, Input, Kind};
use crate::guard::{self, Guest};
use crate::head::text;
use crate::links;
use crate::page::{Page, refused, shown};
use crate::routes::Answer;

#[derive(Template)]
#[template(path = "access/code.html")]
struct Code {
    page: Page,
    form: FormView,
}

/// `GET /admin/sign-in/code`
pub(super) async fn show(guest: Guest) -> Answer {
    let to = links::ours(guest.head.query("to")).to_owned();
    if waiting(&guest).await?.is_none() {
        return Ok(Redirect::to(links::SIGN_IN).into_response());
    }
    shown(&Code { form: form(&guest.page(), &to), page: guest.page() })
}

/// `POST /admin/sign-in/code`
pub(super) async fn submit(guest: Guest, sent: Form) -> Answer {
    let to = links::ours(text(&sent, "to")).to_owned();
    let Some(SignedIn { session, operator, account, .. }) = waiting(&guest).await? else {
        return Ok(Redirect::to(links::SIGN_IN).into_response());
    };
    if !guest.web.throttle.admits(&format!("code {}", operator.operator_id), guest.address()) {
        return Err(Failure::TooOften);
    }
    let actor = Actor::Operator { id: operator.operator_id.clone(), role: operator.role };
    let (caller, browser) = (guest.caller(&account, actor), browser(&guest.head)?);
    let (begun, code) = (browser.clone(), text(&sent, "code").unwrap_or_default().to_owned());
    let verified = guest.web.db.write(move |tx| operator::verify(tx, &caller, &session, &code, &begun));
    match verified.await? {
        Verified::Begun(_) => Ok(signed_in(&guest.web.settings, &browser, &to)),
        Verified::Wrong => {
            let page = guest.page();
            let wrong = Fault::of(Field::new("code", 0), Reason::WrongCode).into();
            refused(&Code { form: form(&page, &to).refused(&wrong, page.language()), page })
        }
    }
}

/// Who has shown the password and not yet the code.
async fn waiting(guest: &Guest) -> Result<Option<SignedIn>, Failure> {
    let found = guard::signed_in(&guest.web, &guest.head).await?;
    Ok(found.filter(|found| !found.session.verified))
}

fn form(page: &Page, to: &str) -> FormView {
    let to = Input::new("to", Kind::Hidden, String::new()).value(to);
    let code = Input::new("code", Kind::Code, page.say("code-label")).hint(page.say("code-hint"));
    let code = code.required().autocomplete("one-time-code");
    FormView::new(page, links::CODE, page.say("sign-in-submit"), vec![to, code])
        .refusal(page.say("sign-in-refused"))
}
