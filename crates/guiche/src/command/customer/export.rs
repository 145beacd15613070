//! `guiche customer export`.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use guiche_desk::customer::Scope;
use guiche_desk::{Caller, Ids};
use guiche_domain::account::Slug;
use guiche_store::Db;
use guiche_transfer::csv::{Delimiter, Format};
use guiche_transfer::export::{ExportError, customers};
use indicatif::{ProgressBar, ProgressStyle};
use tempfile::NamedTempFile;

use crate::Failure;
use crate::command::global::{Global, account_of, caller};

#[derive(Debug, Args)]
pub(super) struct Export {
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
    /// Only customers of this organization.
    #[arg(long, value_name = "ID")]
    organization: Option<String>,
}

impl Export {
    pub(super) fn run(self, global: &Global) -> Result<(), Failure> {
        let format = Format { delimiter: self.delimiter, bom: !self.no_bom };
        let scope = Scope { organization_id: self.organization };
        global.with_db(async |db| {
            let caller = caller(account_of(&db, &self.account).await?, &Ids::random());
            if self.output == Path::new("-") {
                return to_standard_output(&db, &caller, scope, format).await;
            }
            let rows = to_file(&db, &caller, scope, format, &self.output).await?;
            let plural = if rows == 1 { "" } else { "s" };
            eprintln!("guiche: {} holds {rows} customer{plural}", self.output.display());
            Ok(())
        })
    }
}

/// Who hangs up on us has seen enough.
async fn to_standard_output(db: &Db, caller: &Caller, scope: Scope, format: Format) -> Result<(), Failure> {
    match write(db, caller, scope, format, io::stdout().lock()).await {
        Err(ExportError::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(ExportError::Write(error)) => {
            Err(Failure::new(format!("cannot write to standard output: {error}")))
        }
        outcome => Ok(outcome.map(drop)?),
    }
}

/// The file is beside its place until it is whole, and readable for its owner alone.
async fn to_file(
    db: &Db,
    caller: &Caller,
    scope: Scope,
    format: Format,
    path: &Path,
) -> Result<u64, Failure> {
    let cannot = |error: io::Error| Failure::new(format!("cannot write {}: {error}", path.display()));
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let file = NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).map_err(cannot)?;
    let rows = match write(db, caller, scope, format, BufWriter::new(file.as_file())).await {
        Err(ExportError::Write(error)) => return Err(cannot(error)),
        outcome => outcome?,
    };
    file.as_file().sync_all().map_err(cannot)?;
    file.persist(path).map_err(|error| cannot(error.error))?;
    Ok(rows)
}

async fn write(
    db: &Db,
    caller: &Caller,
    scope: Scope,
    format: Format,
    to: impl Write,
) -> Result<u64, ExportError> {
    let style = ProgressStyle::with_template("{wide_bar} {human_pos} of {human_len} customers, {eta} left");
    let bar = ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let outcome = customers(db, caller, scope, format, to, |rows, expected| {
        bar.set_length(expected.max(rows));
        bar.set_position(rows);
    });
    let outcome = outcome.await;
    bar.finish_and_clear();
    outcome
}
