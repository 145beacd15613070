//! What the small changes of one customer have in common: read, done once, answered by a sentence.

use guiche_desk::customer::Updated;
use guiche_desk::{Caller, idempotency};
use guiche_domain::customer::Request;
use guiche_domain::form::Form;
use guiche_i18n::Notice;
use guiche_store::{Error, Tx};

use crate::failure::Failure;
use crate::reply::Reply;
use crate::request::Call;

/// Reads a form with `read`, does `run` once for each idempotency key, and answers `notice`.
pub(super) async fn handle<T: Clone + Send + 'static>(
    call: Call,
    form: &Form,
    read: fn(&Form, bool) -> Request<T>,
    run: fn(&mut Tx<'_>, &Caller, &Request<T>) -> Result<Updated, Error>,
    notice: Notice,
) -> Result<Reply, Failure> {
    let mut request = read(form, call.strict());
    let repeatable = call.repeatable(form).unwrap_or_else(|reason| {
        request.faults.push(reason);
        None
    });
    let ignored = std::mem::take(&mut request.ignored);
    let done = call.write(move |tx, caller| {
        idempotency::once(tx, caller, repeatable.as_ref(), |tx| run(tx, caller, &request))
    });
    let reply = done.await.map(|done| Reply::done(notice).replayed(done.replayed));
    Ok(Reply::of(reply.map_err(Failure::from)).ignored(&ignored))
}
