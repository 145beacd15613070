//! A database to try things on, and jobs that wait in a known order.

use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::mpsc::{Sender, channel};
use std::task::{Context, Poll, Waker};
use std::thread;

use guiche_cluster::Engine;
use guiche_cluster::databases::Schema;
use guiche_store::db::OpenError;
use guiche_store::{Db, Error, Tx, Url};
use tempfile::TempDir;

use crate::special::defer;

/// Where a database is, on the engine of this binary. It is gone when this is dropped.
#[derive(Debug)]
pub enum Place {
    /// A folder with a file.
    Folder(TempDir),
    /// A schema on the server of the tests.
    Schema(Schema),
}

impl Place {
    /// One where nothing is yet.
    pub fn new() -> Self {
        match Engine::of_this_binary() {
            Engine::Sqlite => Self::Folder(tempfile::tempdir().unwrap()),
            Engine::Postgres => Self::Schema(Schema::create()),
        }
    }

    /// Its address, for as many threads as it takes to have one that writes and one that reads.
    pub fn url(&self) -> Url {
        self.url_for(2)
    }

    /// Its address. SQLite has the same threads whatever is said here.
    pub fn url_for(&self, connections: usize) -> Url {
        match self {
            Self::Folder(folder) => Url::sqlite(folder.path().join("guiche.db")),
            Self::Schema(schema) => format!("{}&connections={connections}", schema.url()).parse().unwrap(),
        }
    }
}

/// A new database, with room for `queue` jobs to wait and one thread that writes.
pub fn database(queue: usize) -> (Place, Db) {
    database_for(2, queue)
}

/// The same, where as many jobs are run at the same moment as an engine can.
pub fn parallel_database(queue: usize) -> (Place, Db) {
    database_for(12, queue)
}

fn database_for(connections: usize, queue: usize) -> (Place, Db) {
    let place = Place::new();
    let db = create(&place.url_for(connections), queue).unwrap();
    (place, db)
}

/// Opens a database, which is created where it is missing.
pub fn create(url: &Url, queue: usize) -> Result<Db, OpenError> {
    on_a_thread(|| Db::create(url, queue))
}

/// Opens a database.
pub fn open(url: &Url, queue: usize) -> Result<Db, OpenError> {
    on_a_thread(|| Db::open(url, queue))
}

/// A client that waits may not do so inside of a test's runtime.
fn on_a_thread<T: Send>(run: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| scope.spawn(run).join().unwrap())
}

/// The keys that another finds who opens it.
pub async fn keys_at(url: &Url) -> Vec<String> {
    let db = open(url, 1).unwrap();
    let found = db.read(keys).await.unwrap();
    db.close();
    found
}

/// Inserts a row under a key that may be taken; tells whether it was not.
pub fn insert(tx: &mut Tx<'_>, key: &str, text: &str) -> Result<bool, Error> {
    let sql = "INSERT INTO organization (account_id, organization_id, name, version, created_at)
        VALUES (1, $1, $2, 1, 0) ON CONFLICT DO NOTHING";
    Ok(tx.execute(sql, &[key.into(), text.into()])? == 1)
}

/// A job that inserts a row.
pub fn inserting(key: impl Into<String>) -> impl Fn(&mut Tx<'_>) -> Result<bool, Error> + Send + 'static {
    let key = key.into();
    move |tx| insert(tx, &key, "")
}

/// The keys that are there.
pub fn keys(tx: &mut Tx<'_>) -> Result<Vec<String>, Error> {
    tx.all("SELECT organization_id FROM organization ORDER BY organization_id", &[], |row| row.text(0))
}

/// A statement that must fail: the key is taken and nothing is said of conflicts.
pub fn fail(tx: &mut Tx<'_>) -> Result<(), Error> {
    let sql = "INSERT INTO organization (account_id, organization_id, name, version, created_at)
        VALUES (1, 'failing', '', 1, 0), (1, 'failing', '', 1, 0)";
    tx.execute(sql, &[]).map(drop)
}

/// Inserts a row that refers to none, which is found out when it is committed.
pub fn dangle(tx: &mut Tx<'_>) -> Result<(), Error> {
    defer(tx)?;
    let sql =
        "INSERT INTO customer (account_id, customer_id, name, create_tickets, organization_id, language,
            email_validated, active, account_approved, version, created_at)
        VALUES (1, 'c', '', FALSE, 'nowhere', 'pt-BR', FALSE, TRUE, TRUE, 1, 0)";
    tx.execute(sql, &[]).map(drop)
}

/// A job that is in the queue already or done, and its answer to be awaited.
pub type Asked<'f, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + 'f>>;

/// Puts a job into its queue now, not when its answer is awaited.
pub fn asked<'f, T: 'f>(answer: impl Future<Output = Result<T, Error>> + 'f) -> Asked<'f, T> {
    let mut answer = Box::pin(answer);
    match answer.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(early) => Box::pin(ready(early)),
        Poll::Pending => answer,
    }
}

/// Keeps the writer inside a job, so that what is asked meanwhile waits and then shares one transaction. Drop the
/// sender to let it go on.
pub fn hold_writer(db: &Db) -> (Sender<()>, Asked<'_, ()>) {
    hold_writer_after(db, |_| Ok(()))
}

/// The same, once the job that keeps the writer has done something.
pub fn hold_writer_after<T: Send + 'static>(
    db: &Db,
    first: impl Fn(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
) -> (Sender<()>, Asked<'_, T>) {
    let (begins, has_begun) = channel();
    let (go_on, may_go_on) = channel::<()>();
    let held = asked(db.write(move |tx| {
        let outcome = first(tx);
        let _ = begins.send(());
        let _ = may_go_on.recv();
        outcome
    }));
    has_begun.recv().unwrap();
    (go_on, held)
}

/// Asks for so many inserts and goes, with every clone, while the writer is kept busy. Drop the sender to let it go on.
pub fn leave(db: Db, inserts: usize) -> Sender<()> {
    let (go_on, held) = hold_writer(&db);
    for number in 0..inserts {
        drop(asked(db.write(inserting(number.to_string()))));
    }
    drop(held);
    drop(db.clone());
    drop(db);
    go_on
}
