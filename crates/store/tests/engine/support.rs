//! A database to try things on, and jobs that wait in a known order.

use std::future::{Future, ready};
use std::path::Path;
use std::pin::Pin;
use std::sync::mpsc::{Sender, channel};
use std::task::{Context, Poll, Waker};

use guiche_store::db::DatabaseFile;
use guiche_store::{Arg, Db, Error, Tx, Url};
use tempfile::TempDir;

/// A new database in a folder of its own, with room for `queue` jobs to wait.
pub fn database(queue: usize) -> (TempDir, Db) {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::create(&url(&folder), queue).unwrap();
    (folder, db)
}

/// Where it is.
pub fn url(folder: &TempDir) -> Url {
    Url::Sqlite(file(folder))
}

/// Its file.
pub fn file(folder: &TempDir) -> DatabaseFile {
    DatabaseFile::new(folder.path().join("guiche.db"))
}

/// The database at `path`, past the engine: another process, in effect.
pub fn beside(path: &Path) -> rusqlite::Connection {
    rusqlite::Connection::open(path).unwrap()
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

/// Runs a `PRAGMA` on the connection of the job.
pub fn pragma(tx: &mut Tx<'_>, sql: &'static str) -> Result<(), Error> {
    tx.all(sql, &[] as &[Arg<'_>], |_| Ok(())).map(drop)
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
pub fn hold_writer_after(
    db: &Db,
    first: fn(&mut Tx<'_>) -> Result<(), Error>,
) -> (Sender<()>, Asked<'_, ()>) {
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
