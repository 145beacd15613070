//! Servers on machines of their own: nothing is shared but the database.

use guiche_tests::process::Place;
use tokio::join;

use crate::first_start::{ROUNDS, made_once};
use crate::{PROGRAM, place};

#[tokio::test]
async fn of_two_that_start_together_on_an_empty_database_one_has_the_token() {
    for _ in 0..ROUNDS {
        let here = place();
        let there = Place::on(PROGRAM, here.server_url());
        let (one, other) = join!(here.serve(&[]), there.serve(&[]));
        let mut written = [&here, &there].into_iter().filter(|place| place.path("token").exists());
        let (first, second) = (written.next().expect("one token"), written.next());
        assert!(second.is_none(), "two tokens");
        made_once(&here, [&one, &other], &first.token()).await;
    }
}
