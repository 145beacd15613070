//! Guichê: configuration, command line, start and stop of the help desk.

use std::process::ExitCode;

pub mod config;
pub mod logging;
pub mod server;

/// Runs the command line.
pub fn main() -> ExitCode {
    ExitCode::SUCCESS
}
