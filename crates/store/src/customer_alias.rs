//! Keys of customers that were merged into others: each leads to the customer that was kept, unless a customer has the key
//! itself.

use guiche_domain::id::Id;

use crate::{Error, Tx};

statements! {
    CUSTOMER_OF = "SELECT customer_id FROM customer_alias WHERE account_id = $1 AND internal_id = $2";
    OF_CUSTOMER = "SELECT internal_id FROM customer_alias WHERE account_id = $1 AND customer_id = $2
        ORDER BY internal_id";
    SET = "INSERT INTO customer_alias (account_id, internal_id, customer_id, merge_id) VALUES ($1, $2, $3, $4)
        ON CONFLICT (account_id, internal_id)
        DO UPDATE SET customer_id = excluded.customer_id, merge_id = excluded.merge_id";
    MOVE_ALL = "UPDATE customer_alias SET customer_id = $3 WHERE account_id = $1 AND customer_id = $2";
    MOVE = "UPDATE customer_alias SET customer_id = $4
        WHERE account_id = $1 AND internal_id = $2 AND customer_id = $3";
    DELETE = "DELETE FROM customer_alias WHERE account_id = $1 AND internal_id = $2";
    DELETE_ALL = "DELETE FROM customer_alias WHERE account_id = $1 AND customer_id = $2";
}

/// The customer that a key leads to, if it is one of a customer that was merged. It is there: it takes its keys along.
pub fn customer_of(tx: &mut Tx<'_>, account_id: i64, internal_id: &str) -> Result<Option<Id>, Error> {
    tx.first(CUSTOMER_OF, &[account_id.into(), internal_id.into()], |row| row.parsed(0))
}

/// The keys that lead to a customer beside its own.
pub fn of_customer(tx: &mut Tx<'_>, account_id: i64, customer_id: &Id) -> Result<Vec<String>, Error> {
    tx.all(OF_CUSTOMER, &[account_id.into(), customer_id.as_str().into()], |row| row.text(0))
}

/// Has a key lead to a customer that is held.
pub fn set(
    tx: &mut Tx<'_>,
    account_id: i64,
    internal_id: &str,
    customer_id: &Id,
    merge_id: &Id,
) -> Result<(), Error> {
    let args = [account_id.into(), internal_id.into(), customer_id.as_str().into(), merge_id.as_str().into()];
    tx.put(SET, &args)
}

/// Has all keys that lead to a customer lead to another, which is held.
pub fn move_all(tx: &mut Tx<'_>, account_id: i64, from: &Id, to: &Id) -> Result<(), Error> {
    tx.put(MOVE_ALL, &[account_id.into(), from.as_str().into(), to.as_str().into()])
}

/// Has a key that leads to a customer lead to another, which is held.
pub fn move_one(
    tx: &mut Tx<'_>,
    account_id: i64,
    internal_id: &str,
    from: &Id,
    to: &Id,
) -> Result<(), Error> {
    tx.put(MOVE, &[account_id.into(), internal_id.into(), from.as_str().into(), to.as_str().into()])
}

/// Has a key lead nowhere.
pub fn delete(tx: &mut Tx<'_>, account_id: i64, internal_id: &str) -> Result<(), Error> {
    tx.put(DELETE, &[account_id.into(), internal_id.into()])
}

/// Has all keys that lead to a customer lead nowhere.
pub fn delete_all(tx: &mut Tx<'_>, account_id: i64, customer_id: &Id) -> Result<(), Error> {
    tx.put(DELETE_ALL, &[account_id.into(), customer_id.as_str().into()])
}
