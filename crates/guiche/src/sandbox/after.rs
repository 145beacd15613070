//! What a server does by itself a moment after a write. A sandbox does it before the write is answered, so that whoever
//! asks next finds the same each time.

use guiche_desk::Clock;
use guiche_jobs::Sequencer;
use guiche_store::{Db, Error};

/// The steps, each with what it remembers.
#[derive(Debug)]
pub(super) struct FollowUp {
    sequencer: Sequencer,
}

impl FollowUp {
    pub(super) fn new(db: &Db, clock: &Clock) -> Self {
        Self { sequencer: Sequencer::new(db.clone(), clock.clone()) }
    }

    /// One step after the other, each to its end.
    pub(super) async fn run(&mut self) -> Result<(), Error> {
        self.sequencer.catch_up_now().await
    }
}
