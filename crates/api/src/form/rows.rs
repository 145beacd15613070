//! Takes a body of many JSON values apart as it arrives: one a line, or the elements of one array.
//!
//! It holds no more than one row, however the body is cut into pieces.

use std::collections::VecDeque;

use serde::de::IgnoredAny;

/// The most bytes of a row; a longer one is passed over (contract: ours).
pub const MAX_ROW: usize = 64 << 10;

const MARK: &[u8] = b"\xEF\xBB\xBF";

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// Its bytes, without white space around; of an array's element also that it is JSON.
    Json(Vec<u8>),
    /// It had more than [`MAX_ROW`] bytes, which were passed over.
    TooLong,
}

/// What should be an array of JSON is none from here on: no more rows come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an array of JSON")]
pub struct Broken;

/// Where in an array it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Before the `[`.
    Before,
    /// After the `[`: a value, or the end.
    First,
    /// After a comma: a value.
    Next,
    /// In an object, an array or a text, so many levels deep.
    Nested { depth: usize, text: bool, escaped: bool },
    /// In a number or a word.
    Word,
    /// After a value: a comma, or the end.
    After,
    /// After the `]`.
    End,
}

/// A body in the making.
#[derive(Debug)]
pub struct Splitter {
    /// `None`: a value a line.
    place: Option<Place>,
    /// What may be the beginning of a byte order mark; `None` once that is decided.
    mark: Option<Vec<u8>>,
    row: Vec<u8>,
    too_long: bool,
    broken: bool,
}

impl Splitter {
    /// One value a line: NDJSON. Blank lines are no rows.
    pub fn lines() -> Self {
        Self { place: None, mark: Some(Vec::new()), row: Vec::new(), too_long: false, broken: false }
    }

    /// The elements of one array.
    pub fn array() -> Self {
        Self { place: Some(Place::Before), ..Self::lines() }
    }

    /// Takes the next piece and adds the rows that end in it.
    pub fn push(&mut self, piece: &[u8], rows: &mut VecDeque<Row>) -> Result<(), Broken> {
        let mut rest = piece;
        while let (Some(mark), Some((byte, after))) = (&mut self.mark, rest.split_first()) {
            mark.push(*byte);
            rest = after;
            if *mark == MARK {
                self.mark = None;
            } else if !MARK.starts_with(mark) {
                self.unmark(rows)?;
            }
        }
        self.take(rest, rows)
    }

    /// The body is over: adds the last row, if it had no end of its own.
    pub fn finish(&mut self, rows: &mut VecDeque<Row>) -> Result<(), Broken> {
        self.unmark(rows)?;
        match self.place {
            None => self.end_line(rows),
            Some(Place::End) => {}
            Some(_) => self.broken = true,
        }
        if self.broken { Err(Broken) } else { Ok(()) }
    }

    /// What came was no mark after all.
    fn unmark(&mut self, rows: &mut VecDeque<Row>) -> Result<(), Broken> {
        let held = self.mark.take().unwrap_or_default();
        self.take(&held, rows)
    }

    fn take(&mut self, piece: &[u8], rows: &mut VecDeque<Row>) -> Result<(), Broken> {
        let Some(mut place) = self.place else {
            self.take_lines(piece, rows);
            return Ok(());
        };
        for byte in piece {
            if self.broken {
                return Err(Broken);
            }
            place = self.step(place, *byte, rows);
            self.place = Some(place);
        }
        if self.broken { Err(Broken) } else { Ok(()) }
    }

    fn take_lines(&mut self, mut piece: &[u8], rows: &mut VecDeque<Row>) {
        while let Some(at) = memchr::memchr(b'\n', piece) {
            self.keep(&piece[..at]);
            self.end_line(rows);
            piece = &piece[at + 1..];
        }
        self.keep(piece);
    }

    fn keep(&mut self, bytes: &[u8]) {
        if self.too_long || self.row.len() + bytes.len() > MAX_ROW {
            self.too_long = true;
            self.row = Vec::new();
        } else {
            self.row.extend_from_slice(bytes);
        }
    }

