//! The engine as a whole, through what it offers to everybody. The first group runs on PostgreSQL as well.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "in a test this is how to fail")]

mod contention;
mod faults;
mod neighbours;
mod opening;
mod random;
mod reads;
mod shutdown;
mod support;
mod writes;

mod backup;
mod files;
mod full_disk;
mod locks;
mod memory;
mod restore;
mod special;
mod sqlite;
