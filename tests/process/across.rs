//! Two servers, asked the same at the same moment: they answer as one.

use futures_util::future::join;
use guiche_tests::process::{Place, Server};
use guiche_tests::{Actor, Answer};

use crate::place;

const PAIRS: usize = 100;
const NEW: &str = "/v2.0/customer/new";
const DETAILS: &str = "/v2.0/customer/details";

async fn two(place: &Place) -> [Server; 2] {
    [place.serve(&[]).await, place.serve(&[]).await]
}

/// One form to each server, at once.
async fn ask_both(actors: [&Actor; 2], forms: [&[(&str, &str)]; 2]) -> [Answer; 2] {
    join(actors[0].post(NEW, forms[0]), actors[1].post(NEW, forms[1])).await.into()
}

#[tokio::test]
async fn one_key_at_two_servers_makes_one_customer_and_both_answer_alike() {
    let place = place();
    let servers = two(&place).await;
    for pair in 0..PAIRS {
        let (id, key) = (format!("id-{pair}"), format!("key-{pair}"));
        let actors = servers.each_ref().map(|server| server.erp().with("idempotency-key", &key));
        let form = [("customer_id", &*id), ("name", "Ana")];
        let answers = ask_both(actors.each_ref(), [&form, &form]).await.map(|answer| answer.expect(200));
        assert_eq!(answers[0].body, answers[1].body);
        assert_eq!(answers[0].header("link"), answers[1].header("link"));
        let replayed = answers.iter().filter(|answer| answer.headers.contains_key("idempotency-replayed"));
        assert_eq!(replayed.count(), 1, "{id}");
    }
    let rows = "SELECT count(*), count(DISTINCT internal_id) FROM customer";
    assert_eq!(place.query(rows).await, [[PAIRS.to_string(), PAIRS.to_string()]]);
    assert_eq!(
        place.number("SELECT count(*) FROM audit_event WHERE entity = 'customer'").await,
        PAIRS as i64
    );
}

/// Both are asked for something of which there may be one: one does it, the other says what is taken.
async fn one_of_both_does_it(forms: impl Fn(usize) -> [[(&'static str, String); 3]; 2], taken: &str) {
    let place = place();
    let servers = two(&place).await;
    let actors = servers.each_ref().map(Server::erp);
    for pair in 0..PAIRS {
        let forms = forms(pair);
        let forms = forms.each_ref().map(|form| form.each_ref().map(|(key, text)| (*key, &**text)));
        let mut answers = ask_both(actors.each_ref(), [&forms[0], &forms[1]]).await;
        answers.sort_by_key(|answer| answer.status);
        let [done, refused] = answers;
        done.expect(200);
        assert_eq!(refused.expect(401).faults(), taken, "{pair}");
    }
    assert_eq!(place.number("SELECT count(*) FROM customer").await, PAIRS as i64);
    assert_eq!(
        place.number("SELECT count(*) FROM audit_event WHERE entity = 'customer'").await,
        PAIRS as i64
    );
}

#[tokio::test]
async fn one_id_at_two_servers_is_taken_once() {
    let form = |pair: usize, name: &str| {
        [
            ("customer_id", format!("{pair}")),
            ("name", name.into()),
            ("email", format!("{name}{pair}@example.com")),
        ]
    };
    one_of_both_does_it(|pair| [form(pair, "Ana"), form(pair, "Bia")], "customer_id: duplicate").await;
}

#[tokio::test]
async fn one_address_at_two_servers_is_taken_once() {
    let form = |pair: usize, email: &str| {
        let id = format!("{email}-{pair}");
        [("customer_id", id), ("name", "Ana".into()), ("email", format!("{email}{pair}@example.com"))]
    };
    one_of_both_does_it(|pair| [form(pair, "ana"), form(pair, "Ana")], "email: duplicate").await;
}

/// What a server remembers of a token for a moment lets nobody read, write or learn anything.
#[tokio::test]
async fn a_token_revoked_beside_is_refused_at_once_by_all_servers_for_reads_writes_and_refusals() {
    let place = place();
    let servers = two(&place).await;
    let known = [("customer_id", "known"), ("name", "Ana")];
    servers[0].erp().post(NEW, &known).await.expect(200);
    for round in 0..10 {
        let name = format!("round-{round}");
        let secret = place.ask(&["token", "create", "--account", "default", "--name", &name]).await;
        let id =
            place.query(&format!("SELECT token_id FROM token WHERE name = '{name}'")).await[0][0].clone();
        let holders = servers.each_ref().map(|server| server.holder(&secret));
        let revoke = async { place.ask(&["token", "revoke", &id]).await };
        // It is in use at both until the moment at which it is revoked.
        let used = async {
            for number in 0..20 {
                for (index, holder) in holders.iter().enumerate() {
                    let id = format!("{round}-{number}-{index}");
                    let answer = holder.post(NEW, &[("customer_id", &id), ("name", "Ana")]).await;
                    assert!([200, 401].contains(&answer.status.as_u16()), "{}", answer.body);
                }
            }
        };
        join(used, revoke).await;
        for holder in &holders {
            let refused = [
                holder.post(NEW, &[("customer_id", &name), ("name", "Ana")]).await,
                // The first would be a duplicate, the second has faults: that is nobody's business any more.
                holder.post(NEW, &known).await,
                holder.post(NEW, &[("customer_id", "")]).await,
                holder.get(DETAILS, &[("customer_id", "known")]).await,
                holder.get(DETAILS, &[("customer_id", "unknown")]).await,
            ];
            for answer in refused {
                assert_eq!(answer.expect(401).faults(), "-: token_invalid");
            }
        }
        let erp = servers[0].erp();
        erp.get(DETAILS, &[("customer_id", &name)]).await.expect(404);
    }
}
