//! The engine as a whole, through what it offers to everybody.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "in a test this is how to fail")]

mod backup;
mod faults;
mod lease;
mod neighbours;
mod opening;
mod outbox;
mod random;
mod reads;
mod restore;
mod shutdown;
mod support;
mod writes;
