//! Imports of files against batches of the same rows, turn by turn, both until the last row is done.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use guiche_desk::import::{self, Import};
use guiche_desk::{Actor, Caller, Clock, Ids};
use guiche_domain::id::Id;
use guiche_domain::import::run::State;
use guiche_store::{Db, Url, account};
use guiche_transfer::import::{Given, upload};
use tokio::runtime::Runtime;

use crate::Outcome;
use crate::batch::{ROWS, body, ratio, send};
use crate::lists::{name, phone};
use crate::server::{Role, Server, folder};

/// How often each is done.
const ROUNDS: u64 = 5;

/// Runs and reports.
pub(crate) fn run() -> Outcome {
    let folder = folder()?;
    let database = folder.path().join("import.db");
    let server = Server::start(Role::Whole, &database)?;
    let db = Db::open(&Url::sqlite(&database), 64)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (mut batches, mut reading, mut imports) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    // The first round warms up.
    for round in 0..=ROUNDS {
        let from = 2 * round * ROWS;
        let began = Instant::now();
        send(server.address, &body(from))?;
        let batch = began.elapsed();
        let file = folder.path().join("rows.csv");
        fs::write(&file, rows(from + ROWS))?;
        let began = Instant::now();
        let id = prepared(&runtime, &db, &file)?;
        let read = began.elapsed();
        let began = Instant::now();
        let done = runtime.block_on(done(&db, &id))?;
        let took = began.elapsed();
        if done.counts.created.unsigned_abs() != ROWS {
            return Err(format!("{:?}", done.counts).into());
        }
        if round > 0 {
            (batches, reading, imports) = (batches + batch, reading + read, imports + took);
        }
    }
    println!("an import's server's peak memory   {:>10.1} MB", server.memory("VmHWM")?);
    drop(server);
    db.close();
    let rows = (ROWS * ROUNDS) as f64;
    println!("batches                            {:>10.0} rows/s", rows / batches.as_secs_f64());
    println!("reading a file into the store      {:>10.0} rows/s", rows / reading.as_secs_f64());
    println!("imports                            {:>10.0} rows/s", rows / imports.as_secs_f64());
    println!("imports / batches                  {:>10.2}     (wanted: 0.5)", ratio(batches, imports));
    Ok(())
}

/// The same rows as those of a batch, as a file.
fn rows(from: u64) -> String {
    let mut file = "customer_id;name;email;phone;create_tickets;language\r\n".to_owned();
    for number in from..from + ROWS {
        let (name, phone) = (name(number), phone(number));
        let _ = writeln!(file, "erp-{number:012};{name};cliente{number}@exemplo.com.br;{phone};1;pt-BR\r");
    }
    file
}

fn caller(runtime: &Runtime, db: &Db) -> Outcome<Caller> {
    let account = runtime.block_on(db.read(|tx| account::by_slug(tx, "bench")))?.ok_or("no account")?;
    let (now, ids) = (Clock::system().now(), Ids::random());
    Ok(Caller { account, actor: Actor::CommandLine, address: None, request_id: None, now, ids })
}

/// An import that was read into the store and started.
fn prepared(runtime: &Runtime, db: &Db, file: &Path) -> Outcome<Id> {
    let caller = caller(runtime, db)?;
    let asked = || caller.clone();
    let id = runtime.block_on(upload(db, asked, file, "rows.csv", Given::default(), |_| ()))?;
    let started = id.clone();
    runtime.block_on(db.write(move |tx| import::start(tx, &caller, &started)))?;
    Ok(id)
}

/// Waits until the server has done an import.
async fn done(db: &Db, id: &Id) -> Outcome<Import> {
    loop {
        let id = id.clone();
        let found = db.read(move |tx| guiche_store::import::find(tx, 1, id.as_str())).await?;
        let import = Import::try_from(found.ok_or("no import")?)?;
        if import.state == State::Done {
            return Ok(import);
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
