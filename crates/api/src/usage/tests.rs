//! What is counted, when it is handed over, and where it ends.

use guiche_desk::Ids;
use guiche_domain::account::Account;

use super::*;

/// On the hour.
const NOW: Timestamp = Timestamp::from_micros(1_795_485_600_000_000);

fn token(bits: u128) -> Id {
    Id::from_bits(bits)
}

fn caller(now: Timestamp) -> Caller {
    Caller::new(
        Account { account_id: 1, ..Account::fresh("acme".parse().unwrap()) },
        Actor::Token { id: token(1), read_only: false },
        now,
        Ids::random(),
    )
}

#[test]
fn calls_are_summed_by_token_hour_and_outcome() {
    let usage = Usage::default();
    for (bits, seconds, outcome) in
        [(1, 0, OK), (1, 3_599, OK), (1, 1, "required"), (1, 3_600, OK), (2, 0, OK)]
    {
        usage.note_call((1, &token(bits)), NOW.plus_seconds(seconds), outcome, true);
    }
    let mut tally = usage.take(NOW, false);
    tally.calls.sort();
    let told = |calls: &Calls| {
        (calls.token_id.clone(), calls.hour.micros() - NOW.micros(), calls.outcome, calls.calls)
    };
    let hour = 3_600_000_000;
    assert_eq!(
        tally.calls.iter().map(told).collect::<Vec<_>>(),
        [(token(1), 0, OK, 2), (token(1), 0, "required", 1), (token(2), 0, OK, 1), (token(1), hour, OK, 1)]
    );
    tally.last_uses.sort();
    assert_eq!(tally.last_uses[0].used_at, NOW.plus_seconds(3_600));
    assert_eq!(usage.take(NOW, true), Tally::default());
}

#[test]
fn who_was_not_let_in_has_not_used_the_token() {
    let usage = Usage::default();
    usage.note_call((1, &token(1)), NOW, "token_expired", false);
    let tally = usage.take(NOW, false);
    assert_eq!((tally.calls.len(), tally.last_uses), (1, Vec::new()));
}

#[test]
fn reads_are_handed_over_once_their_minute_is_over() {
    let usage = Usage::default();
    for (seconds, customers) in [(0, 50), (59, 3), (59, 0)] {
        usage.note_read(&caller(NOW.plus_seconds(seconds)), "/list", customers);
    }
    assert_eq!(usage.take(NOW.plus_seconds(59), false).reads, []);
    let read = usage.take(NOW.plus_seconds(60), false).reads.pop().unwrap();
    assert_eq!((read.minute, read.requests, read.customers), (NOW, 2, 53));
    assert_eq!(usage.take(NOW, true), Tally::default());
    usage.note_read(&Caller { actor: Actor::CommandLine, ..caller(NOW) }, "/list", 9);
    assert_eq!(usage.take(NOW, true), Tally::default());
}

#[test]
fn what_is_put_back_is_added() {
    let usage = Usage::default();
    let count = || {
        usage.note_call((1, &token(1)), NOW, OK, true);
        usage.note_read(&caller(NOW), "/list", 2);
    };
    count();
    let tally = usage.take(NOW, true);
    count();
    usage.put_back(tally);
    let tally = usage.take(NOW, true);
    assert_eq!((tally.calls[0].calls, tally.last_uses.len()), (2, 1));
    assert_eq!((tally.reads[0].requests, tally.reads[0].customers), (2, 4));
}

#[test]
fn there_is_an_end_to_what_is_counted() {
    let usage = Usage::default();
    for number in 0..=MOST {
        usage.note_call((1, &token(number as u128)), NOW, OK, true);
    }
    // Those that are known are counted on.
    usage.note_call((1, &token(0)), NOW, OK, true);
    let tally = usage.take(NOW, false);
    assert_eq!((tally.calls.len(), tally.last_uses.len()), (MOST, MOST));
    assert_eq!(tally.calls.iter().map(|calls| calls.calls).sum::<u64>(), MOST as u64 + 1);
}
