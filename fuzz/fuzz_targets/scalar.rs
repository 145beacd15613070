//! Dates, numbers and flags: what is read is read again the same.
#![no_main]

use guiche_domain::scalar::{date, flag, number};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|sent: &str| {
    if let Ok(value) = date(sent) {
        assert_eq!(value.len(), "2026-11-24".len());
        assert_eq!(date(&value), Ok(value.clone()));
    }
    if let Ok(value) = number(sent) {
        assert_eq!(number(&value), Ok(value.clone()));
    }
    if let Ok(value) = flag(sent) {
        assert_eq!(flag(if value { "1" } else { "0" }), Ok(value));
    }
    // No text is two of them, but for the numbers that are flags too.
    assert!(date(sent).is_err() || number(sent).is_err() && flag(sent).is_err());
});
