//! The project's chores: `cargo xtask CHORE`. One file each, so what a chore does is read from top to bottom.

mod bench;
mod ci;
mod fuzz;
mod run;
mod screenshots;
mod snapshots;
mod test;
mod tools;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

/// The project's chores.
#[derive(Debug, Parser)]
#[command(bin_name = "cargo xtask")]
enum Chore {
    /// Installs what the tests need and runs all of them; with arguments for `cargo nextest run`, those it chooses
    Test {
        /// A part of a test's name, or any option of `cargo nextest run`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Runs everything that must hold before a change lands
    Ci,
    /// Measures: create, costs, import, lists, million, passwords, postgres
    Bench {
        /// Which benchmark, and its options
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Takes the pictures of the documents anew, of a server with an invented account
    Screenshots,
    /// Runs the fuzz targets one after another
    Fuzz {
        /// How long each of them runs
        #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..))]
        seconds: u32,
        /// Only this one
        target: Option<String>,
    },
}

fn main() -> ExitCode {
    let done = match Chore::parse() {
        Chore::Test { arguments } => test::run(&arguments),
        Chore::Ci => ci::run(),
        Chore::Bench { arguments } => bench::run(&arguments),
        Chore::Screenshots => screenshots::run(),
        Chore::Fuzz { seconds, target } => fuzz::run(seconds, target.as_deref()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::from(failure.status())
        }
    }
}
