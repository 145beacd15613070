//! How often a token may be used (contract: §1, rate limit): a bucket for each, filled again at an even pace.
//!
//! Each server counts for itself. Only who holds a token is counted, since the token is the key.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use governor::clock::Clock;
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use guiche_domain::id::Id;

/// The most requests that a rate may name.
const MOST: u32 = 1_000_000;
/// From this many tokens on, those that are at rest are forgotten.
const MANY: usize = 1_024;

/// So many requests in a second or a minute: as many at once, and then each as soon as its share of the time is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    requests: NonZeroU32,
    window: Window,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Window {
    Second,
    Minute,
}

/// Why a text is no rate.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no rate: vendor (3 requests a second), or 1 to 1000000 a second or minute, such as 10/s or 100/m"
)]
pub struct NotARate(String);

impl FromStr for Rate {
    type Err = NotARate;

    /// `vendor`, `N/s` or `N/m`. `vendor` is the vendor's figure: 3 requests a second (contract: doc).
    fn from_str(text: &str) -> Result<Self, NotARate> {
        let text = if text == "vendor" { "3/s" } else { text };
        let parsed = text.split_once('/').and_then(|(requests, window)| {
            let window = match window {
                "s" => Window::Second,
                "m" => Window::Minute,
                _ => return None,
            };
            let digits = requests.bytes().all(|byte| byte.is_ascii_digit());
            let requests = requests.parse().ok().filter(|requests: &NonZeroU32| requests.get() <= MOST)?;
            digits.then_some(Self { requests, window })
        });
        parsed.ok_or_else(|| NotARate(text.into()))
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let window = match self.window {
            Window::Second => "s",
            Window::Minute => "m",
        };
        write!(out, "{}/{window}", self.requests)
    }
}

impl Rate {
    fn seconds(self) -> u64 {
        match self.window {
            Window::Second => 1,
            Window::Minute => 60,
        }
    }

    fn quota(self) -> Quota {
        match self.window {
            Window::Second => Quota::per_second(self.requests),
            Window::Minute => Quota::per_minute(self.requests),
        }
    }

    /// Whole seconds until as many requests are there again as were used, at least 1.
    fn seconds_to_refill(self, remaining: u32) -> u64 {
        let used = u64::from(self.requests.get().saturating_sub(remaining));
        (used * self.seconds()).div_ceil(self.requests.get().into()).max(1)
    }
}

/// How much time is over since some moment. It comes in as a value, so that tests let it pass.
#[derive(Clone)]
pub struct Elapsed(Arc<dyn Fn() -> Duration + Send + Sync>);

impl Elapsed {
    /// By the machine's clock, which only goes forward.
    pub fn machine() -> Self {
        let began = Instant::now();
        Self(Arc::new(move || began.elapsed()))
    }

    /// As this says.
    pub fn by(says: impl Fn() -> Duration + Send + Sync + 'static) -> Self {
        Self(Arc::new(says))
    }
}

impl Clock for Elapsed {
    type Instant = Duration;

    fn now(&self) -> Duration {
        (self.0)()
    }
}

impl fmt::Debug for Elapsed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Elapsed")
    }
}

/// What is left to a token, as it is told on every answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Allowance {
    rate: Rate,
    remaining: u32,
    /// Where the request was one too many: whole seconds until the next may come.
    pub(crate) retry_after: Option<u64>,
}

impl Allowance {
    /// Writes `RateLimit-Policy` and `RateLimit`, by the IETF's draft-ietf-httpapi-ratelimit-headers-10.
    pub(crate) fn write(self, headers: &mut HeaderMap) {
        let Self { rate, remaining, .. } = self;
        let policy = format!("\"default\";q={};w={}", rate.requests, rate.seconds());
        let left = format!("\"default\";r={remaining};t={}", rate.seconds_to_refill(remaining));
        for (name, value) in [("ratelimit-policy", policy), ("ratelimit", left)] {
            if let Ok(value) = HeaderValue::try_from(value) {
                headers.insert(HeaderName::from_static(name), value);
            }
        }
    }
}

/// Counts the requests of each token.
pub(crate) struct Limiter {
    rate: Rate,
    time: Elapsed,
    buckets: RateLimiter<Id, HashMapStateStore<Id>, Elapsed, StateInformationMiddleware>,
    /// How many tokens there may be before those at rest are forgotten.
    room: AtomicUsize,
}

impl Limiter {
    pub(crate) fn new(rate: Rate, time: Elapsed) -> Self {
        let buckets = RateLimiter::hashmap_with_clock(rate.quota(), time.clone());
        Self { rate, time, buckets: buckets.with_middleware(), room: AtomicUsize::new(MANY) }
    }

