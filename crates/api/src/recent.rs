//! Who was let in a moment ago.
//!
//! A write looks its token up in its own transaction, where it decides. To look it up once more before the body is read
//! would cost each write a second way to the store and back; for a caller that was let in within the last second that
//! first look is left out. Whatever is refused meanwhile is looked at again before it is answered, so nobody is told more
//! than a fresh look allows.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use guiche_desk::{Actor, Caller};
use guiche_domain::account::Account;

use crate::auth::Claim;

/// How long a moment is.
const MOMENT: Duration = Duration::from_secs(1);
/// The most callers that are remembered; one more, and all are forgotten.
const MOST: usize = 4_096;

/// Callers by the hash of their secret and their address.
#[derive(Debug, Default)]
pub(crate) struct Recent(Mutex<HashMap<(String, IpAddr), Seen>>);

#[derive(Clone, Debug)]
struct Seen {
    at: Instant,
    actor: Actor,
    account: Account,
}

impl Recent {
    /// Remembers a caller that was let in just now.
    pub(crate) fn remember(&self, claim: &Claim, caller: &Caller) {
        let mut callers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if callers.len() >= MOST {
            callers.clear();
        }
        let seen = Seen { at: Instant::now(), actor: caller.actor.clone(), account: caller.account.clone() };
        callers.insert((claim.secret_hash.clone(), claim.address), seen);
    }

    /// The caller, if it was let in a moment ago.
    pub(crate) fn find(&self, claim: &Claim) -> Option<(Actor, Account)> {
        let callers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let seen = callers.get(&(claim.secret_hash.clone(), claim.address))?;
        (seen.at.elapsed() < MOMENT).then(|| (seen.actor.clone(), seen.account.clone()))
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use guiche_desk::Ids;
    use guiche_domain::time::Timestamp;

    use super::*;

    fn claim(secret_hash: &str, address: Ipv4Addr) -> Claim {
        let now = Timestamp::from_micros(0);
        Claim { secret_hash: secret_hash.into(), address: address.into(), now, request_id: None }
    }

    fn caller() -> Caller {
        Caller::new(
            Account::fresh("acme".parse().unwrap()),
            Actor::CommandLine,
            Timestamp::from_micros(0),
            Ids::random(),
        )
    }

    #[test]
    fn a_caller_is_known_by_secret_and_address() {
        let recent = Recent::default();
        let here = Ipv4Addr::LOCALHOST;
        recent.remember(&claim("a", here), &caller());
        assert_eq!(recent.find(&claim("a", here)), Some((Actor::CommandLine, caller().account)));
        assert_eq!(recent.find(&claim("b", here)), None);
        assert_eq!(recent.find(&claim("a", Ipv4Addr::UNSPECIFIED)), None);
    }

    #[test]
    fn there_is_an_end_to_what_is_remembered() {
        let recent = Recent::default();
        for number in 0..=MOST {
            recent.remember(&claim(&number.to_string(), Ipv4Addr::LOCALHOST), &caller());
        }
        assert_eq!(recent.0.lock().unwrap().len(), 1);
    }
}
