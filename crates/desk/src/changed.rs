//! What came of a change that was made from what somebody saw a while ago.

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It is as asked for.
    Done,
    /// There is no such thing.
    Unknown,
    /// Somebody else has changed it since: nothing was written.
    Meanwhile,
}
