//! One connection to the embedded database.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fs::{self, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{CachedStatement, ErrorCode, OpenFlags};

use super::{OpenError, Url, migrations};
use crate::Error;

/// Marks the file as Guichê's, in SQLite's `application_id`: "GuiC".
const APPLICATION_ID: i64 = 0x4775_6943;
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

/// A connection and the translations of the statements that it has prepared.
#[derive(Debug)]
pub(crate) struct Connection {
    pub(crate) raw: rusqlite::Connection,
    translated: RefCell<HashMap<(usize, usize), String>>,
}

impl Connection {
    /// Opens for writing and brings the schema up to date; a missing file is created, readable by its owner only.
    pub(crate) fn create_migrated(url: &Url) -> Result<Self, OpenError> {
        create_private(url.path())?;
        let writer = Self::writer(url)?;
        migrations::run(&writer, url, migrations::ALL)?;
        Ok(writer)
    }

    /// Opens for writing as it is.
    pub(crate) fn writer(url: &Url) -> Result<Self, OpenError> {
        let this = Self::open(url.path(), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        if this.is_empty() {
            this.pragma("application_id", APPLICATION_ID)?;
        }
        this.refuse_foreign(url)?;
        this.pragma("journal_mode", "wal")?;
        this.pragma("synchronous", "full")?;
        this.pragma("cache_size", -WRITER_CACHE_KIB)?;
        this.pragma("wal_autocheckpoint", CHECKPOINT_PAGES)?;
        this.pragma("journal_size_limit", LOG_BYTES)?;
        Ok(this)
    }

    /// Opens for reading. (SQLite needs to write to the log's index even so.)
    pub(crate) fn reader(url: &Url) -> Result<Self, OpenError> {
        let this = Self::open(url.path(), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        this.refuse_foreign(url)?;
        this.pragma("query_only", true)?;
        this.pragma("cache_size", -READER_CACHE_KIB)?;
        Ok(this)
    }

    fn open(path: &Path, flags: OpenFlags) -> Result<Self, OpenError> {
        if !path.exists() {
            return Err(OpenError::Missing(path.to_owned()));
        }
        let raw = rusqlite::Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
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
    fn refuse_foreign(&self, url: &Url) -> Result<(), OpenError> {
        match self.raw.pragma_query_value(None, "application_id", |row| row.get::<_, i64>(0)) {
            Ok(APPLICATION_ID) => Ok(()),
            Err(error) if error.sqlite_error_code() != Some(ErrorCode::NotADatabase) => Err(error.into()),
            _ => Err(OpenError::Foreign(url.path().to_owned())),
        }
    }

    fn pragma(&self, name: &str, value: impl rusqlite::ToSql) -> Result<(), OpenError> {
        Ok(self.raw.pragma_update(None, name, value)?)
    }

    /// A statement of ours, prepared once: `$1` is a *name* to SQLite, numbered by first appearance, so it becomes `?1`.
    pub(crate) fn prepare(&self, sql: &'static str) -> Result<CachedStatement<'_>, Error> {
        let mut translated = self.translated.borrow_mut();
        let sql = translated.entry((sql.as_ptr().addr(), sql.len())).or_insert_with(|| sql.replace('$', "?"));
        Ok(self.raw.prepare_cached(sql)?)
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
