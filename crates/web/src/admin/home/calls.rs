//! How the API was used of late.

use std::collections::BTreeMap;

use guiche_desk::Caller;
use guiche_desk::usage::{self, Hour};
use guiche_domain::day::Day;
use guiche_domain::time::TimeZone;
use guiche_store::{Error, Tx};

use super::growth::told;
use crate::chart::{Amount, Chart, Share};
use crate::page::Page;

/// How many days are shown, today among them.
const DAYS: u32 = 14;
/// The outcome of what was not refused.
const OK: &str = "ok";

/// Calls by day, and what was refused by reason.
pub(super) struct Calls {
    pub(super) title: String,
    /// `None` where nobody called.
    pub(super) chart: Option<Chart>,
    /// The newest first.
    pub(super) days: Vec<CallsOfDay>,
    /// The most frequent first.
    pub(super) refusals: Vec<Refusals>,
}

/// Calls of a day.
pub(super) struct CallsOfDay {
    pub(super) day: String,
    pub(super) calls: String,
    pub(super) refused: String,
}

/// What was refused for one reason.
pub(super) struct Refusals {
    /// The code of the first fault, as answers have it.
    pub(super) code: String,
    pub(super) calls: String,
    /// How much of the most frequent it is.
    pub(super) share: Share,
}

/// The hours of the days that are shown.
pub(super) fn read(tx: &mut Tx<'_>, caller: &Caller) -> Result<Vec<Hour>, Error> {
    let zone = &caller.account.time_zone;
    let before = zone.end_of(&zone.day(caller.now).before(DAYS).to_string());
    let from = before.unwrap_or_else(|| caller.now.plus_hours(-24 * i64::from(DAYS)));
    usage::calls(tx, caller, from, caller.now.plus_seconds(1))
}

impl Calls {
    pub(super) fn of(page: &Page, hours: &[Hour], zone: &TimeZone, today: Day) -> Self {
        let days: Vec<Day> = (0..DAYS).rev().map(|days| today.before(days)).collect();
        let mut by_day: BTreeMap<Day, (u64, u64)> = days.iter().map(|day| (*day, (0, 0))).collect();
        let mut by_code: BTreeMap<&str, u64> = BTreeMap::new();
        for Hour { hour, outcome, calls } in hours {
            let Some((all, refused)) = by_day.get_mut(&zone.day(*hour)) else { continue };
            *all = all.saturating_add(*calls);
            if outcome != OK {
                *refused = refused.saturating_add(*calls);
                let of_code = by_code.entry(outcome).or_default();
                *of_code = of_code.saturating_add(*calls);
            }
        }
        let title = page.say_many("home-calls", &days.len());
        let amounts: Vec<Amount> = by_day.iter().map(|(day, sums)| amount(page, *day, *sums)).collect();
        let anything = amounts.iter().any(|amount| amount.value > 0);
        let of_day = |(day, (all, refused)): (&Day, &(u64, u64))| CallsOfDay {
            day: page.date(day),
            calls: page.number(all),
            refused: page.number(refused),
        };
        Self {
            chart: anything.then(|| Chart::new(page, title.clone(), &amounts)),
            title,
            days: by_day.iter().rev().map(of_day).collect(),
            refusals: refusals(page, by_code),
        }
    }
}

fn amount(page: &Page, day: Day, (all, refused): (u64, u64)) -> Amount {
    let day_told = told(page, &page.date(&day), all);
    let told = if refused > 0 {
        format!("{day_told} · {}", page.say_many("home-calls-refused-of-them", &refused))
    } else {
        day_told
    };
    Amount { name: page.short_date(&day), told, value: all, part: refused }
}

fn refusals(page: &Page, by_code: BTreeMap<&str, u64>) -> Vec<Refusals> {
    let mut by_code: Vec<(&str, u64)> = by_code.into_iter().collect();
    by_code.sort_by_key(|(_, calls)| std::cmp::Reverse(*calls));
    let most = by_code.first().map_or(0, |(_, calls)| *calls);
    let of_code = |(code, calls): (&str, u64)| Refusals {
        code: code.to_owned(),
        calls: page.number(&calls),
        share: Share::of(calls, most),
    };
    by_code.into_iter().map(of_code).collect()
}

#[cfg(test)]
mod tests {
    use guiche_domain::language::Language;
    use guiche_domain::time::Timestamp;

    use super::*;

    #[test]
    fn an_hour_counts_for_the_day_on_the_wall() {
        let zone = TimeZone::default();
        // Two in the morning of the 24th in UTC.
        let hour = Timestamp::from_micros(1_795_485_600_000_000);
        let of = |hour: Timestamp, outcome: &str, calls| Hour { hour, outcome: outcome.into(), calls };
        let hours = [
            of(hour, OK, 5),
            of(hour, "required", 2),
            of(hour.plus_hours(6), "duplicate", 3),
            of(hour.plus_hours(-24 * 40), "required", 100),
        ];
        let calls = Calls::of(&Page::bare(Language::English), &hours, &zone, zone.day(hour.plus_hours(6)));
        let days: Vec<_> = calls
            .days
            .iter()
            .map(|day| (day.day.as_str(), day.calls.as_str(), day.refused.as_str()))
            .collect();
        assert_eq!(days[..2], [("24 Nov 2026", "3", "3"), ("23 Nov 2026", "7", "2")]);
        assert!(days.len() == 14 && days[2..].iter().all(|(_, calls, _)| *calls == "0"));
        let refused: Vec<_> =
            calls.refusals.iter().map(|of| (of.code.as_str(), of.share.to_string())).collect();
        assert_eq!(refused, [("duplicate", "100.00%".into()), ("required", "66.66%".into())]);
    }
}
