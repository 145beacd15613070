//! Departments, and which customers they serve.

use guiche_domain::id::Id;
use guiche_domain::time::Timestamp;

use crate::{Error, Tx};

statements! {
    INSERT = "INSERT INTO department (account_id, department_id, name, version, created_at)
        VALUES ($1, $2, $3, 1, $4) ON CONFLICT DO NOTHING";
    HAS = "SELECT 1 FROM department WHERE account_id = $1 AND department_id = $2";
    /// Nobody else changes the row until the transaction ends.
    HOLD = "UPDATE department SET version = version
        WHERE account_id = $1 AND department_id = $2 RETURNING name, version";
    BY_ID = "SELECT name, version FROM department WHERE account_id = $1 AND department_id = $2";
    RENAME = "UPDATE department SET name = $3, version = $4 WHERE account_id = $1 AND department_id = $2";
    LIST = "SELECT department_id, name FROM department WHERE account_id = $1 ORDER BY department_id";
    LINK = "INSERT INTO customer_department (account_id, customer_id, department_id)
        VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    UNLINK = "DELETE FROM customer_department WHERE account_id = $1 AND customer_id = $2 AND department_id = $3";
}

/// Adds a department. `false` where the id is taken.
pub fn insert(tx: &mut Tx<'_>, account_id: i64, id: &Id, name: &str, now: Timestamp) -> Result<bool, Error> {
    Ok(tx.execute(INSERT, &[account_id.into(), id.as_str().into(), name.into(), now.micros().into()])? == 1)
}

/// Whether an account has a department of this id.
pub fn has(tx: &mut Tx<'_>, account_id: i64, id: &str) -> Result<bool, Error> {
    Ok(tx.first(HAS, &[account_id.into(), id.into()], |_| Ok(()))?.is_some())
}

/// All departments of an account, oldest first: ids and names.
pub fn all(tx: &mut Tx<'_>, account_id: i64) -> Result<Vec<(Id, String)>, Error> {
    tx.all(LIST, &[account_id.into()], |row| Ok((row.parsed(0)?, row.text(1)?)))
}

/// The name and version of one.
pub fn by_id(tx: &mut Tx<'_>, account_id: i64, id: &str) -> Result<Option<(String, i64)>, Error> {
    tx.first(BY_ID, &[account_id.into(), id.into()], |row| Ok((row.text(0)?, row.integer(1)?)))
}

/// The same for whoever is about to change it.
pub fn hold(tx: &mut Tx<'_>, account_id: i64, id: &str) -> Result<Option<(String, i64)>, Error> {
    tx.first(HOLD, &[account_id.into(), id.into()], |row| Ok((row.text(0)?, row.integer(1)?)))
}

/// Gives one that is held another name.
pub fn rename(tx: &mut Tx<'_>, account_id: i64, id: &str, name: &str, version: i64) -> Result<(), Error> {
    tx.put(RENAME, &[account_id.into(), id.into(), name.into(), version.into()])
}

/// Has a department serve a customer; both are there. `false` where it does already.
pub fn link(tx: &mut Tx<'_>, account_id: i64, customer_id: &Id, id: &str) -> Result<bool, Error> {
    Ok(tx.execute(LINK, &[account_id.into(), customer_id.as_str().into(), id.into()])? == 1)
}

/// Has a department serve a customer no longer. `false` where it did not.
pub fn unlink(tx: &mut Tx<'_>, account_id: i64, customer_id: &Id, id: &str) -> Result<bool, Error> {
    Ok(tx.execute(UNLINK, &[account_id.into(), customer_id.as_str().into(), id.into()])? == 1)
}
