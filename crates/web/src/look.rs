//! The stylesheet of an account's colour: what `panel.css` calls accent, for light and dark pages, so that all text can be
//! read whatever the colour is.

use guiche_domain::colour::Colour;
use guiche_domain::look::{Accent, LEGIBLE};

/// What text stands on, as in `panel.css`: paper, sheet, sunken.
const LIGHT: [Colour; 3] = [Colour::new(0xf6, 0xf7, 0xf8), Colour::WHITE, Colour::new(0xee, 0xf1, 0xf3)];
const DARK: [Colour; 3] =
    [Colour::new(0x12, 0x16, 0x19), Colour::new(0x1a, 0x20, 0x24), Colour::new(0x15, 0x1a, 0x1e)];

/// What `panel.css` calls accent, on light pages or on dark ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Palette {
    /// Links, and buttons.
    accent: Colour,
    /// The same under the pointer, and where one is.
    strong: Colour,
    /// Text on buttons.
    on: Colour,
    /// Behind where one is.
    wash: Colour,
}

impl Palette {
    /// The account's colour where it can be read on these grounds, else the nearest of its shades that can.
    fn of(accent: Accent, grounds: [Colour; 3], towards: Colour, on: Colour, wash_hundredths: u8) -> Self {
        let [_, sheet, _] = grounds;
        let shade = legible(accent.colour(), &grounds, towards);
        let wash = sheet.mixed(shade, wash_hundredths);
        let [paper, sheet, sunken] = grounds;
        let strong = legible(shade.mixed(towards, 20), &[paper, sheet, sunken, wash], towards);
        Self { accent: shade, strong, on, wash }
    }

    fn light(accent: Accent) -> Self {
        Self::of(accent, LIGHT, Colour::BLACK, Colour::WHITE, 10)
    }

    fn dark(accent: Accent) -> Self {
        let [darkest, ..] = DARK;
        Self::of(accent, DARK, Colour::WHITE, darkest, 15)
    }
}

/// The colour with as little of another in it as it takes to be read on all these grounds.
fn legible(colour: Colour, grounds: &[Colour], towards: Colour) -> Colour {
    let shades = (0..100).map(|hundredths| colour.mixed(towards, hundredths));
    let mut fitting = shades.filter(|shade| grounds.iter().all(|ground| ground.contrast(*shade) >= LEGIBLE));
    fitting.next().unwrap_or(towards)
}

/// The stylesheet.
pub(crate) fn stylesheet(accent: Accent) -> String {
    let (light, dark) = (Palette::light(accent), Palette::dark(accent));
    let tokens = [
        ("accent", light.accent, dark.accent),
        ("accent-strong", light.strong, dark.strong),
        ("on-accent", light.on, dark.on),
        ("accent-wash", light.wash, dark.wash),
    ];
    let tokens = tokens.map(|(name, light, dark)| format!("  --{name}: light-dark({light}, {dark});\n"));
    format!(":root {{\n{}}}\n", tokens.concat())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_colour_that_can_be_read_stays_as_it_is() {
        let accent = Accent::parse("#0b5c6b").unwrap();
        assert_eq!(Palette::light(accent).accent, accent.colour());
        let yellow = Accent::parse("#ffcc00").unwrap();
        assert_eq!(Palette::dark(yellow).accent, yellow.colour());
        insta::assert_snapshot!(stylesheet(yellow), @"
        :root {
          --accent: light-dark(#856a00, #ffcc00);
          --accent-strong: light-dark(#6a5500, #ffd633);
          --on-accent: light-dark(#ffffff, #121619);
          --accent-wash: light-dark(#f3f0e6, #3c3a1f);
        }
        ");
    }

    #[test]
    fn the_grounds_are_those_of_the_panel() {
        let panel = include_str!("../assets/panel.css");
        for (name, at) in [("paper", 0), ("sheet", 1), ("sunken", 2)] {
            let token = format!("--{name}: light-dark({}, {});", LIGHT[at], DARK[at]);
            assert!(panel.contains(&token), "{token}");
        }
    }

    proptest! {
        #[test]
        fn whatever_the_colour_all_text_can_be_read(parts in any::<[u8; 3]>()) {
            let [red, green, blue] = parts;
            let Ok(accent) = Accent::parse(&Colour::new(red, green, blue).to_string()) else { return Ok(()) };
            for (palette, grounds) in [(Palette::light(accent), LIGHT), (Palette::dark(accent), DARK)] {
                for ground in grounds {
                    prop_assert!(palette.accent.contrast(ground) >= LEGIBLE, "{palette:?} on {ground}");
                    prop_assert!(palette.strong.contrast(ground) >= LEGIBLE, "{palette:?} on {ground}");
                }
                prop_assert!(palette.strong.contrast(palette.wash) >= LEGIBLE, "{palette:?}");
                prop_assert!(palette.on.contrast(palette.accent) >= LEGIBLE, "{palette:?}");
                prop_assert!(palette.on.contrast(palette.strong) >= LEGIBLE, "{palette:?}");
            }
        }
    }
}
