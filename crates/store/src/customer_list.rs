//! Customers in the order of a list, read onwards from any place. A *source* is one order of one scope, which one index has;
//! nothing is sorted here. Several sources together are merged by whoever asks.

use guiche_domain::page::Order;

use crate::customer::{self, Customer};
use crate::{Arg, Error, Tx};

/// The customers behind a place, and the names of their organizations.
macro_rules! rows {
    ($behind:literal, $order:literal, $limit:literal) => {
        rows!("customer c", "c.account_id = $1", $behind, $order, $limit)
    };
    ($from:literal, $account:literal, $behind:literal, $order:literal, $limit:literal) => {
        concat!(
            "SELECT c.customer_id, c.internal_id, c.name, c.email, c.phone, c.phone_e164, c.create_tickets,
                c.organization_id, c.language, c.portfolio_id, c.email_validated, c.active, c.account_approved,
                c.monthly_ticket_quota, c.version, c.created_at, o.name, c.name_key
            FROM ",
            $from,
            " LEFT JOIN organization o ON o.account_id = c.account_id AND o.organization_id = c.organization_id
            WHERE ",
            $account,
            " AND ",
            $behind,
            " ORDER BY ",
            $order,
            " LIMIT ",
            $limit
        )
    };
}

/// The place so many customers behind another: all that is read is in the index.
macro_rules! place {
    ($columns:literal, $behind:literal, $order:literal, $offset:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM customer c WHERE c.account_id = $1 AND ",
            $behind,
            " ORDER BY ",
            $order,
            " LIMIT 1 OFFSET ",
            $offset
        )
    };
}

