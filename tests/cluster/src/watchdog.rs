//! The shell that runs PostgreSQL's programs for us, and outlives us if it must.
//!
//! It reads orders from a pipe of which we hold the other end. However we end, the system closes that, and the shell
//! then stops the server and removes the folder.

use std::env;
use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::user::User;
use crate::{Error, Programs, SUPERUSER};

/// What the shell is told to do.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Order {
    /// Makes the data.
    Create,
    /// Starts the server, and waits until it accepts connections.
    Start,
    /// Stops it as a crash would.
    Stop,
}

impl Order {
    fn word(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Start => "start",
            Self::Stop => "stop",
        }
    }

    /// What has not happened where it fails.
    pub(crate) fn what(self) -> &'static str {
        match self {
            Self::Create => "could not make a cluster",
            Self::Start => "did not start",
            Self::Stop => "could not be stopped",
        }
    }
}

/// The running shell. As it is dropped, everything is stopped and removed.
#[derive(Debug)]
pub(crate) struct Watchdog {
    shell: Child,
    /// None as it is dropped.
    orders: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Watchdog {
    /// Begins to watch over a folder.
    pub(crate) fn begin(programs: &Programs, folder: &Path, user: Option<User>) -> Result<Self, Error> {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", include_str!("watchdog.sh"), "guiche-cluster"]).arg(folder);
        command.args([programs.program("initdb"), programs.program("pg_ctl")]).arg(SUPERUSER);
        command.current_dir(folder).env("LC_ALL", "C").env("TZ", "UTC");
        // Such variables are for other servers than this one.
        for (name, _) in env::vars_os().filter(|(name, _)| name.as_encoded_bytes().starts_with(b"PG")) {
            command.env_remove(name);
        }
        // A group of its own: who kills ours, by Ctrl-C or otherwise, does not hit it.
        command.process_group(0);
        if let Some(User { uid, gid }) = user {
            command.uid(uid).gid(gid);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut shell = command.spawn().map_err(Error::Shell)?;
        let (orders, answers) = (shell.stdin.take(), shell.stdout.take());
        let answers = answers.ok_or_else(|| Error::Shell(io::ErrorKind::BrokenPipe.into()))?;
        Ok(Self { shell, orders, answers: BufReader::new(answers) })
    }

    /// Gives an order and waits until it is done; whether it succeeded.
    pub(crate) fn obey(&mut self, order: Order) -> Result<bool, Error> {
        self.ask(order).map_err(Error::Shell)
    }

    fn ask(&mut self, order: Order) -> io::Result<bool> {
        let mut orders = self.orders.as_ref().ok_or(io::ErrorKind::BrokenPipe)?;
        orders.write_all(format!("{}\n", order.word()).as_bytes())?;
        let mut status = String::new();
        if self.answers.read_line(&mut status)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(status.trim_end() == "0")
    }
}

impl Drop for Watchdog {
    fn drop(&mut self) {
        drop(self.orders.take());
        let _ = self.shell.wait();
    }
}
