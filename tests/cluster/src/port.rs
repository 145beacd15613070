//! A port for the server.

use std::net::{Ipv4Addr, TcpListener};

use crate::Error;

/// A port on which nobody listens now.
///
/// It is not among those that systems give to outgoing connections: while the server is stopped, such a connection could
/// take its port, and a client that tries again and again could even connect to itself.
pub(crate) fn free() -> Result<u16, Error> {
    let candidates = (0..1000).map(|_| fastrand::u16(10_000..32_000));
    let free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    candidates.into_iter().find(free).ok_or(Error::NoPort)
}
