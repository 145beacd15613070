//! Text without regard to case and accents: what lists are ordered by and searches compare.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A text without case, accents and the differences between forms of one character; white space at its ends is gone.
/// `"Átila  Luís"` becomes `"atila  luis"`. Both engines compare the result by its bytes.
pub fn fold(text: &str) -> String {
    // Lower case takes some characters apart again.
    let lower = text.nfkd().flat_map(char::to_lowercase);
    let folded: String = lower.nfkd().filter(|&character| !is_combining_mark(character)).collect();
    folded.trim().into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn case_and_accents_do_not_count() {
        for (text, folded) in [
            ("Átila Luís", "atila luis"),
            (" JOÃO D'ÁVILA ", "joao d'avila"),
            ("A\u{301}", "a"),
            ("Ｍａｒｉａ", "maria"),
            ("ﬁm", "fim"),
            ("Ñandú", "nandu"),
            ("ΑΘΗΝΑ", "αθηνα"),
            ("", ""),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_folded_stays(text in "\\PC{0,24}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
