//! What a server does by itself a moment after a write. A sandbox does it before the write is answered, so that whoever
//! asks next finds the same each time.

use guiche_desk::Clock;
use guiche_jobs::Worker;
use guiche_store::{Db, Error};

/// The steps in their order, each with what it remembers.
#[derive(Debug)]
pub(super) struct FollowUp([Worker; 3]);

impl FollowUp {
    pub(super) fn new(db: &Db, clock: &Clock) -> Self {
        Self(Worker::all(db, clock))
    }

    /// One step after the other, each to its end.
    pub(super) async fn run(&mut self) -> Result<(), Error> {
        for step in &mut self.0 {
            step.catch_up_now().await?;
        }
        Ok(())
    }
}
