//! Orders by themselves, and two servers that take turns while their clocks jump.

use guiche_store::outbox::Change;
use guiche_store::{Db, Url};
use proptest::collection::vec;
use proptest::prelude::*;

use guiche_domain::id::Id;
use guiche_domain::time::Timestamp;

use super::*;
use crate::work::Turn;

fn pending(event: u128, entity_id: u8, version: i64) -> Pending {
    Pending {
        event_id: Id::from_bits(event),
        entity: "customer".into(),
        entity_id: entity_id.to_string(),
        version,
    }
}

#[test]
fn changes_of_different_things_come_by_time() {
    let changes = vec![pending(3, 1, 1), pending(1, 2, 1), pending(2, 3, 9)];
    assert_eq!(in_order(changes), [pending(1, 2, 1), pending(2, 3, 9), pending(3, 1, 1)]);
}

#[test]
fn changes_of_one_thing_come_by_version_in_the_places_that_they_have_by_time() {
    let changes =
        vec![pending(1, 1, 3), pending(2, 2, 1), pending(3, 1, 1), pending(4, 3, 1), pending(5, 1, 2)];
    let ordered = [pending(3, 1, 1), pending(2, 2, 1), pending(5, 1, 2), pending(4, 3, 1), pending(1, 1, 3)];
    assert_eq!(in_order(changes), ordered);
}

#[test]
fn things_of_different_kinds_are_different_under_the_same_id() {
    let token = Pending { entity: "token".into(), ..pending(1, 1, 2) };
    assert_eq!(in_order(vec![pending(2, 1, 1), token.clone()]), [token, pending(2, 1, 1)]);
}

/// Versions of an entity in any order of time, as servers' clocks may have it.
fn changes() -> impl Strategy<Value = Vec<Pending>> {
    vec((0_u128..1_000, 0_u8..6), 0..40).prop_map(|events| {
        let mut last = BTreeMap::new();
        let numbered = events.into_iter().enumerate().map(|(number, (time, entity))| {
            let version = last.entry(entity).and_modify(|version| *version += 1).or_insert(1);
            pending(time << 64 | number as u128, entity, *version)
        });
        numbered.collect()
    })
}

/// What happens in some account.
#[derive(Clone, Debug)]
enum Step {
    /// A thing changes; whoever changes it has this clock.
    Change { entity: u8, clock: i64 },
    /// A server gives positions, by its clock; `kept` says whether its transaction is committed.
    Sequence { server: u128, clock: i64, kept: bool },
    /// A server stops.
    Release { server: u128 },
}

fn step() -> impl Strategy<Value = (i64, Step)> {
    // Clocks go back and forth over several terms of a lease.
    let clock = || 1_000_000..60_000_000_i64;
    let what = prop_oneof![
        6 => (0_u8..4, clock()).prop_map(|(entity, clock)| Step::Change { entity, clock }),
        4 => (1_u128..3, clock(), prop::bool::weighted(0.8))
            .prop_map(|(server, clock, kept)| Step::Sequence { server, clock, kept }),
        1 => (1_u128..3).prop_map(|server| Step::Release { server }),
    ];
    (1_i64..3, what)
}

/// What the outbox of an account holds that has a position, in order.
async fn positioned(db: &Db, account_id: i64) -> Vec<(i64, String, i64)> {
    let sql = "SELECT position, entity_id, version FROM outbox
        WHERE account_id = $1 AND position IS NOT NULL ORDER BY position";
    let read = db.read(move |tx| {
        tx.all(sql, &[account_id.into()], |row| Ok((row.integer(0)?, row.text(1)?, row.integer(2)?)))
    });
    read.await.unwrap()
}

async fn take(db: &Db, account_id: i64, number: usize, step: Step, versions: &mut BTreeMap<(i64, u8), i64>) {
    match step {
        Step::Change { entity, clock } => {
            let version = *versions.entry((account_id, entity)).and_modify(|last| *last += 1).or_insert(1);
            let event_id = Id::from_bits((clock as u128) << 64 | number as u128);
            let changing = db.write(move |tx| {
                let change = Change {
                    account_id,
                    event_id: &event_id,
                    entity: "customer",
                    entity_id: &entity.to_string(),
                    version,
                    change: "updated",
                    occurred_at: Timestamp::from_micros(clock),
                };
                outbox::insert(tx, &change)
            });
            changing.await.unwrap();
        }
        Step::Sequence { server, clock, kept } => {
            let done = db.write(move |tx| {
                let now = Timestamp::from_micros(clock);
                WORK.run_some(tx, account_id, &Id::from_bits(server), now, 3)?;
                if kept { Ok(()) } else { Err(Error::Data("undone".into())) }
            });
            assert_eq!(done.await.is_ok(), kept);
        }
        Step::Release { server } => {
            db.write(move |tx| WORK.release(tx, account_id, &Id::from_bits(server))).await.unwrap();
        }
    }
}

