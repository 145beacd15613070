//! An import from one state into the next: set up, started, cancelled, undone. Each looks first where it stands.

use guiche_domain::id::Id;
use guiche_domain::import::Target;
use guiche_domain::import::run::{State, Work};
use guiche_domain::refusal::{Fault, Faults, Field, Reason};
use guiche_store::import::{self, Import, chunk};
use guiche_store::{Error, Tx};

use super::trail::{record, starter};
use super::view::Settings;
use super::{damaged, unknown};
use crate::custom_field::{CUSTOMER, active};
use crate::{Caller, Permission};

/// For how many days an import can be undone after its end.
pub const UNDO_DAYS: i64 = 30;
/// For how many days an import that was not started is kept.
pub(super) const READY_DAYS: i64 = 7;
/// For how many days after an import's end its rows are kept; those of one that was not started, for one day.
const KEPT_DAYS: i64 = 90;

/// Sets up an import that is ready. Refused where two columns become the same or one that is needed is missing (see
/// [`guiche_domain::import::Mapping::check`]), where there are not as many columns as in the file, or where a custom field
/// is not in use.
pub fn set_up(tx: &mut Tx<'_>, caller: &Caller, import_id: &Id, settings: &Settings) -> Result<(), Error> {
    caller.require(Permission::ImportCustomers)?;
    let account_id = caller.account.account_id;
    let mut import = held_in(tx, caller, import_id, &[State::Ready])?;
    settings.mapping.check(settings.mode, settings.key)?;
    let before = Settings::read(&import.settings)?;
    refuse_mapping(tx, account_id, settings, &before)?;
    if before == *settings {
        return Ok(());
    }
    import.version += 1;
    let scan = if before.mapping == settings.mapping { import.settings.scan } else { import.version };
    if scan == import.version {
        (import.counts.scanned, import.counts.blank, import.counts.repeated) = (0, 0, 0);
        import.work = Some(Work::Scan).filter(|_| import.counts.total > 0);
    }
    import.settings = settings.stored(scan)?;
    import::describe(tx, account_id, &import)?;
    import::advance(tx, account_id, &import)?;
    record(tx, caller, "updated", &import)
}

/// Refuses columns that the file does not have, and custom fields that are not in use.
fn refuse_mapping(
    tx: &mut Tx<'_>,
    account_id: i64,
    settings: &Settings,
    before: &Settings,
) -> Result<(), Error> {
    let mut faults = Faults::default();
    if settings.mapping.columns().len() != before.mapping.columns().len() {
        let expected = before.mapping.columns().len();
        faults.push(Fault::of(Field::new("mapping", 0), Reason::RowUneven { expected }));
    }
    let configured = active(tx, account_id, CUSTOMER)?;
    for target in settings.mapping.columns() {
        if let Target::CustomField(id) = target
            && configured.iter().all(|field| field.id != *id)
        {
            faults.push(Fault::of(Field::new(target.key(), 1), Reason::NotFound));
        }
    }
    Ok(faults.into_result()?)
}

/// Starts an import that is ready: its rows are done in the background, on behalf of the caller.
pub fn start(tx: &mut Tx<'_>, caller: &Caller, import_id: &Id) -> Result<(), Error> {
    caller.require(Permission::ImportCustomers)?;
    let mut import = held_in(tx, caller, import_id, &[State::Ready])?;
    let settings = Settings::read(&import.settings)?;
    settings.mapping.check(settings.mode, settings.key)?;
    import.state = State::Running;
    import.work = Some(Work::Run);
    import.starter = starter(caller);
    import.started_at = Some(caller.now);
    import.purge_at = None;
    change(tx, caller, import, "started")
}

/// Stops an import after the job that is being done. What was done stays, and can be undone.
pub fn cancel(tx: &mut Tx<'_>, caller: &Caller, import_id: &Id) -> Result<(), Error> {
    caller.require(Permission::ImportCustomers)?;
    let import = held_in(tx, caller, import_id, &[State::Uploading, State::Ready, State::Running])?;
    if import.state == State::Running {
        // Nobody asks for the others any more.
        chunk::forget_after(tx, caller.account.account_id, import_id.as_str(), import.counts.done)?;
    }
    end(tx, caller, import, State::Cancelled)
}

/// Brings an import to an end.
pub(super) fn end(tx: &mut Tx<'_>, caller: &Caller, mut import: Import, state: State) -> Result<(), Error> {
    let word = if state == State::Done { "finished" } else { "cancelled" };
    import.state = state;
    import.work = None;
    import.finished_at = Some(caller.now);
    let days = if import.started_at.is_some() { KEPT_DAYS } else { 1 };
    import.purge_at = Some(caller.now.plus_hours(24 * days));
    change(tx, caller, import, word)
}

/// Takes back what an import did, in the background and on behalf of the caller: customers that it made are removed, those
/// that it changed become what they were. One that somebody changed since is kept as it is. Refused after [`UNDO_DAYS`], and where it was
/// never started.
pub fn undo(tx: &mut Tx<'_>, caller: &Caller, import_id: &Id) -> Result<(), Error> {
    caller.require(Permission::ImportCustomers)?;
    let mut import = held_in(tx, caller, import_id, &[State::Done, State::Cancelled])?;
    if import.started_at.is_none() {
        return Err(Error::Refused(Fault::of(Field::new("import_id", 0), Reason::ImportState).into()));
    }
    let finished = import.finished_at.ok_or_else(|| damaged("it ended at no time"))?;
    if finished.plus_hours(24 * UNDO_DAYS) < caller.now {
        return Err(Error::Refused(Fault::of(Field::new("import_id", 0), Reason::UndoTooLate).into()));
    }
    import.state = State::Undoing;
    import.work = Some(Work::Undo);
    import.starter = starter(caller);
    // Its rows are needed until it is undone.
    import.purge_at = None;
    change(tx, caller, import, "undo_started")
}

/// Ends an undo.
pub(super) fn undone(tx: &mut Tx<'_>, caller: &Caller, mut import: Import) -> Result<(), Error> {
    import.state = State::Undone;
    import.work = None;
    import.purge_at = Some(caller.now.plus_hours(24 * KEPT_DAYS));
    change(tx, caller, import, "undone")
}

fn change(tx: &mut Tx<'_>, caller: &Caller, mut import: Import, word: &'static str) -> Result<(), Error> {
    import.version += 1;
    import::advance(tx, caller.account.account_id, &import)?;
    record(tx, caller, word, &import)
}

/// The import, which nobody else changes until the transaction ends. Refused where it is in none of these states.
pub(super) fn held_in(
    tx: &mut Tx<'_>,
    caller: &Caller,
    import_id: &Id,
    states: &[State],
) -> Result<Import, Error> {
    let held = import::hold(tx, caller.account.account_id, import_id.as_str())?;
    let import = held.ok_or_else(unknown)?;
    // Past its time its rows are being forgotten.
    let over = import.purge_at.is_some_and(|end| end <= caller.now);
    if states.contains(&import.state) && !over {
        return Ok(import);
    }
    Err(Error::Refused(Fault::of(Field::new("import_id", 0), Reason::ImportState).into()))
}
