//! A private PostgreSQL cluster in a temporary folder, for tests and benchmarks.
//!
//! [`Cluster::start`] makes one with the programs of this machine; when it goes out of scope, its server and its folder
//! are gone. So they are when the process that holds it is killed: a shell beside it waits for that (`watchdog.rs`).
//!
//! A test that needs a server but not one to itself finds a database on the cluster of all tests in `databases`.

#[cfg(feature = "databases")]
pub mod databases;
mod engine;
mod error;
mod files;
mod options;
mod port;
mod programs;
mod user;
mod watchdog;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

pub use engine::Engine;
pub use error::Error;
pub use options::{Options, Tls};
pub use programs::Programs;

use user::User;
use watchdog::{Order, Watchdog};

/// The role that owns everything.
pub const SUPERUSER: &str = "guiche";

/// So often another port is tried, where somebody took the chosen one before the server did.
const ATTEMPTS: usize = 5;

/// A running server with its data. Both are gone when it is dropped.
#[derive(Debug)]
pub struct Cluster {
    // Fields are dropped in this order, and the server has to end before its folder does.
    watchdog: Watchdog,
    folder: TempDir,
    port: u16,
    password: Option<String>,
}

impl Cluster {
    /// Makes a cluster and starts it. It accepts connections when this returns.
    ///
    /// # Errors
    ///
    /// Says what is missing on this machine, or what PostgreSQL's programs said.
    pub fn start(options: &Options) -> Result<Self, Error> {
        let programs = Programs::find().ok_or(Error::Missing)?;
        let user = User::to_be()?;
        let folder = files::folder(&options.parent, user)?;
        let watchdog = Watchdog::begin(&programs, folder.path(), user)?;
        let mut cluster = Self { watchdog, folder, port: 0, password: options.password.clone() };
        files::write_password(cluster.folder(), options, user)?;
        cluster.order(Order::Create)?;
        files::configure(cluster.folder(), options, user)?;
        for attempt in 1.. {
            cluster.port = port::free()?;
            files::write_settings(cluster.folder(), options, cluster.port)?;
            match cluster.start_again() {
                Err(error) if error.is_of_port() && attempt < ATTEMPTS => {}
                done => return done.map(|()| cluster),
            }
        }
        unreachable!("the last attempt returns")
    }

    /// Where a client finds this database, as the superuser.
    pub fn url(&self, database: &str) -> String {
        let password = self.password.as_deref().map(|password| format!(":{}", encode(password)));
        let (password, database) = (password.unwrap_or_default(), encode(database));
        format!("postgres://{SUPERUSER}{password}@127.0.0.1:{}/{database}", self.port)
    }

    /// Where it listens on 127.0.0.1. A restart keeps it.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The folder of its Unix socket: a client names it as its host. Nobody is asked for a password there.
    pub fn socket_folder(&self) -> &Path {
        self.folder()
    }

    /// The folder that holds everything: `data`, `log`, the socket.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What the server has logged so far.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn log(&self) -> Result<String, Error> {
        let path = self.folder().join("log");
        fs::read(&path)
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .map_err(|error| Error::file(&path, error))
    }

    /// Stops the server as a crash would: nobody is waited for, and nothing is written any more.
    ///
    /// # Errors
    ///
    /// Where it does not run.
    pub fn stop_immediately(&mut self) -> Result<(), Error> {
        self.order(Order::Stop)
    }

    /// Starts the server again, on the same data and the same port. It accepts connections when this returns.
    ///
    /// # Errors
    ///
    /// Where it runs already, or does not come up.
    pub fn start_again(&mut self) -> Result<(), Error> {
        self.order(Order::Start)
    }

    /// Stops it as a crash would, and starts it again.
    ///
    /// # Errors
    ///
    /// As [`Self::stop_immediately`] and [`Self::start_again`].
    pub fn restart_immediately(&mut self) -> Result<(), Error> {
        self.stop_immediately()?;
        self.start_again()
    }

    fn order(&mut self, order: Order) -> Result<(), Error> {
        if self.watchdog.obey(order)? {
            return Ok(());
        }
        Err(Error::Failed { what: order.what(), log: self.log()? })
    }
}

/// Writes everything that could mean something in a URL as `%XX`.
fn encode(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
