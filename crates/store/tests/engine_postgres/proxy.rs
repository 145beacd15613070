//! Somebody between the engine and its server, who cuts their connection at a moment that is chosen.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

use guiche_store::Url;
use tokio_postgres::Config;
use tokio_postgres::config::Host;

use crate::support::Place;

/// What the server says of a commit that it has done.
const DONE: &[u8] = b"COMMIT\0";

/// When a connection is cut, seen from the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// It has not heard of the commit.
    Before,
    /// It has committed, and its answer is on the way.
    After,
}

/// A proxy on a port of its own. Its threads end with the process.
#[derive(Debug)]
pub struct Proxy {
    url: String,
    plan: Arc<Mutex<Plan>>,
}

#[derive(Debug, Default)]
struct Plan {
    /// Which commit from now on is cut, and when.
    cut: Option<(usize, Moment)>,
    /// Whether whoever connects is let in and never answered.
    silent: bool,
    open: Vec<TcpStream>,
}

impl Proxy {
    /// One before the server on which a place is.
    pub fn before(place: &Place) -> Self {
        let Place::Schema(schema) = place else { panic!("a folder is no server") };
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = through(&schema.url(), listener.local_addr().unwrap().port());
        let server = address(&schema.url());
        let plan = Arc::default();
        let this = Self { url, plan: Arc::clone(&plan) };
        thread::spawn(move || {
            for client in listener.incoming() {
                let (client, plan) = (client.unwrap(), Arc::clone(&plan));
                if lock(&plan).silent {
                    lock(&plan).open.push(client);
                    continue;
                }
                let server = TcpStream::connect(&server).unwrap();
                lock(&plan).open.extend([client.try_clone().unwrap(), server.try_clone().unwrap()]);
                let pass = Pass { client, server, plan };
                thread::spawn(move || pass.all());
            }
        });
        this
    }

    /// The place's address through it, for one thread that writes and one that reads.
    pub fn url(&self) -> Url {
        format!("{}&connections=2&connect_timeout=1", self.url).parse().unwrap()
    }

    /// Cuts the connection of the nth commit from now on, counted from 1.
    pub fn cut_commit(&self, nth: usize, moment: Moment) {
        lock(&self.plan).cut = Some((nth, moment));
    }

    /// Cuts every connection, and from now on lets in whoever comes and never says a word.
    pub fn fall_silent(&self) {
        let mut plan = lock(&self.plan);
        plan.silent = true;
        for stream in plan.open.drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Is as before.
    pub fn speak(&self) {
        lock(&self.plan).silent = false;
    }
}

fn lock(plan: &Mutex<Plan>) -> MutexGuard<'_, Plan> {
    plan.lock().unwrap()
}

/// The same address at another port of this machine, without encryption: the proxy reads what passes.
fn through(url: &str, port: u16) -> String {
    let (scheme, rest) = url.split_once("://").unwrap();
    let (authority, path) = rest.split_once('/').unwrap();
    let user = authority.rsplit_once('@').map(|(user, _)| format!("{user}@")).unwrap_or_default();
    format!("{scheme}://{user}127.0.0.1:{port}/{path}&sslmode=disable")
}

fn address(url: &str) -> (String, u16) {
    let config: Config = url.parse().unwrap();
    let host = match &config.get_hosts()[0] {
        Host::Tcp(name) => name.clone(),
        Host::Unix(path) => panic!("{} is no TCP", path.display()),
    };
    (host, config.get_ports().first().copied().unwrap_or(5432))
}

/// Two ends of one connection.
struct Pass {
    client: TcpStream,
    server: TcpStream,
    plan: Arc<Mutex<Plan>>,
}

impl Pass {
    fn all(self) {
        let this = Arc::new(self);
        let swallow = Arc::new(AtomicBool::new(false));
        let (of_answers, swallowing) = (Arc::clone(&this), Arc::clone(&swallow));
        thread::spawn(move || {
            let _ = of_answers.answers(&swallowing);
            of_answers.cut();
        });
        let _ = this.requests(&swallow);
        this.cut();
    }

    fn cut(&self) {
        let _ = self.client.shutdown(Shutdown::Both);
        let _ = self.server.shutdown(Shutdown::Both);
    }

    /// Passes on what the client says, until it is over or cut.
    fn requests(&self, swallow: &AtomicBool) -> io::Result<()> {
        let (mut client, mut server) = (&self.client, &self.server);
        // The first message has no type.
        server.write_all(&body(client)?)?;
        loop {
            let mut message = vec![0];
            client.read_exact(&mut message)?;
            message.extend(body(client)?);
            if message[0] == b'Q' && message[5..].starts_with(b"COMMIT") {
                match self.meets_commit() {
                    Some(Moment::Before) => return Ok(()),
                    Some(Moment::After) => swallow.store(true, Ordering::SeqCst),
                    None => {}
                }
            }
            server.write_all(&message)?;
        }
    }

    /// Counts a commit; what is to happen with it.
    fn meets_commit(&self) -> Option<Moment> {
        let mut plan = lock(&self.plan);
        let (nth, moment) = plan.cut?;
        plan.cut = (nth > 1).then_some((nth - 1, moment));
        (nth == 1).then_some(moment)
    }

    /// Passes on what the server says, until it is over or has committed what is to be swallowed.
    fn answers(&self, swallow: &AtomicBool) -> io::Result<()> {
        let (mut client, mut server) = (&self.client, &self.server);
        let mut swallowed = Vec::new();
        let mut buffer = [0; 8_192];
        loop {
            let length = server.read(&mut buffer)?;
            if length == 0 {
                return Ok(());
            }
            if swallow.load(Ordering::SeqCst) {
                swallowed.extend_from_slice(&buffer[..length]);
                if swallowed.windows(DONE.len()).any(|window| window == DONE) {
                    return Ok(());
                }
            } else {
                client.write_all(&buffer[..length])?;
            }
        }
    }
}

/// A message's length and what comes after it.
fn body(mut from: &TcpStream) -> io::Result<Vec<u8>> {
    let mut message = vec![0; 4];
    from.read_exact(&mut message)?;
    let length = u32::from_be_bytes([message[0], message[1], message[2], message[3]]);
    message.resize(length as usize, 0);
    from.read_exact(&mut message[4..])?;
    Ok(message)
}
