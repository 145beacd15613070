//! A row's key as a text, the way `move_progress` keeps it: a JSON array.

use guiche_store::Value;
use guiche_store::table::{Column, Kind, Table};

/// Writes a key.
pub(super) fn write(key: &[Value]) -> String {
    let value = |value: &Value| match value {
        Value::Null => serde_json::Value::Null,
        Value::Text(text) => text.as_str().into(),
        Value::Integer(integer) => (*integer).into(),
        Value::Boolean(boolean) => (*boolean).into(),
    };
    serde_json::Value::Array(key.iter().map(value).collect()).to_string()
}

/// Reads a key of this table.
pub(super) fn read(table: &Table, text: &str) -> Option<Vec<Value>> {
    let values: Vec<serde_json::Value> = serde_json::from_str(text).ok()?;
    let columns =
        table.columns().get(..values.len()).filter(|columns| columns.len() == table.key_length())?;
    let value = |(value, (_, kind)): (serde_json::Value, &Column)| match (kind, value) {
        (Kind::Text, serde_json::Value::String(text)) => Some(Value::Text(text)),
        (Kind::Integer, value) => value.as_i64().map(Value::Integer),
        (Kind::Boolean, value) => value.as_bool().map(Value::Boolean),
        _ => None,
    };
    values.into_iter().zip(columns).map(value).collect()
}

#[cfg(test)]
mod tests {
    use guiche_store::table;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn keys_are_read_as_they_were_written(number in any::<i64>(), text in ".*", other in ".*") {
            for table in table::all() {
                let values = table.columns()[..table.key_length()].iter().enumerate().map(|(at, (_, kind))| {
                    match kind {
                        Kind::Text => Value::Text(if at % 2 == 0 { text.clone() } else { other.clone() }),
                        Kind::Integer => Value::Integer(number),
                        Kind::Boolean => Value::Boolean(number > 0),
                    }
                });
                let key: Vec<Value> = values.collect();
                prop_assert_eq!(read(table, &write(&key)), Some(key));
            }
        }
    }

    #[test]
    fn nothing_else_is_a_key() {
        let table = table::all().iter().find(|table| table.name() == "customer").unwrap();
        for text in
            ["", "[]", "[1]", "[1,2]", "[\"1\",\"2\"]", "[1,\"2\",3]", "[1,null]", "{}", "[1.5,\"2\"]"]
        {
            assert_eq!(read(table, text), None, "{text}");
        }
    }
}
