//! Other programs: how they are run from the workspace's root, and what it means when they fail.

use std::env;
use std::fmt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Why a chore stopped.
#[derive(Debug)]
pub struct Failure {
    said: String,
    status: u8,
}

impl Failure {
    /// One that no other program reported.
    pub fn new(said: impl Into<String>) -> Self {
        Self { said: said.into(), status: 1 }
    }

    /// What to exit with: the failed program's own status, where there is one.
    pub fn status(&self) -> u8 {
        self.status
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.said)
    }
}

/// How a chore or a part of it ends.
pub type Done<T = ()> = Result<T, Failure>;

/// The workspace's root. Cargo names the folder of what it runs, and that is `xtask`.
pub fn root() -> PathBuf {
    let of_package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    of_package.and_then(|folder| folder.parent().map(Into::into)).unwrap_or_default()
}

/// A program to be run in the workspace's root.
pub fn program(name: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root()).stdin(Stdio::null());
    command
}

/// The cargo that runs us, with the words of a line as its arguments.
pub fn cargo(line: &str) -> Command {
    let mut command = program(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(line.split_whitespace());
    command
}

/// Runs a program to its end, its output shown.
///
/// # Errors
///
/// The program's status where it is not 0; 1 where it cannot be started or was killed.
pub fn run(command: &mut Command) -> Done {
    let status = command
        .status()
        .map_err(|error| Failure::new(format!("{} cannot be run: {error}", line(command))))?;
    if status.success() {
        return Ok(());
    }
    let code = status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1);
    Err(Failure { said: format!("{} failed: {status}", line(command)), status: code })
}

/// Runs a program under a headline, and says how long it took.
///
/// # Errors
///
/// As [`run`].
pub fn step(headline: &str, command: &mut Command) -> Done {
    say(headline);
    let started = Instant::now();
    let done = run(command);
    println!("    {:.1} s", started.elapsed().as_secs_f32());
    done
}

/// A headline.
pub fn say(headline: &str) {
    println!("==> {headline}");
}

/// What a program writes to its standard output; `None` where it fails or is not there.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

/// A program's place, by the folders of `PATH`.
pub fn find(name: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join(name)).find(|place| place.is_file())
}

/// The command as it could be typed: for messages alone.
fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
