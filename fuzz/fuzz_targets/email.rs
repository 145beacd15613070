//! E-mail addresses: what is read is read again the same, and is looked up the same in upper case.
#![no_main]

use guiche_domain::email::{Email, MAX};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|sent: &str| {
    let Ok(email) = Email::parse(sent) else { return };
    assert_eq!(email.as_str(), sent.trim());
    assert!(email.as_str().chars().count() <= MAX);
    assert_eq!(Email::parse(email.as_str()), Ok(email.clone()));
    if sent.is_ascii() {
        let upper = Email::parse(&sent.to_ascii_uppercase());
        assert_eq!(upper.map(|upper| upper.key()), Ok(email.key()));
    }
});
