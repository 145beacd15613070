//! Charts of bars, drawn on the server. All places in one are shares of its width and height, so it fits any window while its
//! words stay as large as all others; colours are the stylesheet's.

use std::fmt;

use askama::Template;

use crate::page::Page;

/// Into how many parts the scale is divided at most.
const TICKS: u64 = 4;
/// How many bars have their names below them, at most.
const NAMED: usize = 4;
/// Where the bars begin and end, from the top.
const TOP: u64 = 800;
const BOTTOM: u64 = 8_400;

/// A share of the whole, in hundredths of a percent; it is written as a percentage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Share(u64);

impl Share {
    const WHOLE: u64 = 10_000;

    /// How much of `whole` this is; nothing of nothing.
    pub(crate) fn of(value: u64, whole: u64) -> Self {
        let share = u128::from(value) * u128::from(Self::WHOLE) / u128::from(whole.max(1));
        Self(u64::try_from(share).unwrap_or(Self::WHOLE).min(Self::WHOLE))
    }

    /// Whether it is nothing.
    pub(crate) fn is_nothing(&self) -> bool {
        self.0 == 0
    }

    /// This share of a length.
    fn within(self, length: u64) -> u64 {
        self.0 * length / Self::WHOLE
    }
}

impl fmt::Display for Share {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{:02}%", self.0 / 100, self.0 % 100)
    }
}

/// What one bar shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Amount {
    /// What it is called where there is little room.
    pub(crate) name: String,
    /// All that is told of it.
    pub(crate) told: String,
    /// How much.
    pub(crate) value: u64,
    /// How much of that is drawn apart, at the foot.
    pub(crate) part: u64,
}

/// Bars side by side, over a scale from nothing to a round number. In a template it stands as `{{ chart|safe }}`: it
/// escapes what it holds itself.
#[derive(Clone, Debug, Template)]
#[template(path = "chart.html")]
pub(crate) struct Chart {
    /// What it shows, for who does not see it.
    title: String,
    left: Share,
    ticks: Vec<Tick>,
    bars: Vec<Bar>,
}

#[derive(Clone, Debug)]
struct Tick {
    y: Share,
    label: String,
}

#[derive(Clone, Debug)]
struct Bar {
    x: Share,
    width: Share,
    y: Share,
    height: Share,
    part_y: Share,
    part_height: Share,
    told: String,
    name: Option<Name>,
}

#[derive(Clone, Debug)]
struct Name {
    x: Share,
    /// Whether it ends where it stands, since there is no room behind.
    last: bool,
    text: String,
}

impl Chart {
    /// A chart of these amounts, from left to right.
    pub(crate) fn new(page: &Page, title: String, amounts: &[Amount]) -> Self {
        let most = amounts.iter().map(|amount| amount.value).max().unwrap_or(0).max(1);
        let step = step(most);
        let top = most.div_ceil(step).saturating_mul(step);
        let ticks: Vec<Tick> = (0..=top / step)
            .map(|count| count * step)
            .map(|value| Tick { y: height_of(value, top), label: page.number(&value) })
            .collect();
        let longest = ticks.iter().map(|tick| tick.label.chars().count()).max().unwrap_or(1);
        let left = Share((200 + 230 * longest as u64).min(3_000));
        let slot = (Share::WHOLE - left.0) / (amounts.len() as u64).max(1);
        let bar = |(place, amount)| Bar::new(place, amount, amounts.len(), (left.0, slot), top);
        Self { title, left, ticks, bars: amounts.iter().enumerate().map(bar).collect() }
    }
}

impl Bar {
    fn new(place: usize, amount: &Amount, of: usize, (left, slot): (u64, u64), top: u64) -> Self {
        let x = left + slot * place as u64;
        let (y, part_y) = (height_of(amount.value, top), height_of(amount.part, top));
        // From the last bar back, so that the newest is always named.
        let back = of - 1 - place;
        let is_named = back.is_multiple_of(of.div_ceil(NAMED));
        let last = back == 0;
        let named = if last { Share::WHOLE } else { x + slot / 2 };
        Self {
            x: Share(x + slot / 8),
            width: Share(slot * 3 / 4),
            y,
            height: Share(part_y.0.saturating_sub(y.0)),
            part_y,
            part_height: Share(BOTTOM - part_y.0),
            told: amount.told.clone(),
            name: is_named.then(|| Name { x: Share(named), last, text: amount.name.clone() }),
        }
    }
}

