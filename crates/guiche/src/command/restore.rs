//! `guiche restore`.

use std::path::PathBuf;

use clap::Args;
use guiche_store::db::backup;

use super::backup::{bar, file, refuse_itself, show, with_hint};
use super::global::Global;
use crate::Failure;

#[derive(Debug, Args)]
pub(super) struct Restore {
    /// The copy; its integrity is checked first.
    file: PathBuf,
    /// Put it in the place of a database that is there, which is kept beside it under another name.
    #[arg(long)]
    force: bool,
}

impl Restore {
    pub(super) fn run(self, global: &Global) -> Result<(), Failure> {
        let url = global.database()?;
        let database = file(&url)?;
        refuse_itself(database, &self.file)?;
        let bar = bar()?;
        let outcome = backup::restore(&self.file, database, self.force, |progress| show(&bar, progress));
        bar.finish_and_clear();
        let kept = outcome.map_err(|error| with_hint(error, "--force puts it aside under another name"))?;
        eprintln!("guiche: {url} is now {}", self.file.display());
        if let Some(kept) = kept {
            eprintln!("guiche: what was there before is kept as {}", kept.display());
        }
        Ok(())
    }
}
