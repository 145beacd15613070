//! Values of the audit trail are erased; its events stay.

use crate::{Error, Tx};

statements! {
    DELETE = "DELETE FROM audit_value WHERE account_id = $1 AND entity = $2 AND entity_id = $3 AND event_id IN
        (SELECT event_id FROM audit_value WHERE account_id = $1 AND entity = $2 AND entity_id = $3
         ORDER BY event_id LIMIT $4)";
}

/// Deletes values of a thing, `limit` at most; tells how many.
pub fn values(
    tx: &mut Tx<'_>,
    account_id: i64,
    entity: &str,
    entity_id: &str,
    limit: i64,
) -> Result<u64, Error> {
    tx.execute(DELETE, &[account_id.into(), entity.into(), entity_id.into(), limit.into()])
}
