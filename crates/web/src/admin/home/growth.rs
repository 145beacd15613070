//! How many customers were new, by day and by week.

use guiche_desk::home::{Figures, New};

use crate::chart::{Amount, Chart};
use crate::page::Page;

/// New customers of a while, as a chart and as a table.
pub(super) struct Growth {
    pub(super) title: String,
    /// `None` where nobody came.
    pub(super) chart: Option<Chart>,
    /// What the table's first column has.
    pub(super) of: String,
    /// Which day or week, and how many, the newest first.
    pub(super) rows: Vec<(String, String)>,
}

pub(super) fn of(page: &Page, figures: &Figures) -> Vec<Growth> {
    let days = page.say_many("home-new-days", &figures.days.len());
    let weeks = page.say_many("home-new-weeks", &figures.weeks.len());
    vec![
        growth(page, days, page.say("home-day"), &figures.days),
        growth(page, weeks, page.say("home-week"), &figures.weeks),
    ]
}

fn growth(page: &Page, title: String, of: String, came: &[New]) -> Growth {
    let amount = |new: &New| Amount {
        name: page.short_date(&new.from),
        told: told(page, &page.date(&new.from), new.customers),
        value: new.customers,
        part: 0,
    };
    let anybody = came.iter().any(|new| new.customers > 0);
    let amounts: Vec<Amount> = came.iter().map(amount).collect();
    Growth {
        chart: anybody.then(|| Chart::new(page, title.clone(), &amounts)),
        title,
        of,
        rows: came.iter().rev().map(|new| (page.date(&new.from), page.number(&new.customers))).collect(),
    }
}

/// So much of something.
pub(super) fn told(page: &Page, name: &str, value: u64) -> String {
    format!("{name}: {}", page.number(&value))
}
