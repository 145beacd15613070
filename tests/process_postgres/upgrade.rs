//! Upgrades without downtime: for one version, old servers and the new schema go together.

use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::future::join_all;
use guiche_desk::secret;
use guiche_store::db::newest_schema;
use guiche_tests::Actor;
use guiche_tests::postgres::connect;
use guiche_tests::process::{Place, within};
use serde_json::Value;
use tokio::task::JoinSet;

use crate::place;
use crate::sequence::positions;

const NEW: &str = "/v2.0/customer/new";
const DETAILS: &str = "/v2.0/customer/details";

/// Those who create and look at customers all the time, and are never refused.
struct Busy {
    clients: JoinSet<usize>,
    stop: Arc<AtomicBool>,
    done: Arc<AtomicUsize>,
}

impl Busy {
    fn begin(erp: &Actor, name: &str) -> Self {
        let (stop, done) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
        let mut clients = JoinSet::new();
        for client in 0..4 {
            let (erp, name) = (erp.clone(), format!("{name}-{client}"));
            let (stop, done) = (Arc::clone(&stop), Arc::clone(&done));
            clients.spawn(async move {
                let mut created = 0;
                while !stop.load(Ordering::Relaxed) {
                    let id = format!("{name}-{created}");
                    let email = format!("{id}@example.com");
                    let form = [("customer_id", &*id), ("name", "Ana"), ("email", &*email)];
                    within(erp.post(NEW, &form)).await.expect(200);
                    created += 1;
                    let shown = within(erp.get(DETAILS, &[("customer_id", &id)])).await.expect(200).json();
                    assert_eq!(shown["data"][0]["email"], email);
                    done.fetch_add(1, Ordering::Relaxed);
                }
                created
            });
        }
        Self { clients, stop, done }
    }

    /// Waits until so many more are done.
    async fn goes_on(&mut self) {
        let wanted = self.done.load(Ordering::Relaxed) + 100;
        within(async {
            while self.done.load(Ordering::Relaxed) < wanted {
                // One that fails ends before it is told to.
                tokio::select! {
                    Some(ended) = self.clients.join_next() => panic!("a client has ended: {ended:?}"),
                    () = tokio::time::sleep(Duration::from_millis(5)) => {}
                    else => pending().await,
                }
            }
        })
        .await;
    }

    /// How many they have created.
    async fn end(self) -> i64 {
        self.stop.store(true, Ordering::Relaxed);
        within(self.clients.join_all()).await.into_iter().sum::<usize>().try_into().expect("a few")
    }
}

