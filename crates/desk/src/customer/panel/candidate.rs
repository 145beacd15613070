//! A customer that may be wanted, and where it stands in an order.

use guiche_domain::customer_list::Column;
use guiche_domain::turn::Spot;
use guiche_store::customer::Customer;
use guiche_store::customer_list::{Listed, Place};
use guiche_store::customer_scope::Scoped;

/// What a list is ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Name,
    Creation,
    InternalId,
    /// The number in the search.
    Search,
}

/// A customer that may be wanted.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) spot: Spot,
    pub(super) name_key: String,
    pub(super) customer: Customer,
}

impl Candidate {
    /// `search_id` is its number in the search, where that is the order.
    pub(super) fn new(by: By, Scoped { customer, name_key }: Scoped, search_id: i64) -> Self {
        let customer_id = customer.customer_id.clone();
        let spot = match by {
            By::Name => Spot::Name { name_key: name_key.clone(), customer_id },
            By::Creation => Spot::Creation { customer_id },
            By::InternalId => {
                let internal_id = customer.internal_id.clone();
                let without = internal_id.is_none();
                Spot::InternalId { without, internal_id: internal_id.unwrap_or_default(), customer_id }
            }
            By::Search => Spot::Search { search_id },
        };
        Self { spot, name_key, customer }
    }
}

/// A row of a list, as a scope has it.
pub(super) fn scoped(Listed { customer, name_key, .. }: Listed) -> Scoped {
    Scoped { customer, name_key }
}

impl By {
    /// What the list of all customers calls it; a search has no column.
    pub(super) fn column(self) -> Column {
        match self {
            Self::Name => Column::Name,
            Self::Creation | Self::Search => Column::CreationDate,
            Self::InternalId => Column::Id,
        }
    }

    pub(super) fn is_of(self, spot: &Spot) -> bool {
        match spot {
            Spot::Name { .. } => self == Self::Name,
            Spot::Creation { .. } => self == Self::Creation,
            Spot::InternalId { .. } => self == Self::InternalId,
            Spot::Search { .. } => self == Self::Search,
        }
    }
}

/// A spot as the store's lists know it; `None` for one of the search.
pub(super) fn place(spot: &Spot) -> Option<Place> {
    let (without, text, customer_id) = match spot {
        Spot::Name { name_key, customer_id } => (false, name_key.clone(), customer_id),
        Spot::Creation { customer_id } => (false, String::new(), customer_id),
        Spot::InternalId { without, internal_id, customer_id } => {
            (*without, internal_id.clone(), customer_id)
        }
        Spot::Search { .. } => return None,
    };
    Some(Place { without, text, customer_id: customer_id.to_string() })
}
