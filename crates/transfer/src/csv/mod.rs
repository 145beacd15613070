//! Files of comma-separated values as people have them: from Excel and LibreOffice in three languages, from databases and
//! from ourselves. [`detect`] finds out how a file is written, [`Records`] reads it, [`Writer`] writes one.
//!
//! Nothing here holds more of a file than one row, but for the sample of [`detect`].

mod damage;
mod decode;
mod detect;
mod dialect;
mod harmless;
mod inspect;
mod record;
mod score;
mod write;

pub use self::detect::detect;
pub use self::dialect::{Delimiter, Dialect, Encoding, NotADelimiter, NotADialect, NotAnEncoding};
pub use self::harmless::{harmless, original};
pub use self::inspect::Inspection;
pub use self::record::{Record, Records};
pub use self::write::{Format, Writer};
