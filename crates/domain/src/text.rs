//! What holds for every text that comes in: which characters, and how many.

use crate::refusal::Reason;

/// The most characters in an id of another thing (contract: doc).
pub const MAX_ID: usize = 512;

/// Refuses NUL, the other C0 controls but tab and line breaks, and DEL (contract: ours).
pub fn without_controls(text: &str) -> Result<(), Reason> {
    let control = |byte: u8| (byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')) || byte == 0x7f;
    if text.bytes().any(control) { Err(Reason::ControlCharacter) } else { Ok(()) }
}

/// Refuses more than `max` characters: Unicode code points (contract: ours).
pub fn at_most(text: &str, max: usize) -> Result<(), Reason> {
    // No text has more code points than bytes.
    if text.len() > max && text.chars().nth(max).is_some() { Err(Reason::TooLong { max }) } else { Ok(()) }
}

/// A text of up to `max` characters, kept as sent.
pub fn kept(text: &str, max: usize) -> Result<String, Reason> {
    at_most(text, max)?;
    without_controls(text)?;
    Ok(text.into())
}

/// A line of up to `max` characters, without the white space around it.
pub fn line(text: &str, max: usize) -> Result<String, Reason> {
    let text = text.trim();
    if text.contains(['\n', '\r']) {
        return Err(Reason::ControlCharacter);
    }
    kept(text, max)
}

/// The id of another thing, without the white space around it. Whether there is such a thing, only the store knows.
pub fn reference(text: &str) -> Result<String, Reason> {
    kept(text.trim(), MAX_ID)
}

/// `None` for what is only white space: it counts as not sent.
pub fn filled(text: &str) -> Option<&str> {
    if text.trim().is_empty() { None } else { Some(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_code_points() {
        for (text, max, fits) in
            [("", 0, true), ("ééé", 3, true), ("éééé", 3, false), ("👩‍👩‍👧", 5, true), ("👩‍👩‍👧", 4, false)]
        {
            assert_eq!(at_most(text, max).is_ok(), fits, "{text}");
        }
    }

    #[test]
    fn controls_are_refused_but_tab_and_line_breaks() {
        assert_eq!(without_controls("a\tb\r\nc\u{85}\u{a0}"), Ok(()));
        for text in ["\0", "a\u{1}", "\u{1b}[0m", "\u{b}", "\u{1f}", "a\u{7f}"] {
            assert_eq!(without_controls(text), Err(Reason::ControlCharacter), "{text:?}");
        }
    }
}
