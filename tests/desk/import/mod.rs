//! Importing customers from files.

mod create;
mod preview;
mod purge;
mod rejected;
mod resume;
mod rules;
mod undo;
mod upsert;

use guiche_desk::import::{self, Import, Settings};
use guiche_desk::{Actor, Caller, Clock, Ids};
use guiche_domain::id::Id;
use guiche_domain::import::{Key, Mapping, Mode};
use guiche_jobs::Importer;
use guiche_store::{Error, Tx, table};
use guiche_tests::{Account, App};
use guiche_transfer::import::{Given, upload};

/// Somebody at the command line, on behalf of an account.
fn caller(app: &App, account: &Account) -> Caller {
    Caller::new(account.clone(), Actor::CommandLine, app.now(), Ids::random())
}

/// A file that was taken into the store.
async fn uploaded(app: &App, account: &Account, content: impl AsRef<[u8]>) -> Id {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.csv");
    std::fs::write(&path, content).unwrap();
    let asked = || caller(app, account);
    upload(app.db(), asked, &path, "clientes.csv", Given::default(), |_| ()).await.unwrap()
}

/// What was guessed of it, done in another way.
async fn set_up(app: &App, account: &Account, id: &Id, change: impl FnOnce(&mut Settings)) {
    let mut settings = progress(app, account, id).await.settings;
    change(&mut settings);
    ask(app, account, id, move |tx, caller, id| import::set_up(tx, caller, id, &settings)).await.unwrap();
}

fn creating(settings: &mut Settings) {
    settings.mode = Mode::Create;
}

fn by_email(settings: &mut Settings) {
    (settings.mode, settings.key) = (Mode::Upsert, Key::Email);
}

fn mapping(keys: &[&str]) -> Mapping {
    Mapping::new(keys.iter().map(|key| key.parse().unwrap()).collect()).unwrap()
}

async fn progress(app: &App, account: &Account, id: &Id) -> Import {
    ask(app, account, id, import::progress).await.unwrap()
}

/// Asks for something that may be refused.
async fn ask<T: Send + 'static>(
    app: &App,
    account: &Account,
    id: &Id,
    run: impl Fn(&mut Tx<'_>, &Caller, &Id) -> Result<T, Error> + Send + 'static,
) -> Result<T, String> {
    let (caller, id) = (caller(app, account), id.clone());
    let asked = app.db().write(move |tx| run(tx, &caller, &id)).await;
    asked.map_err(|error| match error {
        Error::Refused(refusal) => refusal.to_string(),
        error => panic!("{error}"),
    })
}

/// Does all that there is to do in the background.
async fn work(app: &App) {
    let mut importer = Importer::new(app.db().clone(), Clock::fixed(app.now()));
    importer.catch_up_now().await.unwrap();
    importer.release().await.unwrap();
}

/// Starts an import and does it; how it ended.
async fn run(app: &App, account: &Account, id: &Id) -> Import {
    ask(app, account, id, import::start).await.unwrap();
    work(app).await;
    progress(app, account, id).await
}

/// Created, updated, unchanged, rejected.
fn counts(import: &Import) -> [i64; 4] {
    let counts = import.counts;
    [counts.created, counts.updated, counts.unchanged, counts.rejected]
}

/// All that is stored of customers, but for their versions.
async fn customers(app: &App) -> Vec<Vec<String>> {
    stored(app, &["customer", "customer_value", "customer_department"], &["version"]).await
}

/// The same, but for what is another each time.
async fn customers_alike(app: &App) -> Vec<Vec<String>> {
    let mut rows = stored(app, &["customer"], &["version", "customer_id", "created_at"]).await;
    rows.sort();
    rows
}

/// The rows of tables without some of their columns.
async fn stored(app: &App, tables: &[&str], without: &[&str]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for table in table::all().iter().filter(|table| tables.contains(&table.name())) {
        let rows = app.db().read(move |tx| table.rows(tx, None, 1_000_000)).await.unwrap();
        for row in rows {
            let columns = table.columns().iter().zip(row);
            let kept = columns.filter(|((name, _), _)| !without.contains(name));
            found.push(kept.map(|((name, _), value)| format!("{name}={value:?}")).collect());
        }
    }
    found
}

/// How many rows a table has.
async fn count(app: &App, name: &'static str) -> usize {
    stored(app, &[name], &[]).await.len()
}

/// What the API shows of a customer; with this status.
async fn details(app: &App, id: &str, status: u16) -> String {
    app.erp().get("/v2.0/customer/details", &[("customer_id", id)]).await.expect(status).body
}
