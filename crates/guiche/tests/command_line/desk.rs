//! A folder of its own for each test, and the binary in it.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::{NamedTempFile, TempDir};

pub(crate) struct Desk(TempDir);

/// What came of a command, without the last line breaks.
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    /// Nothing there yet.
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// With the account `acme`.
    pub(crate) fn with_account() -> Self {
        let desk = Self::new();
        desk.ok(&["account", "create", "acme"]);
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn command(&self, line: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_guiche"));
        command.args(line).current_dir(self.0.path()).env_clear().stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, line: &[&str]) -> Ran {
        ran(self.command(line), "")
    }

    /// Standard output of a command that does what it should.
    #[track_caller]
    pub(crate) fn ok(&self, line: &[&str]) -> String {
        let ran = self.run(line);
        assert_eq!(ran.status, 0, "{line:?}: {}", ran.err);
        ran.out
    }

    /// What a list says to programs.
    #[track_caller]
    pub(crate) fn json(&self, line: &[&str]) -> serde_json::Value {
        serde_json::from_str(&self.ok(&[line, &["--json"]].concat())).unwrap()
    }

    /// Standard error of a command that refuses.
    #[track_caller]
    pub(crate) fn fault(&self, line: &[&str]) -> String {
        let ran = self.run(line);
        assert_eq!((ran.status, ran.out.as_str()), (1, ""), "{line:?}: {}", ran.err);
        ran.err
    }

    /// A server on a free port, once it listens.
    pub(crate) fn serve(&self, flags: &[&str]) -> Server {
        Server::start(self.command(&[&["serve", "--listen", "127.0.0.1:0"], flags].concat()))
    }
}

/// Runs a command with `input` on its standard input.
pub(crate) fn ran(mut command: Command, input: &str) -> Ran {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // Who reads none of it may be gone already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().trim_end().to_owned();
    Ran { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

pub(crate) struct Server {
    child: Child,
    log: Option<JoinHandle<String>>,
    printed: NamedTempFile,
    /// Host and port.
    pub(crate) address: String,
    /// What was logged before it listened.
    pub(crate) before: String,
}

impl Server {
    pub(crate) fn start(mut command: Command) -> Self {
        let printed = NamedTempFile::new().unwrap();
        let mut child = command.stdout(printed.reopen().unwrap()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap());
        let mut before = String::new();
        let address = loop {
            let from = before.len();
            assert_ne!(lines.read_line(&mut before).unwrap(), 0, "{before}");
            if let Some((_, rest)) = before[from..].split_once("listening on http://") {
                break rest
                    .split(|char: char| char == '"' || char.is_whitespace())
                    .next()
                    .unwrap()
                    .to_owned();
            }
        };
        let log = thread::spawn(move || {
            let mut text = String::new();
            lines.read_to_string(&mut text).unwrap();
            text
        });
        Self { child, log: Some(log), printed, address, before }
    }

    /// What it has printed, which before it listens is all that it prints.
    pub(crate) fn printed(&self) -> String {
        fs::read_to_string(self.printed.path()).unwrap().trim_end().to_owned()
    }

    /// Sends a request as it stands and takes everything up to the end of the connection.
    pub(crate) fn exchange(&self, request: &str) -> String {
        exchange(&self.address, request)
    }

    pub(crate) fn get(&self, path: &str) -> String {
        self.exchange(&format!("GET {path} HTTP/1.0\r\n\r\n"))
    }

    /// Ends it by SIGTERM.
    pub(crate) fn stop(mut self) -> Ran {
        kill_process(Pid::from_child(&self.child), Signal::TERM).unwrap();
        let status = self.child.wait().unwrap().code().unwrap();
        let after = self.log.take().unwrap().join().unwrap();
        Ran { status, out: self.printed(), err: format!("{}{after}", self.before) }
    }
}

impl Drop for Server {
    /// A test that fails leaves no server behind.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn exchange(address: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}
