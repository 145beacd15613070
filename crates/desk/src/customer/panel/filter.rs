//! What is asked of customers, with all that it refers to looked up; and whether one of them has it.

use std::collections::BTreeSet;

use guiche_domain::custom_field::{CustomField, Kind as FieldKind, key};
use guiche_domain::fold::fold;
use guiche_domain::form::{CUSTOM_FIELD_RANK, SentCustomField};
use guiche_domain::page::Order;
use guiche_domain::panel_query::{Group, PanelQuery, Sort};
use guiche_domain::refusal::{Fault, Faults, Field, Reason};
use guiche_domain::search::{Asked, asked, holds, terms};
use guiche_domain::turn::Spot;
use guiche_store::custom_field::CUSTOMER;
use guiche_store::customer_among::{self, Length};
use guiche_store::group::{self, Kind};
use guiche_store::{Error, Tx};

use super::candidate::{By, Candidate};
use crate::customer::list::within;

/// The most values that are asked for at once: each is looked up for every candidate.
const MAX_CONDITIONS: usize = 10;
/// The most characters of a value that are compared.
const COMPARED: usize = 5_000;

/// What is asked of customers: all of it must hold.
#[derive(Debug)]
pub(super) struct Filter {
    pub(super) account_id: i64,
    pub(super) words: Words,
    pub(super) organization: Option<Within>,
    pub(super) portfolio: Option<Within>,
    pub(super) active: Option<bool>,
    pub(super) conditions: Vec<Condition>,
}

/// The words that are searched for.
#[derive(Debug)]
pub(super) enum Words {
    /// None: all customers are wanted.
    All,
    /// Nothing that could be found.
    Nothing,
    /// The beginning of a name, without case and accents.
    Beginning(String),
    /// Parts of what a customer has, and the runs by which they are looked up.
    Terms(Vec<String>, Asked),
}

/// What customers belong to.
#[derive(Debug)]
pub(super) enum Within {
    /// None.
    Without,
    /// One of these.
    Any(BTreeSet<String>),
}

/// A value that a customer has in a custom field, or one of the options that are chosen there.
#[derive(Debug)]
pub(super) struct Condition {
    pub(super) custom_field_id: String,
    pub(super) key: String,
    kind: FieldKind,
    wanted: String,
}

impl Filter {
    /// Looks up what a query refers to; refused with all faults at once.
    pub(super) fn resolve(tx: &mut Tx<'_>, account_id: i64, query: &PanelQuery) -> Result<Self, Error> {
        let mut faults = Faults::default();
        let organization = match &query.organization {
            Some(Group::Of(id)) => {
                within(tx, account_id, id, query.and_below)?.map(Within::Any).or_else(|| {
                    faults.push(Fault::of(Field::new("organization", 1), Reason::NotFound));
                    None
                })
            }
            without => without.as_ref().map(|_| Within::Without),
        };
        let portfolio = match &query.portfolio {
            Some(Group::Of(id)) => {
                if group::name(tx, Kind::Portfolio, account_id, id)?.is_none() {
                    faults.push(Fault::of(Field::new("portfolio", 3), Reason::NotFound));
                }
                Some(Within::Any(BTreeSet::from([id.clone()])))
            }
            without => without.as_ref().map(|_| Within::Without),
        };
        let mut conditions = Vec::new();
        if !query.values.is_empty() {
            let configured = crate::custom_field::active(tx, account_id, CUSTOMER)?;
            for (sent, rank) in query.values.iter().zip(CUSTOM_FIELD_RANK..) {
                match Condition::read(&configured, sent) {
                    Ok(mut of_field) => conditions.append(&mut of_field),
                    Err(reason) => faults.push(Fault::of(Field::new(sent.key.clone(), rank), reason)),
                }
            }
        }
        if conditions.len() > MAX_CONDITIONS {
            faults.push(Fault::of(Field::new("custom_field", CUSTOM_FIELD_RANK), Reason::NotACount));
        }
        faults.into_result()?;
        let words = Words::read(account_id, query.q.as_deref());
        Ok(Self { account_id, words, organization, portfolio, active: query.active, conditions })
    }

