//! Customers in the order of a list, as [`customer_list`](crate::customer_list) has them, but of a portfolio, out of service,
//! or with a value of a custom field. Each is read from an index that has it in this order; nothing is sorted here.

use guiche_domain::page::Order;

use crate::customer::{self, Customer};
use crate::customer_list::Place;
use crate::{Arg, Error, Tx};

macro_rules! rows {
    ($from:literal, $behind:literal, $order:literal, $limit:literal) => {
        concat!(
            "SELECT c.customer_id, c.internal_id, c.name, c.email, c.phone, c.phone_e164, c.create_tickets,
                c.organization_id, c.language, c.portfolio_id, c.email_validated, c.active, c.account_approved,
                c.monthly_ticket_quota, c.version, c.created_at, c.name_key
            FROM ",
            $from,
            " WHERE k.account_id = $1 AND ",
            $behind,
            " ORDER BY ",
            $order,
            " LIMIT ",
            $limit
        )
    };
}

statements! {
    /// An index is joined with its own table, or SQLite would rather go through all customers.
    OF_PORTFOLIO_NAME_UP = rows!("customer k JOIN customer c ON c.account_id = k.account_id AND c.customer_id = k.customer_id",
        "k.portfolio_id = $2 AND (k.name_key, k.customer_id) > ($3, $4)", "k.name_key, k.customer_id", "$5");
    OF_PORTFOLIO_NAME_DOWN = rows!("customer k JOIN customer c ON c.account_id = k.account_id AND c.customer_id = k.customer_id",
        "k.portfolio_id = $2 AND (k.name_key, k.customer_id) < ($3, $4)", "k.name_key DESC, k.customer_id DESC", "$5");
    OF_PORTFOLIO_CREATION_UP = rows!("customer k JOIN customer c ON c.account_id = k.account_id AND c.customer_id = k.customer_id",
        "k.portfolio_id = $2 AND k.customer_id > $3", "k.customer_id", "$4");
    OF_PORTFOLIO_CREATION_DOWN = rows!("customer k JOIN customer c ON c.account_id = k.account_id AND c.customer_id = k.customer_id",
        "k.portfolio_id = $2 AND k.customer_id < $3", "k.customer_id DESC", "$4");
    INACTIVE_NAME_UP = rows!("customer k JOIN customer c ON c.account_id = k.account_id AND c.customer_id = k.customer_id",
        "NOT k.active AND (k.name_key, k.customer_id) > ($2, $3)", "k.name_key, k.customer_id", "$4");
    INACTIVE_NAME_DOWN = rows!("customer k JOIN customer c ON c.account_id = k.account_id AND c.customer_id = k.customer_id",
        "NOT k.active AND (k.name_key, k.customer_id) < ($2, $3)", "k.name_key DESC, k.customer_id DESC", "$4");
    WITH_VALUE_CREATION_UP = rows!("customer_value_key k JOIN customer c ON c.account_id = k.account_id AND c.customer_id = k.customer_id",
        "k.custom_field_id = $2 AND k.value_key = $3 AND k.customer_id > $4", "k.customer_id", "$5");
    WITH_VALUE_CREATION_DOWN = rows!("customer_value_key k JOIN customer c ON c.account_id = k.account_id AND c.customer_id = k.customer_id",
        "k.custom_field_id = $2 AND k.value_key = $3 AND k.customer_id < $4", "k.customer_id DESC", "$5");
    IDS_WITH_VALUE = "SELECT k.customer_id FROM customer_value_key k
        WHERE k.account_id = $1 AND k.custom_field_id = $2 AND k.value_key = $3 ORDER BY k.customer_id LIMIT $4";
}

/// Which customers, and what they are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope<'s> {
    /// In the portfolio with this id, by name.
    PortfolioByName(&'s str),
    /// In the portfolio with this id, by creation.
    PortfolioByCreation(&'s str),
    /// Out of service, by name.
    InactiveByName,
    /// With a value of a custom field, by creation: as the census knew it a moment ago.
    ValueByCreation {
        /// The field's id.
        custom_field_id: &'s str,
        /// The value's key.
        key: &'s str,
    },
}

/// A customer of a scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scoped {
    /// The customer.
    pub customer: Customer,
    /// The name, as lists are ordered by it.
    pub name_key: String,
}

impl Scope<'_> {
    fn by_name(&self) -> bool {
        matches!(self, Self::PortfolioByName(_) | Self::InactiveByName)
    }

    fn sql(&self, order: Order) -> &'static str {
        let [up, down] = match self {
            Self::PortfolioByName(_) => [OF_PORTFOLIO_NAME_UP, OF_PORTFOLIO_NAME_DOWN],
            Self::PortfolioByCreation(_) => [OF_PORTFOLIO_CREATION_UP, OF_PORTFOLIO_CREATION_DOWN],
            Self::InactiveByName => [INACTIVE_NAME_UP, INACTIVE_NAME_DOWN],
            Self::ValueByCreation { .. } => [WITH_VALUE_CREATION_UP, WITH_VALUE_CREATION_DOWN],
        };
        if order == Order::Ascending { up } else { down }
    }
}

/// Up to `limit` customers of a scope behind a place, or from the beginning.
pub fn after(
    tx: &mut Tx<'_>,
    account_id: i64,
    scope: Scope<'_>,
    order: Order,
    place: Option<&Place>,
    limit: i64,
) -> Result<Vec<Scoped>, Error> {
    let (text, customer_id) = match place {
        Some(place) => (place.text.as_str(), place.customer_id.as_str()),
        None => Place::beginning(order),
    };
    let mut args = vec![Arg::from(account_id)];
    match scope {
        Scope::PortfolioByName(id) | Scope::PortfolioByCreation(id) => args.push(Arg::from(id)),
        Scope::InactiveByName => {}
        Scope::ValueByCreation { custom_field_id, key } => {
            args.extend([Arg::from(custom_field_id), Arg::from(key)]);
        }
    }
    args.extend(scope.by_name().then_some(Arg::from(text)));
    args.extend([Arg::from(customer_id), Arg::from(limit)]);
    tx.all(scope.sql(order), &args, |row| {
        Ok(Scoped { customer: customer::read(row)?, name_key: row.text(16)? })
    })
}

/// How many customers have a value of a custom field, counted to `most` at most: an index is read, and nothing else.
pub fn count_with_value(
    tx: &mut Tx<'_>,
    account_id: i64,
    custom_field_id: &str,
    key: &str,
    most: i64,
) -> Result<usize, Error> {
    let args = [account_id.into(), custom_field_id.into(), key.into(), most.into()];
    Ok(tx.all(IDS_WITH_VALUE, &args, |_| Ok(()))?.len())
}
