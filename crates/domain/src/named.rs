//! What has a name and no more: portfolios and departments, as they come in.

use crate::form::{At, Form, Reader};
use crate::refusal::{Faults, Reason, Refusal};
use crate::text;

/// The most characters of a [`Title`].
pub const MAX_TITLE: usize = 250;

/// What people call something of the account's configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title(String);

impl Title {
    /// Reads one line of up to [`MAX_TITLE`] characters, without the white space around it.
    pub fn parse(text: &str) -> Result<Self, Reason> {
        let title = text.trim();
        if title.is_empty() {
            return Err(Reason::Required);
        }
        text::at_most(title, MAX_TITLE)?;
        if title.chars().any(char::is_control) {
            Err(Reason::ControlCharacter)
        } else {
            Ok(Self(title.into()))
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What was typed about a portfolio or a department.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Required. `None` where it could not be read: then its fault is among [`faults`](Self::faults).
    pub name: Option<At<Title>>,
    /// What is wrong with it.
    pub faults: Faults,
}

impl Draft {
    /// Reads a form: `name`.
    pub fn read(form: &Form) -> Self {
        let mut reader = Reader::new(form);
        let name = reader.required("name", Title::parse);
        let (faults, _) = reader.finish(false);
        Self { name, faults }
    }

    /// The name, or what is wrong with it.
    pub fn title(&self) -> Result<&Title, Refusal> {
        self.faults.clone().into_result()?;
        self.name.as_ref().map(|at| &at.value).ok_or_else(|| Reason::Required.into())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_title_is_one_line_that_says_something() {
        assert_eq!(Title::parse(" Norte ").unwrap().as_str(), "Norte");
        assert_eq!(Title::parse(&"é".repeat(MAX_TITLE)).unwrap().as_str().chars().count(), MAX_TITLE);
        for (text, reason) in [
            (" ", Reason::Required),
            ("a\nb", Reason::ControlCharacter),
            ("a\u{85}b", Reason::ControlCharacter),
        ] {
            assert_eq!(Title::parse(text), Err(reason), "{text:?}");
        }
        assert_eq!(Title::parse(&"é".repeat(MAX_TITLE + 1)), Err(Reason::TooLong { max: MAX_TITLE }));
    }

    proptest! {
        #[test]
        fn what_was_read_is_read_again_the_same(text in "\\PC{0,260}") {
            if let Ok(title) = Title::parse(&text) {
                prop_assert_eq!(Title::parse(title.as_str()), Ok(title.clone()));
            }
        }
    }
}
