//! The page that a link opens once: the first administrator comes in, or an operator sets a password.

use askama::Template;
use guiche_desk::operator::{self, Credentials, Invited};
use guiche_desk::{Actor, Caller};
use guiche_domain::customer::Password;
use guiche_domain::form::Form;
use guiche_domain::language::Language;
use guiche_domain::operator::{Draft, PASSWORD_MIN, password};
use guiche_domain::refusal::{Fault, Faults, Field, Reason};
use guiche_store::Error;

use super::{browser, signed_in};
use crate::failure::Failure;
use crate::form::{FormView, Input, Kind};
use crate::guard::Guest;
use crate::head::text;
use crate::links;
use crate::page::{Page, refused, shown};
use crate::routes::Answer;

#[derive(Template)]
#[template(path = "access/invitation.html")]
struct Invitation {
    page: Page,
    form: FormView,
    account: String,
    /// Who sets a password; `None` for the first administrator.
    name: Option<String>,
}

/// `GET /admin/link/{secret}`. Looking does not use the link up: mail programs look at links, too.
pub(super) async fn show(guest: Guest) -> Answer {
    let invited = invited(&guest).await?;
    let page = guest.page();
    shown(&view(&guest, page, &invited))
}

/// `POST /admin/link/{secret}`
pub(super) async fn submit(guest: Guest, sent: Form) -> Answer {
    if !guest.web.throttle.admits_from(guest.address()) {
        return Err(Failure::TooOften);
    }
    let invited = invited(&guest).await?;
    let draft = invited.operator.is_none().then(|| Draft::read(&with_role(&sent)));
    let mut faults = draft.as_ref().map(|draft| draft.faults.clone()).unwrap_or_default();
    let chosen = new_password(&sent, &mut faults);
    let outcome = match (chosen, faults.into_result()) {
        (Some(password), Ok(())) => come_in(&guest, &invited, draft, password).await,
        (_, Err(refusal)) => Err(Error::Refused(refusal)),
        (None, Ok(())) => return Err(Failure::Unreadable),
    };
    match outcome {
        Ok(Some(response)) => Ok(response),
        Ok(None) => Err(Failure::LinkOver),
        Err(Error::Refused(refusal)) => {
            let page = guest.page();
            let mut view = view(&guest, page, &invited);
            view.form = view.form.filled(&sent).refused(&refusal, view.page.language());
            refused(&view)
        }
        Err(error) => Err(error.into()),
    }
}

/// Sets the password, and signs in where no code is asked for.
async fn come_in(
    guest: &Guest,
    invited: &Invited,
    draft: Option<Draft>,
    password: Password,
) -> Result<Option<axum::response::Response>, Error> {
    let hash = guest.web.hasher.hash(password).await?;
    let browser = browser(&guest.head).map_err(|error| Error::Data(error.to_string()))?;
    let (secret, begun) = (guest.head.param("secret").to_owned(), browser.clone());
    let caller = guest.caller(&invited.account, Actor::CommandLine);
    let slug = invited.account.slug.to_string();
    let done = guest.web.db.write(move |tx| {
        let operator = match &draft {
            Some(draft) => operator::set_up(tx, &caller, &secret, draft, &hash)?,
            None => operator::take(tx, &caller, &secret, &hash)?,
        };
        let Some(operator) = operator else { return Ok(false) };
        let actor = Actor::Operator { id: operator.operator_id.clone(), role: operator.role };
        let caller = Caller { actor, ..caller.clone() };
        let shown: Option<Credentials> = operator::credentials(tx, &slug, &operator.email)?;
        match shown {
            Some(shown) => Ok(operator::begin(tx, &caller, &shown, &begun)?.is_some()),
            None => Ok(false),
        }
    });
    Ok(done.await?.then(|| signed_in(&guest.web.settings, &browser, links::HOME)))
}

async fn invited(guest: &Guest) -> Result<Invited, Failure> {
    let (secret, now) = (guest.head.param("secret").to_owned(), guest.web.clock.now());
    let found = guest.web.db.read(move |tx| operator::invited(tx, &secret, now)).await?;
    found.ok_or(Failure::LinkOver)
}

/// The first administrator's role is not asked for.
fn with_role(sent: &Form) -> Form {
    let mut form = sent.clone();
    if text(sent, "role").is_none() {
        form.push_text("role", "administrator");
    }
    form
}

/// The password that was typed twice.
pub(super) fn new_password(sent: &Form, faults: &mut Faults) -> Option<Password> {
    let typed = text(sent, "password").unwrap_or_default();
    let field = Field::new("password", 10);
    let chosen = if typed.is_empty() { Err(Reason::Required) } else { password(typed) };
    let chosen = faults.keep(field, chosen);
    if chosen.is_some() && text(sent, "again") != Some(typed) {
        faults.push(Fault::of(Field::new("again", 11), Reason::NotTheSame));
    }
    chosen
}

/// Whose password it is.
pub(super) fn username_input(page: &Page, email: &str) -> Input {
    let username = Input::new("username", Kind::Username, page.say("operator-email"));
    username.value(email).autocomplete("username")
}

/// The two fields of a new password.
pub(super) fn password_inputs(page: &Page) -> [Input; 2] {
    let hint = page.say_many("password-hint", &PASSWORD_MIN);
    let password = Input::new("password", Kind::Password, page.say("password-new")).hint(hint);
    let again = Input::new("again", Kind::Password, page.say("password-again"));
    [password, again].map(|input| input.required().max(250).autocomplete("new-password"))
}

fn view(guest: &Guest, page: Page, invited: &Invited) -> Invitation {
    let mut inputs = Vec::new();
    if let Some(operator) = &invited.operator {
        inputs.push(username_input(&page, &operator.email));
    } else {
        let name = Input::new("name", Kind::Text, page.say("operator-name")).max(250);
        inputs.push(name.required().autocomplete("name"));
        let email = Input::new("email", Kind::Email, page.say("operator-email")).max(250);
        inputs.push(email.required().autocomplete("username").hint(page.say("operator-email-hint")));
        inputs.push(language_input(&page, page.language()));
    }
    inputs.extend(password_inputs(&page));
    let action = format!("/admin/link/{}", links::in_path(guest.head.param("secret")));
    let submit = page.say(if invited.operator.is_none() { "setup-submit" } else { "password-submit" });
    Invitation {
        form: FormView::new(&page, action, submit, inputs),
        account: invited.account.name.clone(),
        name: invited.operator.as_ref().map(|operator| operator.name.clone()),
        page,
    }
}

/// The language of the panel.
pub(crate) fn language_input(page: &Page, chosen: Language) -> Input {
    let languages = page
        .languages()
        .into_iter()
        .map(|(language, label)| (language.as_str().to_owned(), label.to_owned()));
    Input::new("language", Kind::Select, page.say("operator-language"))
        .choices(languages)
        .value(chosen.as_str())
}
