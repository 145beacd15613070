//! Imports: what is known of each, how it is set up, and how far it has come. Its rows are in [`chunk`], what came of
//! them is in [`row`], and the keys that the file names are in [`key`].

pub mod chunk;
pub mod key;
mod purge;
pub mod row;

use guiche_domain::id::Id;
use guiche_domain::import::run::{State, Work};
use guiche_domain::time::Timestamp;

use crate::{Arg, Error, Row, Tx};

pub(crate) use self::purge::ALL as PURGE;
pub use self::purge::{PURGE_ROWS, due_for_purge, purge_some};

/// What [`read`] takes from a row.
macro_rules! columns {
    () => {
        "import_id, file_name, digest, state, work, mode, matched_by, empty_clears, mapping, scan, dialect, header,
            warnings, rows_total, rows_scanned, rows_done, blank, unreadable, repeated, created, updated, unchanged,
            rejected, rows_undone, undone, kept, actor, actor_id, address, version, created_at, started_at,
            finished_at, purge_at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO import (account_id, ", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
            $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35)
        ON CONFLICT DO NOTHING");
    FIND = concat!("SELECT ", columns!(), " FROM import WHERE account_id = $1 AND import_id = $2");
    /// Nobody else changes the row until the transaction ends, and what is read is what the last of them left.
    HOLD = concat!("UPDATE import SET version = version
        WHERE account_id = $1 AND import_id = $2 RETURNING ", columns!());
    LIST = concat!("SELECT ", columns!(), " FROM import
        WHERE account_id = $1 AND import_id < $2 ORDER BY import_id DESC LIMIT $3");
    OF_FILE = "SELECT import_id FROM import WHERE account_id = $1 AND digest = $2
            AND state IN ('running', 'undoing') ORDER BY state, import_id DESC LIMIT 1";
    NEXT_ACCOUNT = "SELECT account_id FROM import WHERE work IS NOT NULL AND account_id > $1
        ORDER BY account_id LIMIT 1";
    NEXT_WORK = "SELECT import_id FROM import WHERE account_id = $1 AND work = $2 ORDER BY import_id LIMIT 1";
    DESCRIBE = "UPDATE import SET digest = $3, mode = $4, matched_by = $5, empty_clears = $6, mapping = $7, scan = $8,
            dialect = $9, header = $10, warnings = $11
        WHERE account_id = $1 AND import_id = $2";
    ADVANCE = "UPDATE import SET state = $3, work = $4, rows_total = $5, rows_scanned = $6, rows_done = $7, blank = $8,
            unreadable = $9, repeated = $10, created = $11, updated = $12, unchanged = $13, rejected = $14,
            rows_undone = $15, undone = $16, kept = $17, actor = $18, actor_id = $19, address = $20, version = $21,
            started_at = $22, finished_at = $23, purge_at = $24
        WHERE account_id = $1 AND import_id = $2";
}

/// An import, but for its account and its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Its id.
    pub import_id: Id,
    /// The file.
    pub file: File,
    /// What is to become of the file's rows.
    pub settings: Settings,
    /// Where it stands.
    pub state: State,
    /// What is left to do in the background.
    pub work: Option<Work>,
    /// How far it has come.
    pub counts: Counts,
    /// Who started it last.
    pub starter: Starter,
    /// Counts its changes, from 1. Progress is no change.
    pub version: i64,
    /// When its file came.
    pub created_at: Timestamp,
    /// When its rows began to be done.
    pub started_at: Option<Timestamp>,
    /// When its rows were done, or it was cancelled.
    pub finished_at: Option<Timestamp>,
    /// When its rows are to be forgotten; `None` where that is not known yet, or is done.
    pub purge_at: Option<Timestamp>,
}

/// A file as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// What it was called.
    pub name: String,
    /// SHA-256 of its bytes, in hex; empty until it is there whole.
    pub digest: String,
    /// How it is written, such as `utf-8 semicolon header`.
    pub dialect: String,
    /// JSON: what its columns are called.
    pub header: String,
    /// JSON: what looks damaged in it.
    pub warnings: String,
}

/// What is to become of a file's rows, in the words of `domain`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Whether customers that are there are changed.
    pub mode: String,
    /// By what they are found.
    pub matched_by: String,
    /// Whether an empty cell takes a value away.
    pub empty_clears: bool,
    /// JSON: what each column becomes.
    pub mapping: String,
    /// The import's version that the mapping is of.
    pub scan: i64,
}

