//! Chunks by themselves, without a store.

use guiche_store::audit::chain::{Recorded, Told};

use super::*;

fn event(position: i64) -> Event {
    let told = Told {
        occurred_at: position,
        entity: "customer".into(),
        entity_id: position.to_string(),
        change: "created".into(),
    };
    let recorded = Recorded {
        told: told.clone(),
        actor: "command_line".into(),
        actor_id: None,
        address: None,
        request_id: None,
        values_digest: "ab".into(),
    };
    Event { position, event_id: position.to_string(), told, version: 1, recorded: Some(recorded) }
}

/// The links that end at these positions.
fn links(events: &[Event], ends: &[i64]) -> Vec<Link> {
    let mut previous = beginning(1);
    let mut from = 0;
    ends.iter()
        .map(|end| {
            let mut open = Open::after(&previous);
            let covered = events.iter().filter(|event| event.position > from && event.position <= *end);
            covered.for_each(|event| open.take(event));
            (previous, from) = (open.digest(), *end);
            Link { position: *end, digest: previous.clone() }
        })
        .collect()
}

fn judged(events: &[Event], links: &[Link], head: Option<&str>) -> Report {
    let mut verification = Verification::new(1, head.map(str::to_owned));
    verification.begin(events.last().map_or(0, |event| event.position), links.last());
    verification.take(events, links);
    verification.end_of_positions();
    verification.report
}

fn sound() -> (Vec<Event>, Vec<Link>) {
    let events: Vec<_> = (1..=6).map(event).collect();
    let links = links(&events, &[2, 5]);
    (events, links)
}

#[test]
fn a_trail_that_is_what_it_was_has_no_faults() {
    let (events, links) = sound();
    let report = judged(&events, &links, Some(&links[0].digest));
    assert_eq!((report.links, report.events, report.unlinked), (2, 6, 1));
    assert_eq!((report.last_position, report.head_position), (6, 5));
    assert_eq!((report.head, report.findings.first()), (Some(links[1].digest.clone()), &[][..]));
}

#[test]
fn it_makes_no_difference_where_a_chunk_ends() {
    let (events, links) = sound();
    let whole = judged(&events, &links, None);
    for cut in 1..events.len() {
        let mut verification = Verification::new(1, None);
        let at = events[cut - 1].position;
        let (before, after): (Vec<_>, Vec<_>) = links.iter().cloned().partition(|link| link.position <= at);
        verification.take(&events[..cut], &before);
        verification.take(&events[cut..], &after);
        assert_eq!(verification.report, whole, "{cut}");
    }
}

#[test]
fn erased_values_are_no_fault_and_others_are() {
    let mut verification = Verification::new(1, None);
    let digest = digest("salt", "{}");
    let kept = |values: Option<&str>, placed| Kept {
        event_id: "e".into(),
        values_digest: digest.clone(),
        placed,
        position: placed.then_some(2),
        values: values.map(|content| ("salt".into(), content.into())),
    };
    verification.hold_against(&kept(Some("{}"), true));
    verification.hold_against(&kept(None, true));
    assert_eq!(verification.report.findings.count(), 0);
    verification.hold_against(&kept(Some("{\"name\":\"Ana\"}"), true));
    verification.hold_against(&kept(Some("{}"), false));
    let report = verification.report;
    assert_eq!((report.values, report.erased), (3, 1));
    let changed = Finding::ValuesChanged { position: Some(2), event_id: "e".into() };
    assert_eq!(report.findings.first(), [changed, Finding::Unplaced { event_id: "e".into() }]);
}

#[test]
fn one_broken_link_breaks_no_other() {
    let (mut events, links) = sound();
    events[0].told.change = "updated".into();
    let report = judged(&events, &links, None);
    assert_eq!(report.findings.first(), [Finding::LinkBroken { from: 1, until: 2 }]);
}

#[test]
fn what_is_gone_is_missed() {
    let (mut events, links) = sound();
    events.remove(2);
    let report = judged(&events, &links, None);
    let gone = Finding::PositionsMissing { from: 3, until: 3 };
    assert_eq!(report.findings.first(), [gone, Finding::LinkBroken { from: 3, until: 5 }]);

    let (mut events, links) = sound();
    events.truncate(3);
    let report = judged(&events, &links, None);
    let gone = Finding::PositionsMissing { from: 4, until: 5 };
    assert_eq!(report.findings.first(), [gone, Finding::LinkBroken { from: 3, until: 5 }]);

    let (mut events, links) = sound();
    events[5].recorded = None;
    let report = judged(&events, &links, None);
    let without = Finding::EventMissing { position: 6, event_id: "6".into() };
    assert_eq!(report.findings.first(), [without]);
}

#[test]
fn a_head_has_to_be_a_link_that_stands() {
    let (mut events, mut made) = sound();
    let kept = made[1].digest.clone();
    made.pop();
    let unknown = Finding::HeadUnknown { digest: kept.clone() };
    assert_eq!(judged(&events, &made, Some(&kept)).findings.first(), std::slice::from_ref(&unknown));
    // Made anew after something was changed, the chain is sound in itself.
    events[0].told.change = "updated".into();
    let anew = links(&events, &[2, 5]);
    assert_eq!(judged(&events, &anew, None).findings.first(), []);
    assert_eq!(judged(&events, &anew, Some(&kept)).findings.first(), [unknown]);
}

#[test]
fn faults_are_counted_beyond_those_that_are_told() {
    let events: Vec<_> = (1..=100).map(|position| Event { recorded: None, ..event(position) }).collect();
    let report = judged(&events, &[], None);
    assert_eq!((report.findings.count(), report.findings.first().len()), (100, 20));
}
