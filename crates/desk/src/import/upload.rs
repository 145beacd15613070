//! A file on its way into the store: its rows in pieces, each in a job of its own, and then what is known of it as a whole.

use guiche_domain::id::Id;
use guiche_domain::import::Warning;
use guiche_domain::import::run::{State, Work};
use guiche_store::import::{self, Counts, File, Import, chunk};
use guiche_store::{Error, Tx};

use super::content::{self, FileRow};
use super::state::{READY_DAYS, held_in};
use super::trail::{record, starter};
use super::view::{Settings, write_list, write_warnings};
use crate::{Caller, Permission};

/// How long a file may take to arrive.
const UPLOAD_HOURS: i64 = 24;

/// What is known of a file once it was read to its end.
#[derive(Clone, Debug)]
pub struct Described {
    /// SHA-256 of its bytes, in hex.
    pub digest: String,
    /// How it is written, in the words of whoever reads files.
    pub dialect: String,
    /// What its columns are called; empty where they have no names.
    pub header: Vec<String>,
    /// What a spreadsheet has probably done to it.
    pub warnings: Vec<Warning>,
    /// What is to become of its rows, as far as can be guessed.
    pub settings: Settings,
}

/// Begins an import whose rows are still to come; its id. What does not come to its end is forgotten after a day.
pub fn begin(tx: &mut Tx<'_>, caller: &Caller, file_name: &str) -> Result<Id, Error> {
    caller.require(Permission::ImportCustomers)?;
    let import = Import {
        import_id: caller.new_id(),
        file: File {
            name: file_name.chars().filter(|character| !character.is_control()).take(250).collect(),
            digest: String::new(),
            dialect: String::new(),
            header: write_list(&[])?,
            warnings: write_warnings(&[])?,
        },
        settings: Settings::default().stored(1)?,
        state: State::Uploading,
        work: None,
        counts: Counts::default(),
        starter: starter(caller),
        version: 1,
        created_at: caller.now,
        started_at: None,
        finished_at: None,
        purge_at: Some(caller.now.plus_hours(UPLOAD_HOURS)),
    };
    if !import::insert(tx, caller.account.account_id, &import)? {
        return Err(Error::Locked);
    }
    record(tx, caller, "created", &import)?;
    Ok(import.import_id)
}

/// Adds the next rows of a file, of which there are `before` already. To be repeated where it is not known whether it was
/// done; refused where the import is not uploading.
pub fn add_rows(
    tx: &mut Tx<'_>,
    caller: &Caller,
    import_id: &Id,
    before: i64,
    rows: &[FileRow],
) -> Result<(), Error> {
    caller.require(Permission::ImportCustomers)?;
    let account_id = caller.account.account_id;
    let mut import = held_in(tx, caller, import_id, &[State::Uploading])?;
    let chunk = content::write(before + 1, rows)?;
    if !chunk::insert(tx, account_id, import_id.as_str(), &chunk)? {
        return Ok(());
    }
    let unreadable = rows.iter().filter(|row| row.fault.is_some()).count();
    import.counts.total += chunk.row_count;
    import.counts.unreadable += i64::try_from(unreadable).unwrap_or(i64::MAX);
    import::advance(tx, account_id, &import)
}

/// Ends the upload: the import is ready to be set up, looked at and started. To be repeated where it is not known whether it
/// was done.
pub fn complete(
    tx: &mut Tx<'_>,
    caller: &Caller,
    import_id: &Id,
    described: &Described,
) -> Result<(), Error> {
    caller.require(Permission::ImportCustomers)?;
    let account_id = caller.account.account_id;
    let mut import = held_in(tx, caller, import_id, &[State::Uploading, State::Ready])?;
    if import.state == State::Ready {
        return Ok(());
    }
    import.version += 1;
    import.file.digest.clone_from(&described.digest);
    import.file.dialect.clone_from(&described.dialect);
    import.file.header = write_list(&described.header)?;
    import.file.warnings = write_warnings(&described.warnings)?;
    import.settings = described.settings.stored(import.version)?;
    import.state = State::Ready;
    import.work = Some(Work::Scan).filter(|_| import.counts.total > 0);
    import.purge_at = Some(caller.now.plus_hours(24 * READY_DAYS));
    import::describe(tx, account_id, &import)?;
    import::advance(tx, account_id, &import)?;
    record(tx, caller, "uploaded", &import)
}

/// The newest import of the same file that is not at its end.
pub fn unfinished_of_file(tx: &mut Tx<'_>, caller: &Caller, digest: &str) -> Result<Option<Id>, Error> {
    caller.require(Permission::ImportCustomers)?;
    import::unfinished_of_file(tx, caller.account.account_id, digest)
}
