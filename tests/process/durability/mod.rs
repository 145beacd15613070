//! Whoever was answered 200 is on disk, whole, whenever the power goes; nobody is there half; and who was not answered
//! may ask again.

mod book;
mod load;

use std::time::Duration;

use fastrand::Rng;
use futures_util::StreamExt as _;
use futures_util::stream;
use guiche_tests::process::{Place, Server};

pub(crate) use self::book::{Book, compare_database};
pub(crate) use self::load::Sent;
use self::load::load;
use crate::place;

const ROUNDS: usize = 15;
const CONNECTIONS: usize = 8;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_any_moment_the_server_keeps_what_it_has_acknowledged_and_nothing_by_halves() {
    let mut rng = seeded();
    let place = place();
    let mut server = place.serve(&[]).await;
    let fields = [field(&place, "text", true).await, field(&place, "number", false).await];
    let mut book = Book::default();
    for round in 0..ROUNDS {
        // From the first request's moments up to full swing; the last bit is finer than a request takes.
        let (acknowledged, micros) = (rng.usize(0..500), rng.u64(0..3_000));
        let sent = load(&server, &fields, round, &mut rng, CONNECTIONS, acknowledged).await;
        std::thread::sleep(Duration::from_micros(micros));
        server.kill().await;
        let sent = sent.stopped().await;
        place.settled().await;

        server = place.serve(&[]).await;
        let (done, open): (Vec<Sent>, Vec<Sent>) = sent.into_iter().partition(|sent| sent.acknowledged);
        let counts = (done.len(), open.len());
        book.enter(done);
        everybody_is_whole(&server, book.round(round)).await;
        let mut present = 0;
        for sent in open {
            let (sent, was_there) = ask_again(&server, sent).await;
            book.enter(vec![sent]);
            present += usize::from(was_there);
        }
        println!("round {round}: {} acknowledged, {} not, of whom {present} were there", counts.0, counts.1);
        compare_database(&place, &book).await;
    }
    everybody_is_whole(&server, book.all()).await;
}

/// Chance that can be repeated.
pub(crate) fn seeded() -> Rng {
    let seed = std::env::var("GUICHE_TEST_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = seed.unwrap_or_else(|| fastrand::u64(..));
    println!("seed: GUICHE_TEST_SEED={seed}");
    Rng::with_seed(seed)
}

/// A custom field of customers; its id.
pub(crate) async fn field(place: &Place, kind: &str, required: bool) -> String {
    let mut arguments = vec!["custom-field", "create", "--account", "default", "--on", "customer"];
    arguments.extend(["--name", kind, "--type", kind]);
    arguments.extend(required.then_some("--required"));
    place.ask(&arguments).await
}

/// What the API shows of those who were acknowledged is what was sent.
pub(crate) async fn everybody_is_whole(server: &Server, customers: impl Iterator<Item = &Sent>) {
    let erp = server.erp();
    let checks = customers.map(|sent| {
        let erp = &erp;
        async move {
            let shown = erp.get("/v2.0/customer/details", &[("customer_id", &*sent.id)]).await.expect(200);
            assert_eq!(sent.shown(), shown.json()["data"][0], "{}", sent.id);
        }
    });
    stream::iter(checks).buffer_unordered(CONNECTIONS).collect::<()>().await;
}

/// Somebody who was not acknowledged is there whole or not at all; after the same request with the same key exactly
/// once; without a key the request says which it was. Tells whether it was there before; it is now.
pub(crate) async fn ask_again(server: &Server, sent: Sent) -> (Sent, bool) {
    let found = server.erp().get("/v2.0/customer/details", &[("customer_id", &*sent.id)]).await;
    let present = found.status == 200;
    if present {
        assert_eq!(sent.shown(), found.json()["data"][0], "{}", sent.id);
    } else {
        assert_eq!(found.expect(404).faults(), "customer_id: not_found");
    }
    let again = sent.request(&server.erp()).send().await.expect("an answer");
    match (&sent.key, present) {
        (Some(_), _) => {
            assert_eq!(again.status(), 200, "{}", sent.id);
            assert_eq!(again.headers().contains_key("idempotency-replayed"), present, "{}", sent.id);
        }
        (None, true) => assert_eq!(again.status(), 401, "{}: a duplicate", sent.id),
        (None, false) => assert_eq!(again.status(), 200, "{}", sent.id),
    }
    (sent, present)
}
