//! An import that is killed goes on where it was, and comes to what one comes to that is not.

use std::fmt::Write as _;
use std::process::Stdio;
use std::time::Duration;

use guiche_tests::process::{Place, within};

use crate::place;

const ROWS: usize = 10_000;
const DONE: &str = "SELECT coalesce(max(rows_done), 0) FROM import";
const CUSTOMERS: &str = "SELECT internal_id, name, email, phone, version FROM customer ORDER BY internal_id";
const OUTCOMES: &str = "SELECT row_number, outcome, version, errors FROM import_row ORDER BY row_number";
const TRAIL: &str = "SELECT entity, version, change, count(*) FROM outbox GROUP BY entity, version, change ORDER BY entity, version, change";

/// Customers, some of which come twice or are not as they should be.
fn file() -> String {
    let mut file = "customer_id;name;email;phone\n".to_owned();
    for row in 0..ROWS {
        let name = if row % 1_000 == 500 { String::new() } else { format!("Ana {row}") };
        let (key, email) = (row % 9_500, row % 9_000);
        writeln!(file, "{key};{name};a{email}@exemplo.com;11 {row}").unwrap();
    }
    file
}

async fn prepared() -> Place {
    let place = place();
    place.ask(&["account", "create", "acme"]).await;
    std::fs::write(place.path("file.csv"), file()).unwrap();
    place
}

const IMPORT: [&str; 6] = ["customer", "import", "file.csv", "--account", "acme", "--yes"];

#[tokio::test]
async fn killed_again_and_again_it_comes_to_what_it_would_have_come_to() {
    let (place, whole) = (prepared().await, prepared().await);
    let uninterrupted = whole.run(&IMPORT).await;
    assert_eq!(uninterrupted.status.code(), Some(1), "some rows are rejected");

    let mut done = 0;
    for round in 0..2 {
        let mut child = place.command(&IMPORT).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        within(async {
            // The tables are there once the first program has opened the database.
            while place.number(DONE).await <= done {
                assert!(child.try_wait().unwrap().is_none(), "round {round}: it ended before it was killed");
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        })
        .await;
        child.kill().await.unwrap();
        place.settled().await;
        done = place.number(DONE).await;
        println!("round {round}: {done} rows");
        assert!(done > 0 && done < ROWS as i64);
        assert_eq!(place.number("SELECT count(*) FROM import_row").await, done);
    }
    let last = place.run(&IMPORT).await;
    let said = String::from_utf8_lossy(&last.stderr);
    assert!(last.status.code() == Some(1) && said.contains("going on with it"), "{said}");
    assert_eq!(place.number("SELECT count(*) FROM import").await, 1);
    for sql in [CUSTOMERS, OUTCOMES, TRAIL] {
        assert!(place.query(sql).await == whole.query(sql).await, "{sql}");
    }
}
