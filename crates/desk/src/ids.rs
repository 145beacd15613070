//! The one source of ids. They come in as values, so that tests can fix them.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

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

    /// Of the same form, with a number in the place of the random bits: 1, 2, 3… For a sandbox, in which the same calls get
    /// the same ids each time. Anybody can guess them.
    pub fn counted() -> Self {
        let made = AtomicU64::new(0);
        Self(Arc::new(move |now| {
            let millis = u128::try_from(now.micros() / 1_000).unwrap_or_default();
            let number = u128::from(made.fetch_add(1, Ordering::Relaxed) + 1);
            let (version, variant) = (0x7 << 76, 0b10 << 62);
            Id::from_bits((millis << 80) | version | variant | (number & ((1 << 62) - 1)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counted_ids_are_the_same_each_time_and_sort_by_their_making() {
        let now = Timestamp::from_micros(1_795_485_600_000_000);
        let some = || {
            let ids = Ids::counted();
            [(); 3].map(|()| ids.next(now))
        };
        let [one, two, three] = some();
        assert_eq!(one.as_str(), "01a20b48090070008000000000000001");
        assert!(one < two && two < three && three < Ids::counted().next(now.plus_seconds(1)));
        assert_eq!(some(), [one, two, three]);
    }
}
