//! A job and the promise of its answer.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::sync::oneshot;

use crate::{Error, Tx};

/// What an engine's thread does with a job, whatever its answer's type.
pub(crate) trait Job: Send {
    /// Runs it; the outcome is kept until [`Job::settle`]. Tells whether what it wrote is to stay.
    fn run(&mut self, tx: &mut Tx<'_>) -> Verdict;
    /// Answers: with the outcome once the transaction is on disk, else with the reason why it is not.
    fn settle(self: Box<Self>, failure: Option<Error>);
}

/// Whether what a job wrote is to stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is to be committed.
    Keep,
    /// It is to be undone.
    Undo,
}

/// A closure as a job, and the receiver of its answer.
pub(crate) fn job<T, F>(run: F) -> (Box<dyn Job>, oneshot::Receiver<Result<T, Error>>)
where
    F: Fn(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    T: Send + 'static,
{
    let (answer, receiver) = oneshot::channel();
    (Box::new(Promised { run, answer, outcome: None }), receiver)
}

struct Promised<T, F> {
    run: F,
    answer: oneshot::Sender<Result<T, Error>>,
    outcome: Option<Result<T, Error>>,
}

impl<T, F> Job for Promised<T, F>
where
    F: Fn(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    T: Send + 'static,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> Verdict {
        let mut outcome = catch_unwind(AssertUnwindSafe(|| (self.run)(tx))).unwrap_or(Err(Error::Panicked));
        if outcome.is_ok()
            && let Err(error) = tx.finish()
        {
            outcome = Err(error);
        }
        let verdict = if outcome.is_ok() { Verdict::Keep } else { Verdict::Undo };
        self.outcome = Some(outcome);
        verdict
    }

    fn settle(self: Box<Self>, failure: Option<Error>) {
        let outcome = match failure {
            Some(error) => Err(error),
            None => self.outcome.unwrap_or(Err(Error::Closed)),
        };
        // Whoever asked may have gone: what was committed stays committed.
        let _ = self.answer.send(outcome);
    }
}