statements! {
    ROWS_NAME_UP = rows!("(c.name_key, c.customer_id) > ($2, $3)", "c.name_key, c.customer_id", "$4");
    ROWS_NAME_DOWN = rows!("(c.name_key, c.customer_id) < ($2, $3)", "c.name_key DESC, c.customer_id DESC", "$4");
    ROWS_CREATION_UP = rows!("c.customer_id > $2", "c.customer_id", "$3");
    ROWS_CREATION_DOWN = rows!("c.customer_id < $2", "c.customer_id DESC", "$3");
    ROWS_ID_UP = rows!("c.internal_id > $2", "c.internal_id", "$3");
    ROWS_ID_DOWN = rows!("c.internal_id < $2", "c.internal_id DESC", "$3");
    /// The index is joined with its own table, or SQLite would go through all customers instead.
    ROWS_NO_ID_UP = rows!("customer k JOIN customer c ON c.account_id = k.account_id AND c.customer_id = k.customer_id",
        "k.account_id = $1", "k.internal_id IS NULL AND k.customer_id > $2",
        "k.internal_id, k.customer_id", "$3");
    ROWS_NO_ID_DOWN = rows!("customer k JOIN customer c ON c.account_id = k.account_id AND c.customer_id = k.customer_id",
        "k.account_id = $1", "k.internal_id IS NULL AND k.customer_id < $2",
        "k.internal_id DESC, k.customer_id DESC", "$3");
    ROWS_OF_ORGANIZATION_NAME_UP = rows!("c.organization_id = $2 AND (c.name_key, c.customer_id) > ($3, $4)",
        "c.name_key, c.customer_id", "$5");
    ROWS_OF_ORGANIZATION_NAME_DOWN = rows!("c.organization_id = $2 AND (c.name_key, c.customer_id) < ($3, $4)",
        "c.name_key DESC, c.customer_id DESC", "$5");
    ROWS_OF_ORGANIZATION_CREATION_UP = rows!("customer k JOIN customer c ON c.account_id = k.account_id AND c.customer_id = k.customer_id",
        "k.account_id = $1", "k.organization_id = $2 AND k.customer_id > $3",
        "k.customer_id", "$4");
    ROWS_OF_ORGANIZATION_CREATION_DOWN = rows!("customer k JOIN customer c ON c.account_id = k.account_id AND c.customer_id = k.customer_id",
        "k.account_id = $1", "k.organization_id = $2 AND k.customer_id < $3",
        "k.customer_id DESC", "$4");
    ROWS_OF_ORGANIZATION_ID_UP = rows!("c.organization_id = $2 AND (c.internal_id, c.customer_id) > ($3, $4)",
        "c.internal_id, c.customer_id", "$5");
    ROWS_OF_ORGANIZATION_ID_DOWN = rows!("c.organization_id = $2 AND (c.internal_id, c.customer_id) < ($3, $4)",
        "c.internal_id DESC, c.customer_id DESC", "$5");
    ROWS_OF_ORGANIZATION_NO_ID_UP = rows!("customer k JOIN customer c ON c.account_id = k.account_id AND c.customer_id = k.customer_id",
        "k.account_id = $1", "k.organization_id = $2 AND k.internal_id IS NULL AND k.customer_id > $3",
        "k.internal_id, k.customer_id", "$4");
    ROWS_OF_ORGANIZATION_NO_ID_DOWN = rows!("customer k JOIN customer c ON c.account_id = k.account_id AND c.customer_id = k.customer_id",
        "k.account_id = $1", "k.organization_id = $2 AND k.internal_id IS NULL AND k.customer_id < $3",
        "k.internal_id DESC, k.customer_id DESC", "$4");
    PLACE_NAME_UP = place!("c.customer_id, c.name_key", "(c.name_key, c.customer_id) > ($2, $3)",
        "c.name_key, c.customer_id", "$4");
    PLACE_NAME_DOWN = place!("c.customer_id, c.name_key", "(c.name_key, c.customer_id) < ($2, $3)",
        "c.name_key DESC, c.customer_id DESC", "$4");
    PLACE_CREATION_UP = place!("c.customer_id, ''", "c.customer_id > $2", "c.customer_id", "$3");
    PLACE_CREATION_DOWN = place!("c.customer_id, ''", "c.customer_id < $2", "c.customer_id DESC", "$3");
    /// An internal id is unique in the account: our id is not needed.
    PLACE_ID_UP = place!("'', c.internal_id", "c.internal_id > $2", "c.internal_id", "$3");
    PLACE_ID_DOWN = place!("'', c.internal_id", "c.internal_id < $2", "c.internal_id DESC", "$3");
    PLACE_NO_ID_UP = place!("c.customer_id, ''", "c.internal_id IS NULL AND c.customer_id > $2", "c.internal_id, c.customer_id", "$3");
    PLACE_NO_ID_DOWN = place!("c.customer_id, ''", "c.internal_id IS NULL AND c.customer_id < $2",
        "c.internal_id DESC, c.customer_id DESC", "$3");
    PLACE_OF_ORGANIZATION_NAME_UP = place!("c.customer_id, c.name_key",
        "c.organization_id = $2 AND (c.name_key, c.customer_id) > ($3, $4)", "c.name_key, c.customer_id", "$5");
    PLACE_OF_ORGANIZATION_NAME_DOWN = place!("c.customer_id, c.name_key",
        "c.organization_id = $2 AND (c.name_key, c.customer_id) < ($3, $4)", "c.name_key DESC, c.customer_id DESC", "$5");
    PLACE_OF_ORGANIZATION_CREATION_UP = place!("c.customer_id, ''", "c.organization_id = $2 AND c.customer_id > $3",
        "c.customer_id", "$4");
    PLACE_OF_ORGANIZATION_CREATION_DOWN = place!("c.customer_id, ''", "c.organization_id = $2 AND c.customer_id < $3",
        "c.customer_id DESC", "$4");
    PLACE_OF_ORGANIZATION_ID_UP = place!("c.customer_id, c.internal_id",
        "c.organization_id = $2 AND (c.internal_id, c.customer_id) > ($3, $4)", "c.internal_id, c.customer_id", "$5");
    PLACE_OF_ORGANIZATION_ID_DOWN = place!("c.customer_id, c.internal_id",
        "c.organization_id = $2 AND (c.internal_id, c.customer_id) < ($3, $4)", "c.internal_id DESC, c.customer_id DESC", "$5");
    PLACE_OF_ORGANIZATION_NO_ID_UP = place!("c.customer_id, ''",
        "c.organization_id = $2 AND c.internal_id IS NULL AND c.customer_id > $3", "c.internal_id, c.customer_id", "$4");
    PLACE_OF_ORGANIZATION_NO_ID_DOWN = place!("c.customer_id, ''",
        "c.organization_id = $2 AND c.internal_id IS NULL AND c.customer_id < $3",
        "c.internal_id DESC, c.customer_id DESC", "$4");
}

