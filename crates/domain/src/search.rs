//! What is searched of a customer, and how: a document of tokens in a normal form, and the runs of characters that an index
//! knows it by. An index names candidates; the document decides.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::fold::fold;
use crate::phone;

/// The length of the runs by which short terms are found, and the shortest term that has any.
pub const SHORT: usize = 3;
/// The length of the runs by which longer terms are found.
pub const LONG: usize = 6;

/// How many characters of custom fields are searched, all of a customer's together; what comes behind is not found.
const MAX_VALUES: usize = 2_000;

/// What a customer is found by.
#[derive(Clone, Copy, Debug, Default)]
pub struct Found<'f> {
    /// The name: each word by itself.
    pub name: &'f str,
    /// The address.
    pub email: Option<&'f str>,
    /// The caller's own key.
    pub internal_id: Option<&'f str>,
    /// The telephone number, as sent.
    pub phone: Option<&'f str>,
    /// The number in E.164 form, where it is certain.
    pub phone_e164: Option<&'f str>,
}

/// A customer's tokens in normal form, with a space between them; the words of `values` are those of its custom fields. A
/// token that another one holds is left out: whatever is a part of it is a part of the other.
pub fn document<'v>(found: Found<'_>, values: impl Iterator<Item = &'v str>) -> String {
    let mut tokens: Vec<String> = words(found.name).collect();
    tokens.extend(found.email.into_iter().flat_map(words));
    // A mask is no end of a word: `(11) 98765-4321` is one token.
    tokens.extend(found.internal_id.and_then(whole));
    let phone = found.phone.and_then(whole);
    let digits = found.phone_e164.map(|number| number.trim_start_matches('+').to_owned());
    tokens.extend(
        digits
            .or_else(|| phone.as_deref().and_then(with_country))
            .and_then(|digits| phone::other_form(&digits)),
    );
    tokens.extend(found.phone_e164.and_then(whole));
    tokens.extend(phone);
    let mut left = MAX_VALUES;
    for value in values {
        let end = value.char_indices().nth(left).map_or(value.len(), |(end, _)| end);
        let value = value.get(..end).unwrap_or_default();
        left -= value.chars().count();
        tokens.extend(words(value));
    }
    distinct(tokens).join(" ")
}

/// Digits of a Brazilian number without its country's code, with it.
fn with_country(digits: &str) -> Option<String> {
    match digits.len() {
        10 | 11 => Some(format!("55{digits}")),
        12 | 13 => Some(digits.to_owned()),
        _ => None,
    }
}

/// The terms of a query: all of them must be found.
pub fn terms(query: &str) -> Vec<String> {
    distinct(words(query).collect())
}

/// Whether a document holds all terms.
pub fn holds(document: &str, terms: &[String]) -> bool {
    terms.iter().all(|term| document.contains(term.as_str()))
}

/// The runs of a document, as the index of an account has them, with a space between them.
pub fn grams(account_id: i64, document: &str) -> String {
    let mut runs = BTreeSet::new();
    for token in document.split(' ') {
        let ends = ends(token);
        for length in [SHORT, LONG] {
            runs.extend(
                (0..ends.len().saturating_sub(length)).filter_map(|at| run(token, &ends, at, length)),
            );
        }
    }
    written(account_id, runs)
}

/// The runs by which an index is asked for terms, written as [`grams`] are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Those that hardly anybody has, by the look of them. Whoever has the terms has these; others may have them too.
    pub rare: String,
    /// All that are asked for.
    pub all: String,
}

/// The runs by which terms are looked up; `None` where all of them are too short to have any.
pub fn asked(account_id: i64, terms: &[String]) -> Option<Asked> {
    let mut runs = BTreeSet::new();
    for term in terms {
        let ends = ends(term);
        let characters = ends.len() - 1;
        let length = if characters >= LONG { LONG } else { SHORT };
        let Some(last) = characters.checked_sub(length) else { continue };
        runs.extend((0..last).step_by(length).chain([last]).filter_map(|at| run(term, &ends, at, length)));
    }
    let rare = written(account_id, rare(&runs));
    (!runs.is_empty()).then(|| Asked { rare, all: written(account_id, runs) })
}

