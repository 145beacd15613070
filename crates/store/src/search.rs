//! What is searched of customers, and the changes that neither it nor the counts of customers know of yet. Who writes it
//! follows the outbox; see `desk::search`.

use std::collections::BTreeMap;

use guiche_domain::page::Order;
use guiche_domain::search::Asked;

use crate::tx::Engine;
use crate::{Error, Row, Tx};

statements! {
    CHANGES = "SELECT o.position, o.entity, o.entity_id, c.name, c.name_key, c.email, c.internal_id, c.phone,
            c.phone_e164, c.organization_id, s.search_id, s.organization_id, s.document
        FROM outbox o
        LEFT JOIN customer c ON o.entity = 'customer' AND c.account_id = o.account_id AND c.customer_id = o.entity_id
        LEFT JOIN customer_search s ON s.account_id = o.account_id AND s.customer_id = o.entity_id
        WHERE o.account_id = $1 AND o.position > $2 ORDER BY o.position LIMIT $3";
    /// Each value once, however often its customer changed, and no more of it than is searched.
    CHANGED_VALUES = "SELECT v.customer_id, v.custom_field_id, substr(v.value, 1, 2000) FROM customer_value v
        WHERE v.account_id = $1 AND v.customer_id IN (SELECT o.entity_id FROM outbox o
            WHERE o.account_id = $1 AND o.position > $2 AND o.position <= $3 AND o.entity = 'customer')";
    CHANGED_ALIASES = "SELECT a.customer_id, a.internal_id FROM customer_alias a
        WHERE a.account_id = $1 AND a.customer_id IN (SELECT o.entity_id FROM outbox o
            WHERE o.account_id = $1 AND o.position > $2 AND o.position <= $3 AND o.entity = 'customer')";
    ACCOUNTS_BEHIND = "SELECT a.account_id FROM account a WHERE EXISTS (SELECT 1 FROM outbox o
            WHERE o.account_id = a.account_id AND o.position > coalesce((SELECT f.position FROM follower f
                WHERE f.account_id = a.account_id AND f.name = $1), 0))
        ORDER BY a.account_id";
    INSERT = "INSERT INTO customer_search (account_id, customer_id, search_id, organization_id, document)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (account_id, customer_id)
        DO UPDATE SET organization_id = excluded.organization_id, document = excluded.document";
    DELETE = "DELETE FROM customer_search WHERE account_id = $1 AND customer_id = $2";
    /// A row's number begins with the account's: forty bits are left for the customer's.
    INSERT_GRAMS_ON_SQLITE = "INSERT INTO customer_grams (rowid, grams) VALUES ($1 * 1099511627776 + $2, $3)";
    DELETE_GRAMS_ON_SQLITE = "DELETE FROM customer_grams WHERE rowid = $1 * 1099511627776 + $2";
    INSERT_GRAMS_ON_POSTGRES = "INSERT INTO customer_grams (account_id, search_id, grams) VALUES ($1, $2, $3)
        ON CONFLICT (account_id, search_id) DO UPDATE SET grams = excluded.grams";
    DELETE_GRAMS_ON_POSTGRES = "DELETE FROM customer_grams WHERE account_id = $1 AND search_id = $2";
    CANDIDATES_ON_SQLITE = "SELECT rowid - $1 * 1099511627776 FROM customer_grams
        WHERE customer_grams MATCH $2 AND rowid > $1 * 1099511627776 AND rowid < $1 * 1099511627776 + $3
        ORDER BY rowid DESC LIMIT $4";
    CANDIDATES_UP_ON_SQLITE = "SELECT rowid - $1 * 1099511627776 FROM customer_grams
        WHERE customer_grams MATCH $2 AND rowid > $1 * 1099511627776 + $3 AND rowid < $1 * 1099511627776 + 1099511627776
        ORDER BY rowid LIMIT $4";
    BY_SEARCH_ID = "SELECT search_id, customer_id, document FROM customer_search
        WHERE account_id = $1 AND search_id = $2";
    /// Of the newest two thousand: what many have is found among them, without a look at all that have it.
    NEWEST_ON_POSTGRES = "SELECT s.search_id, s.customer_id, s.document
        FROM customer_grams g JOIN customer_search s ON s.account_id = g.account_id AND s.search_id = g.search_id
        WHERE g.account_id = $1 AND string_to_array(g.grams, ' ') @> string_to_array($2, ' ')
            AND g.search_id < $3 AND g.search_id >= $3 - 2000
        ORDER BY g.search_id DESC LIMIT $4";
    /// The sum in the order keeps the planner from reading all customers of an account, the newest first.
    CANDIDATES_ON_POSTGRES = "SELECT s.search_id, s.customer_id, s.document
        FROM customer_grams g JOIN customer_search s ON s.account_id = g.account_id AND s.search_id = g.search_id
        WHERE g.account_id = $1 AND string_to_array(g.grams, ' ') @> string_to_array($2, ' ') AND g.search_id < $3
        ORDER BY g.search_id + 0 DESC LIMIT $4";
    /// The same, the oldest first.
    NEXT_ON_POSTGRES = "SELECT s.search_id, s.customer_id, s.document
        FROM customer_grams g JOIN customer_search s ON s.account_id = g.account_id AND s.search_id = g.search_id
        WHERE g.account_id = $1 AND string_to_array(g.grams, ' ') @> string_to_array($2, ' ')
            AND g.search_id > $3 AND g.search_id <= $3 + 2000
        ORDER BY g.search_id LIMIT $4";
    CANDIDATES_UP_ON_POSTGRES = "SELECT s.search_id, s.customer_id, s.document
        FROM customer_grams g JOIN customer_search s ON s.account_id = g.account_id AND s.search_id = g.search_id
        WHERE g.account_id = $1 AND string_to_array(g.grams, ' ') @> string_to_array($2, ' ') AND g.search_id > $3
        ORDER BY g.search_id + 0 LIMIT $4";
    NEWEST = "SELECT search_id FROM customer_search WHERE account_id = $1 ORDER BY search_id DESC LIMIT 1";
    /// Joined in this order, which SQLite keeps: from the changes, which are few, to their customers.
    BEHIND_NOW = concat!("SELECT c.organization_id, count(*) FROM ", behind!(), "
        CROSS JOIN customer c WHERE c.account_id = $1 AND c.customer_id = behind.entity_id GROUP BY c.organization_id");
    BEHIND_COUNTED = concat!("SELECT s.organization_id, count(*) FROM ", behind!(), "
        CROSS JOIN customer_search s WHERE s.account_id = $1 AND s.customer_id = behind.entity_id
        GROUP BY s.organization_id");
    FILL_NAME_KEY = "UPDATE customer SET name_key = $4
        WHERE account_id = $1 AND customer_id = $2 AND name = $3 AND name_key = ''";
    FILL_PHONE = "UPDATE customer SET phone_e164 = $4
        WHERE account_id = $1 AND customer_id = $2 AND phone = $3 AND phone_e164 IS NULL";
}

/// Greater than any customer's number.
pub const LAST: i64 = 1 << 40;
/// A change, and what the customer is now, if the change is a customer's and it is there.
#[derive(Clone, Debug)]
pub struct Change {
    /// Where it stands in the outbox.
    pub position: i64,
    /// What kind of thing changed.
    pub entity: String,
    /// Which one.
    pub entity_id: String,
    /// What it is now.
    pub customer: Option<Current>,
    /// What is known of it to whoever searches.
    pub known: Option<Known>,
}

/// What is searched of a customer, as it is now.
#[derive(Clone, Debug)]
pub struct Current {
    /// As sent.
    pub name: String,
    /// The name, as lists are ordered by it; empty where a program of before made the customer.
    pub name_key: String,
    /// As sent.
    pub email: Option<String>,
    /// The caller's own key.
    pub internal_id: Option<String>,
    /// As sent.
    pub phone: Option<String>,
    /// In E.164 form.
    pub phone_e164: Option<String>,
    /// The organization's id.
    pub organization_id: Option<String>,
}

/// What is known of a customer to whoever searches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its number: newer customers have greater ones.
    pub search_id: i64,
    /// The organization in which it is counted.
    pub organization_id: Option<String>,
    /// Its tokens.
    pub document: String,
}

