//! An account's settings, look and tokens: who may change them, and what trail that leaves.

use guiche_desk::{Actor, Caller, Ids, account, look, token};
use guiche_domain::account::Settings;
use guiche_domain::form::Form;
use guiche_domain::look::Accent;
use guiche_domain::operator::Role;
use guiche_domain::refusal::Reason;
use guiche_domain::token::Draft;
use guiche_store::{Error, Tx};
use guiche_tests::App;

fn form(pairs: &[(&str, &str)]) -> Form {
    let mut form = Form::default();
    for (key, text) in pairs {
        form.push_text(*key, *text);
    }
    form
}

fn settings(name: &str) -> Settings {
    let same = [("language", "pt-BR"), ("time_zone", "America/Sao_Paulo"), ("details_shape", "array")];
    Settings::read(&form(&[&same[..], &[("name", name)]].concat()))
}

fn draft() -> Draft {
    Draft::read(&form(&[("name", "ERP"), ("rights", "read-only"), ("expiry", "30")]))
}

fn accent() -> Option<Accent> {
    Some(Accent::parse("#0b5c6b").unwrap())
}

/// What came of an operation: nothing, or why it was refused.
fn refused<T>(done: Result<T, Error>) -> Option<Reason> {
    match done {
        Ok(_) => None,
        Err(Error::Refused(refusal)) => Some(refusal.first().reason.clone()),
        Err(error) => panic!("{error}"),
    }
}

/// Every operation, each refused or done.
fn all(tx: &mut Tx<'_>, caller: &Caller, secret: &str) -> Vec<Option<Reason>> {
    vec![
        refused(token::add(tx, caller, secret, &draft())),
        refused(token::list(tx, caller)),
        refused(token::by_id(tx, caller, &caller.ids.next(caller.now))),
        refused(token::revoke(tx, caller, &caller.ids.next(caller.now))),
        refused(account::settings(tx, caller)),
        refused(account::change(tx, caller, &settings("Acme"), 1)),
        refused(account::update(tx, caller)),
        refused(look::set_accent(tx, caller, accent())),
        refused(look::set_logo(tx, caller, None)),
    ]
}

#[tokio::test]
async fn settings_and_tokens_are_for_administrators() {
    let app = App::start().await;
    let account = app.default_account().await;
    let id = Ids::random().next(app.now());
    let answers = app.as_operator(&account, move |tx, caller| {
        let operator = |role| Actor::Operator { id: id.clone(), role };
        let actors = [
            Actor::Token { id: id.clone(), read_only: false },
            operator(Role::ReadOnly),
            operator(Role::Operator),
            operator(Role::Administrator),
        ];
        Ok(actors.map(|actor| all(tx, &Caller { actor, ..caller.clone() }, "a secret")))
    });
    let [token, read_only, operator, administrator] = answers.await;
    for refused in [token, read_only, operator] {
        assert!(refused.iter().all(|reason| *reason == Some(Reason::Role)), "{refused:?}");
    }
    assert!(administrator.iter().all(Option::is_none), "{administrator:?}");
}

#[tokio::test]
async fn who_comes_too_late_changes_nothing() {
    let app = App::start().await;
    let account = app.default_account().await;
    let [first, late, same] = app
        .as_operator(&account, |tx, caller| {
            let (_, version) = account::settings(tx, caller)?.expect("it is there");
            let first = account::change(tx, caller, &settings("First"), version)?;
            let late = account::change(tx, caller, &settings("Late"), version)?;
            let same = account::change(tx, caller, &settings("First"), version + 1)?;
            Ok([first, late, same].map(|account| account.map(|account| account.name)))
        })
        .await;
    assert_eq!((first.as_deref(), late, same.as_deref()), (Some("First"), None, Some("First")));
    let version = app.as_operator(&account, account::settings).await.map(|(_, version)| version);
    assert_eq!(version, Some(2), "what is the same already leaves no trail");
}

#[tokio::test]
async fn a_look_has_versions_of_its_own() {
    let app = App::start().await;
    let account = app.default_account().await;
    let mark = async || {
        let mark = app.as_operator(&account, |tx, caller| {
            guiche_store::account_look::mark(tx, caller.account.account_id)
        });
        mark.await.map(|mark| (mark.version, mark.accent))
    };
    assert_eq!(mark().await, None);
    app.as_operator(&account, |tx, caller| look::set_accent(tx, caller, accent())).await;
    assert_eq!(mark().await, Some((1, accent())));
    app.as_operator(&account, |tx, caller| look::set_logo(tx, caller, None)).await;
    assert_eq!(mark().await, Some((2, accent())));
    app.as_operator(&account, |tx, caller| look::set_accent(tx, caller, None)).await;
    assert_eq!(mark().await, Some((3, None)));
}
