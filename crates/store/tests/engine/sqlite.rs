//! What only the embedded database has: a file, `PRAGMA`s, and a way past the engine.

use std::path::Path;

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

/// Runs a `PRAGMA` on the connection of the job.
pub fn pragma(tx: &mut Tx<'_>, sql: &'static str) -> Result<(), Error> {
    tx.all(sql, &[] as &[Arg<'_>], |_| Ok(())).map(drop)
}