/// The accounts with changes that a follower has not seen.
pub fn accounts_behind(tx: &mut Tx<'_>, follower: &str) -> Result<Vec<i64>, Error> {
    tx.all(ACCOUNTS_BEHIND, &[follower.into()], |row| row.integer(0))
}

/// Up to `limit` changes behind a position, in their order.
pub fn changes(tx: &mut Tx<'_>, account_id: i64, position: i64, limit: i64) -> Result<Vec<Change>, Error> {
    tx.all(CHANGES, &[account_id.into(), position.into(), limit.into()], |row| {
        Ok(Change {
            position: row.integer(0)?,
            entity: row.text(1)?,
            entity_id: row.text(2)?,
            customer: current(row)?,
            known: known(row)?,
        })
    })
}

fn current(row: &Row<'_>) -> Result<Option<Current>, Error> {
    let Some(name) = row.optional_text(3)? else {
        return Ok(None);
    };
    Ok(Some(Current {
        name,
        name_key: row.text(4)?,
        email: row.optional_text(5)?,
        internal_id: row.optional_text(6)?,
        phone: row.optional_text(7)?,
        phone_e164: row.optional_text(8)?,
        organization_id: row.optional_text(9)?,
    }))
}

fn known(row: &Row<'_>) -> Result<Option<Known>, Error> {
    let Some(search_id) = row.optional_integer(10)? else {
        return Ok(None);
    };
    Ok(Some(Known { search_id, organization_id: row.optional_text(11)?, document: row.text(12)? }))
}

