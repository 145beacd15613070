//! Colours as screens have them, and how well text on them can be read.

use std::fmt;

/// A colour of three bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

impl Colour {
    /// White.
    pub const WHITE: Self = Self::new(255, 255, 255);
    /// Black.
    pub const BLACK: Self = Self::new(0, 0, 0);

    /// The colour of these parts.
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Reads six hexadecimal digits, with or without `#` before them; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Self::new(part(0)?, part(2)?, part(4)?))
    }

    /// How bright it is, from 0 to 1 (WCAG 2.2, relative luminance).
    pub fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// How far it stands out from another, from 1 to 21 (WCAG 2.2, contrast ratio).
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// This colour with so many hundredths of another in it, 100 at most.
    pub fn mixed(self, other: Self, hundredths: u8) -> Self {
        let share = u16::from(hundredths.min(100));
        let mix = |own: u8, other: u8| {
            let sum = u16::from(own) * (100 - share) + u16::from(other) * share;
            u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX)
        };
        Self::new(mix(self.red, other.red), mix(self.green, other.green), mix(self.blue, other.blue))
    }
}

impl fmt::Display for Colour {
    /// `#rrggbb`
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn six_digits_are_a_colour() {
        for (text, shown) in [("#0B5c6b", "#0b5c6b"), ("ffffff", "#ffffff")] {
            assert_eq!(Colour::parse(text).unwrap().to_string(), shown);
        }
        for text in ["", "#", "#fff", "#0b5c6", "#0b5c6bb", "0b5c6g", "##0b5c6", "red", "#ééé", "+12345"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        let near = |one: f64, two: f64| (one - two).abs() < 0.01;
        assert!(near(Colour::BLACK.contrast(Colour::WHITE), 21.0));
        let grey = Colour::parse("#767676").unwrap();
        assert!(near(grey.contrast(Colour::WHITE), 4.54), "{}", grey.contrast(Colour::WHITE));
        assert!(near(grey.contrast(grey), 1.0));
    }

    proptest! {
        #[test]
        fn a_mixture_lies_between(own in any::<[u8; 3]>(), share in 0_u8..=100) {
            let [red, green, blue] = own;
            let own = Colour::new(red, green, blue);
            prop_assert_eq!(own.mixed(Colour::WHITE, 0), own);
            prop_assert_eq!(own.mixed(Colour::WHITE, 100), Colour::WHITE);
            prop_assert!(own.mixed(Colour::BLACK, share).luminance() <= own.luminance());
            prop_assert_eq!(Colour::parse(&own.to_string()), Some(own));
        }
    }
}
