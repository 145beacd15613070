//! Durable creates against the floor, at several numbers of connections, and updates beside them.

use std::time::Duration;

use guiche_store::db::DatabaseFile;
use guiche_store::db::backup::backup;

use crate::load::{self, Load, Until};
use crate::request::{self, CREATE};
use crate::server::{Role, Server, TOKEN, folder};
use crate::{Outcome, bare};

/// How long each measurement takes, and how often it is taken: the middle one of each is reported.
const TIME: Duration = Duration::from_secs(4);
const ROUNDS: usize = 3;

/// Runs and reports.
pub(crate) fn run() -> Outcome {
    let folder = folder()?;
    let whole = Server::start(Role::Whole, &folder.path().join("whole.db"))?;
    let floor = Server::start(Role::Floor, &folder.path().join("floor.db"))?;
    let mut from = 0;
    let mut measure = |server: &Server, connections: usize| -> Outcome<Load> {
        let send = |number| request::create(CREATE, TOKEN, number);
        let (load, next) = load::run(server.address, connections, Until::Elapsed(TIME), from, send)?;
        from = next;
        if load.refused > 0 { Err(format!("{} creates were refused", load.refused).into()) } else { Ok(load) }
    };
    for server in [&whole, &floor] {
        measure(server, 64)?;
    }
    let mut changed = 0;
    let mut change = || -> Outcome<Load> {
        // The customers of the first seconds are there, whatever the machine.
        let send = |number| request::update(TOKEN, number % 5_000, number);
        let (load, next) = load::run(whole.address, 64, Until::Elapsed(TIME), changed, send)?;
        changed = next;
        if load.refused > 0 { Err(format!("{} updates were refused", load.refused).into()) } else { Ok(load) }
    };

    let mut rounds: Vec<[Load; 6]> = Vec::new();
    let mut bares = Vec::new();
    for round in 0..ROUNDS {
        rounds.push([
            measure(&whole, 64)?,
            measure(&floor, 64)?,
            measure(&whole, 256)?,
            measure(&whole, 1)?,
            measure(&floor, 1)?,
            change()?,
        ]);
        // On a copy: beside the server it would wait for the server's lock.
        let copy = folder.path().join(format!("bare-{round}.db"));
        backup(&DatabaseFile::new(folder.path().join("whole.db")), &copy, false, |_| ())?;
        bares.push(bare::mean(&copy, TIME, 0)?);
    }
    let middle = |at: usize, of: fn(&Load) -> f64| {
        let mut figures: Vec<f64> = rounds.iter().map(|loads| of(&loads[at])).collect();
        figures.sort_by(f64::total_cmp);
        figures[figures.len() / 2]
    };
    bares.sort_unstable();
    let rate = |load: &Load| load.rate;
    let mean = |load: &Load| load.mean().as_secs_f64() * 1e6;
    let (create, floor_rate, wide) = (middle(0, rate), middle(1, rate), middle(2, rate));
    let (one, floor_one, bare) =
        (middle(3, mean), middle(4, mean), bares[bares.len() / 2].as_secs_f64() * 1e6);
    println!(
        "creates, 64 connections            {create:>10.0} /s  (p99 {:.1?})",
        rounds[0][0].percentile(0.99)
    );
    println!("floor, 64 connections              {floor_rate:>10.0} /s");
    println!(
        "creates / floor                    {:>10.2}      (wanted: 0.35, hoped for: 0.5)",
        create / floor_rate
    );
    println!(
        "creates, 256 connections           {wide:>10.0} /s  (p99 {:.1?})",
        rounds[0][2].percentile(0.99)
    );
    println!("256 connections / 64               {:>10.2}      (wanted: 0.9)", wide / create);
    let updates = middle(5, rate);
    println!("updates, 64 connections            {updates:>10.0} /s");
    println!("updates / creates                  {:>10.2}", updates / create);
    println!("one create at a time               {one:>10.0} us");
    println!("one floor request at a time        {floor_one:>10.0} us");
    println!("one bare transaction               {bare:>10.0} us");
    println!(
        "create / (floor + bare)            {:>10.2}      (wanted: 1.3 at most)",
        one / (floor_one + bare)
    );
    Ok(())
}