/// Positions are 1, 2, 3…, and each thing's versions as well.
fn check(positioned: &[(i64, String, i64)]) {
    let mut last = BTreeMap::new();
    for (place, (position, entity, version)) in positioned.iter().enumerate() {
        assert_eq!(*position, place as i64 + 1, "{positioned:?}");
        let before = last.insert(entity, *version).unwrap_or(0);
        assert_eq!(*version, before + 1, "{positioned:?}");
    }
}

async fn two_servers_in_turns(db: &Db, steps: Vec<(i64, Step)>) {
    let (mut versions, mut seen) = (BTreeMap::new(), [Vec::new(), Vec::new()]);
    for (number, (account_id, step)) in steps.into_iter().enumerate() {
        take(db, account_id, number, step, &mut versions).await;
        let now = positioned(db, account_id).await;
        check(&now);
        let seen = &mut seen[account_id as usize - 1];
        assert!(now.starts_with(seen), "who has read up to here has missed nothing: {seen:?} {now:?}");
        *seen = now;
    }
    let (holder, late) = (Id::from_bits(3), Timestamp::from_micros(120_000_000));
    for account_id in [1, 2] {
        let holder = holder.clone();
        let finish = db.write(move |tx| {
            while let Turn::Changes { more: true, .. } = WORK.run_some(tx, account_id, &holder, late, 3)? {}
            Ok(())
        });
        finish.await.unwrap();
        let all = positioned(db, account_id).await;
        check(&all);
        let changes =
            versions.iter().filter(|((account, _), _)| *account == account_id).map(|(_, last)| last);
        assert_eq!(all.len() as i64, changes.sum::<i64>());
    }
    assert_eq!(db.read(move |tx| WORK.due(tx, &holder, late)).await.unwrap(), [0_i64; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_order_has_the_same_changes_by_version_and_otherwise_by_time(changes in changes()) {
        let ordered = in_order(changes.clone());
        let by_event = |mut changes: Vec<Pending>| {
            changes.sort_by(|one, other| one.event_id.cmp(&other.event_id));
            changes
        };
        let by_time = by_event(changes);
        prop_assert_eq!(by_event(ordered.clone()), by_time.clone());
        let things = |changes: &[Pending]| -> Vec<String> {
            changes.iter().map(|change| change.entity_id.clone()).collect()
        };
        prop_assert_eq!(things(&ordered), things(&by_time));
        let mut last = BTreeMap::new();
        for change in ordered {
            let before = last.insert(change.entity_id, change.version).unwrap_or(0);
            prop_assert_eq!(change.version, before + 1);
        }
    }

    #[test]
    fn servers_that_take_turns_leave_no_gap_and_no_double(steps in vec(step(), 1..60)) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let db = Db::create(&Url::sqlite(folder.path().join("guiche.db")), 8).unwrap();
        runtime.block_on(two_servers_in_turns(&db, steps));
        db.close();
    }
}

#[tokio::test]
async fn a_full_batch_asks_for_another_and_another_holder_is_told_to_leave_it() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::create(&Url::sqlite(folder.path().join("guiche.db")), 8).unwrap();
    let mut versions = BTreeMap::new();
    for number in 0..3 {
        take(&db, 1, number, Step::Change { entity: number as u8, clock: 1 }, &mut versions).await;
    }
    let ask = |server, clock| {
        db.write(move |tx| {
            let (holder, now) = (Id::from_bits(server), Timestamp::from_micros(clock));
            Ok((WORK.due(tx, &holder, now)?, WORK.run_some(tx, 1, &holder, now, 2)?))
        })
    };
    let full = Turn::Changes { changes: 2, more: true };
    assert_eq!(ask(1, 0).await.unwrap(), (vec![1], full));
    assert_eq!(ask(2, 1).await.unwrap(), (vec![], Turn::Elsewhere));
    let rest = Turn::Changes { changes: 1, more: false };
    assert_eq!(ask(1, 2).await.unwrap(), (vec![1], rest));
    let nothing = Turn::Changes { changes: 0, more: false };
    assert_eq!(ask(1, 3).await.unwrap(), (vec![], nothing));
    assert_eq!(positioned(&db, 1).await.len(), 3);
    db.write(|tx| WORK.release(tx, 1, &Id::from_bits(1))).await.unwrap();
    assert_eq!(ask(2, 4).await.unwrap(), (vec![], nothing));
}
