//! One part of two customers, in words.

use guiche_desk::customer::{Details, Line};
use guiche_domain::language::Language;
use guiche_domain::merge::Part;

use crate::page::Page;

/// One part, with what can be chosen.
pub(super) struct Row {
    /// The key under which the choice is sent.
    pub(super) key: String,
    pub(super) label: String,
    /// `None` where there is none.
    pub(super) kept: Option<String>,
    pub(super) merged: Option<String>,
    /// Whether there is anything to choose.
    pub(super) open: bool,
    /// Whether the one that stays gets the other's value.
    pub(super) taken: bool,
    /// Whether a value goes.
    pub(super) lost: bool,
}

impl Row {
    /// What goes, if anything does.
    pub(super) fn gone(&self) -> Option<&str> {
        let gone = if self.taken { &self.kept } else { &self.merged };
        gone.as_deref().filter(|_| self.lost)
    }

    /// What stays.
    pub(super) fn stays(&self) -> Option<&str> {
        let stays = if self.taken { &self.merged } else { &self.kept };
        stays.as_deref()
    }
}

pub(super) fn row(page: &Page, line: &Line, [kept, merged]: [&Details; 2]) -> Row {
    let differs = line.kept != line.merged || line.part == Part::Password && line.kept.is_some();
    let quota = line.part == Part::MonthlyTicketsQuota;
    Row {
        key: line.part.to_string(),
        label: line.label.clone().unwrap_or_else(|| label(page, &line.part)),
        kept: shown(page, &line.part, line.kept.as_deref(), kept),
        merged: shown(page, &line.part, line.merged.as_deref(), merged),
        open: differs && (line.merged.is_some() || quota),
        taken: line.taken,
        lost: line.lost,
    }
}

fn label(page: &Page, part: &Part) -> String {
    page.say(match part {
        Part::CustomerId => "merge-part-customer-id",
        Part::Name => "merge-part-name",
        Part::Email => "merge-part-email",
        Part::Phone => "merge-part-phone",
        Part::Password => "merge-part-password",
        Part::OrganizationId => "merge-part-organization",
        Part::PortfolioId => "merge-part-portfolio",
        Part::Language => "merge-part-language",
        Part::CreateTickets => "merge-part-create-tickets",
        Part::Active => "merge-part-active",
        Part::AccountApproved => "merge-part-approved",
        Part::MonthlyTicketsQuota => "merge-part-quota",
        Part::CustomField(id) => return id.clone(),
    })
}

/// A value as it is read; `None` where there is none.
fn shown(page: &Page, part: &Part, value: Option<&str>, of: &Details) -> Option<String> {
    let Some(value) = value else {
        return (*part == Part::MonthlyTicketsQuota).then(|| page.say("merge-no-quota"));
    };
    let named = |name: &Option<String>| name.clone().unwrap_or_else(|| value.to_owned());
    Some(match part {
        Part::Password => page.say("merge-password-set"),
        Part::OrganizationId => named(&of.organization),
        Part::PortfolioId => named(&of.portfolio),
        Part::Language => value
            .parse::<Language>()
            .ok()
            .and_then(|language| {
                page.languages().into_iter().find(|(known, _)| *known == language).map(|(_, name)| name)
            })
            .unwrap_or(value)
            .to_owned(),
        Part::CreateTickets | Part::Active | Part::AccountApproved => {
            page.say(if value == "1" { "merge-yes" } else { "merge-no" })
        }
        _ => value.to_owned(),
    })
}
