//! That every part of an event is in a link's digest, and none can stand in for another.

use guiche_store::audit::chain::Recorded;

use super::*;

fn event() -> Event {
    let told = Told {
        occurred_at: 1_795_485_600_000_000,
        entity: "customer".into(),
        entity_id: "11111111111111111111111111111111".into(),
        change: "created".into(),
    };
    let recorded = Recorded {
        told: told.clone(),
        actor: "token".into(),
        actor_id: Some("22222222222222222222222222222222".into()),
        address: Some("192.0.2.7".into()),
        request_id: None,
        values_digest: "ab".into(),
    };
    Event {
        position: 1,
        event_id: "33333333333333333333333333333333".into(),
        told,
        version: 1,
        recorded: Some(recorded),
    }
}

fn digest(change: impl FnOnce(&mut Event)) -> String {
    let mut changed = event();
    change(&mut changed);
    let mut open = Open::after(&beginning(7));
    open.take(&changed);
    open.digest()
}

/// Changes what the audit event says.
fn recorded(change: impl FnOnce(&mut Recorded)) -> impl FnOnce(&mut Event) {
    |event| change(event.recorded.as_mut().unwrap())
}

#[test]
fn the_encoding_stays_as_it_is() {
    assert_eq!(beginning(7), hash("guiche audit chain 1, account 7"));
    assert_eq!(digest(|_| ()), "5678bba6b14d76e266bfd366c27ce84f23cffc905da8a052505361197e4febb1");
}

#[test]
fn every_part_of_an_event_counts() {
    let digests = [
        digest(|_| ()),
        digest(|event| event.position = 2),
        digest(|event| event.event_id = "4".into()),
        digest(|event| event.told.occurred_at += 1),
        digest(|event| event.told.entity = "token".into()),
        digest(|event| event.told.entity_id = "4".into()),
        digest(|event| event.told.change = "updated".into()),
        digest(|event| event.version = 2),
        digest(|event| event.recorded = None),
        digest(recorded(|event| event.told.occurred_at += 1)),
        digest(recorded(|event| event.told.entity = "token".into())),
        digest(recorded(|event| event.told.entity_id = "4".into())),
        digest(recorded(|event| event.told.change = "updated".into())),
        digest(recorded(|event| event.actor = "operator".into())),
        digest(recorded(|event| event.actor_id = None)),
        digest(recorded(|event| event.address = Some("192.0.2.8".into()))),
        digest(recorded(|event| event.request_id = Some(String::new()))),
        digest(recorded(|event| std::mem::swap(&mut event.address, &mut event.request_id))),
        digest(recorded(|event| event.values_digest = "ac".into())),
    ];
    for (at, one) in digests.iter().enumerate() {
        assert_eq!(digests.iter().position(|other| other == one), Some(at));
    }
}

#[test]
fn what_moves_from_one_text_to_the_next_counts() {
    let moved = digest(|event| {
        event.told.entity = "custome".into();
        event.told.entity_id.insert(0, 'r');
    });
    assert_ne!(moved, digest(|_| ()));
}

#[test]
fn a_link_is_after_one_other() {
    let after = |previous: &str| {
        let mut open = Open::after(previous);
        open.take(&event());
        open.digest()
    };
    assert_ne!(after(&beginning(1)), after(&beginning(2)));
}
