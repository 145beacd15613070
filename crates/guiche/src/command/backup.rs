//! `guiche backup`, and the progress bar that it shares with `restore`.

use std::path::{Path, PathBuf};

use clap::Args;
use guiche_store::Url;
use guiche_store::db::backup::{self, Progress};
use guiche_store::db::{DatabaseFile, OpenError};
use indicatif::{ProgressBar, ProgressStyle};

use super::global::Global;
use crate::Failure;

#[derive(Debug, Args)]
pub(super) struct Backup {
    /// Where the copy is put; it appears there only when it is whole and checked.
    file: PathBuf,
    /// Replace a file that is there.
    #[arg(long)]
    force: bool,
}

impl Backup {
    pub(super) fn run(self, global: &Global) -> Result<(), Failure> {
        let url = global.database()?;
        let database = file(&url)?;
        if !database.path().exists() {
            return Err(OpenError::Missing(database.path().into()).into());
        }
        refuse_itself(database, &self.file)?;
        let bar = bar()?;
        let outcome = backup::backup(database, &self.file, self.force, |progress| show(&bar, progress));
        bar.finish_and_clear();
        outcome.map_err(|error| with_hint(error, "--force replaces it"))?;
        let bytes = std::fs::metadata(&self.file)?.len();
        eprintln!("guiche: {} is a copy of {url}, {bytes} bytes", self.file.display());
        Ok(())
    }
}

/// The embedded database's file. A server's database has better tools of its own.
pub(super) fn file(url: &Url) -> Result<&DatabaseFile, Failure> {
    url.file().ok_or_else(|| {
        Failure::new(
            "this is for the embedded database: copy a PostgreSQL database with pg_dump or pg_basebackup, or with \
             `guiche move --from postgres://… --to sqlite:FILE`",
        )
    })
}

/// A copy onto itself would take the database from under whoever has it open.
pub(super) fn refuse_itself(database: &DatabaseFile, file: &Path) -> Result<(), Failure> {
    match (database.path().canonicalize(), file.canonicalize()) {
        (Ok(database), Ok(copy)) if database == copy => {
            Err(Failure::new(format!("{} is the database itself", file.display())))
        }
        _ => Ok(()),
    }
}

pub(super) fn with_hint(error: backup::BackupError, hint: &str) -> Failure {
    match error {
        backup::BackupError::Exists(_) => Failure::new(format!("{error}; {hint}")),
        _ => error.into(),
    }
}

/// A bar on standard error, if that is a terminal.
pub(super) fn bar() -> Result<ProgressBar, Failure> {
    let style = ProgressStyle::with_template("{wide_bar} {percent:>3} %, {eta} left")?;
    Ok(ProgressBar::new(0).with_style(style))
}

pub(super) fn show(bar: &ProgressBar, progress: Progress) {
    bar.set_length(progress.total);
    bar.set_position(progress.done);
}
