//! Tools that cargo installs from their source.

use crate::run::{Done, cargo, output, step};

/// A subcommand of cargo.
#[derive(Debug)]
pub struct CargoTool {
    subcommand: &'static str,
    version: &'static str,
    options: &'static str,
    why: &'static str,
}

/// Runs the tests. It need not be able to replace itself.
pub const NEXTEST: CargoTool = CargoTool {
    subcommand: "nextest",
    version: "0.9.151",
    options: "--no-default-features --features default-no-update",
    why: "to run the tests",
};

/// Checks dependencies.
pub const DENY: CargoTool = CargoTool {
    subcommand: "deny",
    version: "0.20.2",
    options: "",
    why: "to check the licences and sources of dependencies",
};

impl CargoTool {
    /// Installs it where there is none. One of another version will do.
    ///
    /// # Errors
    ///
    /// Where it cannot be compiled or fetched.
    pub fn ensure(&self) -> Done {
        if output(&mut cargo(&format!("{} --version", self.subcommand))).is_some() {
            return Ok(());
        }
        let Self { subcommand, version, options, why } = self;
        // Unoptimised they take less than half the time to compile, and in use a second or two more.
        let line =
            format!("install cargo-{subcommand} --version ={version} {options} --locked --debug --quiet");
        let mut install = cargo(&line);
        step(&format!("installing cargo-{subcommand} {version} {why}"), &mut install)
    }
}
