//! A customer with all that is its own, for whoever takes it away and may put it back.

use guiche_domain::id::Id;

use crate::{Error, Tx};

statements! {
    PASSWORD_HASH = "SELECT password_hash FROM customer WHERE account_id = $1 AND customer_id = $2";
    VALUES = "SELECT custom_field_id, value FROM customer_value WHERE account_id = $1 AND customer_id = $2
        ORDER BY custom_field_id";
    DEPARTMENTS = "SELECT department_id FROM customer_department WHERE account_id = $1 AND customer_id = $2
        ORDER BY department_id";
    CLEAR_VALUES = "DELETE FROM customer_value WHERE account_id = $1 AND customer_id = $2";
    CLEAR_DEPARTMENTS = "DELETE FROM customer_department WHERE account_id = $1 AND customer_id = $2";
    CLEAR_LINKS = "DELETE FROM quick_access WHERE account_id = $1 AND customer_id = $2";
    DELETE = "DELETE FROM customer WHERE account_id = $1 AND customer_id = $2";
    /// A customer that is gone has its versions there alone. The values lead to the events, of which a customer has few.
    LAST_VERSION = "SELECT o.version FROM audit_value v
        JOIN outbox o ON o.account_id = v.account_id AND o.event_id = v.event_id
        WHERE v.account_id = $1 AND v.entity = 'customer' AND v.entity_id = $2
        ORDER BY o.version DESC LIMIT 1";
}

/// The hash of a customer's password; `None` where it has none, or is not there.
pub fn password_hash(tx: &mut Tx<'_>, account_id: i64, customer_id: &Id) -> Result<Option<String>, Error> {
    let found = tx.first(PASSWORD_HASH, &[account_id.into(), customer_id.as_str().into()], |row| {
        row.optional_text(0)
    })?;
    Ok(found.flatten())
}

/// The values of a customer's custom fields by the fields' ids, whatever became of the fields.
pub fn values(tx: &mut Tx<'_>, account_id: i64, customer_id: &Id) -> Result<Vec<(String, String)>, Error> {
    tx.all(VALUES, &[account_id.into(), customer_id.as_str().into()], |row| Ok((row.text(0)?, row.text(1)?)))
}

/// The ids of the departments that serve a customer.
pub fn departments(tx: &mut Tx<'_>, account_id: i64, customer_id: &Id) -> Result<Vec<String>, Error> {
    tx.all(DEPARTMENTS, &[account_id.into(), customer_id.as_str().into()], |row| row.text(0))
}

/// Takes away the values of a customer's custom fields, and the departments that serve it.
pub fn clear(tx: &mut Tx<'_>, account_id: i64, customer_id: &Id) -> Result<(), Error> {
    let key = [account_id.into(), customer_id.as_str().into()];
    tx.put(CLEAR_VALUES, &key)?;
    tx.put(CLEAR_DEPARTMENTS, &key)
}

/// Deletes a customer that is held, with all that is its own: values, departments, and the links that would sign it in.
pub fn delete(tx: &mut Tx<'_>, account_id: i64, customer_id: &Id) -> Result<(), Error> {
    clear(tx, account_id, customer_id)?;
    let key = [account_id.into(), customer_id.as_str().into()];
    tx.put(CLEAR_LINKS, &key)?;
    tx.put(DELETE, &key)
}

/// The greatest version that the trail knows of a customer, there or gone; 0 where it knows none.
pub fn last_version(tx: &mut Tx<'_>, account_id: i64, customer_id: &Id) -> Result<i64, Error> {
    let found =
        tx.first(LAST_VERSION, &[account_id.into(), customer_id.as_str().into()], |row| row.integer(0))?;
    Ok(found.unwrap_or(0))
}
