//! A server as its clients see it, which may be killed and come back at another address.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use guiche_tests::Actor;

/// Clones are the same.
#[derive(Clone, Debug)]
pub struct Target(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    erp: Actor,
    alive: bool,
    deaths: usize,
}

/// How a target was when somebody turned to it.
#[derive(Debug)]
pub struct Seen {
    /// To ask it.
    pub erp: Actor,
    alive: bool,
    deaths: usize,
}

impl Target {
    /// One that is asked by this program.
    pub fn new(erp: Actor) -> Self {
        Self(Arc::new(Mutex::new(State { erp, alive: true, deaths: 0 })))
    }

    /// It is about to be killed.
    pub fn dies(&self) {
        let mut state = self.lock();
        state.alive = false;
        state.deaths += 1;
    }

    /// It is back.
    pub fn lives(&self, erp: Actor) {
        let mut state = self.lock();
        (state.erp, state.alive) = (erp, true);
    }

    /// As it is now.
    pub fn look(&self) -> Seen {
        let state = self.lock();
        Seen { erp: state.erp.clone(), alive: state.alive, deaths: state.deaths }
    }

    /// Whether it runs.
    pub fn is_alive(&self) -> bool {
        self.lock().alive
    }

    /// Whether it was alive then and is the same now.
    pub fn has_lived_since(&self, seen: &Seen) -> bool {
        seen.alive && self.lock().deaths == seen.deaths
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
