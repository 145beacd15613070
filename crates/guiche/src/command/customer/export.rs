//! `guiche customer export`.

use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use guiche_desk::customer::Scope;
use guiche_desk::{Caller, Ids};
use guiche_domain::account::Slug;
use guiche_store::{Db, Error};
use guiche_transfer::csv::{Delimiter, Format};
use guiche_transfer::export::{ExportError, customers};
use indicatif::{ProgressBar, ProgressStyle};
use tempfile::NamedTempFile;

use crate::Failure;
use crate::command::global::{Global, account_of, caller};

#[derive(Debug, Args)]
pub(in crate::command) struct Export {
    /// The account whose customers they are.
    #[arg(long, value_name = "SLUG")]
    account: Slug,
    /// Where the file is put, in the place of one that is there; it appears only when it is whole. - is standard output.
    #[arg(long, value_name = "FILE", default_value = "-")]
    output: PathBuf,
    /// What stands between fields: semicolon, comma, tab or pipe, or the character itself.
    #[arg(long, value_name = "WHICH", default_value_t)]
    delimiter: Delimiter,
    /// Leave out the mark by which Excel knows that the file is UTF-8.
    #[arg(long)]
    no_bom: bool,
    /// Only customers of this organization, without those below it.
    #[arg(long, value_name = "ID")]
    organization: Option<String>,
}

impl Export {
    pub(super) fn run(self, global: &Global) -> Result<(), Failure> {
        global.with_db(async |db| {
            let caller = caller(account_of(&db, &self.account).await?, &Ids::random());
            if self.output == Path::new("-") {
                self.to_standard_output(&db, &caller).await
            } else {
                self.to_file(&db, &caller).await
            }
        })
    }

    /// Who hangs up on us has seen enough.
    async fn to_standard_output(&self, db: &Db, caller: &Caller) -> Result<(), Failure> {
        let out = io::stdout();
        let bar = if out.is_terminal() { ProgressBar::hidden() } else { bar()? };
        match self.write(db, caller, out.lock(), &bar).await {
            Err(ExportError::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            outcome => outcome.map(drop).map_err(|error| self.failure(error, "standard output")),
        }
    }

    /// The file is beside its place until it is whole, and readable for its owner alone.
    async fn to_file(&self, db: &Db, caller: &Caller) -> Result<(), Failure> {
        let name = self.output.display().to_string();
        let cannot = |error: io::Error| self.failure(error.into(), &name);
        let folder = self.output.parent().filter(|folder| !folder.as_os_str().is_empty());
        let file = NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).map_err(cannot)?;
        let written = self.write(db, caller, BufWriter::new(file.as_file()), &bar()?).await;
        let rows = written.map_err(|error| self.failure(error, &name))?;
        file.as_file().sync_all().map_err(cannot)?;
        file.persist(&self.output).map_err(|error| cannot(error.error))?;
        let plural = if rows == 1 { "" } else { "s" };
        eprintln!("guiche: {name} holds {rows} customer{plural}");
        Ok(())
    }

    async fn write(
        &self,
        db: &Db,
        caller: &Caller,
        to: impl Write,
        bar: &ProgressBar,
    ) -> Result<u64, ExportError> {
        let format = Format { delimiter: self.delimiter, bom: !self.no_bom };
        let scope = Scope { organization_id: self.organization.clone() };
        let written = customers(db, caller, scope, format, to, |rows, expected| {
            bar.set_length(expected.max(rows));
            bar.set_position(rows);
        });
        let written = written.await;
        bar.finish_and_clear();
        written
    }

    fn failure(&self, error: ExportError, name: &str) -> Failure {
        match (error, &self.organization) {
            (ExportError::Write(error), _) => Failure::new(format!("cannot write to {name}: {error}")),
            // All that it can say here.
            (ExportError::Store(Error::Refused(_)), Some(id)) => {
                Failure::new(format!("the account {} has no organization {id}", self.account))
            }
            (error, _) => error.into(),
        }
    }
}

/// A bar on standard error, if that is a terminal.
fn bar() -> Result<ProgressBar, Failure> {
    let style = ProgressStyle::with_template("{wide_bar} {human_pos} of {human_len} customers, {eta} left")?;
    Ok(ProgressBar::new(0).with_style(style))
}