/// Rows, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In the file, but for blank lines and the header.
    pub total: i64,
    /// Looked through for keys that the file names twice.
    pub scanned: i64,
    /// Done, of whatever outcome.
    pub done: i64,
    /// Without anything in the columns that are mapped.
    pub blank: i64,
    /// That could not be read.
    pub unreadable: i64,
    /// With a key that an earlier row has.
    pub repeated: i64,
    /// That made a customer.
    pub created: i64,
    /// That changed one.
    pub updated: i64,
    /// That found one as they say.
    pub unchanged: i64,
    /// That did nothing.
    pub rejected: i64,
    /// Looked at from the end on to undo them.
    pub looked_at: i64,
    /// That were undone.
    pub undone: i64,
    /// That stayed because somebody changed what they left.
    pub kept: i64,
}

/// On whose behalf the rows are done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Starter {
    /// What kind of caller, as in the trail.
    pub actor: String,
    /// Which one.
    pub actor_id: Option<String>,
    /// From where.
    pub address: Option<String>,
}

/// Adds an import. `false` where its id is taken.
pub fn insert(tx: &mut Tx<'_>, account_id: i64, import: &Import) -> Result<bool, Error> {
    let Import { file, settings, counts, starter, .. } = import;
    let mut args: Vec<Arg<'_>> = vec![account_id.into(), import.import_id.as_str().into()];
    args.extend([Arg::from(&file.name), Arg::from(&file.digest)]);
    args.extend([Arg::from(import.state.as_str()), import.work.map(Work::as_str).into()]);
    args.extend([Arg::from(&settings.mode), Arg::from(&settings.matched_by), settings.empty_clears.into()]);
    args.extend([Arg::from(&settings.mapping), settings.scan.into()]);
    args.extend([&file.dialect, &file.header, &file.warnings].map(Arg::from));
    args.extend(counted(counts));
    args.extend(started(starter));
    args.extend([import.version, import.created_at.micros()].map(Arg::from));
    args.extend([import.started_at, import.finished_at, import.purge_at].map(moment));
    Ok(tx.execute(INSERT, &args)? == 1)
}

/// Writes what a held import's file is and how it is set up.
pub fn describe(tx: &mut Tx<'_>, account_id: i64, import: &Import) -> Result<(), Error> {
    let Import { file, settings, .. } = import;
    let args = [
        account_id.into(),
        import.import_id.as_str().into(),
        Arg::from(&file.digest),
        Arg::from(&settings.mode),
        Arg::from(&settings.matched_by),
        settings.empty_clears.into(),
        Arg::from(&settings.mapping),
        settings.scan.into(),
        Arg::from(&file.dialect),
        Arg::from(&file.header),
        Arg::from(&file.warnings),
    ];
    tx.put(DESCRIBE, &args)
}

/// Writes where a held import stands and how far it has come.
pub fn advance(tx: &mut Tx<'_>, account_id: i64, import: &Import) -> Result<(), Error> {
    let mut args: Vec<Arg<'_>> = vec![account_id.into(), import.import_id.as_str().into()];
    args.extend([Arg::from(import.state.as_str()), import.work.map(Work::as_str).into()]);
    args.extend(counted(&import.counts));
    args.extend(started(&import.starter));
    args.push(import.version.into());
    args.extend([import.started_at, import.finished_at, import.purge_at].map(moment));
    tx.put(ADVANCE, &args)
}

fn counted(counts: &Counts) -> [Arg<'static>; 13] {
    [
        counts.total,
        counts.scanned,
        counts.done,
        counts.blank,
        counts.unreadable,
        counts.repeated,
        counts.created,
        counts.updated,
        counts.unchanged,
        counts.rejected,
        counts.looked_at,
        counts.undone,
        counts.kept,
    ]
    .map(Arg::from)
}

