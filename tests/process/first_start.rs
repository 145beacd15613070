//! Two servers that start on one empty database at the same moment: one makes the account, the other is glad of it.

use guiche_tests::process::{Place, Server};
use tokio::join;

use crate::place;

pub(crate) const ROUNDS: usize = 10;

/// The account was made once, with one token, which both servers take.
pub(crate) async fn made_once(place: &Place, servers: [&Server; 2], token: &str) {
    assert_eq!(place.query("SELECT slug, account_id FROM account").await, [["default", "1"]]);
    assert_eq!(place.query("SELECT account_id, name FROM token").await, [["1", "first start"]]);
    let details = ("/v2.0/customer/details", [("customer_id", "nobody")]);
    for server in servers {
        server.holder(token).get(details.0, &details.1).await.expect(404);
    }
}

#[tokio::test]
async fn two_that_share_the_file_for_the_token_start_and_one_has_written_it() {
    for _ in 0..ROUNDS {
        let place = place();
        let (one, other) = join!(place.serve(&[]), place.serve(&[]));
        made_once(&place, [&one, &other], &place.token()).await;
    }
}
