//! `cargo xtask bench`: builds the benchmarks as the product is released, and runs one.

use std::ffi::OsString;

use crate::run::{self, Done, cargo};

/// Runs a benchmark.
///
/// # Errors
///
/// The build's or the benchmark's own, with its status.
pub fn run(arguments: &[OsString]) -> Done {
    run::run(cargo("run --quiet --release --package guiche-bench --").args(arguments))
}
