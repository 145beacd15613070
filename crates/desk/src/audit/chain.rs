//! The chain over the audit trail: each link's digest is over the one before and the events that it covers, so nothing
//! before a link can become another without the link's digest becoming another too.
//!
//! The encoding is part of the data: whoever changes it makes every link of before a broken one.

use guiche_store::audit::chain::{self, Event, Link, Told};
use guiche_store::{Error, Tx};
use sha2::{Digest as _, Sha256};

pub use guiche_store::audit::chain::Link as Head;

use crate::secret::{hash, hex};
use crate::{Caller, Permission};

/// How many positions a link covers at most: as many as one turn of the sequencer links.
const LINKED_AT_ONCE: i64 = 1_000;

/// Adds a link over what has a position and is in none, if there is such; tells whether. Only who has the sequencer's lease
/// may: one at a time.
pub(crate) fn link(tx: &mut Tx<'_>, account_id: i64) -> Result<bool, Error> {
    let (events, head) = chain::unlinked(tx, account_id, LINKED_AT_ONCE)?;
    let Some(last) = events.last() else {
        return Ok(false);
    };
    let mut open = Open::after(&head.unwrap_or_else(|| beginning(account_id)));
    events.iter().for_each(|event| open.take(event));
    chain::insert(tx, account_id, &Link { position: last.position, digest: open.digest() })?;
    Ok(true)
}

/// The last link of the caller's account, to be noted elsewhere; `None` where nothing is linked yet.
pub fn head(tx: &mut Tx<'_>, caller: &Caller) -> Result<Option<Head>, Error> {
    caller.require(Permission::ReadAudit)?;
    chain::last(tx, caller.account.account_id)
}

/// What the first link of an account comes after.
pub(crate) fn beginning(account_id: i64) -> String {
    hash(&format!("guiche audit chain 1, account {account_id}"))
}

/// A link in the making.
#[derive(Clone, Debug)]
pub(crate) struct Open(Sha256);

impl Open {
    /// One after a link with this digest.
    pub(crate) fn after(previous: &str) -> Self {
        let mut open = Self(Sha256::new());
        open.text(previous);
        open
    }

    /// Takes in the event of the next position.
    pub(crate) fn take(&mut self, event: &Event) {
        self.number(event.position);
        self.text(&event.event_id);
        self.told(&event.told);
        self.number(event.version);
        self.0.update([u8::from(event.recorded.is_some())]);
        if let Some(recorded) = &event.recorded {
            self.told(&recorded.told);
            self.text(&recorded.actor);
            for text in [&recorded.actor_id, &recorded.address, &recorded.request_id] {
                self.0.update([u8::from(text.is_some())]);
                self.text(text.as_deref().unwrap_or_default());
            }
            self.text(&recorded.values_digest);
        }
    }

    /// Its digest, were it closed now.
    pub(crate) fn digest(&self) -> String {
        hex(&self.0.clone().finalize())
    }

    fn told(&mut self, told: &Told) {
        self.number(told.occurred_at);
        self.text(&told.entity);
        self.text(&told.entity_id);
        self.text(&told.change);
    }

    /// With its length before it, so that no two rows of texts are one row of bytes.
    fn text(&mut self, text: &str) {
        self.0.update((text.len() as u64).to_be_bytes());
        self.0.update(text);
    }

    fn number(&mut self, number: i64) {
        self.0.update(number.to_be_bytes());
    }
}

#[cfg(test)]
mod tests;
