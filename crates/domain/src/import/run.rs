//! How an import goes: its states, the work that is left, and what came of its rows.

use std::fmt;
use std::str::FromStr;

/// Why a text is none of the words of this module.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a word of an import")]
pub struct NotAWord(String);

/// Gives an enum its words in the store, on the command line and in answers.
macro_rules! words {
    ($type:ident { $($variant:ident = $word:literal),* $(,)? }) => {
        impl $type {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its word.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),*
                }
            }
        }

        impl FromStr for $type {
            type Err = NotAWord;

            fn from_str(text: &str) -> Result<Self, NotAWord> {
                Self::ALL.iter().copied().find(|one| one.as_str() == text).ok_or_else(|| NotAWord(text.into()))
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(self.as_str())
            }
        }
    };
}

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its file is on the way.
    Uploading,
    /// Its file is there: it can be looked at, set up and started.
    Ready,
    /// Its rows are being done.
    Running,
    /// All its rows were done.
    Done,
    /// It was stopped; what was done stays.
    Cancelled,
    /// What it did is being taken back.
    Undoing,
    /// What it did was taken back, as far as nobody changed it since.
    Undone,
}

words!(State {
    Uploading = "uploading",
    Ready = "ready",
    Running = "running",
    Done = "done",
    Cancelled = "cancelled",
    Undoing = "undoing",
    Undone = "undone",
});

/// What is left to do in the background.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Look for keys that the file names twice.
    Scan,
    /// Do the rows.
    Run,
    /// Take back what was done.
    Undo,
}

words!(Work { Scan = "scan", Run = "run", Undo = "undo" });

/// What came of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The customer was made.
    Created,
    /// The customer was changed.
    Updated,
    /// The customer was as the row says already.
    Unchanged,
    /// Nothing, for the reasons that stand beside it.
    Rejected,
}

words!(Outcome { Created = "created", Updated = "updated", Unchanged = "unchanged", Rejected = "rejected" });

/// What an undo did with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undo {
    /// The customer is as it was before the row.
    Undone,
    /// The customer is as the row left it or as somebody changed it since: it stays.
    Kept,
}

words!(Undo { Undone = "undone", Kept = "kept" });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back() {
        for state in State::ALL {
            assert_eq!(state.as_str().parse(), Ok(*state));
        }
        for outcome in Outcome::ALL {
            assert_eq!(outcome.to_string().parse(), Ok(*outcome));
        }
        assert_eq!("scan".parse(), Ok(Work::Scan));
        assert_eq!("kept".parse(), Ok(Undo::Kept));
        assert!("Done".parse::<State>().is_err() && "".parse::<Work>().is_err());
    }
}
