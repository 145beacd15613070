//! What a row of a file can be wrong in as a whole, before anybody looks at its values.

use crate::refusal::Reason;

/// The most bytes of a field, as UTF-8.
pub const MAX_FIELD: usize = 64 * 1024;
/// The most bytes of a row, as UTF-8 and without delimiters and quotes.
pub const MAX_ROW: usize = 1024 * 1024;

/// Why a row cannot be read. Its neighbours can.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFault {
    /// It does not have as many fields as the first row of the file.
    Uneven {
        /// How many that has.
        expected: usize,
        /// How many it has itself.
        found: usize,
    },
    /// It holds a field of more than [`MAX_FIELD`] bytes, or has more than [`MAX_ROW`] itself: often a quotation mark is
    /// missing, and what follows was taken for one text.
    TooLong,
    /// It holds bytes that are not text in the file's encoding, or NUL.
    NotText,
}

impl RowFault {
    /// The same as it is told to people and programs.
    pub fn reason(self) -> Reason {
        match self {
            Self::Uneven { expected, .. } => Reason::RowUneven { expected },
            Self::TooLong => Reason::RowTooLong,
            Self::NotText => Reason::RowNotText,
        }
    }
}