/// Greater than any text that orders a list: no name and no internal id has as many characters.
static LAST_TEXT: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| "\u{10FFFF}".repeat(256));
/// Greater than any of our ids.
const LAST_ID: &str = "g";

/// What orders the customers of a source. Ties are ordered by our id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Segment {
    /// The name, without case and accents.
    Name,
    /// The time of the creation: our ids are made in its order.
    Creation,
    /// The internal id, of the customers that have one.
    InternalId,
    /// Our id, of the customers that have no internal id.
    NoInternalId,
}

/// Customers of an account in one order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source<'s> {
    /// Only those of this organization.
    pub organization_id: Option<&'s str>,
    /// Which of them, and in which order.
    pub segment: Segment,
    /// The direction.
    pub order: Order,
}

/// A customer's place in a list. Places compare as the list has them in its ascending order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Whether it has no internal id, in a list that is ordered by it.
    pub without: bool,
    /// What the list is ordered by; empty where that is our id.
    pub text: String,
    /// Our id; empty where what the list is ordered by is enough.
    pub customer_id: String,
}

impl Place {
    /// Before all of a list, and our id there.
    pub(crate) fn beginning(order: Order) -> (&'static str, &'static str) {
        if order == Order::Ascending { ("", "") } else { (LAST_TEXT.as_str(), LAST_ID) }
    }
}

/// A customer of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The customer.
    pub customer: Customer,
    /// The name, as lists are ordered by it.
    pub name_key: String,
    /// Its organization's name.
    pub organization: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// Up to `limit` customers of a source behind a place, or from the beginning.
pub fn after(
    tx: &mut Tx<'_>,
    account_id: i64,
    source: &Source<'_>,
    place: Option<&Place>,
    limit: i64,
) -> Result<Vec<Listed>, Error> {
    let Some((text, customer_id)) = source.bound(place) else {
        return Ok(Vec::new());
    };
    let mut args = source.args(account_id, text, customer_id);
    args.push(limit.into());
    tx.all(source.rows(), &args, |row| {
        let customer = customer::read(row)?;
        let name_key = row.text(17)?;
        let text = match source.segment {
            Segment::Name => name_key.clone(),
            Segment::InternalId => customer.internal_id.clone().unwrap_or_default(),
            Segment::Creation | Segment::NoInternalId => String::new(),
        };
        let place = source.place(text, customer.customer_id.to_string());
        Ok(Listed { customer, name_key, organization: row.optional_text(16)?, place })
    })
}

/// The place of the `rows`th customer (from 1) of a source behind a place, or from the beginning; `None` where there are
/// not as many. The index is walked over so many entries: some tens of milliseconds for a million.
pub fn skip(
    tx: &mut Tx<'_>,
    account_id: i64,
    source: &Source<'_>,
    place: Option<&Place>,
    rows: u64,
) -> Result<Option<Place>, Error> {
    let Some((text, customer_id)) = source.bound(place) else {
        return Ok(None);
    };
    let mut args = source.args(account_id, text, customer_id);
    args.push(i64::try_from(rows.saturating_sub(1)).unwrap_or(i64::MAX).into());
    tx.first(source.places(), &args, |row| Ok(source.place(row.text(1)?, row.text(0)?)))
}

