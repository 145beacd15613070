use encoding_rs::WINDOWS_1252;
use proptest::prelude::*;

use super::*;
use crate::csv::{Encoding, Format, Writer};

fn dialect(delimiter: Delimiter, has_header: bool) -> Dialect {
    Dialect { encoding: Encoding::Utf8, delimiter, has_header }
}

/// The header, and of each row its number, its line, its fault and its fields.
type Read<'t> = (Vec<String>, Vec<(u64, u64, Option<RowFault>, Vec<String>)>);

fn read(bytes: &[u8], dialect: Dialect) -> Read<'_> {
    let records = Records::new(bytes, dialect).unwrap();
    let header = records.header().to_vec();
    let rows = records.map(|record| {
        let Record { row, line, fields, fault } = record.unwrap();
        (row, line, fault, fields)
    });
    (header, rows.collect())
}

fn fields(text: &str) -> Vec<Vec<String>> {
    read(text.as_bytes(), dialect(Delimiter::Semicolon, true))
        .1
        .into_iter()
        .map(|(.., fields)| fields)
        .collect()
}

#[test]
fn rows_have_numbers_and_lines() {
    let text = "id;nome\r\n1;Ana\r\n\r\n;\r\n2;\"Bia\r\nLima\"\r\n3;Léa";
    let (header, rows) = read(text.as_bytes(), dialect(Delimiter::Semicolon, true));
    assert_eq!(header, ["id", "nome"]);
    let row = |row: u64, line, name: &str| (row, line, None, vec![row.to_string(), name.to_owned()]);
    assert_eq!(rows, [row(1, 2, "Ana"), row(2, 5, "Bia\r\nLima"), row(3, 7, "Léa")]);
}

#[test]
fn lines_end_in_any_way() {
    for text in ["a;b\n1;2\n3;4\n", "a;b\r\n1;2\r\n3;4", "a;b\r1;2\r3;4\r", "\n\na;b\n\n\n1;2\r\n3;4\n\n"] {
        assert_eq!(fields(text), [["1", "2"], ["3", "4"]], "{text:?}");
    }
    assert_eq!(fields(""), [[""; 0]; 0]);
    assert_eq!(fields("a;b"), [[""; 0]; 0]);
}

#[test]
fn a_file_without_a_header_has_columns_without_names() {
    let (header, rows) = read(b"1,Ana\n2,Bia\n", dialect(Delimiter::Comma, false));
    assert_eq!(header, ["", ""]);
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0], (1, 1, None, vec!["1".into(), "Ana".into()]));
}

#[test]
fn the_line_that_names_the_delimiter_is_no_row() {
    for (text, delimiter) in
        [("sep=;\r\na;b\r\n1;2\r\n", Delimiter::Semicolon), ("SEP=,\na,b\n1,2", Delimiter::Comma)]
    {
        let (header, rows) = read(text.as_bytes(), dialect(delimiter, true));
        assert_eq!((header, rows[0].1), (vec!["a".into(), "b".into()], 3), "{text:?}");
    }
    assert_eq!(fields("sep=;;x\n1;2;3")[0], ["1", "2", "3"]);
}

#[test]
fn an_uneven_row_is_a_fault_of_its_own() {
    let (_, rows) = read(b"a;b;c\n1;2\n1;2;3\n1;2;3;;\n1;2;3;4\n", dialect(Delimiter::Semicolon, true));
    let faults: Vec<_> =
        rows.iter().map(|(row, line, fault, fields)| (*row, *line, *fault, fields.len())).collect();
    let uneven = |found| Some(RowFault::Uneven { expected: 3, found });
    assert_eq!(faults, [(1, 2, uneven(2), 2), (2, 3, None, 3), (3, 4, None, 3), (4, 5, uneven(4), 4)]);
}

#[test]
fn what_is_not_text_is_a_fault_of_its_row() {
    let (_, rows) = read(b"a;b\n1;Jo\xe3o\n2;a\0b\n3;Ana\n", dialect(Delimiter::Semicolon, true));
    let faults: Vec<_> = rows.into_iter().map(|(.., fault, fields)| (fault, fields)).collect();
    let row = |fault, one: &str, two: &str| (fault, vec![one.to_owned(), two.to_owned()]);
    assert_eq!(
        faults,
        [
            row(Some(RowFault::NotText), "1", "Jo\u{fffd}o"),
            row(Some(RowFault::NotText), "2", "a\0b"),
            row(None, "3", "Ana")
        ]
    );
}

