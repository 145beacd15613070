//! How far those have come who follow the outbox, and the changes that they have not seen.

use crate::{Error, Tx};

statements! {
    POSITION = "SELECT position FROM follower WHERE account_id = $1 AND name = $2";
    SET_POSITION = "INSERT INTO follower (account_id, name, position) VALUES ($1, $2, $3)
        ON CONFLICT (account_id, name) DO UPDATE SET position = excluded.position";
}

/// The position up to which a follower has seen an account's changes; 0 before the first.
pub fn position(tx: &mut Tx<'_>, account_id: i64, name: &str) -> Result<i64, Error> {
    Ok(tx.first(POSITION, &[account_id.into(), name.into()], |row| row.integer(0))?.unwrap_or(0))
}

/// Notes that a follower has seen all up to a position.
pub fn set_position(tx: &mut Tx<'_>, account_id: i64, name: &str, position: i64) -> Result<(), Error> {
    tx.put(SET_POSITION, &[account_id.into(), name.into(), position.into()])
}
