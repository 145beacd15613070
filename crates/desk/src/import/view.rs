//! An import as it is shown: what its file is, how it is set up, how far it has come.

use guiche_domain::id::Id;
use guiche_domain::import::run::{State, Work};
use guiche_domain::import::{Key, Mapping, Mode, Target, Warning};
use guiche_domain::time::Timestamp;
use guiche_store::import::{self, Counts, Settings as Stored, Starter};
use guiche_store::{Error, Tx};
use serde::{Deserialize, Serialize};

use super::{damaged, unknown};
use crate::{Caller, Permission};

/// What is to become of a file's rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Whether customers that are there are changed.
    pub mode: Mode,
    /// By what they are found.
    pub key: Key,
    /// Whether an empty cell takes a value away that is there. Without it, an empty cell says nothing.
    pub empty_clears: bool,
    /// What each column becomes.
    pub mapping: Mapping,
}

/// An import, but for its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Its id.
    pub import_id: Id,
    /// What its file was called.
    pub file_name: String,
    /// SHA-256 of the file's bytes, in hex; empty while it is uploading.
    pub digest: String,
    /// How it is written, in the words of whoever read it.
    pub dialect: String,
    /// What its columns are called; empty where they have no names.
    pub header: Vec<String>,
    /// What a spreadsheet has probably done to it.
    pub warnings: Vec<Warning>,
    /// What is to become of its rows.
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
}

/// An import as it is now, for whoever follows its progress.
pub fn progress(tx: &mut Tx<'_>, caller: &Caller, import_id: &Id) -> Result<Import, Error> {
    caller.require(Permission::ImportCustomers)?;
    let found = import::find(tx, caller.account.account_id, import_id.as_str())?;
    found.ok_or_else(unknown).and_then(Import::try_from)
}

/// Imports of the account, the newest first, `limit` at most; with `before`, those that are older.
pub fn list(
    tx: &mut Tx<'_>,
    caller: &Caller,
    before: Option<&Id>,
    limit: usize,
) -> Result<Vec<Import>, Error> {
    caller.require(Permission::ImportCustomers)?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let found = import::list(tx, caller.account.account_id, before, limit)?;
    found.into_iter().map(Import::try_from).collect()
}

impl TryFrom<import::Import> for Import {
    type Error = Error;

    fn try_from(stored: import::Import) -> Result<Self, Error> {
        Ok(Self {
            import_id: stored.import_id,
            file_name: stored.file.name,
            digest: stored.file.digest,
            dialect: stored.file.dialect,
            header: read_list(&stored.file.header)?,
            warnings: read_warnings(&stored.file.warnings)?,
            settings: Settings::read(&stored.settings)?,
            state: stored.state,
            work: stored.work,
            counts: stored.counts,
            starter: stored.starter,
            version: stored.version,
            created_at: stored.created_at,
            started_at: stored.started_at,
            finished_at: stored.finished_at,
        })
    }
}

impl Settings {
    /// As they lie in the store; `scan` is the import's version that they are of.
    pub(super) fn stored(&self, scan: i64) -> Result<Stored, Error> {
        let columns: Vec<_> = self.mapping.columns().iter().map(Target::key).collect();
        Ok(Stored {
            mode: self.mode.as_str().into(),
            matched_by: self.key.as_str().into(),
            empty_clears: self.empty_clears,
            mapping: serde_json::to_string(&columns).map_err(damaged)?,
            scan,
        })
    }

    pub(super) fn read(stored: &Stored) -> Result<Self, Error> {
        let keys = read_list(&stored.mapping)?;
        let columns: Result<Vec<Target>, _> = keys.iter().map(|key| key.parse()).collect();
        let columns = columns.map_err(damaged)?;
        Ok(Self {
            mode: stored.mode.parse().map_err(damaged)?,
            key: stored.matched_by.parse().map_err(damaged)?,
            empty_clears: stored.empty_clears,
            mapping: Mapping::new(columns).map_err(damaged)?,
        })
    }
}

#[derive(Serialize, Deserialize)]
struct StoredWarning {
    column: usize,
    kind: String,
    row: u64,
    count: u64,
}

/// Names of columns as they lie in the store.
pub(super) fn write_list(list: &[String]) -> Result<String, Error> {
    serde_json::to_string(list).map_err(damaged)
}

fn read_list(text: &str) -> Result<Vec<String>, Error> {
    serde_json::from_str(text).map_err(damaged)
}

/// Warnings as they lie in the store.
pub(super) fn write_warnings(warnings: &[Warning]) -> Result<String, Error> {
    let stored = warnings.iter().map(|&Warning { column, kind, row, count }| StoredWarning {
        column,
        kind: kind.code().into(),
        row,
        count,
    });
    serde_json::to_string(&stored.collect::<Vec<_>>()).map_err(damaged)
}

fn read_warnings(text: &str) -> Result<Vec<Warning>, Error> {
    let stored: Vec<StoredWarning> = serde_json::from_str(text).map_err(damaged)?;
    let warnings = stored.into_iter().map(|StoredWarning { column, kind, row, count }| {
        Ok(Warning { column, kind: kind.parse().map_err(damaged)?, row, count })
    });
    warnings.collect()
}

#[cfg(test)]
mod tests {
    use guiche_domain::import::WarningKind;

    use super::*;

    #[test]
    fn what_is_stored_is_read_back() {
        let columns = vec![Target::Ignore, Target::Email, Target::CustomField("a".into())];
        let mapping = Mapping::new(columns).unwrap();
        let settings = Settings { mode: Mode::Create, key: Key::Email, empty_clears: true, mapping };
        let stored = settings.stored(7).unwrap();
        assert_eq!((stored.mapping.as_str(), stored.scan), (r#"["ignore","email","custom_field[a]"]"#, 7));
        assert_eq!(Settings::read(&stored).unwrap(), settings);
        let warnings = [Warning { column: 1, kind: WarningKind::Date, row: 3, count: 9 }];
        let text = write_warnings(&warnings).unwrap();
        assert_eq!(text, r#"[{"column":1,"kind":"date","row":3,"count":9}]"#);
        assert_eq!(read_warnings(&text).unwrap(), warnings);
    }
}
