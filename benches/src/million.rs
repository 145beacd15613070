//! A million customers: the memory that creating them takes, and the rates once they are there.

use std::time::Duration;

use crate::Outcome;
use crate::load::{self, Load, Until};
use crate::request::{self, CREATE};
use crate::server::{Role, Server, TOKEN, folder};

const TIME: Duration = Duration::from_secs(5);
const CONNECTIONS: usize = 64;
/// Customers in the store that counts as empty: enough to look at.
const FEW: u64 = 10_000;

/// Runs and reports.
pub(crate) fn run(customers: u64) -> Outcome {
    let folder = folder()?;
    let full = folder.path().join("full.db");
    let server = Server::start(Role::Whole, &full)?;
    let idle = server.memory("VmRSS")?;
    println!("memory after an empty start        {idle:>10.1} MB  (wanted: under 30)");
    let filling = create(&server, Until::Sent(customers), 0)?;
    println!("{customers} customers created at      {:>10.0} /s", filling.rate);
    println!("peak memory meanwhile              {:>10.1} MB  (wanted: under 150)", server.memory("VmHWM")?);
    drop(server);
    let size = std::fs::metadata(&full)?.len() as f64 / customers as f64;
    println!("bytes on disk for each             {size:>10.0}");

    let server = Server::start(Role::Whole, &full)?;
    println!(
        "ready after                        {:>10.3} s   (wanted: under 0.3)",
        server.ready.as_secs_f64()
    );
    println!("memory then                        {:>10.1} MB  (wanted: under 30)", server.memory("VmRSS")?);
    let empty = Server::start(Role::Whole, &folder.path().join("empty.db"))?;
    create(&empty, Until::Sent(FEW), 0)?;

    // In turn, so that a machine that slows down slows both.
    let (mut creates, mut looks) = ([0.0; 2], [0.0; 2]);
    let mut next = [customers, FEW];
    for _ in 0..3 {
        for (at, (server, stored)) in [(&server, customers), (&empty, FEW)].into_iter().enumerate() {
            let load = create(server, Until::Elapsed(TIME), next[at])?;
            next[at] += (load.rate * TIME.as_secs_f64() * 2.0) as u64;
            creates[at] += load.rate / 3.0;
            looks[at] += details(server, stored)?.rate / 3.0;
        }
    }
    println!("creates, {customers} stored / few     {:>10.2}     (wanted: 0.8)", creates[0] / creates[1]);
    println!("details, {customers} stored / few     {:>10.2}     (wanted: 0.9)", looks[0] / looks[1]);
    Ok(())
}

fn create(server: &Server, until: Until, from: u64) -> Outcome<Load> {
    let send = |number| request::create(CREATE, TOKEN, number);
    let (load, _) = load::run(server.address, CONNECTIONS, until, from, send)?;
    if load.refused > 0 { Err(format!("{} creates were refused", load.refused).into()) } else { Ok(load) }
}

/// Looks at stored customers in an order that jumps about.
fn details(server: &Server, stored: u64) -> Outcome<Load> {
    let send =
        move |number: u64| request::details(TOKEN, number.wrapping_mul(0x9e37_79b9_7f4a_7c15) % stored);
    let (load, _) = load::run(server.address, CONNECTIONS, Until::Elapsed(TIME), 0, send)?;
    if load.refused > 0 { Err(format!("{} customers were not found", load.refused).into()) } else { Ok(load) }
}