    /// Counts a request of this token; one too many is not counted.
    pub(crate) fn take(&self, token: &Id) -> Allowance {
        let allowance = match self.buckets.check_key(token) {
            Ok(left) => {
                let remaining = left.remaining_burst_capacity();
                Allowance { rate: self.rate, remaining, retry_after: None }
            }
            Err(until) => {
                let wait = until.wait_time_from(self.time.now());
                let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
                metrics::counter!("guiche_rate_limited_total").increment(1);
                Allowance { rate: self.rate, remaining: 0, retry_after: Some(seconds.max(1)) }
            }
        };
        self.forget_idle();
        allowance
    }

    /// Forgets the tokens whose buckets are full again, each time that twice as many are kept as were in use the last time:
    /// so their number stays in proportion, and a request pays for few of them.
    fn forget_idle(&self) {
        if self.buckets.len() <= self.room.load(Ordering::Relaxed) {
            return;
        }
        self.buckets.retain_recent();
        self.room.store(MANY.max(self.buckets.len() * 2), Ordering::Relaxed);
    }
}

impl fmt::Debug for Limiter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Limiter").field("rate", &self.rate).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use governor::clock::FakeRelativeClock;
    use proptest::prelude::*;

    use super::*;

    fn limiter(rate: &str) -> (FakeRelativeClock, Limiter) {
        let time = FakeRelativeClock::default();
        let says = time.clone();
        (time, Limiter::new(rate.parse().unwrap(), Elapsed::by(move || says.now().into())))
    }

    fn id(number: u128) -> Id {
        Id::from_bits(number)
    }

    #[test]
    fn rates_in_all_their_spellings() {
        for (text, shown) in [("vendor", "3/s"), ("1/s", "1/s"), ("007/m", "7/m"), ("1000000/s", "1000000/s")]
        {
            assert_eq!(text.parse::<Rate>().unwrap().to_string(), shown);
        }
        for text in
            ["", "3", "/s", "0/s", "+3/s", "-1/s", "1000001/s", "3/h", "3/S", "3 /s", "vendor/s", "off"]
        {
            assert!(text.parse::<Rate>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_rate_is_read_back_from_how_it_is_shown(requests in 1..=MOST, window in "[sm]") {
            let text = format!("{requests}/{window}");
            prop_assert_eq!(text.parse::<Rate>().unwrap().to_string(), text);
        }

        #[test]
        fn any_text_is_a_rate_that_can_be_counted_or_none(text in "[0-9]{0,8}[/smv+ ]{0,3}") {
            if let Ok(rate) = text.parse::<Rate>() {
                let limiter = Limiter::new(rate, Elapsed::by(|| Duration::ZERO));
                prop_assert_eq!(limiter.take(&id(1)).remaining, rate.requests.get() - 1);
            }
        }
    }

    #[test]
    fn a_token_has_its_requests_at_once_and_then_one_at_a_time() {
        let (time, limiter) = limiter("vendor");
        let took = || {
            let allowance = limiter.take(&id(1));
            (allowance.remaining, allowance.retry_after)
        };
        assert_eq!([took(), took(), took(), took()], [(2, None), (1, None), (0, None), (0, Some(1))]);
        assert_eq!(limiter.take(&id(2)).remaining, 2, "another token has its own");
        time.advance(Duration::from_millis(333));
        assert_eq!(took(), (0, Some(1)));
        time.advance(Duration::from_millis(1));
        assert_eq!([took(), took()], [(0, None), (0, Some(1))]);
        time.advance(Duration::from_secs(3_600));
        assert_eq!(took(), (2, None));
    }

    #[test]
    fn what_is_told_is_in_whole_seconds() {
        let (_, limiter) = limiter("2/m");
        let told = |allowance: Allowance| {
            let mut headers = HeaderMap::new();
            allowance.write(&mut headers);
            let text = |name| headers[name].to_str().unwrap().to_owned();
            (text("ratelimit-policy"), text("ratelimit"), allowance.retry_after)
        };
        let policy = r#""default";q=2;w=60"#.to_owned();
        let first = (policy.clone(), r#""default";r=1;t=30"#.to_owned(), None);
        let second = (policy.clone(), r#""default";r=0;t=60"#.to_owned(), None);
        let third = (policy, r#""default";r=0;t=60"#.to_owned(), Some(30));
        assert_eq!([(); 3].map(|()| told(limiter.take(&id(1)))), [first, second, third]);
    }

    #[test]
    fn tokens_at_rest_are_forgotten_and_those_in_use_are_not() {
        let (time, limiter) = limiter("1/m");
        for number in 0..MANY {
            limiter.take(&id(number as u128));
        }
        time.advance(Duration::from_secs(121));
        limiter.take(&id(7));
        limiter.take(&id(u128::MAX));
        assert_eq!(limiter.buckets.len(), 2);
        assert_eq!(limiter.take(&id(7)).retry_after, Some(60));
    }
}
