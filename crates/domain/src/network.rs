//! Networks from which something may be used.

use std::net::IpAddr;

use ipnet::IpNet;

/// A network in CIDR notation, or one address; without the bits that name a host. IPv4 addresses written as IPv6 are IPv4, as
/// are those that they are compared with. `None` for what is neither.
pub fn parse(text: &str) -> Option<IpNet> {
    let network = text.parse::<IpNet>().or_else(|_| text.parse::<IpAddr>().map(IpNet::from)).ok()?;
    Some(as_ipv4(network).trunc())
}

fn as_ipv4(network: IpNet) -> IpNet {
    let mapped = match network {
        IpNet::V6(v6) => v6.addr().to_ipv4_mapped().zip(v6.prefix_len().checked_sub(96)),
        IpNet::V4(_) => None,
    };
    mapped.and_then(|(address, bits)| IpNet::new(address.into(), bits).ok()).unwrap_or(network)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_networks_of_one() {
        for (text, shown) in [
            ("203.0.113.7", "203.0.113.7/32"),
            ("203.0.113.7/24", "203.0.113.0/24"),
            ("::ffff:203.0.113.7", "203.0.113.7/32"),
            ("::ffff:203.0.113.7/120", "203.0.113.0/24"),
            ("2001:db8::1/32", "2001:db8::/32"),
            ("0.0.0.0/0", "0.0.0.0/0"),
        ] {
            assert_eq!(parse(text).unwrap().to_string(), shown, "{text}");
        }
        for text in ["", " 1.2.3.4", "1.2.3", "1.2.3.4/33", "1.2.3.4/", "localhost", "01.2.3.4", "::1/129"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
