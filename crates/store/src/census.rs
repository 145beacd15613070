//! What the census keeps of customers: as what each is counted, by what it is found in its custom fields, and how many came
//! and went on each day. Who writes it follows the outbox; see `desk::census`.

use std::collections::{BTreeMap, BTreeSet};

use guiche_domain::custom_field::Kind;
use guiche_domain::time::Timestamp;

use crate::{Error, Row, Tx};

/// The customers that changed behind a position and up to another.
macro_rules! changed {
    () => {
        "(SELECT o.entity_id FROM outbox o
            WHERE o.account_id = $1 AND o.position > $2 AND o.position <= $3 AND o.entity = 'customer')"
    };
}

statements! {
    CHANGES = "SELECT o.position, o.entity, o.entity_id, o.change, o.occurred_at, c.active, c.portfolio_id,
            k.active, k.portfolio_id
        FROM outbox o
        LEFT JOIN customer c ON o.entity = 'customer' AND c.account_id = o.account_id AND c.customer_id = o.entity_id
        LEFT JOIN customer_census k ON k.account_id = o.account_id AND k.customer_id = o.entity_id
        WHERE o.account_id = $1 AND o.position > $2 ORDER BY o.position LIMIT $3";
    /// Each value once, however often its customer changed, and no more of it than a key is made of, but for options.
    CHANGED_VALUES = concat!("SELECT v.customer_id, v.custom_field_id, f.kind,
            CASE WHEN f.kind = 'multi_select' THEN v.value ELSE substr(v.value, 1, 400) END
        FROM customer_value v
        JOIN custom_field f ON f.account_id = v.account_id AND f.target = 'customer'
            AND f.custom_field_id = v.custom_field_id
        WHERE v.account_id = $1 AND v.customer_id IN ", changed!());
    CHANGED_KEYS = concat!("SELECT k.customer_id, k.custom_field_id, k.value_key FROM customer_value_key k
        WHERE k.account_id = $1 AND k.customer_id IN ", changed!());
    SET = "INSERT INTO customer_census (account_id, customer_id, portfolio_id, active) VALUES ($1, $2, $3, $4)
        ON CONFLICT (account_id, customer_id)
        DO UPDATE SET portfolio_id = excluded.portfolio_id, active = excluded.active";
    FORGET = "DELETE FROM customer_census WHERE account_id = $1 AND customer_id = $2";
    ADD_KEY = "INSERT INTO customer_value_key (account_id, customer_id, custom_field_id, value_key)
        VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    DROP_KEY = "DELETE FROM customer_value_key
        WHERE account_id = $1 AND customer_id = $2 AND custom_field_id = $3 AND value_key = $4";
    ADD_TO_DAY = "INSERT INTO customer_day (account_id, day, created, deleted) VALUES ($1, $2, $3, $4)
        ON CONFLICT (account_id, day) DO UPDATE SET created = customer_day.created + excluded.created,
            deleted = customer_day.deleted + excluded.deleted";
    DAYS = "SELECT day, created, deleted FROM customer_day WHERE account_id = $1 AND day >= $2 ORDER BY day";
    /// Joined in this order, which SQLite keeps: from the changes, which are few, to their customers.
    BEHIND_NOW = concat!("SELECT c.active, c.portfolio_id, count(*) FROM ", behind!(), "
        CROSS JOIN customer c WHERE c.account_id = $1 AND c.customer_id = behind.entity_id
        GROUP BY c.active, c.portfolio_id");
    BEHIND_COUNTED = concat!("SELECT k.active, k.portfolio_id, count(*) FROM ", behind!(), "
        CROSS JOIN customer_census k WHERE k.account_id = $1 AND k.customer_id = behind.entity_id
        GROUP BY k.active, k.portfolio_id");
}

/// As what a customer is counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Counted {
    /// Whether it is in service.
    pub active: bool,
    /// The id of its portfolio.
    pub portfolio_id: Option<String>,
}

/// A change, and what its customer is and was counted as, if the change is a customer's.
#[derive(Clone, Debug)]
pub struct Change {
    /// Where it stands in the outbox.
    pub position: i64,
    /// What kind of thing changed.
    pub entity: String,
    /// Which one.
    pub entity_id: String,
    /// What happened.
    pub change: String,
    /// When.
    pub occurred_at: Timestamp,
    /// What the customer is now; `None` where it is gone.
    pub now: Option<Counted>,
    /// As what it is counted.
    pub counted: Option<Counted>,
}

/// Up to `limit` changes behind a position, in their order.
pub fn changes(tx: &mut Tx<'_>, account_id: i64, position: i64, limit: i64) -> Result<Vec<Change>, Error> {
    tx.all(CHANGES, &[account_id.into(), position.into(), limit.into()], |row| {
        Ok(Change {
            position: row.integer(0)?,
            entity: row.text(1)?,
            entity_id: row.text(2)?,
            change: row.text(3)?,
            occurred_at: Timestamp::from_micros(row.integer(4)?),
            now: counted(row, 5)?,
            counted: counted(row, 7)?,
        })
    })
}

fn counted(row: &Row<'_>, from: usize) -> Result<Option<Counted>, Error> {
    let active = row.optional_boolean(from)?;
    let portfolio_id = row.optional_text(from + 1)?;
    Ok(active.map(|active| Counted { active, portfolio_id }))
}

/// By what a customer is found: its fields' ids and the keys of its values.
pub type Keys = BTreeSet<(String, String)>;

/// A value of a custom field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// The field's id.
    pub custom_field_id: String,
    /// What the field's values are.
    pub kind: Kind,
    /// The value, or its first 400 characters where it is not of options.
    pub text: String,
}

/// The values of the custom fields of all customers that changed behind a position and up to another, by customer.
pub fn changed_values(
    tx: &mut Tx<'_>,
    account_id: i64,
    after: i64,
    up_to: i64,
) -> Result<BTreeMap<String, Vec<Value>>, Error> {
    let mut values: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let rows = tx.all(CHANGED_VALUES, &[account_id.into(), after.into(), up_to.into()], |row| {
        let value = Value { custom_field_id: row.text(1)?, kind: row.parsed(2)?, text: row.text(3)? };
        Ok((row.text(0)?, value))
    })?;
    for (customer_id, value) in rows {
        values.entry(customer_id).or_default().push(value);
    }
    Ok(values)
}

/// By what these customers are found until now.
pub fn changed_keys(
    tx: &mut Tx<'_>,
    account_id: i64,
    after: i64,
    up_to: i64,
) -> Result<BTreeMap<String, Keys>, Error> {
    let mut keys: BTreeMap<_, Keys> = BTreeMap::new();
    let rows = tx.all(CHANGED_KEYS, &[account_id.into(), after.into(), up_to.into()], |row| {
        Ok((row.text(0)?, (row.text(1)?, row.text(2)?)))
    })?;
    for (customer_id, key) in rows {
        keys.entry(customer_id).or_default().insert(key);
    }
    Ok(keys)
}

/// Notes as what a customer is counted; `None` where it is gone.
pub fn set(
    tx: &mut Tx<'_>,
    account_id: i64,
    customer_id: &str,
    counted: Option<&Counted>,
) -> Result<(), Error> {
    let (account, customer) = (account_id.into(), customer_id.into());
    match counted {
        Some(Counted { active, portfolio_id }) => {
            tx.put(SET, &[account, customer, portfolio_id.as_deref().into(), (*active).into()])
        }
        None => tx.put(FORGET, &[account, customer]),
    }
}

/// Has a customer be found by other keys than before.
pub fn set_keys(
    tx: &mut Tx<'_>,
    account_id: i64,
    customer_id: &str,
    before: &Keys,
    now: &Keys,
) -> Result<(), Error> {
    for (sql, keys) in [(DROP_KEY, before.difference(now)), (ADD_KEY, now.difference(before))] {
        for (field, key) in keys {
            tx.put(sql, &[account_id.into(), customer_id.into(), field.into(), key.into()])?;
        }
    }
    Ok(())
}

/// What came and went on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Came {
    /// Customers that were created.
    pub created: i64,
    /// Customers that were deleted.
    pub deleted: i64,
}

/// Counts more customers that came and went on a day, written `YYYY-MM-DD`.
pub fn add_to_day(tx: &mut Tx<'_>, account_id: i64, day: &str, came: Came) -> Result<(), Error> {
    tx.put(ADD_TO_DAY, &[account_id.into(), day.into(), came.created.into(), came.deleted.into()])
}

/// What came and went on each day from a day on, in order; days without anything are left out.
pub fn days(tx: &mut Tx<'_>, account_id: i64, from: &str) -> Result<Vec<(String, Came)>, Error> {
    tx.all(DAYS, &[account_id.into(), from.into()], |row| {
        Ok((row.text(0)?, Came { created: row.integer(1)?, deleted: row.integer(2)? }))
    })
}

/// By how many the counts are wrong: of the customers that changed behind a position, those that are there less those that
/// are counted, by what they are or are counted as.
pub fn uncounted(tx: &mut Tx<'_>, account_id: i64, position: i64) -> Result<BTreeMap<Counted, i64>, Error> {
    let mut uncounted = BTreeMap::new();
    for (sql, sign) in [(BEHIND_NOW, 1), (BEHIND_COUNTED, -1)] {
        let rows = tx.all(sql, &[account_id.into(), position.into()], |row| {
            Ok((Counted { active: row.boolean(0)?, portfolio_id: row.optional_text(1)? }, row.integer(2)?))
        })?;
        for (counted, customers) in rows {
            *uncounted.entry(counted).or_default() += sign * customers;
        }
    }
    Ok(uncounted)
}
