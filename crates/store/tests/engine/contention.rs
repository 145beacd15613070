//! Jobs that want the same things at the same moment.

use guiche_store::{Error, Tx};
use tokio::task::JoinSet;

use crate::support::{Place, create};

const KEYS: [&str; 4] = ["a", "b", "c", "d"];
const ROUNDS: usize = 10;
const CLIENTS: usize = 6;

/// Counts in the row of each key, one after the other.
fn count(tx: &mut Tx<'_>, keys: impl IntoIterator<Item = &'static str>) -> Result<(), Error> {
    let sql = "INSERT INTO organization (account_id, organization_id, name, version, created_at)
        VALUES (1, $1, '', 1, 0)
        ON CONFLICT (account_id, organization_id) DO UPDATE SET version = organization.version + 1";
    for key in keys {
        tx.execute(sql, &[key.into()])?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn jobs_of_two_servers_that_want_the_same_rows_in_opposite_order_are_all_done() {
    let place = Place::new();
    // Few threads, so that jobs wait and share commits.
    let servers = [create(&place.url_for(4), 1_024).unwrap(), create(&place.url_for(4), 1_024).unwrap()];
    let mut clients = JoinSet::new();
    for (server, db) in servers.iter().enumerate() {
        for client in 0..CLIENTS {
            let (db, forwards) = (db.clone(), (server + client) % 2 == 0);
            clients.spawn(async move {
                for _ in 0..ROUNDS {
                    let done = if forwards {
                        db.write(|tx| count(tx, KEYS)).await
                    } else {
                        db.write(|tx| count(tx, KEYS.into_iter().rev())).await
                    };
                    done.unwrap();
                }
            });
        }
    }
    clients.join_all().await;
    let counted = servers[0].read(|tx| {
        tx.all("SELECT version FROM organization WHERE account_id = 1", &[], |row| row.integer(0))
    });
    assert_eq!(counted.await.unwrap(), vec![(2 * CLIENTS * ROUNDS) as i64; KEYS.len()]);
    servers.iter().for_each(guiche_store::Db::close);
}