/// How far from the top of the chart a value stands.
fn height_of(value: u64, top: u64) -> Share {
    Share(BOTTOM - Share::of(value, top).within(BOTTOM - TOP))
}

/// How far apart the lines of a scale up to `most` are: 1, 2 or 5, or such a number with zeros behind it.
fn step(most: u64) -> u64 {
    let mut power = 1_u64;
    loop {
        for digit in [1, 2, 5] {
            let step = power.saturating_mul(digit);
            if step.saturating_mul(TICKS) >= most {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use guiche_domain::language::Language;

    use super::*;

    fn chart(values: &[(u64, u64)]) -> Chart {
        let amounts: Vec<Amount> = values
            .iter()
            .enumerate()
            .map(|(place, (value, part))| Amount {
                name: place.to_string(),
                told: format!("<{place}>"),
                value: *value,
                part: *part,
            })
            .collect();
        Chart::new(&Page::bare(Language::English), "a <title>".into(), &amounts)
    }

    #[test]
    fn scales_have_few_lines_at_round_numbers() {
        for (most, expected) in [
            (0, 1),
            (1, 1),
            (4, 1),
            (5, 2),
            (8, 2),
            (9, 5),
            (21, 10),
            (1_000, 500),
            (3_999, 1_000),
            (u64::MAX, 5_000_000_000_000_000_000),
        ] {
            assert_eq!(step(most), expected, "{most}");
        }
        let labels: Vec<String> = chart(&[(2_100, 0)]).ticks.into_iter().map(|tick| tick.label).collect();
        assert_eq!(labels, ["0", "1,000", "2,000", "3,000"]);
    }

    #[test]
    fn bars_stand_on_the_ground_and_stay_within_the_chart() {
        for values in
            [&[][..], &[(0, 0)], &[(1, 1), (4, 0), (3, 2)], &[(7, 0); 366], &[(u64::MAX, 1), (0, 0)]]
        {
            let chart = chart(values);
            for bar in &chart.bars {
                assert!(bar.x.0 + bar.width.0 <= Share::WHOLE && bar.x >= chart.left, "{bar:?}");
                assert!(bar.y.0 >= TOP && bar.y.0 + bar.height.0 + bar.part_height.0 == BOTTOM, "{bar:?}");
            }
            let named = chart.bars.iter().filter(|bar| bar.name.is_some()).count();
            assert!(named <= NAMED && (named > 0 || values.is_empty()));
            assert!(chart.bars.last().is_none_or(|bar| bar.name.as_ref().is_some_and(|name| name.last)));
        }
        let chart = chart(&[(4, 0), (2, 2)]);
        let drawn = |bar: &Bar| (bar.y.to_string(), bar.height.to_string(), bar.part_height.to_string());
        assert_eq!(drawn(&chart.bars[0]), ("8.00%".into(), "76.00%".into(), "0.00%".into()));
        assert_eq!(drawn(&chart.bars[1]), ("46.00%".into(), "0.00%".into(), "38.00%".into()));
    }

    #[test]
    fn what_it_says_is_a_text() {
        let drawn = chart(&[(1, 0)]).render().unwrap();
        assert!(drawn.contains("a &#60;title&#62;") && drawn.contains("&#60;0&#62;"), "{drawn}");
        assert!(!drawn.contains("style"), "{drawn}");
    }

    #[test]
    fn shares_are_of_the_whole() {
        let shown = |value, whole| Share::of(value, whole).to_string();
        assert_eq!(
            [shown(1, 3), shown(3, 3), shown(0, 0), shown(9, 3)],
            ["33.33%", "100.00%", "0.00%", "100.00%"]
        );
    }
}