/// Digits tell people apart, words hardly do: long runs with digits alone, or short ones and the longest word beside them.
fn rare<'r>(runs: &BTreeSet<&'r str>) -> BTreeSet<&'r str> {
    let (numbers, words): (BTreeSet<&str>, BTreeSet<&str>) =
        runs.iter().partition(|run| run.contains(|character: char| character.is_ascii_digit()));
    let long: BTreeSet<&str> = numbers.iter().copied().filter(|run| run.chars().count() == LONG).collect();
    match () {
        () if !long.is_empty() => long,
        () if numbers.is_empty() => words,
        () => numbers.into_iter().chain(words.into_iter().max_by_key(|run| run.len())).collect(),
    }
}

/// The words of a text in normal form: letters and digits without case, accents and what stands between them.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words: Vec<String> =
        fold(text).split_whitespace().map(plain).filter(|word| !word.is_empty()).collect();
    words.into_iter()
}

/// A text as one word.
fn whole(text: &str) -> Option<String> {
    Some(plain(&fold(text))).filter(|word| !word.is_empty())
}

fn plain(word: &str) -> String {
    word.chars().filter(|character| character.is_alphanumeric()).collect()
}

/// Those that are not a part of another one, in their order.
fn distinct(tokens: Vec<String>) -> Vec<String> {
    let part = |(at, token): (usize, &String)| {
        let holds = |(other, longer): (usize, &String)| {
            longer.contains(token.as_str()) && other != at && (longer.len() > token.len() || other < at)
        };
        tokens.iter().enumerate().any(holds)
    };
    let kept: Vec<bool> = tokens.iter().enumerate().map(|token| !part(token)).collect();
    tokens.into_iter().zip(kept).filter_map(|(token, kept)| kept.then_some(token)).collect()
}

/// Where characters begin, and the end.
fn ends(token: &str) -> Vec<usize> {
    token.char_indices().map(|(at, _)| at).chain([token.len()]).collect()
}

fn run<'t>(token: &'t str, ends: &[usize], at: usize, length: usize) -> Option<&'t str> {
    token.get(*ends.get(at)?..*ends.get(at + length)?)
}

const HEX: [u8; 16] = *b"0123456789abcdef";

