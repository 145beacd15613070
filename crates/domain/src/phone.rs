//! Telephone numbers as the world's networks know them.

/// A number in E.164 form, `+5511987654321`, where it is certain which one is meant; else `None`.
pub fn e164(_text: &str) -> Option<String> {
    None
}
