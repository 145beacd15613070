//! The program as a process on PostgreSQL: what it does on its own file as well, and what several servers are for.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "in a test this is how to fail")]

#[path = "../process/across.rs"]
mod across;
mod apart;
#[path = "../process/beside.rs"]
mod beside;
mod down;
#[path = "../process/durability/mod.rs"]
mod durability;
#[path = "../process/first_start.rs"]
mod first_start;
#[path = "../process/import.rs"]
mod import;
#[path = "../process/observability.rs"]
mod observability;
#[path = "../process/overload.rs"]
mod overload;
mod proxy;
#[path = "../process/sequence.rs"]
mod sequence;
#[path = "../process/stop.rs"]
mod stop;
mod storm;
mod upgrade;

use guiche_tests::process::Place;

/// The program under test.
const PROGRAM: &str = env!("CARGO_BIN_EXE_guiche-under-test");

/// An empty place for it.
fn place() -> Place {
    Place::new(PROGRAM)
}
