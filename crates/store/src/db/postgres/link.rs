//! A thread's connection, made again when it was lost.

use std::time::{Duration, Instant};

use super::{Connection, PostgresUrl};
use crate::Error;

/// After an attempt to connect that failed, so long nobody is made to wait for another.
const PAUSE: Duration = Duration::from_millis(250);

/// A connection that may be there.
#[derive(Debug)]
pub(crate) struct Link {
    url: PostgresUrl,
    connection: Option<Connection>,
    down: Option<Down>,
}

#[derive(Debug)]
struct Down {
    until: Instant,
    why: Error,
}

impl Link {
    /// A link to the database at `url`, which begins with a connection that is there or makes one when it is needed.
    pub(crate) fn new(url: &PostgresUrl, connection: Option<Connection>) -> Self {
        Self { url: url.clone(), connection, down: None }
    }

    /// The connection. Where it cannot be made, nobody waits twice for the same failure.
    pub(crate) fn connection(&mut self) -> Result<&mut Connection, Error> {
        if self.connection.is_none() {
            let connection = self.connect()?;
            return Ok(self.connection.insert(connection));
        }
        self.connection.as_mut().ok_or(Error::Closed)
    }

    /// Lets go of a connection that was lost or cannot be trusted.
    pub(crate) fn drop_connection(&mut self) {
        self.connection = None;
    }

    fn connect(&mut self) -> Result<Connection, Error> {
        if let Some(down) = self.down.as_ref().filter(|down| Instant::now() < down.until) {
            return Err(down.why.clone());
        }
        match Connection::open(&self.url) {
            Ok(connection) => {
                if self.down.take().is_some() {
                    tracing::info!("the database can be reached again");
                }
                Ok(connection)
            }
            Err(why) => {
                if self.down.is_none() {
                    tracing::error!(error = %why, "the database cannot be reached");
                }
                self.down = Some(Down { until: Instant::now() + PAUSE, why: why.clone() });
                Err(why)
            }
        }
    }
}
