//! Guichê: configuration, command line, start and stop of the help desk.

use std::process::ExitCode;

use clap::Parser as _;

mod bootstrap;
pub mod command;
pub mod config;
mod failure;
pub mod logging;
mod output;
mod sandbox;
pub mod server;
mod service;

pub use failure::Failure;

/// Runs the command line. A fault of usage ends with status 2, any other with 1.
pub fn main() -> ExitCode {
    match command::run(command::Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("guiche: {failure}");
            ExitCode::FAILURE
        }
    }
}
