//! The checksum of a table's rows: SHA-256 over an encoding that no other rows share, the same for every engine.

use guiche_desk::secret::hex;
use guiche_store::table::Table;
use guiche_store::{Db, Value};
use sha2::{Digest as _, Sha256};

use super::{MoveError, chunk_of};

/// A table's rows up to some key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Digest {
    pub(super) rows: u64,
    pub(super) last_key: Vec<Value>,
    /// Where the key begins with the account, each account's last.
    pub(super) ends: Vec<Vec<Value>>,
    sum: Vec<u8>,
}

impl Digest {
    /// Reads a table in the order of its keys: its first `limit` rows, or all. `read` is told of each chunk.
    pub(super) async fn of(
        db: &Db,
        table: &'static Table,
        limit: Option<u64>,
        mut read: impl FnMut(u64),
    ) -> Result<Self, MoveError> {
        let mut sum = Sha256::new();
        let (mut rows, mut last_key): (u64, Vec<Value>) = (0, Vec::new());
        let (mut ends, mut bytes) = (Vec::new(), Vec::new());
        loop {
            let left = limit.map_or(u64::MAX, |limit| limit.saturating_sub(rows));
            let wanted = chunk_of(table).min(i64::try_from(left).unwrap_or(i64::MAX));
            let after = (rows > 0).then(|| last_key.clone());
            let chunk = db.read(move |tx| table.rows(tx, after.as_deref(), wanted)).await;
            let chunk = chunk.map_err(MoveError::in_table(table.name()))?;
            let Some(last) = chunk.last() else {
                ends.extend((rows > 0).then(|| last_key.clone()));
                return Ok(Self { rows, last_key, ends, sum: sum.finalize().to_vec() });
            };
            let mut before = (rows > 0).then_some(last_key.as_slice());
            for row in &chunk {
                bytes.clear();
                encode(row, &mut bytes);
                sum.update(&bytes);
                let key = table.key(row);
                ends.extend(before.filter(|end| key.len() > 1 && end[0] != key[0]).map(<[Value]>::to_vec));
                before = Some(key);
            }
            last_key = table.key(last).to_vec();
            rows += chunk.len() as u64;
            read(chunk.len() as u64);
        }
    }

    /// The checksum in hex.
    pub(super) fn hex(&self) -> String {
        hex(&self.sum)
    }
}

/// Appends a row: how many values, then each by its kind and, where it has one, its length.
fn encode(row: &[Value], bytes: &mut Vec<u8>) {
    bytes.extend((row.len() as u64).to_be_bytes());
    for value in row {
        match value {
            Value::Null => bytes.push(0),
            Value::Text(text) => {
                bytes.push(1);
                bytes.extend((text.len() as u64).to_be_bytes());
                bytes.extend(text.as_bytes());
            }
            Value::Integer(integer) => {
                bytes.push(2);
                bytes.extend(integer.to_be_bytes());
            }
            Value::Boolean(boolean) => bytes.extend([3, u8::from(*boolean)]),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    /// Few of each kind, so that equal ones meet, and texts that look like what the encoding is made of.
    fn value() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::Null),
            "[\0\u{1}\u{2}\u{3}a]{0,3}".prop_map(Value::Text),
            (-2..3_i64).prop_map(Value::Integer),
            any::<bool>().prop_map(Value::Boolean),
        ]
    }

    fn encoded(rows: &[Vec<Value>]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for row in rows {
            encode(row, &mut bytes);
        }
        bytes
    }

    /// Undoes the encoding: what can be undone is shared by no two.
    fn decoded(mut bytes: &[u8]) -> Vec<Vec<Value>> {
        fn number(bytes: &mut &[u8]) -> [u8; 8] {
            let (number, rest) = bytes.split_first_chunk().unwrap();
            *bytes = rest;
            *number
        }
        fn byte(bytes: &mut &[u8]) -> u8 {
            let (byte, rest) = bytes.split_first().unwrap();
            *bytes = rest;
            *byte
        }
        let mut rows = Vec::new();
        while !bytes.is_empty() {
            let mut row = Vec::new();
            for _ in 0..u64::from_be_bytes(number(&mut bytes)) {
                row.push(match byte(&mut bytes) {
                    0 => Value::Null,
                    1 => {
                        let length = usize::try_from(u64::from_be_bytes(number(&mut bytes))).unwrap();
                        let (text, rest) = bytes.split_at(length);
                        bytes = rest;
                        Value::Text(String::from_utf8(text.to_vec()).unwrap())
                    }
                    2 => Value::Integer(i64::from_be_bytes(number(&mut bytes))),
                    _ => Value::Boolean(byte(&mut bytes) == 1),
                });
            }
            rows.push(row);
        }
        rows
    }

    proptest! {
        #[test]
        fn the_encoding_can_be_undone(rows in vec(vec(value(), 0..4), 0..4)) {
            prop_assert_eq!(decoded(&encoded(&rows)), rows);
        }

        #[test]
        fn different_rows_are_encoded_differently(
            one in vec(vec(value(), 0..3), 0..3),
            other in vec(vec(value(), 0..3), 0..3),
        ) {
            prop_assert_eq!(encoded(&one) == encoded(&other), one == other);
        }
    }

    #[test]
    fn the_encoding_stays_what_it_is() {
        let row = [Value::Null, Value::Text("é".into()), Value::Integer(-1), Value::Boolean(true)];
        let mut bytes = Vec::new();
        encode(&row, &mut bytes);
        let expected =
            [&[0, 0, 0, 0, 0, 0, 0, 4, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0xc3, 0xa9, 2][..], &[0xff; 8], &[3, 1]];
        assert_eq!(bytes, expected.concat());
    }
}
