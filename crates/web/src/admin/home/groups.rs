//! Where customers are: in which organizations and portfolios, the largest first.

use guiche_desk::home::{Figures, Size};

use crate::chart::Share;
use crate::links;
use crate::page::Page;

/// Where the list of customers is.
const CUSTOMERS: &str = "/admin/customers";

/// One way to divide the customers.
pub(super) struct Group {
    pub(super) title: String,
    /// What the first column has.
    pub(super) of: String,
    pub(super) rows: Vec<Row>,
    /// What is said where nothing is divided.
    pub(super) none: String,
}

/// One part of them.
pub(super) struct Row {
    pub(super) name: String,
    /// Where they are listed.
    pub(super) to: Option<String>,
    pub(super) customers: String,
    /// How much of the largest it is.
    pub(super) share: Share,
}

pub(super) fn of(page: &Page, figures: &Figures, portfolios: bool) -> Vec<Group> {
    let mut groups = vec![Group {
        title: page.say("home-by-organization"),
        of: page.say("home-organization"),
        rows: rows(page, figures, "organization", &figures.organizations, figures.without_organization),
        none: page.say("home-no-organizations"),
    }];
    if portfolios {
        groups.push(Group {
            title: page.say("home-by-portfolio"),
            of: page.say("home-portfolio"),
            rows: rows(page, figures, "portfolio", &figures.portfolios, figures.without_portfolio),
            none: page.say("home-no-portfolios"),
        });
    }
    groups
}

fn rows(page: &Page, figures: &Figures, filter: &str, sizes: &[Size], without: u64) -> Vec<Row> {
    let named: u64 = sizes.iter().map(|size| size.customers).sum();
    // Those of single groups follow the changes by a moment, the others do not.
    let others = figures.customers.saturating_sub(without).saturating_sub(named);
    let most = sizes.iter().map(|size| size.customers).chain([others, without]).max().unwrap_or(0);
    let row = |name: String, to: Option<String>, customers: u64| Row {
        name,
        to,
        customers: page.number(&customers),
        share: Share::of(customers, most),
    };
    let listed = |value: &str| format!("{CUSTOMERS}?{filter}={}", links::in_query(value));
    if sizes.is_empty() {
        return Vec::new();
    }
    let mut rows: Vec<Row> =
        sizes.iter().map(|size| row(size.name.clone(), Some(listed(&size.id)), size.customers)).collect();
    if others > 0 {
        rows.push(row(page.say("home-others"), None, others));
    }
    if without > 0 {
        rows.push(row(page.say("home-without"), Some(listed("none")), without));
    }
    rows
}
