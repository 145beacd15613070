//! Whose request is it? The address of the caller, also behind a reverse proxy.
//!
//! `X-Forwarded-For` can be written by anyone, so it counts only as far as trusted proxies have written it: each
//! proxy appends the address that it saw, so the list is read from its end.

use std::net::{IpAddr, SocketAddr};

use http::HeaderMap;
use ipnet::IpNet;

/// The other end of the TCP connection. The server puts it into the extensions of every request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub SocketAddr);

/// The address of the caller, with IPv4-mapped IPv6 addresses written as IPv4.
///
/// That is `peer`, unless `peer` is one of the `trusted` proxies: then it is the right-most address in
/// `X-Forwarded-For` (all its lines, in order) that is not a trusted proxy itself. Addresses may carry a port and
/// IPv6 addresses brackets. Where there is no such address, or something unreadable comes first, it is `peer`.
pub fn client_address(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let peer = peer.to_canonical();
    let is_trusted = |address: &IpAddr| trusted.iter().any(|net| net.contains(address));
    if !is_trusted(&peer) {
        return peer;
    }
    headers
        .get_all("x-forwarded-for")
        .iter()
        .rev()
        .flat_map(|line| line.as_bytes().rsplit(|&byte| byte == b','))
        .map(<[u8]>::trim_ascii)
        .filter(|entry| !entry.is_empty())
        .map(parse)
        .find(|address| !address.is_some_and(|address| is_trusted(&address)))
        .flatten()
        .unwrap_or(peer)
}

/// `192.0.2.1`, `192.0.2.1:443`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:443`.
fn parse(entry: &[u8]) -> Option<IpAddr> {
    let text = str::from_utf8(entry).ok()?;
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    let address =
        bare.parse::<IpAddr>().or_else(|_| text.parse::<SocketAddr>().map(|socket| socket.ip())).ok()?;
    Some(address.to_canonical())
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    const PROXY: &str = "10.0.0.1";

    fn seen(peer: &str, lines: &[&[u8]], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("x-forwarded-for", HeaderValue::from_bytes(line).unwrap());
        }
        let trusted: Vec<IpNet> = trusted.iter().map(|net| net.parse().unwrap()).collect();
        client_address(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn whose_address_it_is() {
        let ours: &[&str] = &["10.0.0.0/8", "fd00::/8"];
        type Case = (&'static str, &'static [&'static [u8]], &'static [&'static str], &'static str);
        let cases: &[Case] = &[
            // Nobody is trusted, or not this peer: the header is only talk.
            ("192.0.2.9", &[], &[], "192.0.2.9"),
            ("192.0.2.9", &[b"198.51.100.7"], &[], "192.0.2.9"),
            ("192.0.2.9", &[b"198.51.100.7"], ours, "192.0.2.9"),
            ("::ffff:192.0.2.9", &[], &[], "192.0.2.9"),
            // One proxy, several proxies, several lines.
            (PROXY, &[b"198.51.100.7"], ours, "198.51.100.7"),
            (PROXY, &[b"203.0.113.5, 198.51.100.7"], ours, "198.51.100.7"),
            (PROXY, &[b"203.0.113.5, 198.51.100.7, 10.9.9.9"], ours, "198.51.100.7"),
            (PROXY, &[b"203.0.113.5", b"198.51.100.7"], ours, "198.51.100.7"),
            (PROXY, &[b"198.51.100.7", b"10.9.9.9, fd00::2"], ours, "198.51.100.7"),
            ("::ffff:10.0.0.1", &[b"198.51.100.7"], ours, "198.51.100.7"),
            // Ways of writing an address.
            (PROXY, &[b"198.51.100.7:5123"], ours, "198.51.100.7"),
            (PROXY, &[b"2001:db8::1"], ours, "2001:db8::1"),
            (PROXY, &[b"[2001:db8::1]"], ours, "2001:db8::1"),
            (PROXY, &[b"[2001:db8::1]:443"], ours, "2001:db8::1"),
            (PROXY, &[b"::ffff:198.51.100.7"], ours, "198.51.100.7"),
            (PROXY, &[b"198.51.100.7,\t::ffff:10.0.0.3 , ,"], ours, "198.51.100.7"),
            // Nothing to be had from it.
            (PROXY, &[], ours, PROXY),
            (PROXY, &[b""], ours, PROXY),
            (PROXY, &[b"10.0.0.2, 10.0.0.3"], ours, PROXY),
            (PROXY, &[b"unknown"], ours, PROXY),
            (PROXY, &[b"198.51.100.7, unknown"], ours, PROXY),
            (PROXY, &[b"198.51.100.7, unknown, 10.0.0.2"], ours, PROXY),
            (PROXY, &[b"unknown, 198.51.100.7"], ours, "198.51.100.7"),
            (PROXY, &[b"198.51.100.7, \xff\xfe"], ours, PROXY),
            (PROXY, &[b"198.51.100.256"], ours, PROXY),
            (PROXY, &[b"198.51.100.7:99999"], ours, PROXY),
        ];
        for (peer, lines, trusted, expected) in cases {
            let shown: Vec<_> = lines.iter().map(|line| String::from_utf8_lossy(line)).collect();
            assert_eq!(&seen(peer, lines, trusted), expected, "peer {peer}, {shown:?}, trusted {trusted:?}");
        }
    }

    proptest! {
        #[test]
        fn is_never_a_trusted_address_of_the_header(
            lines in prop::collection::vec(prop_oneof!["[0-9a-f.:,\\[\\] ]{0,40}", "(10|192)\\.0\\.0\\.[0-9](, ?)?"], 0..4),
        ) {
            let lines: Vec<&[u8]> = lines.iter().map(String::as_bytes).collect();
            let address: IpAddr = seen(PROXY, &lines, &["10.0.0.0/8"]).parse().unwrap();
            let trusted: IpNet = "10.0.0.0/8".parse().unwrap();
            prop_assert!(address.to_string() == PROXY || !trusted.contains(&address));
        }

        #[test]
        fn takes_any_bytes(line in prop::collection::vec(any::<u8>(), 0..80)) {
            if let Ok(value) = HeaderValue::from_bytes(&line) {
                let headers = HeaderMap::from_iter([(http::HeaderName::from_static("x-forwarded-for"), value)]);
                client_address(PROXY.parse().unwrap(), &headers, &["0.0.0.0/0".parse().unwrap()]);
            }
        }
    }
}
