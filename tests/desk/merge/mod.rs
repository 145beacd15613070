//! Removing, restoring and merging customers.

mod snapshot;

use std::collections::BTreeMap;

use guiche_desk::{Actor, Caller, Ids};
use guiche_domain::account::Account;
use guiche_domain::id::Id;
use guiche_domain::operator::Role;
use guiche_store::{Error, Tx, Value, customer, table};
use guiche_tests::App;

/// The tables of what customers are. Versions are left out: they never go back.
const BUSINESS: [&str; 3] = ["customer", "customer_value", "customer_department"];

/// All rows of the tables of what customers are, but their versions.
async fn business(app: &App) -> BTreeMap<&'static str, Vec<Vec<Value>>> {
    let read = app.db().read(|tx| {
        let tables = table::all().iter().filter(|table| BUSINESS.contains(&table.name()));
        tables.map(|table| Ok((table.name(), without_versions(tx, table)?))).collect::<Result<_, Error>>()
    });
    read.await.unwrap()
}

fn without_versions(tx: &mut Tx<'_>, table: &'static table::Table) -> Result<Vec<Vec<Value>>, Error> {
    let version = table.columns().iter().position(|(name, _)| *name == "version");
    let mut rows = table.rows(tx, None, 1_000)?;
    if let Some(version) = version {
        rows.iter_mut().for_each(|row| drop(row.remove(version)));
    }
    Ok(rows)
}

/// The id of ours of the customer with this key of the caller's own.
async fn id_of(app: &App, account: &Account, internal_id: &str) -> Id {
    let (account_id, internal_id) = (account.account_id, internal_id.to_owned());
    let found = app.db().read(move |tx| customer::by_internal_id(tx, account_id, &internal_id)).await;
    found.unwrap().unwrap().customer_id
}

/// Does something on behalf of an account as an operator with a role; what came of it.
async fn as_role<T: Send + 'static>(
    app: &App,
    account: &Account,
    role: Role,
    run: impl Fn(&mut Tx<'_>, &Caller) -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let (now, ids) = (app.now(), Ids::random());
    let actor = Actor::Operator { id: ids.next(now), role };
    let caller = Caller { account: account.clone(), actor, address: None, request_id: None, now, ids };
    app.db().write(move |tx| run(tx, &caller)).await
}

/// The faults of what was refused.
fn refused<T>(done: Result<T, Error>) -> String {
    match done {
        Err(Error::Refused(refusal)) => refusal.to_string(),
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("it was not refused"),
    }
}
