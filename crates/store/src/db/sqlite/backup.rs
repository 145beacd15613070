//! Copying a database whole, while it is in use, and putting a copy back.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};

use super::lock::{lock_alone, lock_shared};
use super::{Connection, DatabaseFile, create_private, migrate, sync_folder};
use crate::db::{OpenError, migrations};

/// Pages copied between two reports of progress.
const STEP_PAGES: i32 = 1_024;
/// What the names of a database's files end in.
const SUFFIXES: [&str; 4] = ["", "-wal", "-shm", "-journal"];

/// How far a copy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Pages copied.
    pub done: u64,
    /// Pages in all.
    pub total: u64,
}

/// Why a copy was not made or not put back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The target is there already.
    #[error("{} exists already", .0.display())]
    Exists(PathBuf),
    /// The copy does not hold together.
    #[error("{} is damaged: {what}", path.display())]
    Damaged {
        /// The copy.
        path: PathBuf,
        /// What SQLite says of it.
        what: String,
    },
    /// One of the two cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
}

impl From<rusqlite::Error> for BackupError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Open(error.into())
    }
}

impl From<io::Error> for BackupError {
    fn from(error: io::Error) -> Self {
        Self::Open(error.into())
    }
}

/// Copies the database at `file` into `target` as it is at this moment, however much is written meanwhile. `target`
/// appears only when it is whole and on disk; `force` allows to replace a file.
pub fn backup(
    file: &DatabaseFile,
    target: &Path,
    force: bool,
    report: impl FnMut(Progress),
) -> Result<(), BackupError> {
    if target.exists() && !force {
        return Err(BackupError::Exists(target.into()));
    }
    if !file.path().exists() {
        return Err(OpenError::Missing(file.path().into()).into());
    }
    let _lock = lock_shared(file)?;
    let source = Connection::reader(file)?;
    copy_whole(&source, target, report)
}

/// Puts the copy at `source` in the place of the database at `file`, which nobody may have open. What was there before is
/// kept beside it under the name that is returned; `force` allows that.
pub fn restore(
    source: &Path,
    file: &DatabaseFile,
    force: bool,
    report: impl FnMut(Progress),
) -> Result<Option<PathBuf>, BackupError> {
    if !source.exists() {
        return Err(OpenError::Missing(source.into()).into());
    }
    if file.path().exists() && !force {
        return Err(BackupError::Exists(file.path().into()));
    }
    let copy = Connection::reader(&DatabaseFile::new(source))?;
    check_length(&copy, source)?;
    check(&copy, source)?;
    let (found, known) = (migrate::version(&copy)?, migrations::newest());
    if found > known {
        return Err(OpenError::Newer { found, known }.into());
    }
    let _lock = lock_alone(file)?;
    let incoming = file.sibling(".incoming");
    copy_whole(&copy, &incoming, report)?;
    let kept = set_aside(file)?;
    fs::rename(&incoming, file.path())?;
    sync_folder(file.path())?;
    Ok(kept)
}

/// Reads every page and every index of the database at `file`; `Err` says what is wrong.
pub fn verify(file: &DatabaseFile) -> Result<(), BackupError> {
    check(&Connection::reader(file)?, file.path())
}

/// The version of the schema of the database at `file`, and the newest that this program knows.
pub fn schema(file: &DatabaseFile) -> Result<(i64, i64), OpenError> {
    Ok((migrate::version(&Connection::reader(file)?)?, migrations::newest()))
}

fn copy_whole(source: &Connection, target: &Path, report: impl FnMut(Progress)) -> Result<(), BackupError> {
    let partial = DatabaseFile::new(DatabaseFile::new(target).sibling(".partial"));
    remove(&partial)?;
    create_private(partial.path())?;
    let copied =
        copy_into(source, partial.path(), report).and_then(|()| Ok(fs::rename(partial.path(), target)?));
    if copied.is_err() {
        // A copy that found the disk full must not leave it full.
        let _ = remove(&partial);
    }
    copied?;
    Ok(sync_folder(target)?)
}

