//! `Accept-Language`: a language is chosen only where the header names it, the same in upper and lower case.
#![no_main]

use guiche_i18n::negotiate;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|header: &str| {
    let chosen = negotiate(Some(header));
    let lower = header.to_ascii_lowercase();
    assert_eq!(negotiate(Some(&lower)), chosen);
    if let Some(language) = chosen {
        assert!(lower.contains(&language.tag()[..2]));
    }
});
