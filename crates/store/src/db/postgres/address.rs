//! A URL split into its parts and decoded, before any of them is understood.
//!
//! It may hold a password, written as its author thought right. So no sentence of ours repeats what stands in it, and what
//! could be read in two ways is refused rather than shown as a host's name.

use std::fmt::Write as _;

use crate::db::UrlError;

const RESERVED: &str =
    "in a user's name, a password or an option's value, @ is written %40, / is %2F, ? is %3F, & is %26";
const PERCENT: &str =
    "a % is written %25, unless two hexadecimal digits follow it that stand for a character";

/// The parts of a URL.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) user: Option<String>,
    pub(super) password: Option<Vec<u8>>,
    /// Names may be empty.
    pub(super) hosts: Vec<(String, Option<u16>)>,
    pub(super) database: Option<String>,
    pub(super) options: Vec<(String, String)>,
}

/// A sentence about an address.
pub(super) fn fault(sentence: impl Into<String>) -> UrlError {
    UrlError::Postgres(sentence.into())
}

impl Address {
    /// Splits a URL.
    pub(super) fn split(text: &str) -> Result<Self, UrlError> {
        let rest = text.strip_prefix("postgres://").or_else(|| text.strip_prefix("postgresql://"));
        let rest = rest.ok_or(UrlError::Scheme)?;
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, database) = rest.split_once('/').unwrap_or((rest, ""));
        let (login, hosts) = authority.split_once('@').map_or((None, authority), |(a, b)| (Some(a), b));
        if [hosts, database, query].iter().any(|part| part.contains('@')) {
            return Err(fault(RESERVED));
        }
        let mut address = Self::default();
        if let Some(login) = login {
            let (user, password) = login.split_once(':').map_or((login, None), |(a, b)| (a, Some(b)));
            address.user = Some(decode(user)?).filter(|user| !user.is_empty());
            address.password = password.map(decode_bytes).transpose()?.filter(|word| !word.is_empty());
        }
        if !hosts.is_empty() {
            address.hosts = hosts.split(',').map(host).collect::<Result<_, _>>()?;
        }
        address.database = Some(decode(database)?).filter(|name| !name.is_empty());
        if !query.is_empty() {
            address.options = query.split('&').map(option).collect::<Result<_, _>>()?;
        }
        Ok(address)
    }
}

fn host(text: &str) -> Result<(String, Option<u16>), UrlError> {
    let (name, rest) = match text.strip_prefix('[') {
        Some(text) => text.split_once(']').ok_or_else(|| fault("a host's [ has no ]"))?,
        None => text.split_at(text.find(':').unwrap_or(text.len())),
    };
    let port = match rest.strip_prefix(':') {
        Some("") => None,
        Some(port) => Some(self::port(&decode(port)?)?),
        None if rest.is_empty() => None,
        None => return Err(fault("after a host's ] comes : and the port, or nothing")),
    };
    Ok((decode(name)?, port))
}

/// A port's number.
pub(super) fn port(text: &str) -> Result<u16, UrlError> {
    let port = text.parse().ok().filter(|port| *port > 0);
    port.ok_or_else(|| fault("a port is a number from 1 to 65535; a : in a password is written %3A"))
}

fn option(text: &str) -> Result<(String, String), UrlError> {
    let (name, value) =
        text.split_once('=').ok_or_else(|| fault("an option is written NAME=VALUE, and an & in it %26"))?;
    Ok((decode(name)?, decode(value)?))
}

fn decode(text: &str) -> Result<String, UrlError> {
    String::from_utf8(decode_bytes(text)?).map_err(|_| fault(PERCENT))
}

fn decode_bytes(text: &str) -> Result<Vec<u8>, UrlError> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |index: usize| after.get(index).and_then(|byte| char::from(*byte).to_digit(16));
        let (Some(high), Some(low)) = (digit(0), digit(1)) else { return Err(fault(PERCENT)) };
        bytes.extend(u8::try_from(high * 16 + low));
        rest = &after[2..];
    }
    // It would end the text for the server.
    if bytes.contains(&0) { Err(fault(PERCENT)) } else { Ok(bytes) }
}

/// Writes what could mean something in a URL as `%XX`; `plain` is what could not, beside letters and digits.
pub(super) fn encode(text: &str, plain: &[u8]) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) || plain.contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Address {
        Address::split(text).unwrap()
    }

    #[test]
    fn every_part() {
        let address = split("postgresql://a%40b:p%2F%FF@one,[::1]:6000,%2Ftmp:/a%20b?x=1&y=%26");
        assert_eq!(address.user.as_deref(), Some("a@b"));
        assert_eq!(address.password.as_deref(), Some(&b"p/\xFF"[..]));
        let hosts = [("one".into(), None), ("::1".into(), Some(6000)), ("/tmp".into(), None)];
        assert_eq!(address.hosts, hosts);
        assert_eq!(address.database.as_deref(), Some("a b"));
        assert_eq!(address.options, [("x".into(), "1".into()), ("y".into(), "&".into())]);
    }

    #[test]
    fn every_part_may_be_missing() {
        for text in ["postgres://", "postgres:///", "postgres://@", "postgres://:@/", "postgres:///?"] {
            assert_eq!(split(text), Address::default(), "{text}");
        }
        assert_eq!(split("postgres://:5433/x").hosts, [(String::new(), Some(5433))]);
    }

    #[test]
    fn what_was_not_encoded_is_refused_and_not_repeated() {
        for text in [
            "postgres://u:sec@ret@host/db",
            "postgres://u:sec/ret@host/db",
            "postgres://u:1/sec?a=ret@host/db",
            "postgres://u:sec?ret@host/db",
            "postgres://u:sec?ret=a@host/db",
            "postgres://u:secret",
            "postgres://u:sec%ret@host/db",
            "postgres://u:sec%00ret@host/db",
            "postgres://u:secret@host:ret/db",
            "postgres://u:secret@host:0/db",
            "postgres://u:secret@[::1/db",
            "postgres://u:secret@[::1]ret/db",
            "postgres://u:secret@host/db?ret",
            "postgres://u:secret@host/%FF",
        ] {
            let said = Address::split(text).unwrap_err().to_string();
            assert!(!said.contains("sec") && !said.contains("ret"), "{text}: {said}");
        }
    }
}