fn started(starter: &Starter) -> [Arg<'_>; 3] {
    [Arg::from(&starter.actor), starter.actor_id.as_deref().into(), starter.address.as_deref().into()]
}

fn moment(moment: Option<Timestamp>) -> Arg<'static> {
    moment.map(Timestamp::micros).into()
}

/// The import with this id.
pub fn find(tx: &mut Tx<'_>, account_id: i64, import_id: &str) -> Result<Option<Import>, Error> {
    tx.first(FIND, &[account_id.into(), import_id.into()], read)
}

/// The same for whoever is about to change it: nobody else does until the transaction ends.
pub fn hold(tx: &mut Tx<'_>, account_id: i64, import_id: &str) -> Result<Option<Import>, Error> {
    tx.first(HOLD, &[account_id.into(), import_id.into()], read)
}

/// Imports of an account, the newest first, `limit` at most; with `before`, those that are older.
pub fn list(tx: &mut Tx<'_>, account_id: i64, before: Option<&Id>, limit: i64) -> Result<Vec<Import>, Error> {
    // Behind all ids, which are hexadecimal digits.
    let before = before.map_or("g", Id::as_str);
    tx.all(LIST, &[account_id.into(), before.into(), limit.into()], read)
}

/// The import of a file with this digest that was started and is not at its end: one that runs, else one that is undone.
pub fn unfinished_of_file(tx: &mut Tx<'_>, account_id: i64, digest: &str) -> Result<Option<Id>, Error> {
    tx.first(OF_FILE, &[account_id.into(), digest.into()], |row| row.parsed(0))
}

/// The accounts in which there is work. One look into an index for each, and one more.
pub fn accounts_with_work(tx: &mut Tx<'_>) -> Result<Vec<i64>, Error> {
    let mut accounts = Vec::new();
    let mut after = i64::MIN;
    while let Some(account_id) = tx.first(NEXT_ACCOUNT, &[after.into()], |row| row.integer(0))? {
        accounts.push(account_id);
        after = account_id;
    }
    Ok(accounts)
}

/// The oldest import of an account for which this kind of work is to be done.
pub fn next_with_work(tx: &mut Tx<'_>, account_id: i64, work: Work) -> Result<Option<Id>, Error> {
    tx.first(NEXT_WORK, &[account_id.into(), work.as_str().into()], |row| row.parsed(0))
}

fn read(row: &Row<'_>) -> Result<Import, Error> {
    let moment = |at| Ok::<_, Error>(row.optional_integer(at)?.map(Timestamp::from_micros));
    Ok(Import {
        import_id: row.parsed(0)?,
        file: File {
            name: row.text(1)?,
            digest: row.text(2)?,
            dialect: row.text(10)?,
            header: row.text(11)?,
            warnings: row.text(12)?,
        },
        state: row.parsed(3)?,
        work: optional(row, 4)?,
        settings: Settings {
            mode: row.text(5)?,
            matched_by: row.text(6)?,
            empty_clears: row.boolean(7)?,
            mapping: row.text(8)?,
            scan: row.integer(9)?,
        },
        counts: Counts {
            total: row.integer(13)?,
            scanned: row.integer(14)?,
            done: row.integer(15)?,
            blank: row.integer(16)?,
            unreadable: row.integer(17)?,
            repeated: row.integer(18)?,
            created: row.integer(19)?,
            updated: row.integer(20)?,
            unchanged: row.integer(21)?,
            rejected: row.integer(22)?,
            looked_at: row.integer(23)?,
            undone: row.integer(24)?,
            kept: row.integer(25)?,
        },
        starter: Starter {
            actor: row.text(26)?,
            actor_id: row.optional_text(27)?,
            address: row.optional_text(28)?,
        },
        version: row.integer(29)?,
        created_at: Timestamp::from_micros(row.integer(30)?),
        started_at: moment(31)?,
        finished_at: moment(32)?,
        purge_at: moment(33)?,
    })
}

/// A word, where there is one.
fn optional<T: std::str::FromStr>(row: &Row<'_>, column: usize) -> Result<Option<T>, Error> {
    row.optional_text(column)?.map(|_| row.parsed(column)).transpose()
}
