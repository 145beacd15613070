//! Journeys through the pages in a real browser, as people take them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "in a test this is how to fail")]

mod documentation;
mod driver;

use guiche_tests::process::Place;

/// The program under test.
const PROGRAM: &str = env!("CARGO_BIN_EXE_guiche-under-test");

/// An empty place for it.
fn place() -> Place {
    Place::new(PROGRAM)
}
