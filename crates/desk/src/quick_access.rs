//! Links that sign a customer in to its panel: each once, for a short time.

use guiche_domain::customer::Request;
use guiche_domain::id::Id;
use guiche_domain::refusal::{Fault, Reason};
use guiche_domain::time::Timestamp;
use guiche_store::customer::{self, Customer};
use guiche_store::{Error, Tx, quick_access};
use serde::{Deserialize, Serialize};

use crate::customer::hold;
use crate::secret::{derived, hash};
use crate::trail::{self, Event};
use crate::{Caller, Permission};

/// How long a link may be used, in seconds (contract: ours).
pub const SECONDS: i64 = 5 * 60;

/// What came of it, as far as an answer needs it. The link's secret is not in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Created {
    link_id: String,
}

impl Created {
    /// The secret that the link carries, for the caller with this token.
    ///
    /// A repetition under an idempotency key has to answer the same secret, while nothing that is stored may tell it. So it
    /// is not stored at all: it is an HMAC of the link's id, which the outcome keeps, under the secret of the caller's
    /// token, of which the store has only a hash. A repetition comes with the same token, and so to the same secret.
    pub fn secret(&self, token: &str) -> Result<String, Error> {
        derived(token, &format!("quick_access {}", self.link_id))
    }
}

/// Makes a link for a customer that is active and approved (contract: §2; which ones, ours). Refused with all faults at
/// once. `token` is the secret of the caller's token.
pub fn create(
    tx: &mut Tx<'_>,
    caller: &Caller,
    request: &Request<()>,
    token: &str,
) -> Result<Created, Error> {
    caller.require(Permission::WriteCustomers)?;
    let mut faults = request.faults.clone();
    let held = hold(tx, caller, request.locator.as_ref(), &mut faults)?;
    if let (Some(customer), Some(locator)) = (&held, &request.locator)
        && !(customer.active && customer.account_approved)
    {
        faults.push(Fault::of(locator.field.clone(), Reason::NotAdmitted));
    }
    faults.into_result()?;
    let customer = held.ok_or_else(|| Error::Data("a request without faults names no customer".into()))?;
    link(tx, caller, &customer, token)
}

/// The same for the customer with this id of ours; `None` where there is none. `secret` takes the place of the token's
/// secret, and must be as hard to guess.
pub fn create_by_id(
    tx: &mut Tx<'_>,
    caller: &Caller,
    customer_id: &Id,
    secret: &str,
) -> Result<Option<Created>, Error> {
    caller.require(Permission::WriteCustomers)?;
    let Some(customer) = customer::hold_by_id(tx, caller.account.account_id, customer_id)? else {
        return Ok(None);
    };
    if !(customer.active && customer.account_approved) {
        return Err(Error::Refused(Reason::NotAdmitted.into()));
    }
    link(tx, caller, &customer, secret).map(Some)
}

fn link(tx: &mut Tx<'_>, caller: &Caller, customer: &Customer, token: &str) -> Result<Created, Error> {
    let link_id = caller.new_id();
    let created = Created { link_id: link_id.to_string() };
    let expires_at = caller.now.plus_seconds(SECONDS);
    let secret_hash = hash(&created.secret(token)?);
    quick_access::insert(
        tx,
        caller.account.account_id,
        &secret_hash,
        &customer.customer_id,
        expires_at,
        caller.now,
    )?;
    let event = Event { entity: "quick_access", entity_id: link_id.as_str(), version: 1, change: "created" };
    let values = serde_json::json!({ "customer_id": customer.customer_id.as_str(), "expires_at": expires_at.micros() });
    trail::record(tx, caller, event, &values)?;
    Ok(created)
}

/// Whom a link signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redeemed {
    /// The account.
    pub account_id: i64,
    /// The customer, by our id.
    pub customer_id: Id,
}

/// Uses up the link whose secret has this hash: whom it signs in. `None` where there is no such link, where it was used,
/// where its time is over, or where the customer is no longer active and approved.
pub fn redeem(tx: &mut Tx<'_>, secret_hash: &str, now: Timestamp) -> Result<Option<Redeemed>, Error> {
    let Some((account_id, customer_id)) = quick_access::redeem(tx, secret_hash, now)? else {
        return Ok(None);
    };
    let customer = customer::by_id(tx, account_id, customer_id.as_str())?;
    let admitted = customer.is_some_and(|customer| customer.active && customer.account_approved);
    Ok(admitted.then_some(Redeemed { account_id, customer_id }))
}

/// Deletes up to a thousand links of an account whose time is over; tells how many.
pub fn purge(tx: &mut Tx<'_>, account_id: i64, now: Timestamp) -> Result<u64, Error> {
    quick_access::purge(tx, account_id, now)
}
