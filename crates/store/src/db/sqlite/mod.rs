//! The embedded database: a connection, and beside it what only a file needs.

pub mod backup;
mod file;
pub(super) mod lock;
pub(super) mod memory;
mod migrate;
pub(super) mod reader;
pub(super) mod writer;

use std::cell::RefCell;
use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{CachedStatement, ErrorCode, OpenFlags, params_from_iter};

use super::{Company, OpenError, Url, Waiting, migrations, spawn};
use crate::{Arg, Error, Row, Tx, progress};

pub use self::file::DatabaseFile;

/// Marks the file as Guichê's, in SQLite's `application_id`: "GuiC".
const APPLICATION_ID: i64 = 0x4775_6943;
/// Threads that read.
const READERS: usize = 2;
/// How long to wait for another process that writes.
const LOCK_WAIT: Duration = Duration::from_secs(5);
/// Page caches, in KiB. The writer's holds the hot pages of every index; a reader's holds the inner pages of the indexes of a
/// million customers with room to spare, or the leaves that pass through would push them out.
const WRITER_CACHE_KIB: i64 = 40 * 1024;
const READER_CACHE_KIB: i64 = 24 * 1024;
/// The write-ahead log goes back into the database file every so many pages of 4 KiB.
const CHECKPOINT_PAGES: i64 = 8_000;
/// What the log's file is cut to after a long read or a backup let it grow.
const LOG_BYTES: i64 = 64 * 1024 * 1024;

/// Opens the database, creating it where it is missing, and starts the threads that have it.
pub(super) fn create(
    file: &DatabaseFile,
    company: Company,
    queues: Waiting,
) -> Result<Vec<JoinHandle<()>>, OpenError> {
    let lock = if company.is_any() { lock::lock_shared(file)? } else { lock::lock_alone(file)? };
    let writer = Connection::create_migrated(file)?;
    if company.wants_whole() && progress::any(&mut Tx::sqlite(&writer))? {
        return Err(OpenError::Unfinished(Url::Sqlite(file.clone())));
    }
    let (reads_on, reads_over) = crossbeam_channel::bounded::<()>(0);
    let mut threads = vec![spawn("store-writer", move || {
        writer::run(&writer, &queues.writes);
        // The last connection takes the log back into the file; of two that end at once, neither does. And nobody may
        // have the file to himself before it is closed.
        let _ = reads_over.recv();
        drop((writer, lock));
    })?];
    for _ in 0..READERS {
        let (connection, queue) = (Connection::reader(file)?, queues.reads.clone());
        let reads_on = reads_on.clone();
        threads.push(spawn("store-reader", move || {
            reader::run(&connection, &queue);
            drop((connection, reads_on));
        })?);
    }
    Ok(threads)
}

/// A connection and the translations of the statements that it has prepared.
#[derive(Debug)]
pub(crate) struct Connection {
    pub(crate) raw: rusqlite::Connection,
    translated: RefCell<HashMap<(usize, usize), String>>,
}

impl Connection {
    /// Opens for writing and brings the schema up to date; a missing file is created, readable by its owner only.
    pub(crate) fn create_migrated(file: &DatabaseFile) -> Result<Self, OpenError> {
        create_private(file.path())?;
        let writer = Self::writer(file)?;
        migrate::run(&writer, file, migrations::ALL)?;
        Ok(writer)
    }

