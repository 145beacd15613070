//! `GET /guiche/v1/changes`

use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use guiche_desk::customer::View;
use guiche_desk::feed::{self, Chapter, Followed, Thing};
use guiche_domain::form::{At, Reader};
use guiche_domain::refusal::Reason;
use guiche_domain::time::Timestamp;
use guiche_store::Value;
use guiche_store::record::Record;
use serde::{Serialize, Serializer};
use serde_json::json;
use utoipa::ToSchema;

use super::customers::representation::Customer;
use super::query::{any, count};
use crate::failure::Failure;
use crate::form;
use crate::openapi::Problems;
use crate::reply::Reply;
use crate::request::Call;

/// The route, as the audit trail names it.
const PATH: &str = "/guiche/v1/changes";
/// How often they look.
const GLANCE: Duration = Duration::from_millis(250);

/// What changed in the account, in order.
///
/// Every change comes once, a thing's changes by version, and none is passed over. `data` is the thing as it is now, perhaps
/// after later changes of this list. A cursor is opaque; without one the list begins at the beginning.
#[utoipa::path(
    get, path = "/guiche/v1/changes", tag = "sync", operation_id = "listChanges",
    params(
        ("since" = Option<String>, Query, description = "`next` of an earlier answer, or the `cursor` of a change."),
        ("limit" = Option<u64>, Query, minimum = 1, maximum = 1000, description = "How many changes at most. Default 500."),
        ("wait" = Option<u64>, Query, minimum = 0, maximum = 60, description = "How many seconds to wait where there are none. Default 0."),
    ),
    responses((status = 200, description = "Changes in order.", body = Changes), Problems),
)]
pub(crate) async fn handle(call: Call, _: Body) -> Result<Reply, Failure> {
    let query = form::read_query(&call.head.query)?;
    let mut reader = Reader::new(&query);
    let since = reader.filled("since", position);
    let limit = reader.filled("limit", any);
    let wait = reader.filled("wait", any);
    let (mut faults, ignored) = reader.finish(call.strict());
    let limit = count(limit, 1..=1_000, 500, &mut faults);
    let wait = count(wait, 0..=60, 0, &mut faults);
    faults.into_result()?;
    let after = since.map_or(0, |At { value, .. }| value);
    let (usage, caller) = (call.api.usage.clone(), call.caller.clone());
    let chapter = follow(call, after, limit, Duration::from_secs(wait)).await?;
    let customers = chapter.changes.iter().filter(|followed| followed.shows_a_customer()).count();
    usage.note_read(&caller, PATH, customers);
    Ok(Reply::plain(StatusCode::OK, &Changes::from(chapter)).ignored(&ignored))
}

/// Looks until there is something, the time is over or the server is about to stop.
async fn follow(call: Call, mut after: i64, limit: u64, wait: Duration) -> Result<Chapter, Failure> {
    let began = Instant::now();
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    // Held while it waits.
    let place = if wait.is_zero() { None } else { call.api.waiting.take(&call.claim.secret_hash) };
    loop {
        let (claim, caller) = (call.claim.clone(), call.caller.clone());
        let read = call.api.db.read(move |tx| {
            let caller = claim.confirm(tx, &caller)?;
            feed::changes(tx, &caller, after, limit)
        });
        let chapter = read.await?;
        let left = wait.saturating_sub(began.elapsed());
        if !chapter.changes.is_empty() || chapter.more || place.is_none() || left.is_zero() {
            return Ok(chapter);
        }
        after = chapter.next;
        tokio::select! {
            () = tokio::time::sleep(GLANCE.min(left)) => {}
            () = call.head.stopping.begins() => return Ok(chapter),
        }
    }
}

/// A position as clients see it: opaque.
fn cursor(position: i64) -> String {
    URL_SAFE_NO_PAD.encode(format!("1:{position}"))
}

/// The position that a cursor of ours stands for.
fn position(cursor: &str) -> Result<i64, Reason> {
    let decoded = URL_SAFE_NO_PAD.decode(cursor.trim()).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let position = decoded.as_deref().and_then(|text| text.strip_prefix("1:")?.parse().ok());
    position
        .filter(|position| *position >= 0 && self::cursor(*position) == cursor.trim())
        .ok_or(Reason::NotACursor)
}

/// Changes in order (contract: ours).
#[derive(Serialize, ToSchema)]
pub(crate) struct Changes {
    data: Vec<Change>,
    /// Where to go on.
    next: String,
    /// Whether there are more already.
    more: bool,
}

/// One change.
#[derive(Serialize, ToSchema)]
pub(crate) struct Change {
    /// Its place in the order.
    cursor: String,
    /// What kind of thing: `customer`, `organization`, `portfolio`, `custom_field`, `department`, `blocked_email`,
    /// `account`… There may be others.
    entity: String,
    /// Which one: our id, which never changes.
    id: String,
    /// The thing's version after this change, from 1.
    version: i64,
    /// What happened: `created`, `updated`…
    change: String,
    /// RFC 3339, in UTC.
    occurred_at: String,
    /// The thing as it is now; null where it is gone, or is of a kind that nobody may follow.
    #[schema(value_type = Option<Object>)]
    data: Option<Shown>,
}

impl From<Chapter> for Changes {
    fn from(chapter: Chapter) -> Self {
        let Chapter { changes, next, more } = chapter;
        Self { data: changes.into_iter().map(Change::from).collect(), next: cursor(next), more }
    }
}

impl From<Followed> for Change {
    fn from(followed: Followed) -> Self {
        let Followed { change, thing } = followed;
        Self {
            cursor: cursor(change.position),
            entity: change.entity,
            id: change.entity_id,
            version: change.version,
            change: change.change,
            occurred_at: change.occurred_at.rfc3339(),
            data: thing.as_deref().map(Shown::from),
        }
    }
}

/// A thing as it is now, its keys in their order.
#[derive(Serialize)]
#[serde(untagged)]
enum Shown {
    Customer(Box<Customer>),
    #[serde(serialize_with = "members")]
    Record(Record),
}

impl From<&Thing> for Shown {
    fn from(thing: &Thing) -> Self {
        match thing {
            Thing::Customer(view) => Self::Customer(Box::new(View::clone(view).into())),
            Thing::Record(record) => Self::Record(record.clone()),
        }
    }
}

fn members<S: Serializer>(record: &Record, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(record.iter().map(|(name, value)| (name, member(name, value))))
}

fn member(name: &str, value: &Value) -> serde_json::Value {
    match (name, value) {
        (_, Value::Null) => serde_json::Value::Null,
        ("options", Value::Text(text)) => json!(text.lines().collect::<Vec<_>>()),
        (_, Value::Text(text)) => json!(text),
        (name, Value::Integer(moment)) if name.ends_with("_at") => {
            json!(Timestamp::from_micros(*moment).rfc3339())
        }
        (_, Value::Integer(number)) => json!(number),
        (_, Value::Boolean(flag)) => json!(flag),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_written_and_nothing_else_is_one() {
        for place in [0, 1, 500, i64::MAX] {
            assert_eq!(position(&cursor(place)), Ok(place));
        }
        let of = |text: &str| URL_SAFE_NO_PAD.encode(text);
        for bad in ["x", "5", "%", &of("1:-1"), &of("1:"), &of("2:5"), &of("1:05"), &of("1:+5"), &of("1:5 ")]
        {
            assert_eq!(position(bad), Err(Reason::NotACursor), "{bad}");
        }
    }
}
