//! Batches into a database that is large already, against a bare load of the same rows into the same tables and indexes.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::time::{Duration, Instant};

use guiche_domain::search::grams;
use guiche_store::{Db, Url};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::Outcome;
use crate::bare;
use crate::lists::{self, name};
use crate::server::{Role, Server, TOKEN};

/// Rows of a batch, and batches.
pub(crate) const ROWS: u64 = 10_000;
const BATCHES: u64 = 10;
/// Rows of one transaction of the bare load, as many as a batch gives the store at once.
const TRANSACTION: usize = 200;
/// What a customer leaves, and where the rows of a batch begin: behind what was there.
const TABLES: [&str; 5] = ["customer", "audit_event", "audit_value", "outbox", "customer_search"];

/// Runs and reports. The database holds customers with numbers up to `customers`.
pub(crate) fn run(file: &Path, customers: u64) -> Outcome {
    let bare = file.with_extension("bare.db");
    fs::copy(file, &bare)?;
    let before = last_position(file)?;

    let server = Server::start(Role::Whole, file)?;
    let began = Instant::now();
    for batch in 0..BATCHES {
        send(server.address, &body(customers + batch * ROWS))?;
    }
    let answered = began.elapsed();
    caught_up(file)?;
    let searched = began.elapsed();
    println!("a batch's peak memory              {:>10.1} MB", server.memory("VmHWM")?);
    drop(server);

    let rows = (ROWS * BATCHES) as f64;
    let loaded = load(&bare, &written(file, before)?)?;
    println!("batches                            {:>10.0} rows/s", rows / answered.as_secs_f64());
    println!("batches, until all is searched     {:>10.0} rows/s", rows / searched.as_secs_f64());
    println!(
        "the search behind the last answer  {:>10.2} s   (wanted: 2 at most)",
        (searched - answered).as_secs_f64()
    );
    println!("a bare load                        {:>10.0} rows/s", rows / loaded.as_secs_f64());
    println!("batches / bare load                {:>10.2}     (wanted: 0.4)", ratio(loaded, answered));
    println!("until all is searched / bare load  {:>10.2}", ratio(loaded, searched));
    Ok(())
}

pub(crate) fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

/// Lines of customers that are not there yet.
pub(crate) fn body(from: u64) -> String {
    let line = |number: u64| {
        format!(
            "{{\"customer_id\":\"erp-{number:012}\",\"name\":\"{}\",\"email\":\"cliente{number}@exemplo.com.br\",\
             \"phone\":\"{}\",\"create_tickets\":\"1\",\"language\":\"pt-BR\"}}\n",
            name(number),
            lists::phone(number)
        )
    };
    (from..from + ROWS).map(line).collect()
}

pub(crate) fn send(address: SocketAddr, body: &str) -> Outcome {
    let mut stream = TcpStream::connect(address)?;
    let mut reading = stream.try_clone()?;
    let head = format!(
        "POST /guiche/v1/customers/batch HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\
         Authorization: Bearer {TOKEN}\r\nContent-Type: application/x-ndjson\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let answer = std::thread::spawn(move || {
        let mut answer = String::new();
        reading.read_to_string(&mut answer).map(|_| answer)
    });
    stream.write_all(head.as_bytes())?;
    stream.write_all(body.as_bytes())?;
    let answer = answer.join().map_err(|_| "the reader panicked")??;
    let done = format!("\"created\":{ROWS},");
    if answer.contains(&done) { Ok(()) } else { Err(answer.chars().take(500).collect::<String>().into()) }
}

/// Waits until all changes are searched.
fn caught_up(file: &Path) -> Outcome {
    let db = Db::open(&Url::sqlite(file), 16)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    while runtime.block_on(db.read(|tx| guiche_desk::search::behind(tx, 1)))? > 0 {
        std::thread::sleep(Duration::from_millis(20));
    }
    db.close();
    Ok(())
}

fn last_position(file: &Path) -> Outcome<i64> {
    let sql = "SELECT max(position) FROM outbox WHERE account_id = 1";
    Ok(Connection::open(file)?.query_row(sql, [], |row| row.get(0))?)
}

/// What the customers behind a position left: for each, its rows table by table, and the runs of its document.
type Written = Vec<([Vec<Value>; TABLES.len()], String)>;

fn written(file: &Path, position: i64) -> Outcome<Written> {
    let connection = Connection::open(file)?;
    let mut ids = connection.prepare(
        "SELECT entity_id, event_id FROM outbox WHERE account_id = 1 AND position > ?1 ORDER BY position",
    )?;
    let ids: Vec<(String, String)> =
        ids.query_map([position], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    let mut found = Written::new();
    for (customer_id, event_id) in ids {
        let row = |table: &str| -> Outcome<Vec<Value>> {
            let key = match table {
                "customer" | "customer_search" => "customer_id = ?1 AND ?2 <> ''",
                "audit_value" => "entity = 'customer' AND entity_id = ?1 AND event_id = ?2",
                _ => "event_id = ?2 AND ?1 <> ''",
            };
            let sql = format!("SELECT * FROM {table} WHERE account_id = 1 AND {key}");
            let mut statement = connection.prepare_cached(&sql)?;
            let columns = statement.column_count();
            Ok(statement
                .query_row([&customer_id, &event_id], |row| (0..columns).map(|at| row.get(at)).collect())?)
        };
        let rows = [row(TABLES[0])?, row(TABLES[1])?, row(TABLES[2])?, row(TABLES[3])?, row(TABLES[4])?];
        let document = match rows[4].last() {
            Some(Value::Text(document)) => grams(1, document),
            _ => return Err("a customer without a document".into()),
        };
        found.push((rows, document));
    }
    Ok(found)
}

/// Writes rows with prepared statements and nothing around them, as durable as the product.
fn load(file: &Path, rows: &Written) -> Outcome<Duration> {
    let connection = bare::open(file)?;
    let began = Instant::now();
    for chunk in rows.chunks(TRANSACTION) {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        for (tables, grams) in chunk {
            for (table, row) in TABLES.iter().zip(tables) {
                let places = vec!["?"; row.len()].join(", ");
                let insert = format!("INSERT INTO {table} VALUES ({places})");
                connection.prepare_cached(&insert)?.execute(params_from_iter(row))?;
            }
            let Some(Value::Integer(search_id)) = tables[4].get(2) else {
                return Err("a document without a number".into());
            };
            connection
                .prepare_cached("INSERT INTO customer_grams (rowid, grams) VALUES ((1 << 40) + ?1, ?2)")?
                .execute((search_id, grams))?;
        }
        connection.execute_batch("COMMIT")?;
    }
    Ok(began.elapsed())
}