    fn end_line(&mut self, rows: &mut VecDeque<Row>) {
        let row = std::mem::take(&mut self.row);
        if std::mem::take(&mut self.too_long) {
            rows.push_back(Row::TooLong);
        } else if !row.trim_ascii().is_empty() {
            rows.push_back(Row::Json(row.trim_ascii().to_vec()));
        }
    }

    /// What one byte of an array makes of the place.
    fn step(&mut self, place: Place, byte: u8, rows: &mut VecDeque<Row>) -> Place {
        let blank = matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        match place {
            Place::Before if byte == b'[' => Place::First,
            Place::First | Place::After if byte == b']' => Place::End,
            Place::After if byte == b',' => Place::Next,
            Place::Before | Place::First | Place::Next | Place::After | Place::End if blank => place,
            Place::First | Place::Next if !matches!(byte, b',' | b']') => self.begin(byte),
            Place::Nested { depth, text, escaped } => {
                self.keep(&[byte]);
                let next = nested(depth, text, escaped, byte);
                if next == Place::After {
                    self.end_element(rows);
                }
                next
            }
            Place::Word if blank || matches!(byte, b',' | b']') => {
                self.end_element(rows);
                self.step(Place::After, byte, rows)
            }
            Place::Word => {
                self.keep(&[byte]);
                Place::Word
            }
            _ => {
                self.broken = true;
                place
            }
        }
    }

    fn begin(&mut self, byte: u8) -> Place {
        self.keep(&[byte]);
        match byte {
            b'{' | b'[' => Place::Nested { depth: 1, text: false, escaped: false },
            b'"' => Place::Nested { depth: 0, text: true, escaped: false },
            _ => Place::Word,
        }
    }

    /// An element that is no JSON leaves it unclear where the next begins.
    fn end_element(&mut self, rows: &mut VecDeque<Row>) {
        let row = std::mem::take(&mut self.row);
        if std::mem::take(&mut self.too_long) {
            rows.push_back(Row::TooLong);
        } else if serde_json::from_slice::<IgnoredAny>(&row).is_ok() {
            rows.push_back(Row::Json(row));
        } else {
            self.broken = true;
        }
    }
}

