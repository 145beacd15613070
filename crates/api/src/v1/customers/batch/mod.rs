//! `POST /guiche/v1/customers/batch`

mod atomic;
mod feed;
mod lines;
mod pressure;
mod row;
mod stream;

use axum::body::Body;
use guiche_domain::form::Reader;
use guiche_domain::refusal::{Fault, Faults, Field, Reason};
use guiche_domain::scalar;
use guiche_i18n::Tongue;

use self::feed::Feed;
use self::row::Mode;
use crate::failure::Failure;
use crate::form;
use crate::openapi::Problems;
use crate::reply::Reply;
use crate::request::Call;
use crate::v2::customer::parameters::NewCustomer as Parameters;

/// The most rows of a batch (contract: ours).
const MAX_ROWS: u64 = 10_000;
/// The most bytes of a batch (contract: ours).
const MAX_BYTES: usize = 64 << 20;
/// The most bytes of a batch that is done as a whole, and so held as a whole (contract: ours).
const MAX_ATOMIC_BYTES: usize = 16 << 20;
/// How many rows go to the store at once.
const JOB_ROWS: usize = 200;
/// The type of a batch's answer, and of its body.
const NDJSON: &str = "application/x-ndjson";

/// Creates or replaces many customers.
///
/// The body is one object a line, or one array of objects, with the keys of `customer/new`: 10 000 rows, 64 MiB
/// (16 MiB with `atomic=true`) and 64 KiB a row at most. The answer has a line for each row in order, as they are done, and a last one with `done`: where that is
/// missing, the answer was cut. A row is done as by `PUT`; with `mode=create` one that is there already is refused. With
/// `atomic=true` all rows are done or none.
#[utoipa::path(
    post, path = "/guiche/v1/customers/batch", tag = "sync", operation_id = "batchCustomers",
    params(
        ("mode" = Option<String>, Query, description = "`upsert` (the default) or `create`."),
        ("atomic" = Option<bool>, Query, description = "Whether all rows are done or none. Default false."),
        ("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 255, pattern = "^[!-~]+$",
            description = "With `atomic=true` only: makes the batch safe to repeat."),
        ("Prefer" = Option<String>, Header, description = "`handling=strict` turns unknown parameters into faults."),
    ),
    request_body(content((String = "application/x-ndjson"), (Vec<Parameters> = "application/json"))),
    responses(
        (status = 200, description = "One line a row, and a last one.", body = String, content_type = "application/x-ndjson", headers(
            ("Idempotency-Replayed" = String, description = "`true` on the answer to a repetition."),
        )),
        Problems,
    ),
)]
pub(crate) async fn handle(call: Call, body: Body) -> Result<Reply, Failure> {
    // Many jobs hang on it: what was known a moment ago is not enough.
    let (_, account) = call.claim.look_up(&call.api).await.map_err(|unknown| unknown.failure)?;
    let tongue = Tongue::of(call.head.preferences.language, Some(account.language));
    let (options, ignored) = Options::read(&call)?;
    let most_bytes = if options.atomic { MAX_ATOMIC_BYTES } else { MAX_BYTES };
    let mut feed = Feed::new(&call, body, most_bytes)?;
    // Not answered before something has come: who sends `Expect: 100-continue` would take that for a refusal.
    feed.begin().await?;
    let reply = if options.atomic {
        atomic::run(call, feed, options).await
    } else {
        Ok(stream::run(&call, feed, options, tongue))
    };
    Ok(Reply::of(reply).ignored(&ignored))
}

/// How a batch is to be done.
#[derive(Clone, Copy, Debug)]
struct Options {
    mode: Mode,
    atomic: bool,
    /// Whether keys of a row that nobody knows are faults.
    strict: bool,
}

impl Options {
    /// Reads the query; also the keys that were ignored.
    fn read(call: &Call) -> Result<(Self, Vec<String>), Failure> {
        let query = form::read_query(&call.head.query)?;
        let mut reader = Reader::new(&query);
        let mode = reader.filled("mode", Mode::parse);
        let atomic = reader.filled("atomic", scalar::flag).is_some_and(|at| at.value);
        let (mut faults, ignored): (Faults, _) = reader.finish(call.strict());
        if !atomic && !faults.mention("atomic") && call.head.headers.contains_key("idempotency-key") {
            faults.push(Fault::of(Field::new("Idempotency-Key", u32::MAX), Reason::OnlyWithAtomic));
        }
        faults.into_result()?;
        let mode = mode.map_or(Mode::Upsert, |at| at.value);
        Ok((Self { mode, atomic, strict: call.strict() }, ignored))
    }
}
