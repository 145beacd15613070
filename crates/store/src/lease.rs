//! Work that one server does at a time, of all those that share the database.
//!
//! A lease says who does it, so that the others need not try. It is not what makes the work safe, which no clock could:
//! taking or renewing writes the lease's row, and the row stays locked until the transaction ends. So whoever works in the
//! transaction in which it took the lease cannot be overtaken, however long that takes, and the next to take it sees all
//! that was done. Work under a lease that was taken in an earlier transaction has no such protection.

use guiche_domain::id::Id;
use guiche_domain::time::Timestamp;

use crate::{Arg, Error, Tx};

statements! {
    /// Free is a lease that has run out, and one that ends after `$6`: its holder's clock was wrong.
    TAKE = "INSERT INTO lease (account_id, name, holder, expires_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (account_id, name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
        WHERE lease.holder = excluded.holder OR lease.expires_at < $5 OR lease.expires_at > $6";
    HOLD = "INSERT INTO lease (account_id, name, holder, expires_at) VALUES ($1, $2, $2, $3)
        ON CONFLICT (account_id, name) DO UPDATE SET expires_at = excluded.expires_at";
    HELD_BY_ANOTHER = "SELECT 1 FROM lease WHERE account_id = $1 AND name = $2
        AND holder <> $3 AND expires_at >= $4 AND expires_at <= $5";
    RELEASE = "DELETE FROM lease WHERE account_id = $1 AND name = $2 AND holder = $3";
}

/// Who wants to do what.
#[derive(Clone, Copy, Debug)]
pub struct Lease<'l> {
    /// The account for which it is done.
    pub account_id: i64,
    /// The work's name.
    pub name: &'l str,
    /// The process that wants to do it.
    pub holder: &'l Id,
}

impl<'l> Lease<'l> {
    fn args(&self) -> [Arg<'l>; 3] {
        [self.account_id.into(), self.name.into(), self.holder.as_str().into()]
    }
}

/// The latest end that is believed: a whole term after that of a lease taken now, as clocks differ. Without it, a process
/// whose clock was years ahead would keep others off for as long.
fn latest(now: Timestamp, until: Timestamp) -> i64 {
    until.micros().saturating_add(until.micros().saturating_sub(now.micros()))
}

/// Takes a lease, or renews it where it is held already, from `now` until `until`. `false` where another holds it; another
/// transaction that takes it is waited for.
pub fn take_or_renew(
    tx: &mut Tx<'_>,
    lease: Lease<'_>,
    now: Timestamp,
    until: Timestamp,
) -> Result<bool, Error> {
    let [account, name, holder] = lease.args();
    let (latest, until) = (latest(now, until), until.micros());
    Ok(tx.execute(TAKE, &[account, name, holder, until.into(), now.micros().into(), latest.into()])? == 1)
}

/// Holds the row of this name until the transaction ends: whoever else holds it waits, and then sees all that was done. No
/// clock has a part in it. The row stays in the table, where its holder and its end say nothing to anybody.
pub fn hold(tx: &mut Tx<'_>, account_id: i64, name: &str, now: Timestamp) -> Result<(), Error> {
    tx.execute(HOLD, &[account_id.into(), name.into(), now.micros().into()]).map(drop)
}

/// Whether [`take_or_renew`] would be in vain. It waits for nobody and locks nothing.
pub fn is_held_by_another(
    tx: &mut Tx<'_>,
    lease: Lease<'_>,
    now: Timestamp,
    until: Timestamp,
) -> Result<bool, Error> {
    let [account, name, holder] = lease.args();
    let args = [account, name, holder, now.micros().into(), latest(now, until).into()];
    Ok(tx.first(HELD_BY_ANOTHER, &args, |_| Ok(()))?.is_some())
}

/// Gives a lease back, if it is held: another server may take it at once.
pub fn release(tx: &mut Tx<'_>, lease: Lease<'_>) -> Result<(), Error> {
    tx.execute(RELEASE, &lease.args()).map(drop)
}
