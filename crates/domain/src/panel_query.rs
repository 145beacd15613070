//! What the panel's list of customers is asked for: words, filters, an order, columns and a page.

use crate::form::{Form, Reader, SentCustomField};
use crate::page::Order;
use crate::refusal::{Reason, Refusal};
use crate::turn::Turn;
use crate::{scalar, text};

/// The most characters of the words that are searched for.
const MAX_WORDS: usize = 255;
/// The most columns of custom fields.
pub const MAX_COLUMNS: usize = 20;
/// What a filter is sent as that asks for customers without an organization or a portfolio.
const WITHOUT: &str = "none";

/// What the list is ordered by. Words are found the newest first, whatever is asked for; where all of them have less than
/// three characters they are the beginning of a name, and the order is that of names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By name, without case and accents.
    #[default]
    Name,
    /// By name from the end of the alphabet.
    NameDown,
    /// The last that was created first.
    Newest,
    /// The first that was created first.
    Oldest,
    /// By internal id; customers without one come last.
    InternalId,
}

impl Sort {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Name, Self::NameDown, Self::Newest, Self::Oldest, Self::InternalId];

    /// Its name in a query.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::NameDown => "-name",
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::InternalId => "id",
        }
    }

    /// Reads a name.
    pub fn parse(text: &str) -> Result<Self, Reason> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == text.trim()).ok_or(Reason::NotAColumn)
    }

    /// The direction.
    pub fn order(self) -> Order {
        match self {
            Self::Name | Self::Oldest | Self::InternalId => Order::Ascending,
            Self::NameDown | Self::Newest => Order::Descending,
        }
    }
}

/// What customers are asked to belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Group {
    /// None.
    Without,
    /// The one with this id.
    Of(String),
}

impl Group {
    /// Reads an id, or `none`.
    pub fn parse(text: &str) -> Result<Self, Reason> {
        if text.trim() == WITHOUT { Ok(Self::Without) } else { text::reference(text).map(Self::Of) }
    }
}

/// How many customers a page shows at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit(usize);

impl Limit {
    /// The greatest.
    pub const MAX: Self = Self(100);

    /// Reads 1 to 100.
    pub fn parse(text: &str) -> Result<Self, Reason> {
        let number = text.trim().parse().map_err(|_| Reason::NotACount)?;
        if (1..=Self::MAX.0).contains(&number) { Ok(Self(number)) } else { Err(Reason::NotACount) }
    }

    /// The number.
    pub fn get(self) -> usize {
        self.0
    }
}

impl Default for Limit {
    /// 50.
    fn default() -> Self {
        Self(50)
    }
}

/// What is asked for. All filters must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PanelQuery {
    /// The words to find, at most 255 characters; `None` for all customers.
    pub q: Option<String>,
    /// Of an organization, or of none.
    pub organization: Option<Group>,
    /// And of the organizations below it.
    pub and_below: bool,
    /// In a portfolio, or in none.
    pub portfolio: Option<Group>,
    /// In service, or out of it.
    pub active: Option<bool>,
    /// With these values of custom fields. Where several options can be chosen, each text is one that must be.
    pub values: Vec<SentCustomField>,
    /// The custom fields to show, by their ids: the first twenty of them.
    pub columns: Vec<String>,
    /// The order.
    pub sort: Sort,
    /// Which page.
    pub turn: Turn,
    /// How many customers at most.
    pub limit: Limit,
    /// Whether to count all that match.
    pub count: bool,
}

