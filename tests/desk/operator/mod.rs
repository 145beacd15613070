//! Operators and their sessions.

mod links;
mod second_factor;
mod sessions;

use guiche_desk::operator::{Browser, Credentials};
use guiche_desk::{Actor, Caller, operator};
use guiche_domain::form::Form;
use guiche_domain::operator::{Draft, Operator, Role};
use guiche_store::{Error, Tx};
use guiche_tests::App;

/// What is typed about an operator.
fn draft(email: &str, role: Role) -> Draft {
    let mut form = Form::default();
    form.push_text("name", "Ana");
    form.push_text("email", email);
    form.push_text("role", role.as_str());
    Draft::read(&form)
}

/// An operator with a password.
async fn operator(app: &App, email: &str, role: Role) -> Operator {
    let draft = draft(email, role);
    let account = app.default_account().await;
    let added = app.as_operator(&account, move |tx, caller| {
        let added = operator::add(tx, caller, &draft)?;
        guiche_store::operator::set_password(tx, caller.account.account_id, &added.operator_id, "a hash")?;
        Ok(added)
    });
    added.await
}

/// The same caller as an operator.
fn as_operator(caller: &Caller, operator: &Operator) -> Caller {
    let actor = Actor::Operator { id: operator.operator_id.clone(), role: operator.role };
    Caller { actor, ..caller.clone() }
}

/// What an operator shows at the sign-in.
fn shown(tx: &mut Tx<'_>, operator: &Operator) -> Result<Credentials, Error> {
    Ok(operator::credentials(tx, "default", &operator.email)?.expect("it may sign in"))
}

fn browser(secret: &str) -> Browser {
    Browser { secret: secret.into(), name: "a browser".into() }
}
