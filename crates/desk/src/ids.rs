//! The one source of ids. They come in as values, so that tests can fix them.

use std::fmt;
use std::sync::Arc;

use guiche_domain::id::Id;
use guiche_domain::time::Timestamp;
use uuid::{NoContext, Uuid};

/// Makes ids that sort by the time of their making.
#[derive(Clone)]
pub struct Ids(Arc<dyn Fn(Timestamp) -> Id + Send + Sync>);

impl Ids {
    /// UUIDv7: milliseconds, then 74 random bits.
    pub fn random() -> Self {
        Self(Arc::new(|now| {
            let micros = u64::try_from(now.micros()).unwrap_or_default();
            let nanos = u32::try_from(micros % 1_000_000 * 1_000).unwrap_or_default();
            let moment = uuid::Timestamp::from_unix(NoContext, micros / 1_000_000, nanos);
            Id::from_bits(Uuid::new_v7(moment).as_u128())
        }))
    }

    /// A new id, made at `now`.
    pub fn next(&self, now: Timestamp) -> Id {
        (self.0)(now)
    }
}

impl fmt::Debug for Ids {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Ids")
    }
}
