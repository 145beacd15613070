use proptest::prelude::*;

use super::*;
use crate::csv::{Format, Writer};

fn found(bytes: impl AsRef<[u8]>) -> String {
    detect(bytes.as_ref()).unwrap().to_string()
}

#[test]
fn the_delimiter_is_the_one_by_which_rows_are_alike() {
    for (text, delimiter) in [
        ("id;nome\n1;Ana\n", "semicolon"),
        ("id,nome\n1,Ana\n2,Bia\n", "comma"),
        ("id\tnome\n1\tAna\n", "tab"),
        ("id|nome\n1|Ana\n", "pipe"),
        ("id;nome;valor\n1;\"Silva, Ana\";10,50\n2;\"Lima, Bia\";20,30\n", "semicolon"),
        ("1;\"Silva, Ana\";10,50\n2;\"Lima, Bia\";20,30\n", "semicolon"),
        ("1;10,50\n2;20,30\n", "semicolon"),
        ("id,nome,obs\n1,\"Silva; Ana\",\"a;b\"\n2,\"Lima; Bia\",\"c;d\"\n", "comma"),
        ("id,nome,perfil\n1,Ana,Bronze|Ouro\n2,Bia,Ouro|Prata\n", "comma"),
        ("id;endereço\n1;Rua A, 5, casa 2\n2;Rua B, 7\n3;Rua C\n", "semicolon"),
        ("id;nome\n1;Ana\n2;Bia;x\n3;Léa\n4;Rui\n5;Ivo\n6;Eva\n7;Noé\n8;Zoé\n", "semicolon"),
        ("email\nana@example.com\n", "semicolon"),
        ("", "semicolon"),
    ] {
        assert_eq!(found(text), format!("utf-8 {delimiter} {}", header(text)), "{text:?}");
    }
}

fn header(text: &str) -> &'static str {
    if text.starts_with('1') { "no-header" } else { "header" }
}

#[test]
fn the_delimiter_may_be_named() {
    assert_eq!(found("sep=,\r\nid,nome\r\n1,a;b\r\n2,a;b\r\n"), "utf-8 comma header");
    assert_eq!(found("sep=;\r\n1;ana@example.com\r\n"), "utf-8 semicolon no-header");
    assert_eq!(found("sep=|\nid;x|nome\n"), "utf-8 pipe header");
}

#[test]
fn a_header_is_told_from_data() {
    for (text, has_header) in [
        ("id;nome\n1;Ana\n", true),
        ("chave;apelido\n1;Ana\n", true),
        ("chave;apelido\nA;Ana\n", true),
        ("Ana;ana@example.com\nBia;bia@example.com\n", false),
        ("Ana;ana@example.com\nBia;\n", false),
        ("Ana;11 98765-4321\nBia;(11) 3456-7890\n", false),
        ("A;2024\nB;Ana\nC;Bia\n", true),
        ("Nome;2024\nB;5\nC;7\n", true),
        ("7;Ana\n", false),
        ("custom_field[9]\n1\n", true),
    ] {
        assert_eq!(detect(text.as_bytes()).unwrap().has_header, has_header, "{text:?}");
    }
}

#[test]
fn the_encoding_is_found() {
    let text = "código;nome\n1;João\n";
    let utf_16 = || format!("\u{feff}{text}").encode_utf16().collect::<Vec<_>>();
    let (latin, ..) = encoding_rs::WINDOWS_1252.encode(text);
    for (bytes, encoding) in [
        (text.as_bytes().to_vec(), "utf-8"),
        (b"id;nome\n1;Ana\n".to_vec(), "utf-8"),
        (format!("\u{feff}{text}").into_bytes(), "utf-8-bom"),
        ("\u{feff}id;nome\n1;Jo".bytes().chain(*b"\xe3o\n").collect(), "utf-8-bom"),
        (latin.into_owned(), "windows-1252"),
        (utf_16().into_iter().flat_map(u16::to_le_bytes).collect(), "utf-16le"),
        (utf_16().into_iter().flat_map(u16::to_be_bytes).collect(), "utf-16be"),
    ] {
        assert_eq!(found(bytes), format!("{encoding} semicolon header"));
    }
}

#[test]
fn the_encoding_is_that_of_the_whole_file() {
    let mut file = b"id;nome\n".to_vec();
    while file.len() < SAMPLE * 2 {
        file.extend_from_slice(b"1;Ana\n");
    }
    file.extend_from_slice(b"2;Jo\xe3o\n");
    assert_eq!(found(&file), "windows-1252 semicolon header");
    // Characters of two bytes across all bounds of what is read at once.
    let mut file = b"id;nome\n1;".to_vec();
    file.extend("é".repeat(SAMPLE).bytes());
    assert_eq!(found(&file), "utf-8 semicolon header");
    file.push(0xe9);
    assert_eq!(found(&file), "utf-8 semicolon header", "one damaged byte makes no other encoding");
    assert_eq!(found(b"id;nome\n1;Andr\xc3"), "windows-1252 semicolon header");
}

proptest! {
    #[test]
    fn what_we_write_is_known(
        rows in prop::collection::vec(prop::collection::vec("\\PC{0,6}|['=+;,|\t\r\n\"a-c@ é]{0,8}", 3), 0..6),
        delimiter in prop::sample::select(Delimiter::ALL.to_vec()),
        bom in any::<bool>(),
    ) {
        let mut writer = Writer::new(Vec::new(), Format { delimiter, bom }).unwrap();
        writer.write(["customer_id", "name", "email"]).unwrap();
        for row in &rows {
            writer.write(row).unwrap();
        }
        let encoding = if bom { Encoding::Utf8Bom } else { Encoding::Utf8 };
        let expected = Dialect { encoding, delimiter, has_header: true };
        prop_assert_eq!(detect(&writer.into_inner().unwrap()[..]).unwrap(), expected);
    }

    #[test]
    fn whatever_comes_has_a_dialect(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        detect(&bytes[..]).unwrap();
    }
}
