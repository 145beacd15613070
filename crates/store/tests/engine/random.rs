//! Any sequence of jobs leaves exactly what those that were answered `Ok` wrote.

use guiche_store::{Db, Error};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::support::{Asked, asked, database, fail, hold_writer, insert, keys, pragma};

/// How a job ends, once it has written a row.
#[derive(Clone, Copy, Debug)]
enum End {
    Ok,
    Refused,
    Panic,
    FailedStatement,
    /// It does not mind that a statement failed.
    Careless,
    /// SQLite ends the transaction, with all that its neighbours wrote in it.
    FullDisk,
}

fn end() -> impl Strategy<Value = End> {
    prop_oneof![
        6 => Just(End::Ok),
        1 => Just(End::Refused),
        1 => Just(End::Panic),
        1 => Just(End::FailedStatement),
        1 => Just(End::Careless),
        1 => Just(End::FullDisk),
    ]
}

fn ask(db: &Db, key: String, end: End) -> Asked<'_, ()> {
    asked(db.write(move |tx| {
        pragma(tx, "PRAGMA max_page_count = 1000000")?;
        insert(tx, &key, "")?;
        match end {
            End::Ok => Ok(()),
            End::Refused => Err(Error::Data("no".into())),
            End::Panic => panic!("as it should"),
            End::FailedStatement => fail(tx),
            End::Careless => {
                let _ = fail(tx);
                let _ = insert(tx, "careless", "");
                Ok(())
            }
            End::FullDisk => {
                pragma(tx, "PRAGMA max_page_count = 1")?;
                insert(tx, "huge", &"x".repeat(1_000_000)).map(drop)
            }
        }
    }))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_answered_ok_is_there_and_nothing_else(groups in vec(vec(end(), 1..24), 1..4)) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let (_folder, db) = database(64);
        let expected = runtime.block_on(async {
            let mut expected = Vec::new();
            for (number, group) in groups.iter().enumerate() {
                let (go_on, held) = hold_writer(&db);
                let mut answers = Vec::new();
                for (place, end) in group.iter().enumerate() {
                    let key = format!("{number:02} {place:02}");
                    answers.push((key.clone(), *end, ask(&db, key, *end)));
                }
                drop(go_on);
                held.await.unwrap();
                for (key, end, answer) in answers {
                    let answer = answer.await;
                    assert_eq!(answer.is_ok(), matches!(end, End::Ok), "{key} {end:?} {answer:?}");
                    if answer.is_ok() {
                        expected.push(key);
                    }
                }
            }
            assert_eq!(db.read(keys).await.unwrap(), expected);
            expected
        });
        // The same after it was closed and opened again.
        let url = db.url().clone();
        db.close();
        let db = Db::open(&url, 64).unwrap();
        prop_assert_eq!(runtime.block_on(db.read(keys)).unwrap(), expected);
        db.close();
    }
}
