//! What a change made different, from what the audit trail keeps of a thing: its values after each change, as JSON.
//!
//! A change keeps the whole of a thing but for its custom fields, of which it keeps those that it changed; some keep less.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// Not part of what a thing is: what a change did. It is there where it was done.
const DONE: &[&str] = &["password"];
/// The key of custom fields: an array of pairs of id and value.
const CUSTOM_FIELDS: &str = "custom_fields";

/// One value that became another.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Which one: its key in the trail's values, or `custom_fields.` and a field's id.
    pub field: String,
    /// What it was, null where there was none; `None` where that is not known, because it was erased or lies too far back.
    pub from: Option<Value>,
    /// What it became; null where there is none any more.
    pub to: Value,
}

/// What is known of a thing before its next change.
#[derive(Clone, Debug, Default)]
pub(super) struct Past {
    values: BTreeMap<String, Value>,
    /// Whether what is not among the values was not there; else it is not known.
    whole: bool,
}

impl Past {
    /// Takes in the next change of the thing, `first` if there is none before it. `None` where its values were erased, or
    /// are not an object.
    pub(super) fn take(
        &mut self,
        first: bool,
        change: &str,
        content: Option<&str>,
    ) -> Option<Vec<Difference>> {
        let object = content.and_then(|content| serde_json::from_str::<Map<String, Value>>(content).ok());
        let Some(object) = object else {
            // What it was before it became something unknown says nothing of what comes after.
            *self = Self::default();
            return None;
        };
        self.whole |= first;
        let linked = matches!(change, "linked" | "unlinked");
        let mut differences = Vec::new();
        for (field, to) in flattened(object) {
            if linked {
                let (none, some) = (Value::Null, to);
                let (from, to) = if change == "linked" { (none, some) } else { (some, none) };
                differences.push(Difference { field, from: Some(from), to });
            } else if DONE.contains(&field.as_str()) {
                differences.push(Difference { field, from: None, to });
            } else {
                differences.extend(self.replace(field, to));
            }
        }
        Some(differences)
    }

    fn replace(&mut self, field: String, to: Value) -> Option<Difference> {
        let before = self.values.insert(field.clone(), to.clone());
        let from = before.or_else(|| self.whole.then_some(Value::Null));
        let same = from.as_ref().map_or(to.is_null(), |from| *from == to);
        (!same).then_some(Difference { field, from, to })
    }
}

/// Keys and values in their order, each custom field as one of its own. One without a value is empty in the trail.
fn flattened(object: Map<String, Value>) -> Vec<(String, Value)> {
    let mut fields = Vec::new();
    for (key, value) in object {
        match value {
            Value::Array(pairs) if key == CUSTOM_FIELDS => fields.extend(pairs.iter().filter_map(custom)),
            value => fields.push((key, value)),
        }
    }
    fields
}

fn custom(pair: &Value) -> Option<(String, Value)> {
    let (id, value) = (pair.get(0)?.as_str()?, pair.get(1)?);
    let value = if value == "" { Value::Null } else { value.clone() };
    Some((format!("{CUSTOM_FIELDS}.{id}"), value))
}

#[cfg(test)]
mod tests;
