//! The engine's tests once more, on PostgreSQL, and those of what only a server does. The name of this target chooses the
//! engine.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "in a test this is how to fail")]

#[path = "../engine/contention.rs"]
mod contention;
#[path = "../engine/faults.rs"]
mod faults;
#[path = "../engine/neighbours.rs"]
mod neighbours;
#[path = "../engine/opening.rs"]
mod opening;
#[path = "../engine/random.rs"]
mod random;
#[path = "../engine/reads.rs"]
mod reads;
#[path = "../engine/shutdown.rs"]
mod shutdown;
#[path = "../engine/support.rs"]
mod support;
#[path = "../engine/writes.rs"]
mod writes;

mod cancelled;
mod connections;
mod locks;
mod proxy;
mod restart;
mod schemas;
mod special;
mod stranger;
mod taken;