/// The values of the custom fields of all customers that changed behind a position and up to another: by customer and
/// field.
pub fn changed_values(
    tx: &mut Tx<'_>,
    account_id: i64,
    after: i64,
    up_to: i64,
) -> Result<BTreeMap<String, BTreeMap<String, String>>, Error> {
    let rows = tx.all(CHANGED_VALUES, &[account_id.into(), after.into(), up_to.into()], |row| {
        Ok((row.text(0)?, row.text(1)?, row.text(2)?))
    })?;
    let mut values: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    for (customer_id, custom_field_id, value) in rows {
        values.entry(customer_id).or_default().insert(custom_field_id, value);
    }
    Ok(values)
}

/// The keys that lead to customers beside their own, of all that changed behind a position and up to another.
pub fn changed_aliases(
    tx: &mut Tx<'_>,
    account_id: i64,
    after: i64,
    up_to: i64,
) -> Result<BTreeMap<String, Vec<String>>, Error> {
    let rows = tx.all(CHANGED_ALIASES, &[account_id.into(), after.into(), up_to.into()], |row| {
        Ok((row.text(0)?, row.text(1)?))
    })?;
    let mut aliases: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (customer_id, internal_id) in rows {
        aliases.entry(customer_id).or_default().push(internal_id);
    }
    aliases.values_mut().for_each(|aliases| aliases.sort());
    Ok(aliases)
}

/// Makes known what a customer is now. `grams` are the document's runs where the document is another than before;
/// `before` tells whether there was one.
pub fn set(
    tx: &mut Tx<'_>,
    account_id: i64,
    customer_id: &str,
    known: &Known,
    grams: Option<&str>,
    before: bool,
) -> Result<(), Error> {
    let Known { search_id, organization_id, document } = known;
    let organization = organization_id.as_deref();
    let args =
        [account_id.into(), customer_id.into(), (*search_id).into(), organization.into(), document.into()];
    tx.put(INSERT, &args)?;
    let Some(grams) = grams else {
        return Ok(());
    };
    if tx.engine() == Engine::Sqlite && before {
        tx.put(DELETE_GRAMS_ON_SQLITE, &[account_id.into(), (*search_id).into()])?;
    }
    let insert = match tx.engine() {
        Engine::Sqlite => INSERT_GRAMS_ON_SQLITE,
        Engine::Postgres => INSERT_GRAMS_ON_POSTGRES,
    };
    tx.put(insert, &[account_id.into(), (*search_id).into(), grams.into()])
}

/// Forgets a customer that is gone.
pub fn forget(tx: &mut Tx<'_>, account_id: i64, customer_id: &str, search_id: i64) -> Result<(), Error> {
    let delete = match tx.engine() {
        Engine::Sqlite => DELETE_GRAMS_ON_SQLITE,
        Engine::Postgres => DELETE_GRAMS_ON_POSTGRES,
    };
    tx.put(delete, &[account_id.into(), search_id.into()])?;
    tx.put(DELETE, &[account_id.into(), customer_id.into()])
}

/// Gives a customer what a program of before left empty.
pub fn fill(
    tx: &mut Tx<'_>,
    account_id: i64,
    customer_id: &str,
    name_key: Option<(&str, &str)>,
    phone: Option<(&str, &str)>,
) -> Result<(), Error> {
    if let Some((name, name_key)) = name_key {
        tx.put(FILL_NAME_KEY, &[account_id.into(), customer_id.into(), name.into(), name_key.into()])?;
    }
    if let Some((phone, e164)) = phone {
        tx.put(FILL_PHONE, &[account_id.into(), customer_id.into(), phone.into(), e164.into()])?;
    }
    Ok(())
}

/// A customer that may be what is searched for.
struct Candidate {
    search_id: i64,
    customer_id: String,
    document: String,
}

/// What to look for in the index of runs.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'w> {
    /// Runs that all of the documents have.
    pub grams: &'w Asked,
    /// Behind this number: below it where the greatest come first, above it where they come last.
    pub from: i64,
    /// Which way.
    pub order: Order,
    /// How many customers are enough.
    pub enough: usize,
    /// How many candidates are asked for at once.
    pub chunk: usize,
}

