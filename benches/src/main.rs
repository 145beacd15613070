//! How fast creating customers is, in ratios of one run: `cargo xtask bench`.
//!
//! Server and load are two processes on loopback; the server is the product's own, with its log written and its metrics
//! on. Figures per second mean little outside of the machine that made them; the ratios are what `docs/performance.md`
//! speaks of.

mod bare;
mod batch;
mod costs;
mod create;
mod import;
mod lists;
mod load;
mod million;
mod panel;
mod passwords;
mod pgbench;
mod postgres;
mod request;
mod server;

use clap::Parser;

/// What can go wrong with a benchmark, for a person to read.
type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

#[derive(Debug, Parser)]
#[command(bin_name = "cargo xtask bench")]
enum Bench {
    /// Durable creates against the floor: the same way without a store
    Create,
    /// What each part of a create costs
    Costs,
    /// A million customers: memory, start, and the rates beside those of an empty store
    Million {
        /// How many customers
        #[arg(long, default_value_t = 1_000_000)]
        customers: u64,
    },
    /// Lists and searches over a million customers, beside single pages and details
    Lists {
        /// How many customers
        #[arg(long, default_value_t = 1_000_000)]
        customers: u64,
    },
    /// Imports of files against batches of the same rows
    Import {
        /// How many rows the file of the last import has
        #[arg(long, default_value_t = 1_000_000)]
        rows: u64,
    },
    /// Memory while 200 creates with passwords come at once
    Passwords,
    /// Creates on PostgreSQL against pgbench with the same statements, two servers against one, and the embedded database
    Postgres {
        /// How many connections each server keeps
        #[arg(long, default_value_t = 6)]
        connections: usize,
    },
    /// The server that the others talk to
    #[command(hide = true)]
    Serve(server::Serve),
}

fn main() -> Outcome {
    match Bench::parse() {
        Bench::Create => create::run(),
        Bench::Costs => costs::run(),
        Bench::Million { customers } => million::run(customers),
        Bench::Lists { customers } => lists::run(customers),
        Bench::Import { rows } => import::run(rows),
        Bench::Passwords => passwords::run(),
        Bench::Postgres { connections } => postgres::run(connections),
        Bench::Serve(serve) => serve.run(),
    }
}
