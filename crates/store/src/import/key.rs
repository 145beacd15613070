//! The keys that an import's file names, each with the first row that has it.

use crate::{Error, Tx};

statements! {
    CLAIM = "INSERT INTO import_key (account_id, import_id, scan, kind, value, row_number)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    FIRST = "SELECT row_number FROM import_key
        WHERE account_id = $1 AND import_id = $2 AND scan = $3 AND kind = $4 AND value = $5";
}

/// A key in a file, under one mapping of its columns.
#[derive(Clone, Copy, Debug)]
pub struct Key<'k> {
    /// The account.
    pub account_id: i64,
    /// The import.
    pub import_id: &'k str,
    /// The mapping.
    pub scan: i64,
    /// What kind of key.
    pub kind: &'k str,
    /// The key.
    pub value: &'k str,
}

impl<'k> Key<'k> {
    fn args(&self) -> [crate::Arg<'k>; 5] {
        [self.account_id.into(), self.import_id.into(), self.scan.into(), self.kind.into(), self.value.into()]
    }
}

/// Claims a key for a row. `false` where an earlier one has it.
pub fn claim(tx: &mut Tx<'_>, key: Key<'_>, row_number: i64) -> Result<bool, Error> {
    let [account, import, scan, kind, value] = key.args();
    Ok(tx.execute(CLAIM, &[account, import, scan, kind, value, row_number.into()])? == 1)
}

/// The first row that has a key, as far as the file was looked through.
pub fn first(tx: &mut Tx<'_>, key: Key<'_>) -> Result<Option<i64>, Error> {
    tx.first(FIRST, &key.args(), |row| row.integer(0))
}