impl Wanted<'_> {
    /// Where one begins who has seen nothing yet.
    pub fn beginning(order: Order) -> i64 {
        if order == Order::Descending { LAST } else { 0 }
    }
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The customers in the order asked for: their numbers and ids.
    pub customers: Vec<(i64, String)>,
    /// How many candidates were looked at.
    pub looked_at: usize,
    /// The number of the last of them, where there may be more behind it.
    pub more_behind: Option<i64>,
}

/// Customers whose documents have all of some runs; what `holds` says of a document decides.
pub fn find(
    tx: &mut Tx<'_>,
    account_id: i64,
    wanted: Wanted<'_>,
    holds: impl Fn(&str) -> bool,
) -> Result<Found, Error> {
    let (limit, down) = (wanted.chunk as i64, wanted.order == Order::Descending);
    if tx.engine() == Engine::Postgres {
        let from = if down { wanted.from.min(newest(tx, account_id)? + 1) } else { wanted.from };
        let (near, all) = match down {
            true => (NEWEST_ON_POSTGRES, CANDIDATES_ON_POSTGRES),
            false => (NEXT_ON_POSTGRES, CANDIDATES_UP_ON_POSTGRES),
        };
        let args = [account_id.into(), (&wanted.grams.all).into(), from.into(), limit.into()];
        let mut candidates = tx.all(near, &args, candidate)?;
        if candidates.len() < wanted.chunk {
            candidates = tx.all(all, &args, candidate)?;
        }
        return sift(wanted, candidates, |candidate| Ok((candidate.search_id, Some(candidate))), holds);
    }
    let numbers = |tx: &mut Tx<'_>, grams: &String| {
        let args = [account_id.into(), grams.into(), wanted.from.into(), limit.into()];
        let sql = if down { CANDIDATES_ON_SQLITE } else { CANDIDATES_UP_ON_SQLITE };
        tx.all(sql, &args, |row| row.integer(0))
    };
    // The long lists of common runs are not gone through where few have the rare ones.
    let mut candidates = numbers(tx, &wanted.grams.rare)?;
    if candidates.len() == wanted.chunk && wanted.grams.rare != wanted.grams.all {
        candidates = numbers(tx, &wanted.grams.all)?;
    }
    // One by one: each is a page, and joined SQLite would look for each among all documents of the account.
    let read = |search_id: i64| {
        Ok((search_id, tx.first(BY_SEARCH_ID, &[account_id.into(), search_id.into()], candidate)?))
    };
    sift(wanted, candidates, read, holds)
}

/// Looks at candidates until enough are found.
fn sift<C>(
    wanted: Wanted<'_>,
    candidates: Vec<C>,
    mut read: impl FnMut(C) -> Result<(i64, Option<Candidate>), Error>,
    holds: impl Fn(&str) -> bool,
) -> Result<Found, Error> {
    let (mut found, count) = (Found::default(), candidates.len());
    let mut last = None;
    for candidate in candidates {
        if found.customers.len() == wanted.enough {
            break;
        }
        let (search_id, candidate) = read(candidate)?;
        let held = candidate.filter(|candidate| holds(&candidate.document));
        found.customers.extend(held.map(|candidate| (search_id, candidate.customer_id)));
        found.looked_at += 1;
        last = Some(search_id);
    }
    found.more_behind = last.filter(|_| found.looked_at < count || count == wanted.chunk);
    Ok(found)
}

/// The greatest number of a customer.
fn newest(tx: &mut Tx<'_>, account_id: i64) -> Result<i64, Error> {
    Ok(tx.first(NEWEST, &[account_id.into()], |row| row.integer(0))?.unwrap_or(0))
}

fn candidate(row: &Row<'_>) -> Result<Candidate, Error> {
    Ok(Candidate { search_id: row.integer(0)?, customer_id: row.text(1)?, document: row.text(2)? })
}

/// By how many the counts are wrong, by organization: of the customers that changed behind a position, those that are there
/// less those that are counted.
pub fn uncounted(
    tx: &mut Tx<'_>,
    account_id: i64,
    position: i64,
) -> Result<BTreeMap<Option<String>, i64>, Error> {
    let args = [account_id.into(), position.into()];
    let read = |row: &Row<'_>| Ok((row.optional_text(0)?, row.integer(1)?));
    let mut uncounted: BTreeMap<_, i64> = tx.all(BEHIND_NOW, &args, read)?.into_iter().collect();
    for (organization_id, customers) in tx.all(BEHIND_COUNTED, &args, read)? {
        *uncounted.entry(organization_id).or_default() -= customers;
    }
    Ok(uncounted)
}
