//! Places for those who wait for changes: so many in all, and no more than a few for each token.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// How many wait at the same time, in one process.
const ALL: usize = 256;
/// How many of them with the same token: a client that went away is only missed when its wait is over.
const EACH: usize = 16;

/// Who waits, by the hash of its token's secret.
#[derive(Debug, Default)]
pub(crate) struct Waiting(Mutex<HashMap<String, usize>>);

/// A place, given back when it is let go of.
#[derive(Debug)]
pub(crate) struct Place<'w> {
    waiting: &'w Waiting,
    token: String,
}

impl Waiting {
    /// A place, if there is one left.
    pub(crate) fn take(&self, token: &str) -> Option<Place<'_>> {
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if places.values().sum::<usize>() >= ALL {
            return None;
        }
        let taken = places.entry(token.into()).or_default();
        if *taken >= EACH {
            return None;
        }
        *taken += 1;
        Some(Place { waiting: self, token: token.into() })
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut places = self.waiting.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(taken) = places.get_mut(&self.token) {
            *taken -= 1;
            if *taken == 0 {
                places.remove(&self.token);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_has_a_few_places_and_leaves_the_others_to_others() {
        let waiting = Waiting::default();
        let mut places: Vec<_> = (0..EACH).map(|_| waiting.take("a").unwrap()).collect();
        assert!(waiting.take("a").is_none());
        places.pop();
        assert!(waiting.take("a").is_some(), "and it was given back");
        let others: Vec<_> =
            (0..ALL).filter_map(|number| waiting.take(&(number / EACH).to_string())).collect();
        assert_eq!(others.len() + places.len(), ALL);
        assert!(waiting.take("b").is_none());
        drop((others, places));
        assert!(waiting.0.lock().unwrap().is_empty());
    }
}
