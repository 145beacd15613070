//! The audit trail.

mod chain;
mod erase;
mod history;
mod list;
mod names;
mod reads;
mod tampering;
mod usage;

use guiche_desk::audit::verify::{Finding, Report, Verification};
use guiche_desk::{Actor, Caller, Ids};
use guiche_domain::id::Id;
use guiche_domain::operator::Role;
use guiche_store::Error;
use guiche_tests::App;

pub(crate) const NEW: &str = "/v2.0/customer/new";
pub(crate) const UPDATE: &str = "/v2.0/customer/update";

/// A verification of the account `default`, to its end.
pub(crate) async fn verified(app: &App, head: Option<&str>) -> Report {
    let account_id = app.default_account().await.account_id;
    let mut verification = Verification::new(account_id, head.map(str::to_owned));
    loop {
        if let Some(report) = verification.report() {
            return report.clone();
        }
        verification = app.db().read(move |tx| verification.step(tx)).await.unwrap();
    }
}

/// What is wrong with the account `default`.
pub(crate) async fn wrong(app: &App) -> Vec<Finding> {
    verified(app, None).await.findings.first().to_vec()
}

/// Runs a statement as somebody would who goes around the desk. It has to touch something.
pub(crate) async fn tamper(app: &App, sql: &'static str) {
    let touched = app.db().write(move |tx| tx.execute(sql, &[])).await.unwrap();
    assert!(touched > 0, "{sql}");
}

/// How many rows there are: `SELECT count(*) FROM …`.
pub(crate) async fn count(app: &App, sql: &'static str) -> i64 {
    let counted = app.db().read(move |tx| tx.first(sql, &[], |row| row.integer(0)));
    counted.await.unwrap().unwrap()
}

/// One text of the database.
pub(crate) async fn text(app: &App, sql: &'static str) -> String {
    let found = app.db().read(move |tx| tx.first(sql, &[], |row| row.text(0)));
    found.await.unwrap().unwrap()
}

/// An operator of the account `default`.
pub(crate) async fn operator(app: &App, role: Role) -> Caller {
    let actor = Actor::Operator { id: Id::from_bits(7), role };
    caller(app, actor).await
}

/// Somebody of the account `default`.
pub(crate) async fn caller(app: &App, actor: Actor) -> Caller {
    Caller::new(app.default_account().await, actor, app.now(), Ids::random())
}

/// Whether a rule said no.
pub(crate) fn is_refused<T>(outcome: &Result<T, Error>) -> bool {
    matches!(outcome, Err(Error::Refused(_)))
}

/// Our id of the customer `1`.
pub(crate) async fn first_customer(app: &App) -> String {
    text(app, "SELECT customer_id FROM customer WHERE internal_id = '1'").await
}
