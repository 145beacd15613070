//! Taking customers out as files.

mod limits;
mod round_trip;

use guiche_desk::customer::{NewCustomer, Scope, create};
use guiche_desk::password::Hasher;
use guiche_desk::{Actor, Caller, Ids};
use guiche_domain::customer::Draft;
use guiche_domain::form::Form;
use guiche_tests::{Account, App};
use guiche_transfer::csv::{Dialect, Format, Record, Records, detect};
use guiche_transfer::export::{ExportError, customers};

fn caller(app: &App, account: &Account, actor: Actor) -> Caller {
    let ids = Ids::random();
    Caller::new(account.clone(), actor, app.now(), ids)
}

/// Makes customers, one for each form, in one transaction.
async fn make(app: &App, account: &Account, forms: Vec<Form>) {
    let hasher = Hasher::new(1);
    let mut new = Vec::new();
    for form in &forms {
        new.push(NewCustomer::prepare(Draft::read(form, true), &hasher).await.unwrap());
    }
    app.as_operator(account, move |tx, caller| {
        new.iter().try_for_each(|new| create(tx, caller, new).map(drop))
    })
    .await;
}

fn form(pairs: &[(&str, &str)]) -> Form {
    let mut form = Form::default();
    pairs.iter().for_each(|(key, text)| form.push_text(*key, *text));
    form
}

/// Customers that have a number and a name.
fn numbered(numbers: std::ops::Range<usize>) -> Vec<Form> {
    numbers.map(|number| form(&[("customer_id", &number.to_string()), ("name", "Ana")])).collect()
}

/// The bytes of an export from the command line.
async fn exported(
    app: &App,
    account: &Account,
    scope: Scope,
    format: Format,
) -> Result<Vec<u8>, ExportError> {
    let mut bytes = Vec::new();
    let caller = caller(app, account, Actor::CommandLine);
    let rows = customers(app.db(), &caller, scope, format, &mut bytes, |_, _| {}).await?;
    assert_eq!(rows, read(&bytes).1.len() as u64);
    Ok(bytes)
}

/// The names of the columns, and the rows.
fn read(bytes: &[u8]) -> (Vec<String>, Vec<Record>) {
    let dialect: Dialect = detect(bytes).unwrap();
    let records = Records::new(bytes, dialect).unwrap();
    let header = records.header().to_vec();
    (header, records.map(|record| record.unwrap()).collect())
}

/// What the trail holds of exports: for each the change, the version and the values; in the order of the texts.
async fn traces(app: &App) -> Vec<String> {
    let sql = "SELECT o.change, o.version, v.content FROM outbox o
        JOIN audit_value v ON v.account_id = o.account_id AND v.event_id = o.event_id
        WHERE o.entity = 'export'";
    let read = app.db().read(move |tx| {
        tx.all(sql, &[], |row| Ok(format!("{} {} {}", row.text(0)?, row.integer(1)?, row.text(2)?)))
    });
    let mut traces = read.await.unwrap();
    traces.sort();
    traces
}
