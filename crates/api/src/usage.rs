//! How the API is used, counted in memory: a request touches nothing else for it. Whoever writes the numbers takes them.
//!
//! What is counted is bounded. Beyond it new keys are left out, and a metric says how often.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use guiche_desk::usage::{BulkRead, Calls, Counting, LastUse, Tally};
use guiche_desk::{Actor, Caller};
use guiche_domain::id::Id;
use guiche_domain::time::Timestamp;

/// How a call came out that got what it wanted.
pub(crate) const OK: &str = "ok";
/// The most keys of one kind.
const MOST: usize = 10_000;

const MINUTE: i64 = 60_000_000;
const HOUR: i64 = 60 * MINUTE;

/// Account and token.
type Owner = (i64, Id);

/// What was counted, for all that share it.
#[derive(Clone, Debug, Default)]
pub struct Usage(Arc<Mutex<Counted>>);

#[derive(Debug, Default)]
struct Counted {
    /// By owner, the hour's first moment and outcome.
    calls: HashMap<(Owner, Timestamp, &'static str), u64>,
    last_uses: HashMap<Owner, Timestamp>,
    /// By owner, the minute's first moment and route: requests, and customers in their answers.
    reads: HashMap<(Owner, Timestamp, &'static str), (u64, u64)>,
}

impl Usage {
    /// Counts a call of a token, and notes that the token was used where it was let in.
    pub(crate) fn note_call(
        &self,
        (account_id, token): (i64, &Id),
        now: Timestamp,
        outcome: &'static str,
        let_in: bool,
    ) {
        let owner = (account_id, token.clone());
        let mut counted = self.lock();
        if let_in && let Some(last) = entry(&mut counted.last_uses, owner.clone(), now) {
            *last = now.max(*last);
        }
        if let Some(calls) = entry(&mut counted.calls, (owner, beginning(now, HOUR), outcome), 0) {
            *calls += 1;
        }
    }

    /// Counts a read of customers in bulk. An answer without any tells nobody anything.
    pub(crate) fn note_read(&self, caller: &Caller, route: &'static str, customers: usize) {
        let Actor::Token { id, .. } = &caller.actor else { return };
        if customers == 0 {
            return;
        }
        let key = ((caller.account.account_id, id.clone()), beginning(caller.now, MINUTE), route);
        if let Some((requests, rows)) = entry(&mut self.lock().reads, key, (0, 0)) {
            *requests += 1;
            *rows += customers as u64;
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Counted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counting for Usage {
    fn take(&self, now: Timestamp, all: bool) -> Tally {
        let mut counted = self.lock();
        let minute = beginning(now, MINUTE);
        let calls = counted.calls.drain().map(|(((account_id, token_id), hour, outcome), calls)| Calls {
            account_id,
            hour,
            token_id,
            outcome,
            calls,
        });
        let calls = calls.collect();
        let last_uses = counted.last_uses.drain();
        let last_uses = last_uses
            .map(|((account_id, token_id), used_at)| LastUse { account_id, token_id, used_at })
            .collect();
        let over = counted.reads.extract_if(|(_, begun, _), _| all || *begun != minute);
        let reads = over.map(|(((account_id, token_id), minute, route), (requests, customers))| BulkRead {
            account_id,
            minute,
            token_id,
            route,
            requests,
            customers,
        });
        let reads = reads.collect();
        Tally { calls, last_uses, reads }
    }

    fn put_back(&self, tally: Tally) {
        let mut counted = self.lock();
        for Calls { account_id, hour, token_id, outcome, calls } in tally.calls {
            if let Some(sum) = entry(&mut counted.calls, ((account_id, token_id), hour, outcome), 0) {
                *sum += calls;
            }
        }
        for LastUse { account_id, token_id, used_at } in tally.last_uses {
            if let Some(last) = entry(&mut counted.last_uses, (account_id, token_id), used_at) {
                *last = used_at.max(*last);
            }
        }
        for BulkRead { account_id, minute, token_id, route, requests, customers } in tally.reads {
            let key = ((account_id, token_id), minute, route);
            if let Some(sums) = entry(&mut counted.reads, key, (0, 0)) {
                *sums = (sums.0 + requests, sums.1 + customers);
            }
        }
    }
}

/// What is counted under a key, from `first` on; `None` where there is no place for one more.
fn entry<K: Eq + std::hash::Hash, V>(counted: &mut HashMap<K, V>, key: K, first: V) -> Option<&mut V> {
    if counted.len() >= MOST && !counted.contains_key(&key) {
        metrics::counter!("guiche_usage_left_out_total").increment(1);
        return None;
    }
    Some(counted.entry(key).or_insert(first))
}

/// The first moment of the hour or minute that a moment is in.
fn beginning(moment: Timestamp, length: i64) -> Timestamp {
    Timestamp::from_micros(moment.micros() - moment.micros().rem_euclid(length))
}

#[cfg(test)]
mod tests;