    /// Opens for writing as it is.
    pub(crate) fn writer(file: &DatabaseFile) -> Result<Self, OpenError> {
        let this = Self::open(file.path(), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        if this.is_empty() {
            this.pragma("application_id", APPLICATION_ID)?;
        }
        this.refuse_foreign(file)?;
        this.pragma("journal_mode", "wal")?;
        this.pragma("synchronous", "full")?;
        this.pragma("cache_size", -WRITER_CACHE_KIB)?;
        this.pragma("wal_autocheckpoint", CHECKPOINT_PAGES)?;
        this.pragma("journal_size_limit", LOG_BYTES)?;
        Ok(this)
    }

    /// Opens for reading. (SQLite needs to write to the log's index even so.)
    pub(crate) fn reader(file: &DatabaseFile) -> Result<Self, OpenError> {
        let this = Self::open(file.path(), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        this.refuse_foreign(file)?;
        this.pragma("query_only", true)?;
        this.pragma("cache_size", -READER_CACHE_KIB)?;
        Ok(this)
    }

    fn open(path: &Path, flags: OpenFlags) -> Result<Self, OpenError> {
        if !path.exists() {
            return Err(OpenError::Missing(path.to_owned()));
        }
        Self::set_up(rusqlite::Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?)
    }

    fn set_up(raw: rusqlite::Connection) -> Result<Self, OpenError> {
        raw.busy_timeout(LOCK_WAIT)?;
        raw.set_prepared_statement_cache_capacity(256);
        // Without this guarantee SQLite plans statements anew whenever they are bound to other values, which cost more
        // than running them.
        raw.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        let this = Self { raw, translated: RefCell::default() };
        this.pragma("foreign_keys", true)?;
        this.pragma("temp_store", "memory")?;
        this.pragma("trusted_schema", false)?;
        Ok(this)
    }

    fn is_empty(&self) -> bool {
        let pages: Result<i64, _> = self.raw.pragma_query_value(None, "page_count", |row| row.get(0));
        pages.is_ok_and(|pages| pages == 0)
    }

    /// A file of another program is left alone.
    fn refuse_foreign(&self, file: &DatabaseFile) -> Result<(), OpenError> {
        match self.raw.pragma_query_value(None, "application_id", |row| row.get::<_, i64>(0)) {
            Ok(APPLICATION_ID) => Ok(()),
            Err(error) if error.sqlite_error_code() != Some(ErrorCode::NotADatabase) => Err(error.into()),
            _ => Err(OpenError::Foreign(Url::Sqlite(file.clone()))),
        }
    }

    fn pragma(&self, name: &str, value: impl rusqlite::ToSql) -> Result<(), OpenError> {
        Ok(self.raw.pragma_update(None, name, value)?)
    }

    /// A statement of ours, prepared once, as SQLite has it.
    pub(crate) fn prepare(&self, sql: &'static str) -> Result<CachedStatement<'_>, Error> {
        let mut translated = self.translated.borrow_mut();
        let sql =
            translated.entry((sql.as_ptr().addr(), sql.len())).or_insert_with(|| translated_to_sqlite(sql));
        Ok(self.raw.prepare_cached(sql)?)
    }

    /// Runs a statement and tells how many rows it touched.
    pub(crate) fn execute(&self, sql: &'static str, args: &[Arg<'_>]) -> Result<u64, Error> {
        Ok(self.prepare(sql)?.execute(params_from_iter(args))? as u64)
    }

    /// The first row, if there is one.
    pub(crate) fn first<T>(
        &self,
        sql: &'static str,
        args: &[Arg<'_>],
        read: impl Fn(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        let mut statement = self.prepare(sql)?;
        let mut rows = statement.query(params_from_iter(args))?;
        rows.next()?.map(|row| read(&Row::Sqlite(row))).transpose()
    }

    /// All rows.
    pub(crate) fn all<T>(
        &self,
        sql: &'static str,
        args: &[Arg<'_>],
        read: impl Fn(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        let mut statement = self.prepare(sql)?;
        let mut rows = statement.query(params_from_iter(args))?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(read(&Row::Sqlite(row))?);
        }
        Ok(all)
    }

    /// Runs one of the few statements that steer a transaction.
    pub(crate) fn steer(&self, sql: &'static str) -> Result<(), Error> {
        self.prepare(sql)?.execute([])?;
        Ok(())
    }

    /// Rows written since the connection was opened, whatever became of them.
    pub(crate) fn changes(&self) -> u64 {
        self.raw.total_changes()
    }

    /// Whether a transaction stands. SQLite ends it by itself after some faults, a full disk among them.
    pub(crate) fn in_transaction(&self) -> bool {
        !self.raw.is_autocommit()
    }
}

/// What holds a row without changing it: PostgreSQL's way, which all that is a kin of it knows.
const ROW_LOCKS: [&str; 2] = [" FOR UPDATE", " FOR KEY SHARE"];

/// A statement of ours as SQLite has it. `$1` is a *name* to SQLite, numbered by first appearance, so it becomes `?1`. Rows
/// are not locked one by one: whoever writes has the whole database, so what it reads stays anyway.
pub(crate) fn translated_to_sqlite(sql: &str) -> String {
    let unlocked = ROW_LOCKS.into_iter().find_map(|lock| sql.strip_suffix(lock)).unwrap_or(sql);
    held(unlocked).as_deref().unwrap_or(unlocked).replace('$', "?")
}

/// What an update reads that only holds a row: the one writer holds all of them, and to write it would cost a page.
fn held(sql: &str) -> Option<String> {
    let (table, rest) = sql.strip_prefix("UPDATE ")?.split_once(" SET version = version")?;
    let (condition, columns) = rest.trim_start().strip_prefix("WHERE ")?.split_once(" RETURNING ")?;
    Some(format!("SELECT {columns} FROM {table} WHERE {condition}"))
}

/// Creates a database's folder (mode 700) and file (mode 600) where they are missing.
///
/// A file that is there is not even opened: closing it again would take from this process all locks that SQLite holds
/// on it, as POSIX has it.
pub(crate) fn create_private(path: &Path) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    match OpenOptions::new().create_new(true).write(true).mode(0o600).open(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// A rename is on disk only when its folder is.
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}
