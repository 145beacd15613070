//! How often somebody may try to sign in: by the name that is tried, and by the address that it comes from.
//!
//! It is in memory, so each server counts for itself, and a start forgets.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::time::Duration;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// Tries at once, and then one every half minute, for one name.
const NAME: (u32, Duration) = (8, Duration::from_secs(30));
/// Tries at once, and then one every five seconds, from one address, or one network of IPv6.
const ADDRESS: (u32, Duration) = (30, Duration::from_secs(5));
/// From so many names or addresses on, those who are long forgotten are dropped.
const MANY: usize = 10_000;

/// Counts tries.
#[derive(Debug)]
pub struct Throttle {
    names: DefaultKeyedRateLimiter<String>,
    addresses: DefaultKeyedRateLimiter<IpAddr>,
}

impl Default for Throttle {
    fn default() -> Self {
        Self::new()
    }
}

impl Throttle {
    /// Nobody has tried yet.
    pub fn new() -> Self {
        Self { names: RateLimiter::keyed(quota(NAME)), addresses: RateLimiter::keyed(quota(ADDRESS)) }
    }

    /// Whether somebody at this address may try this name now. It counts as a try.
    pub fn admits(&self, name: &str, address: IpAddr) -> bool {
        if self.names.len() > MANY {
            self.names.retain_recent();
        }
        if self.addresses.len() > MANY {
            self.addresses.retain_recent();
        }
        self.addresses.check_key(&network(address)).is_ok()
            && self.names.check_key(&name.to_lowercase()).is_ok()
    }
}

fn quota((burst, each): (u32, Duration)) -> Quota {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    Quota::with_period(each).unwrap_or(Quota::per_minute(burst)).allow_burst(burst)
}

/// Whoever has one address of IPv6 has its whole network of 64 bits.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_tried_a_few_times_from_wherever() {
        let throttle = Throttle::new();
        let tries = (0..20).map(|host| throttle.admits("Ana@Example.com", Ipv6Addr::from(host << 64).into()));
        assert_eq!(tries.filter(|admitted| *admitted).count(), 8);
        assert!(!throttle.admits("ana@example.com", IpAddr::from([192, 0, 2, 1])), "in any spelling");
        assert!(throttle.admits("other@example.com", IpAddr::from([192, 0, 2, 1])));
    }

    #[test]
    fn an_address_tries_a_few_names() {
        let throttle = Throttle::new();
        let from = |host: u128| IpAddr::from(Ipv6Addr::from(0x2001_0db8_u128 << 96 | host));
        let tries = (0..50).map(|host| throttle.admits(&format!("name {host}"), from(host)));
        assert_eq!(tries.filter(|admitted| *admitted).count(), 30, "a network of IPv6 is one address");
    }
}
