//! What can be wrong with an audit trail.

use serde::Serialize;

/// How many findings are told one by one; the others are counted.
const TOLD: usize = 20;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "wrong", rename_all = "snake_case")]
pub enum Finding {
    /// Positions are not in the outbox.
    PositionsMissing {
        /// The first of them.
        from: i64,
        /// The last of them.
        until: i64,
    },
    /// What is at positions does not make the digest that was kept of it: something of it is not what it was, is missing or
    /// was added.
    LinkBroken {
        /// The first of them.
        from: i64,
        /// The last of them.
        until: i64,
    },
    /// There is a change without its audit event.
    EventMissing {
        /// The change's position.
        position: i64,
        /// The event's id.
        event_id: String,
    },
    /// The values of an event are not those that it was written with.
    ValuesChanged {
        /// The event's position, if it has one already.
        position: Option<i64>,
        /// Its id.
        event_id: String,
    },
    /// There is an audit event that is in no outbox row.
    Unplaced {
        /// Its id.
        event_id: String,
    },
    /// No link that stands has the digest that somebody kept.
    HeadUnknown {
        /// That digest.
        digest: String,
    },
}

/// All that is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Findings {
    /// How much is wrong.
    faults: u64,
    /// The first of it.
    first_faults: Vec<Finding>,
}

impl Findings {
    /// How many there are.
    pub fn count(&self) -> u64 {
        self.faults
    }

    /// The first twenty, in the order in which they were found.
    pub fn first(&self) -> &[Finding] {
        &self.first_faults
    }

    pub(super) fn add(&mut self, finding: Finding) {
        self.faults += 1;
        if self.first_faults.len() < TOLD {
            self.first_faults.push(finding);
        }
    }

    pub(super) fn missing(&mut self, from: i64, until: i64) {
        self.add(Finding::PositionsMissing { from, until });
    }
}
