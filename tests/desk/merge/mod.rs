//! Removing, restoring and merging customers.

mod alias;
mod chain;
mod choices;
mod refused;
mod snapshot;
mod together;
mod undo;

use std::collections::BTreeMap;

use guiche_desk::customer::{MergeRequest, Merged, Undone, merge, undo_merge};
use guiche_desk::{Actor, Caller, Ids};
use guiche_domain::account::Account;
use guiche_domain::id::Id;
use guiche_domain::merge::Choices;
use guiche_domain::operator::Role;
use guiche_store::{Error, Tx, Value, customer, table};
use guiche_tests::App;

/// The tables of what customers are. Versions are left out: they never go back.
const BUSINESS: [&str; 4] = ["customer", "customer_value", "customer_department", "customer_alias"];

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
    let caller = Caller::new(account.clone(), actor, now, ids);
    app.db().write(move |tx| run(tx, &caller)).await
}

/// Makes a customer of the API's parameters; its id of ours.
async fn made(app: &App, account: &Account, form: &[(&str, &str)]) -> Id {
    app.erp().post("/v2.0/customer/new", form).await.expect(200);
    id_of(app, account, form[0].1).await
}

/// Makes two customers one; what came of it.
async fn merging(
    app: &App,
    account: &Account,
    [kept_id, merged_id]: [&Id; 2],
    choices: Choices,
) -> Result<Merged, Error> {
    let (kept_id, merged_id) = (kept_id.clone(), merged_id.clone());
    as_role(app, account, Role::Operator, move |tx, caller| {
        let mut version = |id: &Id| {
            let found = customer::by_id(tx, caller.account.account_id, id.as_str())?;
            Ok::<_, Error>(found.map_or(0, |customer| customer.version))
        };
        let (kept_version, merged_version) = (version(&kept_id)?, version(&merged_id)?);
        let (kept_id, merged_id, choices) = (kept_id.clone(), merged_id.clone(), choices.clone());
        merge(tx, caller, &MergeRequest { kept_id, kept_version, merged_id, merged_version, choices })
    })
    .await
}

/// Undoes a merge; what came of it.
async fn undoing(app: &App, account: &Account, merge_id: &Id) -> Result<Undone, Error> {
    let merge_id = merge_id.clone();
    as_role(app, account, Role::Operator, move |tx, caller| undo_merge(tx, caller, &merge_id)).await
}

/// The faults of what was refused.
fn refused<T>(done: Result<T, Error>) -> String {
    match done {
        Err(Error::Refused(refusal)) => refusal.to_string(),
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("it was not refused"),
    }
}
