//! What is refused leaves both databases as they are.

use std::process::Stdio;

use fastrand::Rng;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::Child;

use guiche_tests::process::within;

use super::data::{content, fill};
use super::{Target, guiche, refusal, run};

async fn refused(from: &Target, to: &Target) -> String {
    refusal(&["move", "--from", &from.url(), "--to", &to.url()]).await
}

#[tokio::test]
async fn a_target_that_holds_anything() {
    let from = Target::sqlite();
    fill(&from, 3, &mut Rng::new()).await;
    for to in Target::both() {
        fill(&to, 0, &mut Rng::new()).await;
        to.execute("INSERT INTO lease VALUES (1, 'sequencer', 'somebody', 0)").await;
        let before = content(&to).await;
        let said = refused(&from, &to).await;
        assert!(
            said.ends_with("is not empty: its table lease has rows; name a new or empty database"),
            "{said}"
        );
        assert!(content(&to).await == before);
        assert_eq!(to.number("SELECT count(*) FROM move_progress").await, 0);
    }
}

#[tokio::test]
async fn a_target_with_the_beginning_of_another_move() {
    let from = Target::sqlite();
    fill(&from, 3, &mut Rng::new()).await;
    for to in Target::both() {
        fill(&to, 0, &mut Rng::new()).await;
        let tables =
            ["account", "account_look", "token", "organization", "portfolio", "custom_field", "customer"];
        let others = ["customer_value", "idempotency", "audit_event", "audit_value", "outbox", "lease"];
        for table in tables.iter().chain(&others) {
            to.execute(&format!("INSERT INTO move_progress VALUES ('{table}', '', 0)")).await;
        }
        to.execute("INSERT INTO portfolio VALUES (1, 'p', 'Gold', 1, 0)").await;
        to.execute(
            "UPDATE move_progress SET row_count = 1, last_key = '[1,\"p\"]' WHERE table_name = 'portfolio'",
        )
        .await;
        let before = content(&to).await;
        let said = refused(&from, &to).await;
        assert!(
            said.contains("holds the beginning of another move: its table portfolio is not the beginning"),
            "{said}"
        );
        assert!(content(&to).await == before);
    }
}

#[tokio::test]
async fn a_source_that_is_not_finished_itself() {
    for from in Target::both() {
        fill(&from, 1, &mut Rng::new()).await;
        from.execute("INSERT INTO move_progress VALUES ('account', '', 0)").await;
        let said = refused(&from, &Target::sqlite()).await;
        assert!(said.contains("is not finished"), "{said}");
    }
}

#[tokio::test]
async fn a_source_that_is_not_there() {
    let said = refused(&Target::sqlite(), &Target::sqlite()).await;
    assert!(said.starts_with("there is no database at "), "{said}");
    let said = refused(&Target::postgres(), &Target::sqlite()).await;
    assert!(said.starts_with("there is nothing of Guichê in "), "{said}");
}

#[tokio::test]
async fn a_database_into_itself() {
    for target in Target::both() {
        fill(&target, 1, &mut Rng::new()).await;
        let same = match &target {
            Target::Sqlite(folder) => {
                let link = folder.path().join("another-name.db");
                std::fs::hard_link(folder.path().join("guiche.db"), &link).unwrap();
                format!("sqlite:{}", link.display())
            }
            Target::Postgres(_) => format!("{}?connect_timeout=9", target.url()),
        };
        let said = refusal(&["move", "--from", &target.url(), "--to", &same]).await;
        assert_eq!(said, "both are the same database");
        assert_eq!(target.number("SELECT count(*) FROM move_progress").await, 0);
    }
}

async fn serve(url: &str) -> Child {
    let mut child = guiche(&["serve", "--listen", "127.0.0.1:0", "--no-bootstrap", "--database", url])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut log = BufReader::new(child.stderr.take().unwrap()).lines();
    while let Some(line) = within(log.next_line()).await.unwrap() {
        if line.contains("listening on") {
            tokio::spawn(async move { while let Ok(Some(_)) = log.next_line().await {} });
            return child;
        }
    }
    panic!("it does not listen");
}

#[tokio::test]
async fn a_database_that_a_server_has_open() {
    // However it is called there.
    let named = (Target::postgres(), "?application_name=helpdesk1");
    for (busy, name) in Target::both().map(|target| (target, "")).into_iter().chain([named]) {
        fill(&busy, 0, &mut Rng::new()).await;
        let mut server = serve(&format!("{}{name}", busy.url())).await;
        for (from, to) in [(&busy, &Target::sqlite()), (&filled().await, &busy)] {
            let said = refused(from, to).await;
            assert!(said.contains("is in use by another process: stop every server and command"), "{said}");
        }
        assert_eq!(busy.number("SELECT count(*) FROM move_progress").await, 0);
        server.kill().await.unwrap();
        let moved = run(&["move", "--from", &busy.url(), "--to", &Target::sqlite().url()]).await;
        assert!(moved.status.success(), "{}", String::from_utf8_lossy(&moved.stderr));
    }
}

async fn filled() -> Target {
    let target = Target::sqlite();
    fill(&target, 1, &mut Rng::new()).await;
    target
}
