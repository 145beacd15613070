//! The program as a process of its own: started, asked, told to stop, killed.

mod log;
mod place;
mod server;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::process::Pid;
pub use rustix::process::Signal;

pub use self::log::Log;
pub use self::place::Place;
pub use self::server::Server;

/// After this long without the awaited event something hangs, however slow the machine is.
const PATIENCE: Duration = Duration::from_secs(120);

/// Waits for something, but not forever.
pub async fn within<F: Future>(event: F) -> F::Output {
    tokio::time::timeout(PATIENCE, event).await.expect("it happens sooner or later")
}

/// The files of a running process, as it sees them: where it has mounted something, that.
pub fn seen_by(process: Pid, path: &Path) -> PathBuf {
    let relative = path.strip_prefix("/").expect("an absolute path");
    Path::new("/proc").join(process.as_raw_nonzero().to_string()).join("root").join(relative)
}
