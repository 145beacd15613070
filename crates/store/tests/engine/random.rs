//! Any sequence of jobs leaves exactly what those that were answered `Ok` wrote.

use guiche_store::{Db, Error};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::special::{mend, prepare_to_defer, strike};
use crate::support::{Asked, asked, dangle, database, fail, hold_writer, insert, keys, keys_at};

/// How a job ends, once it has written a row.
#[derive(Clone, Copy, Debug)]
enum End {
    Ok,
    Refused,
    Panic,
    FailedStatement,
    /// It does not mind that a statement failed.
    Careless,
    /// Its commit fails.
    Dangling,
    /// It costs the transaction, with all that its neighbours wrote in it.
    Disaster,
}

fn end() -> impl Strategy<Value = End> {
    prop_oneof![
        6 => Just(End::Ok),
        1 => Just(End::Refused),
        1 => Just(End::Panic),
        1 => Just(End::FailedStatement),
        1 => Just(End::Careless),
        1 => Just(End::Dangling),
        1 => Just(End::Disaster),
    ]
}

fn ask(db: &Db, key: String, end: End) -> Asked<'_, ()> {
    asked(db.write(move |tx| {
        mend(tx)?;
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
            End::Dangling => dangle(tx),
            End::Disaster => strike(tx),
        }
    }))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_answered_ok_is_there_and_nothing_else(groups in vec(vec(end(), 1..24), 1..4)) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let (place, db) = database(64);
        prepare_to_defer(&place);
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
        db.close();
        prop_assert_eq!(runtime.block_on(keys_at(&place.url())), expected);
    }
}
