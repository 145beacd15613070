//! What is told of an import: a line for each, what it came to, and the file of its rejected rows.

use std::io::{self, Write};
use std::path::Path;

use guiche_desk::Caller;
use guiche_desk::import::Import;
use guiche_domain::Fault;
use guiche_domain::id::Id;
use guiche_domain::language::Language;
use guiche_i18n::{Tongue, sentence};
use guiche_store::Db;
use guiche_transfer::import::Rejected;
use serde::Serialize;
use tempfile::NamedTempFile;

use crate::Failure;
use crate::output::{self, Listed};

/// An import in a list.
#[derive(Serialize)]
pub(in crate::command) struct Line {
    id: String,
    file: String,
    state: &'static str,
    rows: i64,
    done: i64,
    created: i64,
    updated: i64,
    unchanged: i64,
    rejected: i64,
    undone: i64,
    kept: i64,
    created_at: String,
}

impl From<&Import> for Line {
    fn from(import: &Import) -> Self {
        let counts = import.counts;
        Self {
            id: import.import_id.to_string(),
            file: import.file_name.clone(),
            state: import.state.as_str(),
            rows: counts.total,
            done: counts.done,
            created: counts.created,
            updated: counts.updated,
            unchanged: counts.unchanged,
            rejected: counts.rejected,
            undone: counts.undone,
            kept: counts.kept,
            created_at: import.created_at.rfc3339(),
        }
    }
}

impl Listed for Line {
    const COLUMNS: &'static [&'static str] = &[
        "ID",
        "STATE",
        "ROWS",
        "DONE",
        "CREATED",
        "UPDATED",
        "UNCHANGED",
        "REJECTED",
        "UNDONE",
        "KEPT",
        "FILE",
    ];

    fn cells(&self) -> Vec<String> {
        let counts = [
            self.rows,
            self.done,
            self.created,
            self.updated,
            self.unchanged,
            self.rejected,
            self.undone,
            self.kept,
        ];
        let counts = counts.map(|count| count.to_string());
        [&[self.id.clone(), self.state.to_owned()][..], &counts, std::slice::from_ref(&self.file)].concat()
    }
}

/// Faults in the words of the command line.
pub(in crate::command) fn sentences<'f>(faults: impl IntoIterator<Item = &'f Fault>) -> String {
    let tongue = Tongue { language: Language::English, named: true };
    faults.into_iter().map(|fault| sentence(fault, tongue)).collect::<Vec<_>>().join(" ")
}

/// Tells what an import came to. Rows that were rejected, and customers that an undo kept, are a failure.
pub(in crate::command) async fn end(
    db: &Db,
    caller: &Caller,
    import: &Import,
    rejected_to: Option<&Path>,
    json: bool,
) -> Result<(), Failure> {
    output::list(&[Line::from(import)], json)?;
    let (id, slug) = (&import.import_id, &caller.account.slug);
    let (counts, plural) = (import.counts, |count| if count == 1 { "" } else { "s" });
    if counts.kept > 0 {
        let count = counts.kept;
        return Err(Failure::new(format!("{count} row{} kept: customers were changed since", plural(count))));
    }
    // An undo has nothing to do with them.
    if counts.rejected == 0 || counts.looked_at > 0 {
        return Ok(());
    }
    let where_to = match rejected_to {
        Some(path) => {
            rejected(db, caller, id, path).await?;
            format!("{} says why", path.display())
        }
        None => format!("`guiche import rejected {id} --account {slug}` says why"),
    };
    let count = counts.rejected;
    Err(Failure::new(format!("{count} row{} rejected: {where_to}", plural(count))))
}

/// Writes the rows that were rejected, with sentences in the account's language; how many there are.
pub(super) async fn rejected(db: &Db, caller: &Caller, id: &Id, path: &Path) -> Result<u64, Failure> {
    let language = caller.account.language;
    let rows = Rejected::new(db.clone(), caller.clone(), id.clone(), language);
    let mut rows = rows.await.map_err(|error| refused(error, id, caller))?;
    if path == Path::new("-") {
        return match write(&mut rows, &mut io::stdout().lock()).await {
            // Who hangs up on us has seen enough.
            Err(Problem::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(rows.rows()),
            outcome => outcome.map_err(|problem| problem.told("standard output")),
        };
    }
    // The file is beside its place until it is whole, and readable for its owner alone.
    let name = path.display().to_string();
    let cannot = |error: io::Error| Problem::Write(error).told(&name);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).map_err(cannot)?;
    let written = write(&mut rows, file.as_file_mut()).await.map_err(|problem| problem.told(&name))?;
    file.as_file().sync_all().map_err(cannot)?;
    file.persist(path).map_err(|error| cannot(error.error))?;
    Ok(written)
}

/// All that can be refused here.
fn refused(error: guiche_transfer::import::Error, id: &Id, caller: &Caller) -> Failure {
    use guiche_transfer::import::Error::Store;
    match error {
        Store(guiche_store::Error::Refused(_)) => {
            Failure::new(format!("the account {} has no import {id}", caller.account.slug))
        }
        error => error.into(),
    }
}

enum Problem {
    Read(guiche_transfer::import::Error),
    Write(io::Error),
}

impl Problem {
    fn told(self, name: &str) -> Failure {
        match self {
            Self::Read(error) => error.into(),
            Self::Write(error) => Failure::new(format!("cannot write to {name}: {error}")),
        }
    }
}

async fn write(rows: &mut Rejected, to: &mut impl Write) -> Result<u64, Problem> {
    while let Some(piece) = rows.next().await.map_err(Problem::Read)? {
        to.write_all(&piece).map_err(Problem::Write)?;
    }
    to.flush().map_err(Problem::Write)?;
    Ok(rows.rows())
}