/// Safe for every tokenizer: digits and `a` to `g`.
fn written(account_id: i64, runs: BTreeSet<&str>) -> String {
    let mut grams = String::with_capacity(runs.len() * 16);
    for run in runs {
        let space = if grams.is_empty() { "" } else { " " };
        let _ = write!(grams, "{space}{account_id}g");
        for byte in run.bytes() {
            grams.extend([byte >> 4, byte & 15].map(|digit| char::from(HEX[usize::from(digit)])));
        }
    }
    grams
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(name: &str) -> String {
        document(Found { name, ..Found::default() }, std::iter::empty())
    }

    /// Whether the index and the document both say that a query finds this.
    fn finds(document: &str, query: &str) -> bool {
        let terms = terms(query);
        let known = grams(7, document);
        let known: BTreeSet<&str> = known.split(' ').collect();
        let candidate =
            asked(7, &terms).is_none_or(|asked| asked.all.split(' ').all(|run| known.contains(run)));
        assert!(candidate || !holds(document, &terms), "{query} is held and not known by its runs");
        candidate && holds(document, &terms)
    }

    #[test]
    fn a_customer_is_found_by_any_part_of_what_it_has() {
        let found = Found {
            name: "João D'Ávila Souza",
            email: Some("Joao.Avila@Exemplo.com.br"),
            internal_id: Some("ERP 00-17"),
            phone: Some("(11) 98765-4321"),
            phone_e164: Some("+5511987654321"),
        };
        let document = document(found, ["529.982.247-25", "Plano Ouro"].into_iter());
        assert_eq!(
            document,
            "davila souza joaoavilaexemplocombr erp0017 551187654321 5511987654321 52998224725 plano ouro"
        );
        for query in [
            "joao",
            "JOÃO",
            "joão souza",
            "souza joão",
            "d'ávila",
            "avila",
            "ouz",
            "exemplo.com",
            "avila@exemplo",
            "erp 00",
            "0017",
            "987654321",
            "98765-4321",
            "8765-4321",
            "(11) 8765",
            "+5511987654321",
            "551187654321",
            "529.982",
            "982.247-25",
            "52998224725",
            "ouro joao",
            "jo so",
            "",
        ] {
            assert!(finds(&document, query), "{query}");
        }
        for query in ["joana", "souzajoao", "joao silva", "11 97777", "ouros"] {
            assert!(!finds(&document, query), "{query}");
        }
    }

    #[test]
    fn an_old_mobile_number_is_found_with_the_ninth_digit() {
        let phone = |sent| document(Found { phone: Some(sent), ..Found::default() }, std::iter::empty());
        for sent in ["(11) 8765-4321", "+55 11 8765-4321", "11987654321"] {
            assert!(finds(&phone(sent), "11987654321") && finds(&phone(sent), "1187654321"), "{sent}");
        }
        assert_eq!(phone("ramal 12"), "ramal12");
    }

    #[test]
    fn of_long_texts_the_beginning_is_searched() {
        let long = "é".repeat(MAX_VALUES - 4) + " dia noite";
        let document = document(Found::default(), [&*long, "tarde"].into_iter());
        assert!(finds(&document, "eee dia") && !finds(&document, "noi") && !finds(&document, "tar"));
    }

    #[test]
    fn runs_are_of_an_account_and_of_two_lengths() {
        assert_eq!(grams(12, "ab"), "");
        assert_eq!(grams(12, "abc"), "12g616263");
        assert_eq!(grams(1, "éabcde").split(' ').count(), 4 + 1);
        assert_eq!(asked(1, &terms("ab é")), None);
        assert_eq!(asked(1, &terms("abcd")).unwrap().all, "1g616263 1g626364");
        assert_eq!(asked(1, &terms("abcdefg")).unwrap().all, "1g616263646566 1g626364656667");
    }

    #[test]
    fn digits_are_asked_for_first() {
        let rare = |query: &str| {
            let rare = asked(1, &terms(query)).unwrap().rare;
            let bytes = |run: &str| {
                let hex = run.trim_start_matches("1g").as_bytes().chunks(2);
                hex.map(|pair| u8::from_str_radix(str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
            };
            rare.split(' ').map(|run| String::from_utf8(bytes(run)).unwrap()).collect::<Vec<_>>().join(" ")
        };
        for (query, runs) in [
            ("joão da silva", "joa lva oao sil"),
            ("joão da silva 123456", "123456"),
            ("joão gonçalves 1234", "123 234 goncal"),
            ("cliente1234@exemplo", "e1234e"),
            ("7195", "195 719"),
        ] {
            assert_eq!(rare(query), runs, "{query}");
        }
    }

    proptest! {
        #[test]
        fn whatever_part_of_a_token_is_asked_for_is_found(
            name in "\\PC{1,30}( \\PC{1,30}){0,3}", token: prop::sample::Index, from: prop::sample::Index, length in 1..20_usize
        ) {
            let document = of(&name);
            prop_assume!(!document.is_empty());
            let tokens: Vec<&str> = document.split(' ').collect();
            let characters: Vec<char> = token.get(&tokens).chars().collect();
            let from = from.index(characters.len());
            let part: String = characters.iter().skip(from).take(length).collect();
            // Text that folding changes again when it stands alone is not a term as it is.
            prop_assume!(terms(&part) == [part.clone()]);
            prop_assert!(finds(&document, &part), "{part} in {document}");
        }

        #[test]
        fn a_name_is_found_by_itself(name in "\\PC{0,40}") {
            prop_assert!(finds(&of(&name), &name));
        }
    }
}
