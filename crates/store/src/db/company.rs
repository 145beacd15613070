//! In whose company a database is opened.

/// Who else may have the database open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Company {
    /// Anybody who does not need it alone.
    Any,
    /// Nobody.
    None,
    /// Nobody, and a move into it may have begun.
    NoneAndUnfinished,
}

impl Company {
    /// Whether others may have it open.
    pub(crate) fn is_any(self) -> bool {
        self == Self::Any
    }

    /// Whether a database with an unfinished move is refused.
    pub(crate) fn wants_whole(self) -> bool {
        self != Self::NoneAndUnfinished
    }
}
