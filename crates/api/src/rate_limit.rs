//! How often a token may be used (contract: §1, rate limit): a bucket for each, filled again at an even pace.
//!
//! Each server counts for itself. Only who holds a token is counted, since the token is the key.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use governor::clock::Clock;
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use guiche_domain::id::Id;
use guiche_domain::rate::Window;

pub use guiche_domain::rate::{NotARate, Rate};

/// From this many tokens on, those that are at rest are forgotten.
const MANY: usize = 1_024;
/// From this many rates on, those that nobody goes by are forgotten.
const MANY_RATES: usize = 64;

/// As many at once as the rate has requests, and then each as soon as its share of the time is over.
fn quota(rate: Rate) -> Quota {
    match rate.window() {
        Window::Second => Quota::per_second(rate.requests()),
        Window::Minute => Quota::per_minute(rate.requests()),
    }
}

/// Whole seconds until as many requests are there again as were used, at least 1.
fn seconds_to_refill(rate: Rate, remaining: u32) -> u64 {
    let used = u64::from(rate.requests().get().saturating_sub(remaining));
    (used * rate.window().seconds()).div_ceil(rate.requests().get().into()).max(1)
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
        let policy = format!("\"default\";q={};w={}", rate.requests(), rate.window().seconds());
        let left = format!("\"default\";r={remaining};t={}", seconds_to_refill(rate, remaining));
        for (name, value) in [("ratelimit-policy", policy), ("ratelimit", left)] {
            if let Ok(value) = HeaderValue::try_from(value) {
                headers.insert(HeaderName::from_static(name), value);
            }
        }
    }
}

/// Counts the requests of each token by the rate that holds for it.
pub(crate) struct Limiters {
    /// What holds where an account has no rate of its own.
    default: Option<Rate>,
    time: Elapsed,
    by_rate: Mutex<HashMap<Rate, Arc<Limiter>>>,
}

impl Limiters {
    pub(crate) fn new(default: Option<Rate>, time: Elapsed) -> Self {
        Self { default, time, by_rate: Mutex::default() }
    }

    /// Counts a request of a token whose account has this rate; `None` where there is no limit.
    pub(crate) fn take(&self, own: Option<Rate>, token: &Id) -> Option<Allowance> {
        Some(self.of(own.or(self.default)?).take(token))
    }

    fn of(&self, rate: Rate) -> Arc<Limiter> {
        let mut by_rate = self.by_rate.lock().unwrap_or_else(PoisonError::into_inner);
        if by_rate.len() >= MANY_RATES && !by_rate.contains_key(&rate) {
            by_rate.retain(|_, limiter| limiter.is_in_use());
        }
        let new = || Arc::new(Limiter::new(rate, self.time.clone()));
        Arc::clone(by_rate.entry(rate).or_insert_with(new))
    }
}

impl fmt::Debug for Limiters {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Limiters").field("default", &self.default).finish_non_exhaustive()
    }
}

/// Counts the requests of each token by one rate.
struct Limiter {
    rate: Rate,
    time: Elapsed,
    buckets: RateLimiter<Id, HashMapStateStore<Id>, Elapsed, StateInformationMiddleware>,
    /// How many tokens there may be before those at rest are forgotten.
    room: AtomicUsize,
}

impl Limiter {
    fn new(rate: Rate, time: Elapsed) -> Self {
        let buckets = RateLimiter::hashmap_with_clock(quota(rate), time.clone());
        Self { rate, time, buckets: buckets.with_middleware(), room: AtomicUsize::new(MANY) }
    }

    /// Counts a request of this token; one too many is not counted.
    fn take(&self, token: &Id) -> Allowance {
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

    /// Whether there is a token that is not at rest.
    fn is_in_use(&self) -> bool {
        self.buckets.retain_recent();
        !self.buckets.is_empty()
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

    proptest! {
        #[test]
        fn any_text_is_a_rate_that_can_be_counted_or_none(text in "[0-9]{0,8}[/smv+ ]{0,3}") {
            if let Ok(rate) = text.parse::<Rate>() {
                let limiter = Limiter::new(rate, Elapsed::by(|| Duration::ZERO));
                prop_assert_eq!(limiter.take(&id(1)).remaining, rate.requests().get() - 1);
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

    #[test]
    fn an_accounts_own_rate_wins_over_the_servers() {
        let limiters = Limiters::new(Some("1/m".parse().unwrap()), Elapsed::by(|| Duration::ZERO));
        let own = Some("2/m".parse().unwrap());
        let took = |own, token: u128| limiters.take(own, &id(token)).unwrap().retry_after.is_none();
        assert_eq!([took(None, 1), took(None, 1)], [true, false]);
        assert_eq!([took(own, 2), took(own, 2), took(own, 2)], [true, true, false]);
        assert!(took(own, 1), "another rate counts anew");
        let free = Limiters::new(None, Elapsed::by(|| Duration::ZERO));
        assert!(free.take(None, &id(1)).is_none());
        assert!(free.take(own, &id(1)).is_some());
    }

    #[test]
    fn rates_that_nobody_goes_by_are_forgotten() {
        let time = FakeRelativeClock::default();
        let says = time.clone();
        let limiters = Limiters::new(None, Elapsed::by(move || says.now().into()));
        let take = |rate: usize| limiters.take(Some(format!("{rate}/s").parse().unwrap()), &id(1));
        for rate in 1..=MANY_RATES {
            take(rate);
        }
        time.advance(Duration::from_secs(3));
        take(MANY_RATES + 1);
        assert_eq!(limiters.by_rate.lock().unwrap().len(), 1);
    }
}
