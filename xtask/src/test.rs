//! `cargo xtask test`: installs what the tests need and runs them.
//!
//! Without arguments everything runs. The doc tests come first, so that the last lines are the summary of all others.
//! With arguments for `cargo nextest run` only those tests run that they choose, and no doc tests.
//! Either way they find a PostgreSQL that is there for them alone, and ends after them.

use std::env;
use std::ffi::OsString;

use crate::run::{self, Done, cargo, say, step};
use crate::snapshots::References;
use crate::tools::{Tools, is_ci, postgresql};

/// Installs the tools and runs the tests.
///
/// # Errors
///
/// The first runner's that fails, with its status; or that a snapshot belongs to no test.
pub fn run(arguments: &[OsString]) -> Done {
    let tools = Tools::for_tests()?;
    let everything = arguments.is_empty();
    if everything {
        step("doc tests", &mut cargo("test --workspace --doc --quiet"))?;
    }
    let cluster = postgresql::start()?;
    say("tests");
    let references = References::begin()?;
    let mut nextest = cargo("nextest run");
    if !arguments.iter().any(chooses_package) {
        nextest.arg("--workspace");
    }
    nextest.args(arguments);
    nextest.envs(tools.environment()).envs(references.environment());
    if let Some(cluster) = &cluster {
        nextest.env(postgresql::VARIABLE, cluster.url("postgres"));
    }
    if is_ci() && env::var_os("NEXTEST_PROFILE").is_none() {
        nextest.env("NEXTEST_PROFILE", "ci");
    }
    run::run(&mut nextest)?;
    if everything { references.check() } else { Ok(()) }
}

/// Whether it is `-p` or `--package`, which `--workspace` would overrule.
fn chooses_package(argument: &OsString) -> bool {
    let argument = argument.as_encoded_bytes();
    argument.starts_with(b"-p") || argument.starts_with(b"--package")
}
