//! Imports of files against batches of the same rows, turn by turn, both until the last row is done; and one of a large file,
//! for the memory that it takes.

use std::fs::File;
use std::io::{BufWriter, Write as _};
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
use crate::server::{Role, Server, folder, memory_of};

/// How often each is done.
const ROUNDS: u64 = 5;

/// Runs and reports.
pub(crate) fn run(large: u64) -> Outcome {
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
        write(&file, from + ROWS, ROWS)?;
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
    let rows = (ROWS * ROUNDS) as f64;
    println!("batches                            {:>10.0} rows/s", rows / batches.as_secs_f64());
    println!("reading a file into the store      {:>10.0} rows/s", rows / reading.as_secs_f64());
    println!("imports                            {:>10.0} rows/s", rows / imports.as_secs_f64());
    println!("imports / batches                  {:>10.2}     (wanted: 0.5)", ratio(batches, imports));

    let file = folder.path().join("large.csv");
    write(&file, 2 * (ROUNDS + 1) * ROWS, large)?;
    let began = Instant::now();
    let id = prepared(&runtime, &db, &file)?;
    let done = runtime.block_on(done(&db, &id))?;
    if done.counts.created.unsigned_abs() != large {
        return Err(format!("{:?}", done.counts).into());
    }
    println!("a file of {large} rows          {:>10.0} rows/s", large as f64 / began.elapsed().as_secs_f64());
    println!("peak memory of who reads it        {:>10.1} MB", memory_of(std::process::id(), "VmHWM")?);
    println!("peak memory of the server          {:>10.1} MB", server.memory("VmHWM")?);
    drop(server);
    db.close();
    Ok(())
}

/// Rows like those of a batch, as a file.
fn write(file: &Path, from: u64, rows: u64) -> Outcome {
    let mut file = BufWriter::new(File::create(file)?);
    file.write_all(b"customer_id;name;email;phone;create_tickets;language\r\n")?;
    for number in from..from + rows {
        let (name, phone) = (name(number), phone(number));
        write!(file, "erp-{number:012};{name};cliente{number}@exemplo.com.br;{phone};1;pt-BR\r\n")?;
    }
    Ok(file.flush()?)
}

fn caller(runtime: &Runtime, db: &Db) -> Outcome<Caller> {
    let account = runtime.block_on(db.read(|tx| account::by_slug(tx, "bench")))?.ok_or("no account")?;
    let (now, ids) = (Clock::system().now(), Ids::random());
    Ok(Caller::new(account, Actor::CommandLine, now, ids))
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