fn copy_into(
    source: &Connection,
    partial: &Path,
    mut report: impl FnMut(Progress),
) -> Result<(), BackupError> {
    // With a snapshot held by the source's own connection the copy never starts again, whatever others write.
    source.raw.execute_batch("BEGIN; SELECT count(*) FROM sqlite_schema")?;
    {
        let mut into = rusqlite::Connection::open(partial)?;
        let copy = Backup::new(&source.raw, &mut into)?;
        loop {
            let step = copy.step(STEP_PAGES)?;
            let progress = copy.progress();
            let total = u64::try_from(progress.pagecount).unwrap_or_default();
            let left = u64::try_from(progress.remaining).unwrap_or_default();
            report(Progress { done: total.saturating_sub(left), total });
            if step == StepResult::Done {
                break;
            }
        }
    }
    source.raw.execute_batch("COMMIT")?;
    {
        // The copy says that it is in write-ahead mode; left in that mode, opening it needs a folder to write to.
        let into = rusqlite::Connection::open(partial)?;
        into.pragma_update(None, "journal_mode", "delete")?;
    }
    check(&Connection::reader(&DatabaseFile::new(partial))?, partial)?;
    Ok(File::open(partial)?.sync_all()?)
}

/// SQLite reads what is missing of the last page as zeros.
fn check_length(connection: &Connection, path: &Path) -> Result<(), BackupError> {
    let page: i64 = connection.raw.pragma_query_value(None, "page_size", |row| row.get(0))?;
    if i64::try_from(fs::metadata(path)?.len()).is_ok_and(|bytes| bytes % page == 0) {
        return Ok(());
    }
    Err(BackupError::Damaged { path: path.into(), what: "it ends within a page".into() })
}

fn check(connection: &Connection, path: &Path) -> Result<(), BackupError> {
    let damaged = |what: String| BackupError::Damaged { path: path.into(), what };
    let verdict: Result<String, _> =
        connection.raw.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0));
    match verdict {
        Ok(verdict) if verdict == "ok" => Ok(()),
        Ok(verdict) => Err(damaged(verdict)),
        Err(error) => Err(damaged(error.to_string())),
    }
}

/// Gives a database and its log, if there are any, a second name and takes the log away: left where it is, it would be
/// read into the database that comes.
fn set_aside(file: &DatabaseFile) -> Result<Option<PathBuf>, BackupError> {
    // Opened and closed, a database that is whole takes its log back.
    let _ = Connection::writer(file);
    let aside = |number: u32| DatabaseFile::new(file.sibling(&format!(".before-restore-{number}")));
    let free = |aside: &DatabaseFile| SUFFIXES.iter().all(|suffix| !aside.sibling(suffix).exists());
    let aside =
        (1..=u32::MAX).map(aside).find(free).ok_or(ErrorKind::AlreadyExists).map_err(io::Error::from)?;
    for suffix in ["-wal", "-shm", "-journal"] {
        ignore_missing(fs::rename(file.sibling(suffix), aside.sibling(suffix)))?;
    }
    if !file.path().exists() {
        return Ok(None);
    }
    // Killed at any point, there is a database: it keeps its name until the other one takes it.
    if fs::hard_link(file.path(), aside.path()).is_err() {
        fs::rename(file.path(), aside.path())?;
    }
    Ok(Some(aside.path().into()))
}

fn remove(file: &DatabaseFile) -> io::Result<()> {
    SUFFIXES.iter().try_for_each(|suffix| ignore_missing(fs::remove_file(file.sibling(suffix))))
}

fn ignore_missing(outcome: io::Result<()>) -> io::Result<()> {
    outcome.or_else(|error| if error.kind() == ErrorKind::NotFound { Ok(()) } else { Err(error) })
}
