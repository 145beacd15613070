//! `cargo xtask ci`: everything that must hold before a change lands, what is quick to fail first.

use crate::run::{Done, cargo, step};
use crate::tools::{cargo_tool, debian};
use crate::{fuzz, test};

/// Runs the steps one after another and stops at the first that fails.
///
/// # Errors
///
/// The failed step's, with its status.
pub fn run() -> Done {
    let mut command = cargo("fmt --all --check");
    step("formatting", &mut command)?;

    let mut command = fuzz::cargo("fmt", "--check");
    step("formatting of the fuzz targets", &mut command)?;

    cargo_tool::DENY.ensure()?;
    let mut command = cargo("deny check --hide-inclusion-graph licenses bans sources");
    step("licences and sources of dependencies", &mut command)?;

    let mut command = cargo("clippy --workspace --all-targets --locked -- -D warnings");
    step("clippy", &mut command)?;

    debian::ensure(&[fuzz::COMPILER])?;
    let mut command = fuzz::cargo("clippy", "--locked -- -D warnings");
    step("clippy of the fuzz targets", &mut command)?;

    let mut command = cargo("doc --workspace --no-deps --locked");
    step("documentation", command.env("RUSTDOCFLAGS", "-D warnings"))?;

    test::run(&[])
}
