//! Making a token, which is shown this once.

use askama::Template;
use guiche_desk::{secret, token};
use guiche_domain::form::Form;
use guiche_domain::token::{Draft, NAME_MAX, Token};
use guiche_store::Error;

use super::{LIST, NEW, rights};
use crate::failure::Failure;
use crate::form::{FormView, Input, Kind};
use crate::guard::Visit;
use crate::page::{Page, refused, shown};
use crate::routes::Answer;

#[derive(Template)]
#[template(path = "admin/tokens/new.html")]
struct New {
    page: Page,
    form: FormView,
    /// Whether the plan has the API.
    usable: bool,
}

#[derive(Template)]
#[template(path = "admin/tokens/made.html")]
struct Made {
    page: Page,
    token: Token,
    rights: String,
    secret: String,
    example: String,
}

/// `GET /admin/tokens/new`
pub(super) async fn show(visit: Visit) -> Answer {
    let page = visit.page();
    shown(&New { form: form_of(&page), usable: visit.caller.account.plan.has_api(), page })
}

/// `POST /admin/tokens/new`
pub(super) async fn add(visit: Visit, sent: Form) -> Answer {
    let draft = Draft::read(&sent);
    let secret = secret::new_token().map_err(|error| Failure::Internal(error.to_string()))?;
    let kept = secret.clone();
    let page = visit.page();
    match visit.write(move |tx, caller| token::add(tx, caller, &kept, &draft)).await {
        Ok(token) => shown(&Made {
            rights: rights(&page, token.read_only),
            example: example(&visit.origin(), &secret, token.read_only),
            secret,
            token,
            page,
        }),
        Err(Error::Refused(refusal)) => {
            let form = form_of(&page).filled(&sent).refused(&refusal, page.language());
            refused(&New { form, usable: visit.caller.account.plan.has_api(), page })
        }
        Err(error) => Err(error.into()),
    }
}

fn form_of(page: &Page) -> FormView {
    let choice = |value: &str, label: &str| (value.to_owned(), page.say(label));
    let days = |days: u64| (days.to_string(), page.say_many("token-expiry-days", &days));
    let inputs = vec![
        Input::new("name", Kind::Text, page.say("token-name"))
            .required()
            .max(NAME_MAX)
            .hint(page.say("token-name-hint")),
        Input::new("rights", Kind::Select, page.say("token-rights")).required().choices([
            choice("read-write", "token-rights-read-write"),
            choice("read-only", "token-rights-read-only"),
        ]),
        Input::new("expiry", Kind::Select, page.say("token-expiry")).required().value("90").choices([
            days(30),
            days(90),
            days(365),
            choice("day", "token-expiry-day"),
            choice("never", "token-expiry-never"),
        ]),
        Input::new("expires_on", Kind::Date, page.say("token-expires-on"))
            .hint(page.say("token-expires-on-hint")),
        Input::new("addresses", Kind::Area, page.say("token-addresses"))
            .hint(page.say("token-addresses-hint")),
    ];
    FormView::new(page, NEW, page.say("token-add"), inputs).cancel(LIST)
}

/// A call by which a token can be tried: one that its rights allow.
fn example(origin: &str, secret: &str, read_only: bool) -> String {
    let authorization = format!("-H 'Authorization: Bearer {secret}'");
    if read_only {
        format!("curl -sS '{origin}/v2.0/customer/list' {authorization}")
    } else {
        format!(
            "curl -sS '{origin}/v2.0/customer/new' {authorization} \
             -F customer_id=1 -F name='Maria Silva' -F email=maria@example.com"
        )
    }
}
