//! Signing in with e-mail and password.

use askama::Template;
use axum::response::{IntoResponse as _, Redirect};
use guiche_desk::operator::Credentials;
use guiche_desk::{Actor, Caller, operator};
use guiche_domain::account::Slug;
use guiche_domain::form::Form;
use guiche_domain::operator::Role;
use guiche_store::account;

use super::{browser, signed_in};
use crate::failure::Failure;
use crate::form::{FormView, Input, Kind};
use crate::guard::{self, Guest};
use crate::head::text;
use crate::links;
use crate::page::{Page, refused, shown};
use crate::routes::Answer;

#[derive(Template)]
#[template(path = "access/sign_in.html")]
struct SignIn {
    page: Page,
    form: FormView,
    to: String,
    /// Whether anybody can sign in already.
    ready: bool,
}

/// `GET /admin/sign-in`
pub(super) async fn show(guest: Guest) -> Answer {
    let to = links::ours(guest.head.query("to")).to_owned();
    if guard::signed_in(&guest.web, &guest.head).await?.is_some_and(|found| found.session.verified) {
        return Ok(Redirect::to(&to).into_response());
    }
    let (slugs, ready) = accounts(&guest).await?;
    let account = guest.head.query("account").unwrap_or_default().to_owned();
    shown(&SignIn { form: form(&guest.page(), &slugs, &account, &to), page: guest.page(), to, ready })
}

/// `POST /admin/sign-in`. What is wrong is not told, so nobody learns who exists.
pub(super) async fn submit(guest: Guest, sent: Form) -> Answer {
    let to = links::ours(text(&sent, "to")).to_owned();
    let (slugs, ready) = accounts(&guest).await?;
    let slug = match (slugs.as_slice(), text(&sent, "account")) {
        ([only], _) => only.parse().ok(),
        // What is none is as good as one that is not there, and not kept in memory.
        (_, given) => given.and_then(|given| given.trim().to_lowercase().parse::<Slug>().ok()),
    };
    let slug = slug.map_or(String::new(), |slug| slug.to_string());
    // One spelling, so that each name is counted once.
    let email: String = text(&sent, "email").unwrap_or_default().trim().to_lowercase();
    let email: String = email.chars().take(250).collect::<String>().trim().to_owned();
    let password = text(&sent, "password").unwrap_or_default().to_owned();
    if !guest.web.throttle.admits(&format!("{slug} {email}"), guest.address()) {
        return Err(Failure::TooOften);
    }
    let wanted = (slug.clone(), email);
    let known = guest.web.db.read(move |tx| operator::credentials(tx, &wanted.0, &wanted.1)).await?;
    let hash = known.as_ref().and_then(|known| known.password_hash().map(str::to_owned));
    let is_right = guest.web.hasher.verify(password, hash).await?;
    let browser = browser(&guest.head)?;
    if let Some(known) = known {
        let actor = Actor::Operator { id: known.operator_id().clone(), role: Role::ReadOnly };
        let caller = guest.caller(&known.account, actor);
        if !is_right {
            note_refusal(&guest, caller, known);
            return again(&guest, &sent, &slugs, &slug, to, ready);
        }
        let begun = browser.clone();
        let session = guest.web.db.write(move |tx| operator::begin(tx, &caller, &known, &begun)).await?;
        if let Some(session) = session {
            let next =
                if session.verified { to } else { format!("{}?to={}", links::CODE, links::in_query(&to)) };
            return Ok(signed_in(&guest.web.settings, &browser, &next));
        }
    }
    again(&guest, &sent, &slugs, &slug, to, ready)
}

/// Notes in the trail that a password was wrong, beside the answer: it must not take longer than that of a name that is not there.
fn note_refusal(guest: &Guest, caller: Caller, known: Credentials) {
    let db = guest.web.db.clone();
    tokio::spawn(async move {
        let noted = db.write(move |tx| operator::note_wrong_password(tx, &caller, &known)).await;
        if let Err(error) = noted {
            tracing::warn!(%error, "cannot note that a password was wrong");
        }
    });
}

fn again(guest: &Guest, sent: &Form, slugs: &[String], slug: &str, to: String, ready: bool) -> Answer {
    let page = guest.page();
    let mut form = form(&page, slugs, slug, &to).filled(sent);
    form.faults.push(page.say("sign-in-wrong"));
    refused(&SignIn { form, page, to, ready })
}

/// The accounts' slugs, and whether anybody can sign in to the only one.
async fn accounts(guest: &Guest) -> Result<(Vec<String>, bool), Failure> {
    let found = guest.web.db.read(|tx| {
        let accounts = account::all(tx)?;
        let ready = match accounts.as_slice() {
            [only] => guiche_store::operator::all(tx, only.account_id)?.iter().any(|each| each.has_password),
            _ => true,
        };
        Ok((accounts.iter().map(|account| account.slug.to_string()).collect(), ready))
    });
    Ok(found.await?)
}

fn form(page: &Page, slugs: &[String], account: &str, to: &str) -> FormView {
    let mut inputs = vec![Input::new("to", Kind::Hidden, String::new()).value(to)];
    if slugs.len() > 1 {
        let account = Input::new("account", Kind::Text, page.say("sign-in-account")).value(account);
        inputs.push(account.required().autocomplete("organization"));
    }
    let email = Input::new("email", Kind::Email, page.say("sign-in-email"));
    inputs.push(email.required().autocomplete("username"));
    let password = Input::new("password", Kind::Password, page.say("sign-in-password"));
    inputs.push(password.required().autocomplete("current-password"));
    FormView::new(page, links::SIGN_IN, page.say("sign-in-submit"), inputs)
        .refusal(page.say("sign-in-refused"))
}