    /// What the customers come in the order of.
    pub(super) fn by(&self, sort: Sort) -> (By, Order) {
        match (&self.words, sort) {
            (Words::Terms(..), _) => (By::Search, Order::Descending),
            (Words::Beginning(_), Sort::NameDown) => (By::Name, Order::Descending),
            (Words::Beginning(_), _) => (By::Name, Order::Ascending),
            (_, Sort::Name | Sort::NameDown) => (By::Name, sort.order()),
            (_, Sort::Newest | Sort::Oldest) => (By::Creation, sort.order()),
            (_, Sort::InternalId) => (By::InternalId, sort.order()),
        }
    }

    /// Whether a spot is one of the order in which the customers come.
    pub(super) fn orders(&self, sort: Sort, spot: &Spot) -> bool {
        match (&self.words, spot) {
            (Words::Beginning(prefix), Spot::Name { name_key, .. }) => name_key.starts_with(prefix),
            _ => self.by(sort).0.is_of(spot),
        }
    }

    /// The candidates that have all that is asked for, in their order. Whether they are found by terms was looked at before.
    pub(super) fn sift(
        &self,
        tx: &mut Tx<'_>,
        mut candidates: Vec<Candidate>,
    ) -> Result<Vec<Candidate>, Error> {
        candidates.retain(|candidate| self.fits(candidate));
        for condition in &self.conditions {
            if candidates.is_empty() {
                break;
            }
            let ids: Vec<&str> = candidates.iter().map(|at| at.customer.customer_id.as_str()).collect();
            let id = &condition.custom_field_id;
            let length = if condition.kind.has_options() { Length::Whole } else { Length::Compared };
            let values = customer_among::values(tx, self.account_id, &ids, id, length)?;
            candidates.retain(|candidate| {
                values.get(&candidate.customer.customer_id).is_some_and(|value| condition.fits(value))
            });
        }
        Ok(candidates)
    }

    /// How many things are asked of customers beside words.
    pub(super) fn asked(&self) -> usize {
        let groups = [self.organization.is_some(), self.portfolio.is_some(), self.active.is_some()];
        groups.into_iter().filter(|asked| *asked).count() + self.conditions.len()
    }

    fn fits(&self, candidate: &Candidate) -> bool {
        let customer = &candidate.customer;
        let is_within = |within: &Option<Within>, id: &Option<String>| match (within, id) {
            (None, _) | (Some(Within::Without), None) => true,
            (Some(Within::Any(any)), Some(id)) => any.contains(id),
            (Some(_), _) => false,
        };
        let begins = match &self.words {
            Words::Beginning(prefix) => candidate.name_key.starts_with(prefix),
            _ => true,
        };
        begins
            && is_within(&self.organization, &customer.organization_id)
            && is_within(&self.portfolio, &customer.portfolio_id)
            && self.active.is_none_or(|active| active == customer.active)
    }
}

impl Words {
    fn read(account_id: i64, q: Option<&str>) -> Self {
        let Some(q) = q.filter(|q| !q.trim().is_empty()) else {
            return Self::All;
        };
        let terms = terms(q);
        match asked(account_id, &terms) {
            _ if terms.is_empty() => Self::Nothing,
            Some(grams) => Self::Terms(terms, grams),
            None => Self::Beginning(fold(q)),
        }
    }

    /// Whether a document has the terms, if any are searched for.
    pub(super) fn hold(&self, document: &str) -> bool {
        match self {
            Self::Terms(terms, _) => holds(document, terms),
            _ => true,
        }
    }
}

impl Condition {
    /// What one field is asked for: a value, or all of some options.
    fn read(configured: &[CustomField], sent: &SentCustomField) -> Result<Vec<Self>, Reason> {
        let field = configured.iter().find(|field| field.id == sent.id && field.kind.has_keys());
        let field = field.ok_or(Reason::NotFound)?;
        let Some(value) = field.parse(&sent.texts)? else {
            return Ok(Vec::new());
        };
        let condition = |part: &str| Self {
            custom_field_id: field.id.clone(),
            key: key::key(part),
            kind: field.kind,
            wanted: comparable(field.kind, part),
        };
        Ok(field.kind.parts(&value).map(condition).collect())
    }

    fn fits(&self, value: &str) -> bool {
        self.kind.parts(value).any(|part| comparable(self.kind, part) == self.wanted)
    }
}

/// A part of a value as it is compared: options as they are, others without case and accents.
fn comparable(kind: FieldKind, part: &str) -> String {
    let end = part.char_indices().nth(COMPARED).map_or(part.len(), |(end, _)| end);
    let part = part.get(..end).unwrap_or_default();
    if kind.has_options() { part.to_owned() } else { fold(part) }
}