#[test]
fn what_is_too_long_is_let_go_of_and_the_next_row_is_read() {
    let long = |bytes: usize| "x\n".repeat(bytes / 2);
    let fits = format!("a;b\n1;\"{}\"\n", long(MAX_FIELD));
    assert_eq!(fields(&fits)[0][1].len(), MAX_FIELD);
    for bytes in [MAX_FIELD + 2, MAX_ROW, MAX_ROW * 3] {
        let text = format!("a;b\n1;\"{}\"\n2;Bia\n", long(bytes));
        let (_, rows) = read(text.as_bytes(), dialect(Delimiter::Semicolon, true));
        let lines = bytes as u64 / 2;
        let expected = [
            (1, 2, Some(RowFault::TooLong), vec![]),
            (2, 3 + lines, None, vec!["2".to_owned(), "Bia".to_owned()]),
        ];
        assert_eq!(rows, expected, "{bytes}");
    }
    let wide = format!("a;b\n{}\n2;Bia\n", "1;".repeat(MAX_FIELDS * 2));
    let (_, rows) = read(wide.as_bytes(), dialect(Delimiter::Semicolon, true));
    assert_eq!((rows[0].2, rows[1].2), (Some(RowFault::TooLong), None));
}

#[test]
fn a_mark_at_the_beginning_is_not_part_of_the_first_name() {
    for encoding in [Encoding::Utf8, Encoding::Utf8Bom] {
        let dialect = Dialect { encoding, ..dialect(Delimiter::Semicolon, true) };
        assert_eq!(read("\u{feff}a;b\n".as_bytes(), dialect).0, ["a", "b"]);
    }
}

#[test]
fn the_errors_of_the_file_are_told() {
    struct Broken;
    impl io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("torn"))
        }
    }
    assert!(Records::new(Broken, Dialect::default()).is_err());
}

/// As bytes of an encoding; `None` where it has not all of the characters.
fn encoded(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
    Some(match encoding {
        Encoding::Utf8 => text.into(),
        Encoding::Utf8Bom => format!("\u{feff}{text}").into(),
        Encoding::Windows1252 => {
            let (bytes, _, unmappable) = WINDOWS_1252.encode(text);
            if unmappable {
                return None;
            }
            bytes.into_owned()
        }
        Encoding::Utf16Le => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect(),
    })
}

/// A source that gives a few bytes at a time.
struct Slow<'b>(&'b [u8], usize);

impl io::Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let size = self.1.min(buffer.len()).min(self.0.len());
        let (now, later) = self.0.split_at(size);
        buffer[..size].copy_from_slice(now);
        self.0 = later;
        Ok(size)
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(
        rows in prop::collection::vec(prop::collection::vec("\\PC{0,6}|['=+;,|\t\r\n\"a-c@ é]{0,8}", 3), 0..6),
        delimiter in prop::sample::select(Delimiter::ALL.to_vec()),
        encoding in prop::sample::select(Encoding::ALL.to_vec()),
        size in 1_usize..64,
    ) {
        let header = ["a", "b", "c"];
        let mut writer = Writer::new(Vec::new(), Format { delimiter, bom: false }).unwrap();
        writer.write(header).unwrap();
        for row in &rows {
            writer.write(row).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        if let Some(bytes) = encoded(&text, encoding) {
            let dialect = Dialect { encoding, delimiter, has_header: true };
            let records = Records::new(Slow(&bytes, size), dialect).unwrap();
            prop_assert_eq!(records.header(), header);
            let read: Vec<_> = records.map(|record| record.unwrap()).collect();
            prop_assert!(read.iter().all(|record| record.fault.is_none()));
            let read: Vec<_> = read.into_iter().map(|record| record.fields).collect();
            let blank = |row: &&Vec<String>| row.iter().all(|field| harmless_is_blank(field));
            let written: Vec<_> = rows.iter().filter(|row| !blank(row)).cloned().collect();
            prop_assert_eq!(read, written);
        }
    }

    #[test]
    fn whatever_comes_is_read(
        bytes in prop::collection::vec(prop::sample::select(b"a;\",|\t\r\n\0\xe9\xff\xfe '".to_vec()), 0..200),
        delimiter in prop::sample::select(Delimiter::ALL.to_vec()),
        encoding in prop::sample::select(Encoding::ALL.to_vec()),
    ) {
        let records = Records::new(&bytes[..], Dialect { encoding, delimiter, has_header: true }).unwrap();
        let lines = bytes.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
        for (before, record) in records.enumerate() {
            let record = record.unwrap();
            prop_assert_eq!(record.row, before as u64 + 1);
            prop_assert!((1..=lines).contains(&record.line));
        }
    }
}

/// White space, but for what is marked as a text.
fn harmless_is_blank(field: &str) -> bool {
    crate::csv::harmless(field).trim_ascii().is_empty()
}
