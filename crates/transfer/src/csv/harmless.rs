//! Texts that a spreadsheet would run as formulae, made harmless and read back.

use std::borrow::Cow;

/// What a formula, or a way into one, begins with, also in the full-width forms that some spreadsheets take for the same.
const FIRST: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The text as it may stand in a file that a spreadsheet opens: with an apostrophe before what would be a formula, which is
/// the spreadsheets' own mark for a text. A text that begins with apostrophes before such a character gets one more, so that
/// [`original`] can take exactly one away.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if dangerous(text.trim_start_matches('\'')) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text that was made harmless; any other text stays as it is.
pub fn original(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if dangerous(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

fn dangerous(text: &str) -> bool {
    text.starts_with(FIRST)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_would_be_a_formula_is_a_text() {
        for text in ["=1+1", "+55 11 98765-4321", "-1,50", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1", "''+1"]
        {
            assert_eq!(harmless(text), format!("'{text}"));
        }
        for text in ["", "Ana", "11 98765-4321", "D'Ávila", "'Ana'", "'", "a=b", " =1"] {
            assert_eq!((harmless(text).as_ref(), original(text)), (text, text));
        }
        assert_eq!(original("'+55 11"), "+55 11");
        assert_eq!(original("+55 11"), "+55 11");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(text in "'{0,3}[=+\\-@\t\r\n＝＋－＠]?\\PC{0,8}|\\PC{0,16}") {
            let written = harmless(&text);
            prop_assert!(!written.starts_with(FIRST));
            prop_assert_eq!(original(&written), &text);
        }
    }
}