impl PanelQuery {
    /// Reads a query, or what is wrong with it; and the keys that were ignored. `q`, `organization` (an id or `none`),
    /// `below` (a flag), `portfolio` (an id or `none`), `active` (a flag), `sort` ([`Sort`]), `cursor` ([`Turn`]), `limit`
    /// (1 to 100), `count` (a flag), `columns` (ids with commas between them), `custom_field[ID]`. What is blank was not
    /// sent.
    pub fn read(form: &Form, strict: bool) -> (Result<Self, Refusal>, Vec<String>) {
        let mut reader = Reader::new(form);
        let q = reader.filled("q", |text| text::kept(text.trim(), MAX_WORDS));
        let organization = reader.filled("organization", Group::parse);
        let and_below = reader.filled("below", scalar::flag);
        let portfolio = reader.filled("portfolio", Group::parse);
        let active = reader.filled("active", scalar::flag);
        let sort = reader.filled("sort", Sort::parse);
        let turn = reader.filled("cursor", Turn::parse);
        let limit = reader.filled("limit", Limit::parse);
        let count = reader.filled("count", scalar::flag);
        let columns = reader.filled("columns", |text| Ok(text.to_owned()));
        let mut values = reader.custom_fields();
        values.retain_mut(|field| {
            field.texts.retain(|text| text::filled(text).is_some());
            !field.texts.is_empty()
        });
        let (faults, ignored) = reader.finish(strict);
        let ids = |sent: &str| {
            let ids = sent.split(',').map(str::trim).filter(|id| !id.is_empty());
            ids.take(MAX_COLUMNS).map(str::to_owned).collect()
        };
        let query = Self {
            q: q.map(|q| q.value),
            organization: organization.map(|group| group.value),
            and_below: and_below.is_some_and(|flag| flag.value),
            portfolio: portfolio.map(|group| group.value),
            active: active.map(|flag| flag.value),
            values,
            columns: columns.map_or_else(Vec::new, |columns| ids(&columns.value)),
            sort: sort.map_or(Sort::default(), |sort| sort.value),
            turn: turn.map_or(Turn::FIRST, |turn| turn.value),
            limit: limit.map_or(Limit::default(), |limit| limit.value),
            count: count.is_some_and(|flag| flag.value),
        };
        (faults.into_result().map(|()| query), ignored)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> Form {
        let mut form = Form::default();
        for (key, text) in pairs {
            form.push_text(*key, *text);
        }
        form
    }

    #[test]
    fn a_query_is_read_whole() {
        let sent = form(&[
            ("q", " ana "),
            ("organization", "none"),
            ("below", "1"),
            ("portfolio", " p "),
            ("active", "0"),
            ("custom_field[a]", "Sul"),
            ("custom_field[b]", " "),
            ("columns", "a, b,,"),
            ("sort", "-name"),
            ("cursor", "b"),
            ("limit", "100"),
            ("count", "1"),
        ]);
        let (read, ignored) = PanelQuery::read(&sent, true);
        let query = read.unwrap();
        assert!(ignored.is_empty());
        assert_eq!(query.q.as_deref(), Some("ana"));
        assert_eq!(
            (query.organization, query.portfolio),
            (Some(Group::Without), Some(Group::Of("p".into())))
        );
        assert_eq!((query.and_below, query.active, query.count), (true, Some(false), true));
        assert_eq!(query.values.iter().map(|field| field.id.as_str()).collect::<Vec<_>>(), ["a"]);
        assert_eq!(query.columns, ["a", "b"]);
        assert_eq!((query.sort, query.turn, query.limit), (Sort::NameDown, Turn::LAST, Limit::MAX));
        let (all, _) = PanelQuery::read(&form(&[("q", " "), ("sort", "")]), true);
        assert_eq!(all, Ok(PanelQuery::default()));
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        let sent = form(&[("active", "x"), ("sort", "size"), ("cursor", "x"), ("limit", "101")]);
        let refusal = PanelQuery::read(&sent, false).0.unwrap_err();
        let codes: Vec<_> = refusal.faults().map(|fault| fault.reason.code()).collect();
        assert_eq!(codes, ["invalid", "not_allowed", "invalid", "invalid"]);
        for limit in ["0", "-1", "1.5", "many"] {
            assert_eq!(Limit::parse(limit), Err(Reason::NotACount), "{limit}");
        }
    }
}
