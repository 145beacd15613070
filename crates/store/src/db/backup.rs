//! Copying a database whole, while it is in use, and putting a copy back.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};

use super::sqlite::{Connection, create_private};
use super::{OpenError, Url, lock_alone, migrations};

/// Pages copied between two reports of progress.
const STEP_PAGES: i32 = 1_024;

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

impl From<std::io::Error> for BackupError {
    fn from(error: std::io::Error) -> Self {
        Self::Open(error.into())
    }
}

/// Copies the database at `url` into `target` as it is at this moment, however much is written meanwhile. `target`
/// appears only when it is whole and on disk; `force` allows to replace a file.
pub fn backup(
    url: &Url,
    target: &Path,
    force: bool,
    report: impl FnMut(Progress),
) -> Result<(), BackupError> {
    if target.exists() && !force {
        return Err(BackupError::Exists(target.into()));
    }
    let _lock = super::lock::lock_shared(url)?;
    let source = Connection::reader(url)?;
    copy_whole(&source, target, report)
}

/// Puts the copy at `source` in the place of the database at `url`, which nobody may have open. What was there before is
/// kept beside it under the name that is returned; `force` allows that.
pub fn restore(
    source: &Path,
    url: &Url,
    force: bool,
    report: impl FnMut(Progress),
) -> Result<Option<PathBuf>, BackupError> {
    if !source.exists() {
        return Err(OpenError::Missing(source.into()).into());
    }
    if url.path().exists() && !force {
        return Err(BackupError::Exists(url.path().into()));
    }
    let copy = Connection::reader(&Url::sqlite(source))?;
    check(&copy, source)?;
    let (found, known) = (migrations::version(&copy)?, migrations::newest());
    if found > known {
        return Err(OpenError::Newer { found, known }.into());
    }
    let _lock = lock_alone(url)?;
    let incoming = url.sibling(".incoming");
    copy_whole(&copy, &incoming, report)?;
    let kept = url.path().exists().then(|| set_aside(url)).transpose()?;
    fs::rename(&incoming, url.path())?;
    sync_folder(url.path())?;
    Ok(kept)
}

/// Reads every page and every index of the database at `url`; `Err` says what is wrong.
pub fn verify(url: &Url) -> Result<(), BackupError> {
    check(&Connection::reader(url)?, url.path())
}

/// The version of the schema of the database at `url`, and the newest that this program knows.
pub fn schema(url: &Url) -> Result<(i64, i64), OpenError> {
    Ok((migrations::version(&Connection::reader(url)?)?, migrations::newest()))
}

fn copy_whole(
    source: &Connection,
    target: &Path,
    mut report: impl FnMut(Progress),
) -> Result<(), BackupError> {
    let partial = Url::sqlite(target).sibling(".partial");
    remove(&partial)?;
    create_private(&partial)?;
    // With a snapshot held by the source's own connection the copy never starts again, whatever others write.
    source.raw.execute_batch("BEGIN; SELECT count(*) FROM sqlite_schema")?;
    {
        let mut into = rusqlite::Connection::open(&partial)?;
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
        let into = rusqlite::Connection::open(&partial)?;
        into.pragma_update(None, "journal_mode", "delete")?;
    }
    check(&Connection::reader(&Url::sqlite(&partial))?, &partial)?;
    File::open(&partial)?.sync_all()?;
    fs::rename(&partial, target)?;
    sync_folder(target)?;
    Ok(())
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

/// Renames a database and its log out of the way, together.
fn set_aside(url: &Url) -> Result<PathBuf, BackupError> {
    let free = |number: &u32| !url.sibling(&format!(".before-restore-{number}")).exists();
    let number = (1..).find(free).unwrap_or(u32::MAX);
    let aside = Url::sqlite(url.sibling(&format!(".before-restore-{number}")));
    for suffix in ["-wal", "-shm", ""] {
        match fs::rename(url.sibling(suffix), aside.sibling(suffix)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(aside.path().into())
}

fn remove(path: &Path) -> std::io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// A rename is on disk only when its folder is.
fn sync_folder(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}
