//! End-to-end tests of the program as a process: started, stopped, killed, run out of space.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "in a test this is how to fail")]

mod across;
mod beside;
mod disk_full;
mod documents;
mod durability;
mod first_start;
mod import;
mod observability;
mod overload;
mod relocate;
mod schemathesis;
mod sequence;
mod stop;
mod upgrade;

use guiche_tests::process::Place;

/// The program under test.
const PROGRAM: &str = env!("CARGO_BIN_EXE_guiche-under-test");

/// An empty place for it.
fn place() -> Place {
    Place::new(PROGRAM)
}
