//! The form in which a snapshot keeps a customer's row. What is added to it later needs a default: snapshots are read for a
//! month.

use guiche_domain::id::Id;
use guiche_domain::language::Language;
use guiche_domain::time::Timestamp;
use guiche_store::customer::Customer;
use serde::{Deserialize, Serialize};

/// A customer's row.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Customer")]
pub(super) struct Row {
    #[serde(with = "text")]
    customer_id: Id,
    internal_id: Option<String>,
    name: String,
    email: Option<String>,
    phone: Option<String>,
    phone_e164: Option<String>,
    create_tickets: bool,
    organization_id: Option<String>,
    #[serde(with = "text")]
    language: Language,
    portfolio_id: Option<String>,
    email_validated: bool,
    active: bool,
    account_approved: bool,
    monthly_ticket_quota: Option<i64>,
    version: i64,
    #[serde(with = "micros")]
    created_at: Timestamp,
}

/// What shows itself as it is parsed.
mod text {
    use std::fmt::Display;
    use std::str::FromStr;

    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(value: &impl Display, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>, T>(deserializer: D) -> Result<T, D::Error>
    where
        T: FromStr<Err: Display>,
    {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// Microseconds since 1970 in UTC.
mod micros {
    use guiche_domain::time::Timestamp;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(moment: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(moment.micros())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        i64::deserialize(deserializer).map(Timestamp::from_micros)
    }
}
