//! Writes that are safe to repeat (contract: §1, ours).
//!
//! The key's row is inserted first, in the transaction of the write that it protects, so a repetition waits for the
//! first by the store's own uniqueness. A refused write takes its key back with it.

use std::collections::BTreeMap;

use guiche_domain::form::{Form, Value};
use guiche_domain::refusal::{Faults, Reason};
use guiche_domain::time::Timestamp;
use guiche_store::idempotency::{self as store, Owner};
use guiche_store::{Error, Tx};
use hmac::{Hmac, KeyInit, Mac};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::Sha256;

use crate::secret::hex;
use crate::{Actor, Caller};

/// How long an outcome is kept.
pub const HOURS: i64 = 24;
/// The longest key, in visible ASCII characters.
pub const MAX_KEY: usize = 255;

/// A key that a client chose, and what it chose it for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeatable {
    key: String,
    fingerprint: String,
}

impl Repeatable {
    /// The key of a request: 1 to 255 visible ASCII characters.
    ///
    /// The fingerprint is keyed with the caller's secret, of which the store has only a hash: a password among the
    /// parameters cannot be guessed from it. Parameters count as parsed, in any order of keys.
    pub fn new(key: &[u8], secret: &str, method: &str, path: &str, form: &Form) -> Result<Self, Reason> {
        if !(1..=MAX_KEY).contains(&key.len()) || !key.iter().all(u8::is_ascii_graphic) {
            return Err(Reason::NotAnIdempotencyKey);
        }
        let mut mac =
            Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map_err(|_| Reason::NotAnIdempotencyKey)?;
        let mut feed = |text: &str| {
            mac.update(&(text.len() as u64).to_be_bytes());
            mac.update(text.as_bytes());
        };
        feed(method);
        feed(path);
        let mut by_key: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
        for entry in form.entries() {
            by_key.entry(&entry.key).or_default().push(&entry.value);
        }
        for (key, value) in
            by_key.iter().flat_map(|(key, values)| values.iter().map(move |value| (key, value)))
        {
            feed(key);
            match value {
                Value::Text(text) => feed(text),
                Value::Null => feed("\0null"),
            }
        }
        let key = String::from_utf8_lossy(key).into_owned();
        Ok(Self { key, fingerprint: hex(&mac.finalize().into_bytes()) })
    }
}

/// What came of a write, now or the first time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done<T> {
    /// The outcome.
    pub outcome: T,
    /// Whether the write was done by an earlier request.
    pub replayed: bool,
}

/// Does `write` once for each key: a repetition gets the first one's outcome, another request with the key is refused.
pub fn once<T: Serialize + DeserializeOwned>(
    tx: &mut Tx<'_>,
    caller: &Caller,
    repeatable: Option<&Repeatable>,
    write: impl FnOnce(&mut Tx<'_>) -> Result<T, Error>,
) -> Result<Done<T>, Error> {
    let (Some(repeatable), Actor::Token { id, .. }) = (repeatable, &caller.actor) else {
        return Ok(Done { outcome: write(tx)?, replayed: false });
    };
    let owner = Owner { account_id: caller.account.account_id, token_id: id.as_str(), key: &repeatable.key };
    let oldest = caller.now.plus_hours(-HOURS);
    if store::claim(tx, owner, &repeatable.fingerprint, caller.now, oldest)? {
        let outcome = write(tx)?;
        let kept = serde_json::to_string(&outcome).map_err(|error| Error::Data(error.to_string()))?;
        store::keep(tx, owner, &kept)?;
        return Ok(Done { outcome, replayed: false });
    }
    // Where an engine does not keep it there for us, whoever asks again finds the key free.
    let (fingerprint, outcome) = store::find(tx, owner)?.ok_or(Error::Locked)?;
    if fingerprint != repeatable.fingerprint {
        return Err(conflict(write(tx)));
    }
    let outcome = serde_json::from_str(&outcome).map_err(|error| Error::Data(error.to_string()))?;
    Ok(Done { outcome, replayed: true })
}

/// Refuses another request with the key, beside whatever else is wrong with it. What it wrote goes with the refusal.
fn conflict<T>(written: Result<T, Error>) -> Error {
    let mut faults = Faults::default();
    faults.push(Reason::IdempotencyConflict);
    match written {
        Ok(_) => {}
        Err(Error::Refused(refusal)) => refusal.faults().cloned().for_each(|fault| faults.push(fault)),
        Err(error) => return error,
    }
    let refusal = faults.into_result().err();
    Error::Refused(refusal.unwrap_or(Reason::IdempotencyConflict.into()))
}

/// Deletes up to a thousand outcomes of an account that are past their time; tells how many.
pub fn purge(tx: &mut Tx<'_>, account_id: i64, now: Timestamp) -> Result<u64, Error> {
    store::purge(tx, account_id, now.plus_hours(-HOURS))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fingerprint(secret: &str, path: &str, pairs: &[(&str, &str)]) -> String {
        let mut form = Form::default();
        for (key, text) in pairs {
            form.push_text(*key, *text);
        }
        Repeatable::new(b"k", secret, "POST", path, &form).unwrap().fingerprint
    }

    #[test]
    fn the_order_of_different_keys_does_not_count_and_everything_else_does() {
        let one = fingerprint("s", "/p", &[("a", "1"), ("b", "2"), ("b", "3")]);
        assert_eq!(one, fingerprint("s", "/p", &[("b", "2"), ("a", "1"), ("b", "3")]));
        for other in [
            fingerprint("t", "/p", &[("a", "1"), ("b", "2"), ("b", "3")]),
            fingerprint("s", "/q", &[("a", "1"), ("b", "2"), ("b", "3")]),
            fingerprint("s", "/p", &[("a", "1"), ("b", "3"), ("b", "2")]),
            fingerprint("s", "/p", &[("a", "1b"), ("", "2"), ("b", "3")]),
        ] {
            assert_ne!(one, other);
        }
    }

    #[test]
    fn keys_are_1_to_255_visible_ascii_characters() {
        let form = Form::default();
        let key = |key: &[u8]| Repeatable::new(key, "s", "POST", "/", &form).map(drop);
        assert_eq!(key(&[b'~'; 255]), Ok(()));
        for bad in [&b""[..], &[b'a'; 256], b"a b", "é".as_bytes(), b"\x7f"] {
            assert_eq!(key(bad), Err(Reason::NotAnIdempotencyKey));
        }
    }
}
