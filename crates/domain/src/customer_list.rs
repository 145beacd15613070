//! What a list of customers is asked for.

use crate::form::{At, Form, Reader};
use crate::page::{Order, PageNumber};
use crate::refusal::{Reason, Refusal};
use crate::{scalar, text};

/// What the list can be ordered by (contract: ours).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Column {
    /// The name, without case and accents.
    #[default]
    Name,
    /// The moment of the creation.
    CreationDate,
    /// The internal id; customers without one come behind all others, and before them when the order is descending.
    Id,
}

impl Column {
    /// Reads a column's name, in any case.
    pub fn parse(text: &str) -> Result<Self, Reason> {
        match &*text.trim().to_ascii_lowercase() {
            "name" => Ok(Self::Name),
            "creation_date" => Ok(Self::CreationDate),
            "id" => Ok(Self::Id),
            _ => Err(Reason::NotAColumn),
        }
    }
}

/// What is asked for (contract: §2, weak).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListQuery {
    /// Which page.
    pub page: PageNumber,
    /// The direction.
    pub order: Order,
    /// What it is ordered by.
    pub column: Column,
    /// Only the customers of this organization.
    pub organization_id: Option<At<String>>,
    /// And of those below it.
    pub and_below: bool,
    /// Whether to show custom fields.
    pub custom_fields: bool,
}

impl ListQuery {
    /// Reads a query, or what is wrong with it; and the keys that were ignored.
    pub fn read(form: &Form, strict: bool) -> (Result<Self, Refusal>, Vec<String>) {
        let mut reader = Reader::new(form);
        let page = reader.filled("page", PageNumber::parse);
        let order = reader.filled("order", Order::parse);
        let column = reader.filled("column", Column::parse);
        let organization_id = reader.filled("organization_id", text::reference);
        let and_below = reader.filled("search_by_organization_mother", scalar::flag);
        let custom_fields = reader.filled("show_custom_fields", scalar::flag);
        let (faults, ignored) = reader.finish(strict);
        let query = Self {
            page: page.map_or(PageNumber::FIRST, |page| page.value),
            order: order.map_or(Order::default(), |order| order.value),
            column: column.map_or(Column::default(), |column| column.value),
            organization_id,
            and_below: and_below.is_some_and(|flag| flag.value),
            custom_fields: custom_fields.is_some_and(|flag| flag.value),
        };
        (faults.into_result().map(|()| query), ignored)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_a_closed_list() {
        for (text, column) in
            [("name", Column::Name), (" ID ", Column::Id), ("Creation_Date", Column::CreationDate)]
        {
            assert_eq!(Column::parse(text), Ok(column));
        }
        for text in ["", "email", "creation date", "name_key"] {
            assert_eq!(Column::parse(text), Err(Reason::NotAColumn), "{text}");
        }
    }
}
