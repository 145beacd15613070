//! The program while it serves: asked, told to stop, killed.

use std::net::SocketAddr;
use std::process::ExitStatus;

use rustix::process::{Pid, Signal, kill_process};
use tokio::net::TcpStream;
use tokio::process::Child;

use super::{Log, within};
use crate::{Actor, Raw};

/// A running server. It is killed when it goes out of scope.
#[derive(Debug)]
pub struct Server {
    pub(super) child: Child,
    pub(super) log: Log,
    pub(super) address: SocketAddr,
    pub(super) token: Option<String>,
}

impl Server {
    /// A program with the read-write token of the first start.
    pub fn erp(&self) -> Actor {
        self.holder(self.token())
    }

    /// Somebody without a token.
    pub fn anon(&self) -> Actor {
        Actor::new(self.address, None)
    }

    /// Whoever holds this token.
    pub fn holder(&self, token: &str) -> Actor {
        Actor::new(self.address, Some(token.into()))
    }

    /// The token of the first start.
    pub fn token(&self) -> &str {
        self.token.as_deref().expect("the token's file").trim()
    }

    /// Whoever asks for the metrics, of a server that was told to have them.
    pub async fn monitoring(&self) -> Actor {
        Actor::new(self.log.address("serving metrics").await, None)
    }

    /// A connection on which nothing is said yet.
    pub async fn connect(&self) -> std::io::Result<Raw> {
        TcpStream::connect(self.address).await.map(Raw::over)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its process.
    pub fn pid(&self) -> Pid {
        let id = self.child.id().and_then(|id| i32::try_from(id).ok());
        id.and_then(Pid::from_raw).expect("it runs")
    }

    /// What it has logged so far.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// Sends it a signal.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).expect("a signal may be sent");
    }

    /// Waits until it has ended by itself; its status and its whole log.
    pub async fn end(mut self) -> (ExitStatus, Vec<String>) {
        let status = within(self.child.wait()).await.expect("its status");
        (status, self.log.whole().await)
    }

    /// Pulls the plug.
    pub async fn kill(self) {
        self.signal(Signal::KILL);
        self.end().await;
    }
}
