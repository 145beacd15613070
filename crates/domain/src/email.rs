//! E-mail addresses.

use crate::form::{Form, Reader};
use crate::refusal::{Reason, Refusal};
use crate::text;

/// The most characters of an address (contract: doc).
pub const MAX: usize = 250;

/// A valid address, kept as sent but for the white space around it (contract: ours).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// Reads an address of up to [`MAX`] characters: `local@domain`, no display name, no comment, no literal address.
    pub fn parse(text: &str) -> Result<Self, Reason> {
        let text = text.trim();
        text::at_most(text, MAX)?;
        text::without_controls(text)?;
        let options = email_address::Options::default().without_display_text().without_domain_literal();
        match email_address::EmailAddress::parse_with_options(text, options) {
            Ok(_) => Ok(Self(text.into())),
            Err(_) => Err(Reason::NotAnEmail),
        }
    }

    /// Reads what `GET /v2.0/customer/blacklist/search` was sent: `email`, required; also the keys that were ignored.
    pub fn read(form: &Form, strict: bool) -> (Result<Self, Refusal>, Vec<String>) {
        let mut reader = Reader::new(form);
        let email = reader.required("email", Self::parse);
        let (faults, ignored) = reader.finish(strict);
        let refused = faults.into_result();
        (refused.and_then(|()| email.map(|at| at.value).ok_or_else(|| Reason::Required.into())), ignored)
    }

    /// The address as sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What it is looked up and compared by: the same for all its spellings in upper and lower case.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses() {
        for text in
            ["a@b.com", " Ana.Lima+erp@Exemplo.com.br ", "josé@exemplo.com", "a@münchen.de", "x@localhost"]
        {
            assert_eq!(Email::parse(text).map(|email| email.0), Ok(text.trim().into()), "{text}");
        }
        for text in [
            "",
            "a",
            "@b.com",
            "a@",
            "a@b..com",
            "a b@c.com",
            "Ana <a@b.com>",
            "a@[127.0.0.1]",
            "a@b.com,c@d.com",
            "a@b@c",
            ".a@b.com",
            "a@-b.com",
            "a\n@b.com",
        ] {
            assert_eq!(Email::parse(text), Err(Reason::NotAnEmail), "{text}");
        }
        assert_eq!(Email::parse("a\0@b.com"), Err(Reason::ControlCharacter));
    }

    #[test]
    fn length_is_counted_in_characters() {
        let label = "é".repeat(30);
        let domain = [label.as_str(); 6].join(".");
        let address = |length: usize| format!("{}@{domain}", "a".repeat(length - domain.chars().count() - 1));
        assert_eq!(address(MAX).chars().count(), MAX);
        assert_ne!(Email::parse(&address(MAX)), Err(Reason::TooLong { max: MAX }));
        assert_eq!(Email::parse(&address(MAX + 1)), Err(Reason::TooLong { max: MAX }));
    }

    proptest! {
        #[test]
        fn nothing_panics_and_the_key_knows_no_case(text in "\\PC{0,40}|[a-zA-Z.+]{1,10}@[a-zA-Z]{1,10}\\.com") {
            if let Ok(email) = Email::parse(&text) {
                let upper = Email::parse(&email.0.to_ascii_uppercase());
                prop_assert_eq!(upper.map(|upper| upper.key()), Ok(email.key()));
            }
        }
    }
}
