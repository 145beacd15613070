//! What is opened by whom.

use crate::support::{database, inserting, keys, open};

#[tokio::test]
async fn two_servers_may_have_it_open() {
    let (place, db) = database(16);
    let other = open(&place.url(), 16).unwrap();
    assert!(db.write(inserting("key")).await.unwrap());
    assert!(!other.write(inserting("key")).await.unwrap());
    assert_eq!(other.read(keys).await.unwrap(), ["key"]);
    db.close();
    assert!(other.write(inserting("other key")).await.unwrap());
    other.close();
}