impl Source<'_> {
    fn place(&self, text: String, customer_id: String) -> Place {
        Place { without: self.segment == Segment::NoInternalId, text, customer_id }
    }

    /// Behind what to read; `None` where the source ends before the place.
    fn bound<'p>(&self, place: Option<&'p Place>) -> Option<(&'p str, &'p str)> {
        let up = self.order == Order::Ascending;
        let beginning = Place::beginning(self.order);
        let without = self.segment == Segment::NoInternalId;
        match place {
            None => Some(beginning),
            Some(place) if place.without == without => Some((&place.text, &place.customer_id)),
            // Those without come behind all others, and downwards before them.
            Some(_) if without == up => Some(beginning),
            Some(_) => None,
        }
    }

    fn args<'a>(&'a self, account_id: i64, text: &'a str, customer_id: &'a str) -> Vec<Arg<'a>> {
        let by_text = matches!(self.segment, Segment::Name | Segment::InternalId);
        let by_id = self.segment != Segment::InternalId || self.organization_id.is_some();
        let mut args = vec![account_id.into()];
        args.extend(self.organization_id.map(Arg::from));
        args.extend(by_text.then_some(Arg::from(text)));
        args.extend(by_id.then_some(Arg::from(customer_id)));
        args
    }

    fn rows(&self) -> &'static str {
        use Order::{Ascending as Up, Descending as Down};
        use Segment::{Creation, InternalId, Name, NoInternalId};
        match (self.organization_id, self.segment, self.order) {
            (None, Name, Up) => ROWS_NAME_UP,
            (None, Name, Down) => ROWS_NAME_DOWN,
            (None, Creation, Up) => ROWS_CREATION_UP,
            (None, Creation, Down) => ROWS_CREATION_DOWN,
            (None, InternalId, Up) => ROWS_ID_UP,
            (None, InternalId, Down) => ROWS_ID_DOWN,
            (None, NoInternalId, Up) => ROWS_NO_ID_UP,
            (None, NoInternalId, Down) => ROWS_NO_ID_DOWN,
            (Some(_), Name, Up) => ROWS_OF_ORGANIZATION_NAME_UP,
            (Some(_), Name, Down) => ROWS_OF_ORGANIZATION_NAME_DOWN,
            (Some(_), Creation, Up) => ROWS_OF_ORGANIZATION_CREATION_UP,
            (Some(_), Creation, Down) => ROWS_OF_ORGANIZATION_CREATION_DOWN,
            (Some(_), InternalId, Up) => ROWS_OF_ORGANIZATION_ID_UP,
            (Some(_), InternalId, Down) => ROWS_OF_ORGANIZATION_ID_DOWN,
            (Some(_), NoInternalId, Up) => ROWS_OF_ORGANIZATION_NO_ID_UP,
            (Some(_), NoInternalId, Down) => ROWS_OF_ORGANIZATION_NO_ID_DOWN,
        }
    }

    fn places(&self) -> &'static str {
        use Order::{Ascending as Up, Descending as Down};
        use Segment::{Creation, InternalId, Name, NoInternalId};
        match (self.organization_id, self.segment, self.order) {
            (None, Name, Up) => PLACE_NAME_UP,
            (None, Name, Down) => PLACE_NAME_DOWN,
            (None, Creation, Up) => PLACE_CREATION_UP,
            (None, Creation, Down) => PLACE_CREATION_DOWN,
            (None, InternalId, Up) => PLACE_ID_UP,
            (None, InternalId, Down) => PLACE_ID_DOWN,
            (None, NoInternalId, Up) => PLACE_NO_ID_UP,
            (None, NoInternalId, Down) => PLACE_NO_ID_DOWN,
            (Some(_), Name, Up) => PLACE_OF_ORGANIZATION_NAME_UP,
            (Some(_), Name, Down) => PLACE_OF_ORGANIZATION_NAME_DOWN,
            (Some(_), Creation, Up) => PLACE_OF_ORGANIZATION_CREATION_UP,
            (Some(_), Creation, Down) => PLACE_OF_ORGANIZATION_CREATION_DOWN,
            (Some(_), InternalId, Up) => PLACE_OF_ORGANIZATION_ID_UP,
            (Some(_), InternalId, Down) => PLACE_OF_ORGANIZATION_ID_DOWN,
            (Some(_), NoInternalId, Up) => PLACE_OF_ORGANIZATION_NO_ID_UP,
            (Some(_), NoInternalId, Down) => PLACE_OF_ORGANIZATION_NO_ID_DOWN,
        }
    }
}