fn nested(depth: usize, text: bool, escaped: bool, byte: u8) -> Place {
    let inside = |depth, text, escaped| Place::Nested { depth, text, escaped };
    match byte {
        _ if escaped => inside(depth, text, false),
        b'\\' if text => inside(depth, text, true),
        b'"' if text && depth == 0 => Place::After,
        b'"' => inside(depth, !text, false),
        b'{' | b'[' if !text => inside(depth + 1, false, false),
        b'}' | b']' if !text && depth == 1 => Place::After,
        b'}' | b']' if !text => inside(depth - 1, false, false),
        _ => inside(depth, text, false),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(mut splitter: Splitter, pieces: &[&[u8]]) -> (Vec<Row>, bool) {
        let mut rows = VecDeque::new();
        let mut whole = pieces.iter().try_for_each(|piece| splitter.push(piece, &mut rows));
        whole = whole.and_then(|()| splitter.finish(&mut rows));
        (rows.into(), whole.is_ok())
    }

    fn json(texts: &[&str]) -> Vec<Row> {
        texts.iter().map(|text| Row::Json(text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn lines_are_rows_and_blank_ones_are_none() {
        for (body, rows) in [
            ("", &[][..]),
            ("\n \r\n\t\n", &[]),
            ("{}\n{\"a\":1}", &["{}", "{\"a\":1}"]),
            ("\u{feff}{}\r\n\r\nx\n", &["{}", "x"]),
        ] {
            assert_eq!(all(Splitter::lines(), &[body.as_bytes()]), (json(rows), true), "{body:?}");
        }
        assert_eq!(all(Splitter::lines(), &[b"\xEF\xBBx\n"]).0, [Row::Json(b"\xEF\xBBx".to_vec())]);
    }

    #[test]
    fn elements_are_rows_up_to_where_it_is_no_array() {
        for (body, rows, whole) in [
            ("[]", &[][..], true),
            ("\u{feff} [ ] \n", &[], true),
            ("[{},{\"a\":[1,{\"b\":\"]}\\\"\"}]} ]", &["{}", "{\"a\":[1,{\"b\":\"]}\\\"\"}]}"], true),
            ("[1 , null,\"a,]\\\\\", [ ]]", &["1", "null", "\"a,]\\\\\"", "[ ]"], true),
            ("", &[], false),
            ("{}", &[], false),
            ("[", &[], false),
            ("[{}", &["{}"], false),
            ("[{},", &["{}"], false),
            ("[{},]", &["{}"], false),
            ("[,{}]", &[], false),
            ("[{} {}]", &["{}"], false),
            ("[{},x,{}]", &["{}"], false),
            ("[{},{]},{}]", &["{}"], false),
            ("[{}]]", &["{}"], false),
            ("[{}] x", &["{}"], false),
            ("[\"a", &[], false),
        ] {
            assert_eq!(all(Splitter::array(), &[body.as_bytes()]), (json(rows), whole), "{body:?}");
        }
    }

    #[test]
    fn a_row_that_is_too_long_is_passed_over() {
        let of = |length: usize| format!("\"{}\"", "x".repeat(length - 2));
        let rows = |length| {
            let (row, long) =
                (of(length), if length > MAX_ROW { Row::TooLong } else { Row::Json(of(length).into()) });
            let expected = vec![Row::Json(b"1".to_vec()), long, Row::Json(b"2".to_vec())];
            assert_eq!(all(Splitter::lines(), &[format!("1\n{row}\n2").as_bytes()]).0, expected);
            assert_eq!(all(Splitter::array(), &[format!("[1,{row},2]").as_bytes()]).0, expected);
        };
        rows(MAX_ROW);
        rows(MAX_ROW + 1);
        rows(3 * MAX_ROW);
    }

    /// Bytes that are likely to mean something.
    fn body() -> impl Strategy<Value = Vec<u8>> {
        let byte = prop_oneof![
            prop::sample::select(b"[]{},:\"\\\n\r \t1a".to_vec()),
            prop::sample::select(b"\xEF\xBB\xBF\xC3\xA9".to_vec()),
            any::<u8>(),
        ];
        prop::collection::vec(byte, 0..60)
    }

    fn value() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i32>().prop_map(Into::into),
            ".{0,8}".prop_map(Into::into),
        ];
        leaf.prop_recursive(3, 12, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
                prop::collection::btree_map(".{0,4}", inner, 0..4)
                    .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn it_does_not_matter_where_a_body_is_cut(body in body(), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..8)) {
            let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(body.len() + 1)).collect();
            cuts.extend([0, body.len()]);
            cuts.sort_unstable();
            let pieces: Vec<&[u8]> = cuts.windows(2).map(|cut| &body[cut[0]..cut[1]]).collect();
            for splitter in [Splitter::lines as fn() -> Splitter, Splitter::array] {
                prop_assert_eq!(all(splitter(), &pieces), all(splitter(), &[&body]));
            }
        }

        #[test]
        fn what_is_an_array_comes_out_whole(values in prop::collection::vec(value(), 0..8), pretty in any::<bool>()) {
            let text = if pretty { serde_json::to_string_pretty(&values) } else { serde_json::to_string(&values) }.unwrap();
            let (rows, whole) = all(Splitter::array(), &[text.as_bytes()]);
            let read = rows.into_iter().map(|row| match row {
                Row::Json(json) => serde_json::from_slice::<serde_json::Value>(&json).unwrap(),
                Row::TooLong => unreachable!("it is short"),
            });
            prop_assert_eq!(read.collect::<Vec<_>>(), values);
            prop_assert!(whole);
        }
    }
}