/// What doctor says of the database's schema, and its status.
async fn doctor(place: &Place) -> (String, Option<i32>) {
    let said = place.run(&["doctor", "--json"]).await;
    let findings: Value = serde_json::from_slice(&said.stdout).expect("JSON");
    let findings = findings.as_array().expect("a list");
    let found = findings.iter().find(|finding| finding["check"] == "database").expect("the check");
    let text = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
    (format!("{}: {}; {}", text("verdict"), text("finding"), text("fix")), said.status.code())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_running_server_goes_on_while_the_next_version_adds_to_the_schema_and_another_old_one_may_start() {
    let place = place();
    let one = place.serve(&[]).await;
    let mut busy = Busy::begin(&one.erp(), "one");
    busy.goes_on().await;

    // As the engine runs a step: in one transaction, holding the schema's row.
    let (known, next) = (newest_schema(), newest_schema() + 1);
    let step = format!(
        "BEGIN; SELECT version FROM guiche_schema FOR UPDATE;
         CREATE TABLE ticket (account_id BIGINT NOT NULL, ticket_id TEXT COLLATE \"C\" NOT NULL,
             PRIMARY KEY (account_id, ticket_id));
         ALTER TABLE customer ADD COLUMN nickname TEXT COLLATE \"C\";
         CREATE INDEX customer_nickname ON customer (account_id, nickname);
         UPDATE guiche_schema SET version = {next}, oldest = {known}; COMMIT"
    );
    let database = connect(&place.url()).await;
    database.batch_execute(&step).await.expect("a step");
    busy.goes_on().await;

    // Even where a column's rows are of another kind than when they were asked for first, they are read: anew.
    let step = "ALTER TABLE customer ALTER COLUMN email TYPE TEXT COLLATE \"POSIX\"";
    database.batch_execute(step).await.expect("a step");
    busy.goes_on().await;

    let another = place.serve(&[]).await;
    let mut at_another = Busy::begin(&another.erp(), "another");
    at_another.goes_on().await;
    busy.goes_on().await;
    let (said, status) = doctor(&place).await;
    let what =
        format!("has schema {next}, this program's is {known}; they work together; upgrade this server too");
    assert!(said.starts_with("warning: ") && said.ends_with(&what), "{said}");
    assert_eq!(status, Some(0));

    // The version after that takes away what the old program needs.
    let step = format!("UPDATE guiche_schema SET oldest = {next}");
    database.batch_execute(&step).await.expect("a step");
    let (said, status) = doctor(&place).await;
    let what = format!("has schema {next}, this program knows only up to {known}; run a newer Guichê");
    assert!(said.starts_with("problem: ") && said.ends_with(&what), "{said}");
    assert_eq!(status, Some(1));
    for command in [&["serve", "--listen", "127.0.0.1:0"][..], &["account", "list"], &["token", "list"]] {
        let refused = place.run(command).await;
        assert_eq!(refused.status.code(), Some(1), "{command:?}");
        let said = String::from_utf8(refused.stderr).expect("text");
        let expected = format!(
            "guiche: the database has schema {next}, this program knows only up to {known}: run a newer Guichê\n"
        );
        assert_eq!(said, expected);
    }

    let created = busy.end().await + at_another.end().await;
    assert_eq!(place.number("SELECT count(*) FROM customer").await, created);
    let changes = place.number("SELECT count(*) FROM outbox").await;
    assert_eq!(positions(&place).await, (1..=changes).collect::<Vec<_>>());
}

/// What a program that knows schema 1 writes for a customer.
const CREATE_AS_OF_OLD: &str = "
    BEGIN;
    INSERT INTO customer (account_id, customer_id, internal_id, name, create_tickets, language, email_validated,
        active, account_approved, version, created_at)
        VALUES (1, 'ID', 'NAME', 'Ana', true, 'pt-BR', false, true, true, 1, 0) ON CONFLICT DO NOTHING;
    INSERT INTO audit_value (account_id, entity, entity_id, event_id, salt, content)
        VALUES (1, 'customer', 'ID', 'ID', '', '{}');
    INSERT INTO audit_event (account_id, event_id, occurred_at, entity, entity_id, change, actor, values_digest)
        VALUES (1, 'ID', 0, 'customer', 'ID', 'created', 'token', '');
    INSERT INTO outbox (account_id, event_id, entity, entity_id, version, change, occurred_at)
        VALUES (1, 'ID', 'customer', 'ID', 1, 'created', 0);
    COMMIT";

/// A database as the program of schema 1 left it, with an account and a token, whose secret this is.
async fn schema_1(place: &Place) -> String {
    let script = include_str!("../../crates/store/migrations/0001_customers.sql");
    let lines = script.lines().map(|line| line.split("--").next().unwrap_or_default());
    let tables =
        lines.map(|line| line.replace(" TEXT", " TEXT COLLATE \"C\"")).collect::<Vec<_>>().join("\n");
    let secret = secret::new_token().expect("random bytes");
    let rows = format!(
        "CREATE TABLE guiche_schema (name TEXT COLLATE \"C\" NOT NULL, version BIGINT NOT NULL, oldest BIGINT NOT NULL,
             PRIMARY KEY (name));
         INSERT INTO guiche_schema (name, version, oldest) VALUES ('schema', 1, 1);
         INSERT INTO account (account_id, slug, name, plan, language, time_zone, details_shape, version, created_at)
             VALUES (1, 'default', 'default', 'enterprise', 'pt-BR', 'America/Sao_Paulo', 'array', 1, 0);
         INSERT INTO token (secret_hash, account_id, token_id, name, read_only, networks, created_at)
             VALUES ('{}', 1, '{:032x}', 'erp', false, '', 0)",
        secret::hash(&secret),
        7
    );
    connect(&place.url()).await.batch_execute(&format!("{tables};{rows}")).await.expect("a database");
    secret
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_new_servers_upgrade_an_old_database_once_while_an_old_one_goes_on_writing() {
    let place = place();
    let secret = schema_1(&place).await;
    let (stop, written) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let mut writers = JoinSet::new();
    for writer in 0..3 {
        let (stop, written, url) = (Arc::clone(&stop), Arc::clone(&written), place.url());
        writers.spawn(async move {
            let database = connect(&url).await;
            for number in 0.. {
                if stop.load(Ordering::Relaxed) {
                    break;
                }
                let create = CREATE_AS_OF_OLD
                    .replace("ID", &format!("{writer:016x}{number:016x}"))
                    .replace("NAME", &format!("{writer}-{number}"));
                within(database.batch_execute(&create)).await.expect("an old program goes on");
                written.fetch_add(1, Ordering::Relaxed);
            }
        });
    }
    let goes_on = async || {
        let wanted = written.load(Ordering::Relaxed) + 100;
        within(async {
            while written.load(Ordering::Relaxed) < wanted {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        })
        .await;
    };
    goes_on().await;
    let servers = join_all([place.serve(&[]), place.serve(&[])]).await;
    goes_on().await;
    for (index, server) in servers.iter().enumerate() {
        let erp = server.holder(&secret);
        erp.post(NEW, &[("customer_id", &format!("new-{index}")), ("name", "Bia")]).await.expect(200);
        erp.get(DETAILS, &[("customer_id", "0-0")]).await.expect(200);
    }
    goes_on().await;
    stop.store(true, Ordering::Relaxed);
    within(writers.join_all()).await;

    let newest = newest_schema().to_string();
    assert_eq!(place.query("SELECT name, version FROM guiche_schema").await, [["schema", &*newest]]);
    let upgraded = servers.iter().flat_map(|server| server.log().so_far());
    let upgraded = upgraded.filter(|line| line.contains("schema was upgraded")).count();
    assert_eq!(i64::try_from(upgraded).ok(), Some(newest_schema() - 1), "each step once");
    let all = i64::try_from(written.load(Ordering::Relaxed)).expect("a few") + 2;
    assert_eq!(place.number("SELECT count(*) FROM customer").await, all);
    assert_eq!(positions(&place).await, (1..=all).collect::<Vec<_>>());
}
