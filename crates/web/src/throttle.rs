//! How often somebody may try to sign in: by the name that is tried, and by the address that it comes from.
//!
//! It is in memory, so each server counts for itself, and a start forgets.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::time::Duration;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// Tries at once, and then one every half minute, for one name from one address.
const PAIR: (u32, Duration) = (8, Duration::from_secs(30));
/// Tries at once, and then one every six seconds, for one name from wherever: so many that nobody is easily kept out.
const NAME: (u32, Duration) = (100, Duration::from_secs(6));
/// Tries at once, and then one every five seconds, from one address, or one network of IPv6.
const ADDRESS: (u32, Duration) = (30, Duration::from_secs(5));
/// From so many names or addresses on, those who are long forgotten are dropped.
const MANY: usize = 10_000;

/// Counts tries.
#[derive(Debug)]
pub struct Throttle {
    pairs: DefaultKeyedRateLimiter<(String, IpAddr)>,
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
        Self {
            pairs: RateLimiter::keyed(quota(PAIR)),
            names: RateLimiter::keyed(quota(NAME)),
            addresses: RateLimiter::keyed(quota(ADDRESS)),
        }
    }

    /// Whether somebody at this address may try this name now. It counts as a try.
    pub fn admits(&self, name: &str, address: IpAddr) -> bool {
        if self.pairs.len() > MANY {
            self.pairs.retain_recent();
        }
        if self.names.len() > MANY {
            self.names.retain_recent();
        }
        let (name, network) = (name.to_lowercase(), network(address));
        self.admits_from(address)
            && self.pairs.check_key(&(name.clone(), network)).is_ok()
            && self.names.check_key(&name).is_ok()
    }

    /// Whether somebody at this address may try anything now. It counts as a try.
    pub fn admits_from(&self, address: IpAddr) -> bool {
        if self.addresses.len() > MANY {
            self.addresses.retain_recent();
        }
        self.addresses.check_key(&network(address)).is_ok()
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
    fn a_name_is_tried_a_few_times_from_one_address() {
        let (throttle, here) = (Throttle::new(), IpAddr::from([192, 0, 2, 1]));
        let tries = (0..20).filter(|_| throttle.admits("Ana@Example.com", here));
        assert_eq!(tries.count(), 8);
        assert!(!throttle.admits("ana@example.com", here), "in any spelling");
        assert!(throttle.admits("other@example.com", here));
        assert!(throttle.admits("ana@example.com", IpAddr::from([192, 0, 2, 2])), "she is elsewhere herself");
    }

    #[test]
    fn a_name_is_not_tried_for_ever_from_everywhere() {
        let throttle = Throttle::new();
        let from = |host: u128| Ipv6Addr::from(host << 64).into();
        assert_eq!((0..200).filter(|host| throttle.admits("ana@example.com", from(*host))).count(), 100);
    }

    #[test]
    fn an_address_tries_a_few_names() {
        let throttle = Throttle::new();
        let from = |host: u128| IpAddr::from(Ipv6Addr::from(0x2001_0db8_u128 << 96 | host));
        let tries = (0..50).map(|host| throttle.admits(&format!("name {host}"), from(host)));
        assert_eq!(tries.filter(|admitted| *admitted).count(), 30, "a network of IPv6 is one address");
    }
}
