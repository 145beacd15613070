//! What is on its way when something goes wrong.

use guiche_cluster::databases::Schema;

use super::*;

const MAKE: &str = "CREATE TABLE a (b TEXT)";
const INSERT: &str = "INSERT INTO a (b) VALUES ($1)";
const COUNT: &str = "SELECT count(*) FROM a";
/// Fails as a cancelled statement would.
const FAILING: &str = "SELECT 1 / 0";

fn connection() -> (Schema, Connection) {
    let schema = Schema::create();
    let mut connection = Connection::open(&schema.url().parse().unwrap()).unwrap();
    connection.steer(MAKE).unwrap();
    connection.execute(INSERT, &["known".into()]).unwrap();
    (schema, connection)
}

fn count(connection: &mut Connection) -> i64 {
    connection.query(COUNT, &[]).unwrap()[0].get(0)
}

#[test]
fn nothing_is_written_where_the_transaction_did_not_begin() {
    let (_schema, mut connection) = connection();
    connection.begin_soon(FAILING);
    connection.execute(INSERT, &["executed".into()]).unwrap_err();
    connection.begin_soon(FAILING);
    assert!(connection.put(INSERT, &["put".into()]).is_err() || connection.flush().is_err());
    connection.recover("ROLLBACK").unwrap();
    assert_eq!(count(&mut connection), 1);
}

#[test]
fn what_reads_travels_with_the_beginning() {
    let (_schema, mut connection) = connection();
    count(&mut connection);
    connection.begin_soon("BEGIN");
    let before = connection.mark();
    assert_eq!(count(&mut connection), 1);
    assert_eq!(connection.mark().waits, before.waits + 1);
}

#[test]
fn a_failure_of_what_steers_is_no_fault_of_the_statement_that_meets_it() {
    let (_schema, mut connection) = connection();
    connection.begin_soon("BEGIN");
    connection.execute(INSERT, &["of another job".into()]).unwrap();
    connection.steer_soon(FAILING);
    connection.execute(INSERT, &["of this job".into()]).unwrap_err();
    assert!(matches!(connection.take_fault(), Some(Fault::Again(_))));
    connection.recover("ROLLBACK").unwrap();
    connection.execute(INSERT, &[7.into()]).unwrap_err();
    connection.recover("ROLLBACK").unwrap();
    connection.steer(FAILING).unwrap_err();
    assert!(matches!(connection.take_fault(), Some(Fault::Statement)));
}

#[test]
fn only_what_was_not_sent_can_be_forgotten() {
    let (_schema, mut connection) = connection();
    connection.begin_soon("BEGIN");
    let mark = connection.mark();
    connection.steer_soon("SAVEPOINT job");
    assert!(connection.forget_since(mark));
    assert_eq!(connection.mark().pending, 1, "the beginning stays");
    connection.steer_soon("SAVEPOINT job");
    connection.put(INSERT, &["sent".into()]).unwrap();
    connection.flush().unwrap();
    connection.put(INSERT, &["not sent".into()]).unwrap();
    assert!(!connection.forget_since(mark));
    connection.recover("ROLLBACK TO job").unwrap();
    connection.steer("COMMIT").unwrap();
    assert_eq!(count(&mut connection), 1);
}

#[test]
fn statements_are_prepared_anew_where_the_server_forgot_them() {
    let (_schema, mut connection) = connection();
    connection.steer("DEALLOCATE ALL").unwrap();
    connection.execute(INSERT, &["first".into()]).unwrap_err();
    assert!(matches!(connection.take_fault(), Some(Fault::Stale(_))));
    connection.execute(INSERT, &["second".into()]).unwrap();
    connection.query("SELECT * FROM a", &[]).unwrap();
    connection.steer("ALTER TABLE a ADD COLUMN c TEXT").unwrap();
    assert_eq!(count(&mut connection), 2);
}

#[test]
fn an_end_that_nobody_asked_for_is_noticed() {
    let (_schema, mut connection) = connection();
    assert!(connection.is_alive());
    connection.query("SELECT pg_terminate_backend(pg_backend_pid())", &[]).unwrap_err();
    assert!(matches!(connection.take_fault(), Some(Fault::Lost(_))));
    // The server hangs up a moment after it has said so.
    while connection.is_alive() {
        std::thread::sleep(Duration::from_millis(1));
    }
}
