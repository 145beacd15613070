//! The panel's list of organizations: by name, or those whose name or address begins with something, a page at a time.

use std::collections::BTreeMap;

use guiche_domain::cursor::Cursor;
use guiche_domain::fold::fold;
use guiche_domain::id::Id;
use guiche_domain::refusal::{Fault, Field, Reason};
use guiche_store::count::{self, Scope};
use guiche_store::group::{self, Kind};
use guiche_store::organization::{self, Organization};
use guiche_store::{Error, Tx};

use super::OwnKeys;
use crate::{Caller, Permission};

/// What to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What a name begins with, without regard to case and accents; with an `@`, what an address begins with. `None` for
    /// all.
    pub q: Option<String>,
    /// Behind which one; `None` from the beginning. Only what [`Page::next`] gave, for the same `q`.
    pub cursor: Option<Cursor>,
    /// How many at most.
    pub limit: usize,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The organization.
    pub organization: Organization,
    /// Its portfolio's name.
    pub portfolio: Option<String>,
    /// The name of the one that it belongs to.
    pub mother: Option<String>,
    /// How many customers it has: a moment after they changed.
    pub customers: i64,
}

/// One page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The organizations.
    pub rows: Vec<Row>,
    /// Where to go on, if there are more.
    pub next: Option<Cursor>,
    /// How many the account has, whatever was asked for.
    pub size: u64,
}

/// Shows organizations in the order of names, or of addresses where those are searched.
pub fn page(tx: &mut Tx<'_>, caller: &Caller, query: &Query) -> Result<Page, Error> {
    caller.require(Permission::ReadOrganizations)?;
    let account_id = caller.account.account_id;
    let q = query.q.as_deref().map(str::trim).unwrap_or_default();
    let by_email = q.contains('@');
    let prefix = if by_email { q.to_lowercase() } else { fold(q) };
    let place = place(query.cursor.as_ref(), &prefix)?;
    let place = (place.0.as_str(), place.1.as_str());
    let most = i64::try_from(query.limit).unwrap_or(i64::MAX).saturating_add(1);
    let mut found = if by_email {
        organization::after_email(tx, account_id, place, most)?
    } else {
        organization::after(tx, account_id, place, most)?
    };
    found.retain(|organization| key(organization, by_email).starts_with(&prefix));
    let more = found.len() > query.limit;
    found.truncate(query.limit);
    let next = found.last().filter(|_| more).map(|last| Cursor::Name {
        name_key: key(last, by_email),
        customer_id: last.organization_id.clone(),
    });
    Ok(Page { rows: rows(tx, account_id, found)?, next, size: organization::count(tx, account_id)? })
}

/// Behind which key and id the page begins.
fn place(cursor: Option<&Cursor>, prefix: &str) -> Result<(String, String), Error> {
    match cursor {
        None => Ok((prefix.into(), String::new())),
        Some(Cursor::Name { name_key, customer_id }) if name_key.starts_with(prefix) => {
            Ok((name_key.clone(), customer_id.to_string()))
        }
        Some(_) => Err(Error::Refused(Fault::of(Field::new("cursor", 0), Reason::NotACursor).into())),
    }
}

fn key(organization: &Organization, by_email: bool) -> String {
    let keys = OwnKeys::of(organization);
    if by_email { keys.email.unwrap_or_default() } else { keys.name }
}

fn rows(tx: &mut Tx<'_>, account_id: i64, found: Vec<Organization>) -> Result<Vec<Row>, Error> {
    let mut names = Names { account_id, known: BTreeMap::new() };
    let mut rows = Vec::new();
    for organization in found {
        let id: &Id = &organization.organization_id;
        rows.push(Row {
            customers: count::counted(tx, account_id, Scope::Organization(id.as_str()))?,
            portfolio: names.of(tx, Kind::Portfolio, organization.portfolio_id.as_deref())?,
            mother: names.of(tx, Kind::Organization, organization.mother_organization_id.as_deref())?,
            organization,
        });
    }
    Ok(rows)
}

/// The names of what a page refers to, each looked up once.
struct Names {
    account_id: i64,
    known: BTreeMap<(&'static str, String), Option<String>>,
}

impl Names {
    fn of(&mut self, tx: &mut Tx<'_>, kind: Kind, id: Option<&str>) -> Result<Option<String>, Error> {
        let Some(id) = id else { return Ok(None) };
        let key = (kind.as_str(), id.to_owned());
        if let Some(name) = self.known.get(&key) {
            return Ok(name.clone());
        }
        let name = group::name(tx, kind, self.account_id, id)?;
        self.known.insert(key, name.clone());
        Ok(name)
    }
}
