//! What values of custom fields are found by: short keys without case and accents, several where several options are chosen.

use super::Kind;
use crate::fold::fold;

/// The most bytes of a key: an index entry stays small, however long a value is. Who finds values by their keys compares
/// them whole.
pub const MAX_KEY: usize = 100;
/// How many characters of a value a key is made of, at most.
const MAX_READ: usize = 400;

impl Kind {
    /// Whether customers can be filtered by it: by one value, or by one of several options.
    pub fn has_keys(self) -> bool {
        self != Self::LongText
    }

    /// The parts of a value by which it is found, each of which a filter may ask for.
    pub fn parts(self, value: &str) -> impl Iterator<Item = &str> {
        let separator = if self == Self::MultiSelect { "|" } else { "\0" };
        value.split(separator).filter(move |_| self.has_keys())
    }
}

/// The key of a part: without case and accents, cut at [`MAX_KEY`] bytes.
pub fn key(part: &str) -> String {
    let end = part.char_indices().nth(MAX_READ).map_or(part.len(), |(end, _)| end);
    let key = fold(part.get(..end).unwrap_or_default());
    key.get(..key.floor_char_boundary(MAX_KEY)).unwrap_or_default().trim_end().into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn options_are_found_one_by_one_and_other_values_whole() {
        let keys = |kind: Kind, value| kind.parts(value).map(key).collect::<Vec<_>>();
        assert_eq!(keys(Kind::MultiSelect, "São Paulo|Sul"), ["sao paulo", "sul"]);
        assert_eq!(keys(Kind::Text, "A|B"), ["a|b"]);
        assert_eq!(keys(Kind::Checkbox, "1"), ["1"]);
        assert!(keys(Kind::LongText, "a").is_empty());
    }

    proptest! {
        #[test]
        fn a_key_is_short_and_the_same_for_any_case(text in "\\PC{0,200}") {
            prop_assert!(key(&text).len() <= MAX_KEY);
            prop_assert_eq!(key(&key(&text)), key(&text));
        }
    }
}
