//! What merging would do, for whoever is about to.

use std::collections::BTreeSet;

use guiche_domain::id::Id;
use guiche_domain::merge::{Choices, Part};
use guiche_store::{Error, Tx};

use super::combine::{combine, parts, takes, value};
use super::{Snapshot, both};
use crate::customer::details::{Details, whole};
use crate::customer::snapshot::snapshot;
use crate::{Caller, Permission};

/// Two customers and what they would become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The one that stays, as it is.
    pub kept: Details,
    /// The one that becomes a part of it, as it is.
    pub merged: Details,
    /// Every part of them.
    pub lines: Vec<Line>,
    /// The ids of the departments that would serve the one that stays.
    pub departments: BTreeSet<String>,
}

/// One part of two customers. Values are as the API writes them; of a password there is only an empty text where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which part.
    pub part: Part,
    /// What people call it, where it is a custom field.
    pub label: Option<String>,
    /// The value of the one that stays.
    pub kept: Option<String>,
    /// The value of the other.
    pub merged: Option<String>,
    /// Whether the one that stays gets the other's value.
    pub taken: bool,
    /// Whether a value goes that is another than the one that stays. A key never does: it goes on leading to the customer.
    pub lost: bool,
}

/// What [`merge`](super::merge) would do with these choices. Refused where one of the two is not there, or both are the same.
pub fn preview(
    tx: &mut Tx<'_>,
    caller: &Caller,
    kept_id: &Id,
    merged_id: &Id,
    choices: &Choices,
) -> Result<Preview, Error> {
    caller.require(Permission::WriteCustomers)?;
    let account_id = caller.account.account_id;
    let (kept, merged) = both(tx, account_id, kept_id, merged_id, snapshot)?;
    let departments = combine(&kept, &merged, choices).departments;
    let mut lines: Vec<_> =
        parts(&kept, &merged).into_iter().map(|part| line(part, &kept, &merged, choices)).collect();
    let kept = whole(tx, account_id, kept.customer)?;
    let merged = whole(tx, account_id, merged.customer)?;
    for line in &mut lines {
        line.label = label(&line.part, [&kept, &merged]);
    }
    Ok(Preview { kept, merged, lines, departments })
}

fn line(part: Part, kept: &Snapshot, merged: &Snapshot, choices: &Choices) -> Line {
    let taken = takes(&part, kept, merged, choices);
    let (ours, theirs) = (value(&part, kept), value(&part, merged));
    let gone = if taken { &ours } else { &theirs };
    let lost = gone.is_some() && ours != theirs && part != Part::CustomerId;
    let shown = |value: Option<String>| match part {
        Part::Password => value.map(|_| String::new()),
        _ => value,
    };
    Line { kept: shown(ours), merged: shown(theirs), label: None, taken, lost, part }
}

fn label(part: &Part, of: [&Details; 2]) -> Option<String> {
    let Part::CustomField(id) = part else { return None };
    let mut fields = of.into_iter().flat_map(|details| &details.custom_fields);
    fields.find(|field| field.custom_field_id == *id).map(|field| field.name.clone())
}
