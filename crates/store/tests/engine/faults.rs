//! Jobs that fail among others.

use guiche_store::Error;

use crate::special::prepare_to_defer;
use crate::support::{asked, dangle, database, fail, hold_writer, insert, inserting, keys};

#[tokio::test]
async fn a_statement_that_fails_costs_nobody_else_anything() {
    let (_place, db) = database(16);
    let (go_on, held) = hold_writer(&db);
    let before = asked(db.write(inserting("before")));
    let taken = asked(db.write(|tx| {
        insert(tx, "of the failed", "")?;
        fail(tx)
    }));
    let between = asked(db.write(inserting("between")));
    let nonsense = asked(db.write(|tx| {
        insert(tx, "of the nonsense", "")?;
        tx.execute("SELECT nothing FROM nowhere", &[])
    }));
    let put = asked(db.write(|tx| {
        let sql = "INSERT INTO organization (account_id, organization_id, name, version, created_at)
            VALUES (1, 'before', '', 1, 0)";
        tx.put(sql, &[])
    }));
    let after = asked(db.write(inserting("after")));
    drop(go_on);
    held.await.unwrap();
    assert!(before.await.unwrap());
    assert!(matches!(taken.await, Err(Error::Sql(_))));
    assert!(between.await.unwrap());
    assert!(matches!(nonsense.await, Err(Error::Sql(_))));
    assert!(matches!(put.await, Err(Error::Sql(_))));
    assert!(after.await.unwrap());
    assert_eq!(db.read(keys).await.unwrap(), ["after", "before", "between"]);
}

#[tokio::test]
async fn an_argument_of_another_type_fails_its_own_job() {
    let (_place, db) = database(16);
    let (go_on, held) = hold_writer(&db);
    let before = asked(db.write(inserting("before")));
    let wrong = asked(db.write(|tx| {
        insert(tx, "wrong", "")?;
        let sql = "SELECT name FROM organization WHERE account_id = $1 AND organization_id = $2";
        tx.first(sql, &[1.into(), "wrong".into()], |row| row.integer(0))
    }));
    let after = asked(db.write(inserting("after")));
    drop(go_on);
    held.await.unwrap();
    assert!(before.await.unwrap());
    assert!(matches!(wrong.await, Err(Error::Data(_))));
    assert!(after.await.unwrap());
    assert_eq!(db.read(keys).await.unwrap(), ["after", "before"]);
}

#[tokio::test]
async fn a_commit_that_fails_is_answered_to_whom_it_concerns_and_the_others_are_committed() {
    let (place, db) = database(16);
    prepare_to_defer(&place);
    let (go_on, held) = hold_writer(&db);
    let before = asked(db.write(inserting("before")));
    let dangling = asked(db.write(dangle));
    let after = asked(db.write(inserting("after")));
    drop(go_on);
    held.await.unwrap();
    assert!(before.await.unwrap());
    assert!(matches!(dangling.await, Err(Error::Sql(_))));
    assert!(after.await.unwrap());
    assert_eq!(db.read(keys).await.unwrap(), ["after", "before"]);
    let customers = db.read(|tx| tx.all("SELECT customer_id FROM customer", &[], |row| row.text(0)));
    assert!(customers.await.unwrap().is_empty());
}
