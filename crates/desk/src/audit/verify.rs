//! Whether the audit trail is what it was: every link made anew from what is there, every value held against its digest,
//! every event looked for in the outbox.
//!
//! It goes in steps, each a job that reads little, so that it can run beside a server for as long as it takes. What is
//! written meanwhile is left for the next time.

mod findings;

use guiche_store::audit::chain::{self, Event, Link, WithValues};
use guiche_store::{Error, Tx, outbox};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

pub use self::findings::{Finding, Findings};
use super::chain::{Open, beginning};
use crate::secret::hex;

/// How many events one step reads.
const STEP: i64 = 500;

/// What was found in an account's trail.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// How many links there are.
    pub links: u64,
    /// How many events have a position.
    pub events: u64,
    /// How many of them are behind the last link: a server links them a moment after they came.
    pub unlinked: u64,
    /// Of how many events the values are there.
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
    Places {
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
            }
            Stage::Positions { end } => {
                let (after, end) = (self.report.last_position, *end);
                let events = chain::events(tx, self.account_id, after, end, STEP)?;
                // Where fewer were read than could be, there are no more: what links say of the rest has no events.
                let more = i64::try_from(events.len()).is_ok_and(|read| read >= STEP);
                let until = events.last().filter(|_| more).map_or(end, |(event, _)| event.position);
                let links = chain::between(tx, self.account_id, after, until)?;
                next.take(&events, &links);
                if !more {
                    next.end_of_positions();
                }
            }
            Stage::Places { after } => {
                let places = chain::places(tx, self.account_id, after, STEP)?;
                let more = i64::try_from(places.len()).is_ok_and(|read| read >= STEP);
                let last = places.last().map(|(event_id, _)| event_id.clone()).filter(|_| more);
                for (event_id, _) in places.into_iter().filter(|(_, placed)| !placed) {
                    next.report.findings.add(Finding::Unplaced { event_id });
                }
                next.stage = last.map_or(Stage::Done, |after| Stage::Places { after });
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
    fn take(&mut self, events: &[WithValues], links: &[Link]) {
        let mut links = links.iter().peekable();
        for (event, values) in events {
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
            self.hold_against(event, values.as_ref());
            self.open.take(event);
            if let Some(link) = links.next_if(|link| link.position == event.position) {
                self.close(link);
            }
        }
        links.for_each(|link| self.close(link));
    }

    /// Holds an event's values against the digest that the event keeps of them.
    fn hold_against(&mut self, event: &Event, values: Option<&(String, String)>) {
        let position = event.position;
        let Some(recorded) = &event.recorded else {
            self.report.findings.add(Finding::EventMissing { position, event_id: event.event_id.clone() });
            return;
        };
        let Some((salt, content)) = values else {
            self.report.erased += 1;
            return;
        };
        self.report.values += 1;
        let digest = hex(&Sha256::new().chain_update(salt).chain_update(content).finalize());
        if digest != recorded.values_digest {
            self.report.findings.add(Finding::ValuesChanged { position, event_id: event.event_id.clone() });
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
        self.stage = Stage::Places { after: String::new() };
    }
}

#[cfg(test)]
mod tests;
