//! Whether the audit trail is what it was: every link made anew from what is there, every value held against its digest,
//! every event looked for in the outbox.
//!
//! It goes in steps, each a job that reads little, so that it can run beside a server for as long as it takes. What is
//! written meanwhile is left for the next time.

mod findings;

use guiche_store::audit::chain::{self, Event, Kept, Link};
use guiche_store::{Error, Tx, outbox};
use serde::Serialize;

pub use self::findings::{Finding, Findings};
use super::chain::{Open, beginning};
use crate::trail::digest;

/// How many events one step reads.
const STEP: i64 = 500;

/// What was found in an account's trail.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// How many links there are.
    pub links: u64,
    /// How many events have a position.
    pub events: u64,
    /// How many events are in no link, those without a position among them: a server links them a moment after they came.
    pub unlinked: u64,
    /// Of how many events, with a position or without, the values are there.
    pub values: u64,
    /// Of how many they are not: they were erased.
    pub erased: u64,
    /// The last position.
    pub last_position: i64,
    /// The last position that a link covers; 0 where there is none.
    pub head_position: i64,
    /// The digest of the last link.
    pub head: Option<String>,
    /// What is wrong.
    #[serde(flatten)]
    pub findings: Findings,
}

/// How far a verification has come.
#[derive(Clone, Debug)]
pub struct Verification {
    account_id: i64,
    /// A digest that somebody kept, until a link has it.
    sought: Option<String>,
    stage: Stage,
    report: Report,
    /// The link that is being made anew, and the first position that it covers.
    open: Open,
    opened_at: i64,
    /// How many events have no position.
    pending: u64,
}

#[derive(Clone, Debug)]
enum Stage {
    /// Nothing was read.
    Begin,
    /// Positions, up to one.
    Positions {
        end: i64,
    },
    /// Audit events after an id.
    Events {
        after: String,
    },
    Done,
}

impl Verification {
    /// Of an account, before its first step. `head` is a digest that a link has to have.
    pub fn new(account_id: i64, head: Option<String>) -> Self {
        Self {
            account_id,
            sought: head,
            stage: Stage::Begin,
            report: Report::default(),
            open: Open::after(&beginning(account_id)),
            opened_at: 1,
            pending: 0,
        }
    }

    /// The report, once there is nothing left to read.
    pub fn report(&self) -> Option<&Report> {
        matches!(self.stage, Stage::Done).then_some(&self.report)
    }

    /// Reads on: the verification after it. Call it, each time in a job of its own, until there is a report.
    pub fn step(&self, tx: &mut Tx<'_>) -> Result<Self, Error> {
        let mut next = self.clone();
        match &self.stage {
            Stage::Begin => {
                let end = outbox::last_position(tx, self.account_id)?;
                next.begin(end, chain::last(tx, self.account_id)?.as_ref());
                next.pending = outbox::count_pending(tx, self.account_id)?;
            }
            Stage::Positions { end } => {
                let (after, end) = (self.report.last_position, *end);
                let events = chain::events(tx, self.account_id, after, end, STEP)?;
                // Where fewer were read than could be, there are no more: what links say of the rest has no events.
                let more = i64::try_from(events.len()).is_ok_and(|read| read >= STEP);
                let until = events.last().filter(|_| more).map_or(end, |event| event.position);
                let links = chain::between(tx, self.account_id, after, until)?;
                next.take(&events, &links);
                if !more {
                    next.end_of_positions();
                }
            }
            Stage::Events { after } => {
                let events = chain::kept(tx, self.account_id, after, STEP)?;
                events.iter().for_each(|event| next.hold_against(event));
                let more = i64::try_from(events.len()).is_ok_and(|read| read >= STEP);
                let last = events.into_iter().last().filter(|_| more);
                next.stage = last.map_or(Stage::Done, |event| Stage::Events { after: event.event_id });
            }
            Stage::Done => {}
        }
        Ok(next)
    }

    /// A link that reaches further than the outbox says that its end was cut off.
    fn begin(&mut self, end: i64, last: Option<&Link>) {
        if let Some(link) = last.filter(|link| link.position > end) {
            self.report.findings.missing(end.saturating_add(1), link.position);
        }
        self.stage = Stage::Positions { end };
    }

    /// Takes in the next events, and the links that end among them.
    fn take(&mut self, events: &[Event], links: &[Link]) {
        let mut links = links.iter().peekable();
        for event in events {
            while let Some(link) = links.next_if(|link| link.position < event.position) {
                self.close(link);
            }
            let expected = self.report.last_position.saturating_add(1);
            if event.position > expected {
                self.report.findings.missing(expected, event.position - 1);
            }
            self.report.last_position = event.position;
            self.report.events += 1;
            self.report.unlinked += 1;
            if event.recorded.is_none() {
                let (position, event_id) = (event.position, event.event_id.clone());
                self.report.findings.add(Finding::EventMissing { position, event_id });
            }
            self.open.take(event);
            if let Some(link) = links.next_if(|link| link.position == event.position) {
                self.close(link);
            }
        }
        links.for_each(|link| self.close(link));
    }

    /// Looks for an event's place, and holds its values against the digest that it keeps of them.
    fn hold_against(&mut self, event: &Kept) {
        let event_id = || event.event_id.clone();
        if !event.placed {
            self.report.findings.add(Finding::Unplaced { event_id: event_id() });
        }
        let Some((salt, content)) = &event.values else {
            self.report.erased += 1;
            return;
        };
        self.report.values += 1;
        if digest(salt, content) != event.values_digest {
            let position = event.position;
            self.report.findings.add(Finding::ValuesChanged { position, event_id: event_id() });
        }
    }

    /// Holds a link against what is there, and begins the next. Each is judged by itself: one that is broken breaks no other.
    fn close(&mut self, link: &Link) {
        let stands = self.open.digest() == link.digest;
        if !stands {
            self.report.findings.add(Finding::LinkBroken { from: self.opened_at, until: link.position });
        }
        self.report.links += 1;
        self.report.unlinked = 0;
        self.report.head_position = link.position;
        self.report.head = Some(link.digest.clone());
        self.sought = self.sought.take().filter(|sought| !stands || *sought != link.digest);
        self.open = Open::after(&link.digest);
        self.opened_at = link.position.saturating_add(1);
    }

    fn end_of_positions(&mut self) {
        if let Some(digest) = self.sought.take() {
            self.report.findings.add(Finding::HeadUnknown { digest });
        }
        self.report.unlinked += self.pending;
        self.stage = Stage::Events { after: String::new() };
    }
}

#[cfg(test)]
mod tests;
