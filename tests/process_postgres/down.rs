//! While the database is down the server says so, to everybody and at once, and goes on by itself when it is back.

use guiche_cluster::{Cluster, Options};
use guiche_tests::process::{Place, within};
use guiche_tests::{Actor, Answer};

use crate::PROGRAM;

const SECRET: &str = "segredo-do-banco";

fn cluster() -> (Cluster, Place) {
    let cluster = Cluster::start(&Options::default().password(SECRET)).expect("a cluster");
    let place = Place::on(PROGRAM, &cluster.url("postgres"));
    (cluster, place)
}

async fn create(erp: &Actor, id: &str) -> Answer {
    erp.post("/v2.0/customer/new", &[("customer_id", id), ("name", "Ana")]).await
}

fn assert_come_again(answer: &Answer) {
    assert_eq!(answer.status, 503, "{}", answer.body);
    assert_eq!(answer.header("retry-after"), "1");
    assert_eq!(answer.faults(), "-: service_unavailable");
}

/// The first answer that is not 503: each of a server's connections finds back by itself, a moment after the others.
async fn answered(ask: impl AsyncFn() -> Answer) -> Answer {
    within(async {
        loop {
            let answer = ask().await;
            if answer.status != 503 {
                return answer;
            }
        }
    })
    .await
}

#[tokio::test]
async fn requests_are_told_to_come_again_the_process_lives_is_not_ready_and_recovers_by_itself() {
    let (mut cluster, place) = cluster();
    let server = place.serve(&[]).await;
    let (erp, anon) = (server.erp(), server.anon());
    for round in 0..3 {
        create(&erp, &format!("before-{round}")).await.expect(200);
        anon.get("/readyz", &[]).await.expect(200);

        cluster.stop_immediately().expect("it runs");
        for _ in 0..20 {
            assert_come_again(&create(&erp, "during").await);
            let details = erp.get("/v2.0/customer/details", &[("customer_id", "before-0")]).await;
            assert_come_again(&details);
            anon.get("/healthz", &[]).await.expect(200);
            assert_eq!(anon.get("/readyz", &[]).await.expect(503).body, "not ready\n");
        }

        cluster.start_again().expect("it starts");
        within(async { while anon.get("/readyz", &[]).await.status != 200 {} }).await;
        let after = format!("after-{round}");
        answered(async || create(&erp, &after).await).await.expect(200);
        let details = async || erp.get("/v2.0/customer/details", &[("customer_id", &after)]).await;
        answered(details).await.expect(200);
        let again = answered(async || create(&erp, &after).await).await;
        assert_eq!(again.expect(401).faults(), "customer_id: duplicate");
    }
    assert_eq!(place.number("SELECT count(*) FROM customer").await, 6);
    let log = server.log().so_far().join("\n");
    assert!(!log.contains(SECRET) && !log.contains("panicked"), "{log}");
}

#[tokio::test]
async fn a_start_without_the_database_fails_in_one_sentence_without_the_password() {
    let (mut cluster, place) = cluster();
    cluster.stop_immediately().expect("it runs");
    for command in [&["serve", "--listen", "127.0.0.1:0"][..], &["account", "list"]] {
        let refused = within(place.run(command)).await;
        let said = String::from_utf8(refused.stderr).expect("text");
        assert_eq!(refused.status.code(), Some(1), "{said}");
        assert!(refused.stdout.is_empty());
        assert!(said.starts_with("guiche: ") && said.lines().count() == 1, "{said}");
        assert!(said.contains(&format!("127.0.0.1, port {}", cluster.port())), "{said}");
        assert!(said.contains("refused") && !said.contains(SECRET), "{said}");
    }
    cluster.start_again().expect("it starts");
    place.serve(&[]).await.anon().get("/readyz", &[]).await.expect(200);
}
