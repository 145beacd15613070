use std::collections::{BTreeSet, HashSet};

use proptest::prelude::*;

use super::*;
use crate::{Language, messages, notice};

/// One of each. A reason that is missing here leaves its message without a use, which fails
/// [`every_file_has_the_messages_that_are_used`].
const REASONS: [Reason; 65] = [
    Reason::TokenMissing,
    Reason::TokenInvalid,
    Reason::TokenExpired,
    Reason::TokenAddress,
    Reason::TokenReadOnly,
    Reason::Plan,
    Reason::Role,
    Reason::Required,
    Reason::TooLong { max: 250 },
    Reason::TooShort { min: 8 },
    Reason::ControlCharacter,
    Reason::NotAnEmail,
    Reason::NotAFlag,
    Reason::NotANumber,
    Reason::NotADate,
    Reason::NotAUrl,
    Reason::NotAPhone,
    Reason::NotACpf,
    Reason::NotACnpj,
    Reason::NotALanguage,
    Reason::NotAnOption,
    Reason::NotOptions,
    Reason::Ambiguous,
    Reason::NotALocator,
    Reason::NotWithInternalId,
    Reason::NotAdmitted,
    Reason::SameCustomer,
    Reason::ChangedMeanwhile,
    Reason::NotUndoable,
    Reason::MotherLoop,
    Reason::NotAPage,
    Reason::NotAColumn,
    Reason::NotAnOrder,
    Reason::NotACount,
    Reason::NotACursor,
    Reason::NotARole,
    Reason::LastAdministrator,
    Reason::WrongCode,
    Reason::NotTheSame,
    Reason::WrongPassword,
    Reason::NotAChoice,
    Reason::NotANetwork { line: 3 },
    Reason::Past,
    Reason::NotATimeZone,
    Reason::NotARate,
    Reason::NotAColour,
    Reason::LowContrast,
    Reason::NotAPicture,
    Reason::NotAMode,
    Reason::OnlyWithAtomic,
    Reason::NotAnIdempotencyKey,
    Reason::Repeated,
    Reason::MalformedKey,
    Reason::BodyMissing,
    Reason::BodyUnreadable,
    Reason::BodyEncoding,
    Reason::RowUneven { expected: 7 },
    Reason::RowTooLong,
    Reason::RowNotText,
    Reason::ImportState,
    Reason::UndoTooLate,
    Reason::Duplicate,
    Reason::UnknownParameter,
    Reason::IdempotencyConflict,
    Reason::NotFound,
];

fn named(language: Language) -> Tongue {
    Tongue { language, named: true }
}

/// No field, a field with a key only, and one with a label.
fn fields() -> [Option<Field>; 3] {
    let labelled = Field { label: Some("Região".into()), ..Field::new("custom_field[7]", 0) };
    [None, Some(Field::new("name", 0)), Some(labelled)]
}

fn said(key: &'static str, label: Option<&str>, reason: Reason, language: Language) -> String {
    let field = Field { label: label.map(str::to_owned), ..Field::new(key, 0) };
    sentence(&Fault::of(field, reason), named(language))
}

#[test]
fn every_file_has_the_messages_that_are_used() {
    let reasons = REASONS.iter().map(|reason| message(reason).0);
    let used: BTreeSet<_> = reasons.chain(notice::ids()).chain(["subject"]).collect();
    assert_eq!(used.len(), REASONS.len() + notice::Notice::ALL.len() + 1);
    for language in Language::ALL {
        let ids = messages::ids(language);
        assert_eq!(ids, messages::ids(Language::Portuguese), "in one order");
        assert_eq!(ids.len(), used.len(), "{language}");
        assert_eq!(ids.into_iter().collect::<BTreeSet<_>>(), used, "{language}");
    }
}

#[test]
fn every_fault_has_a_sentence_in_every_language() {
    for reason in REASONS {
        for field in fields() {
            let fault = Fault { field, reason: reason.clone() };
            let mut said = HashSet::new();
            for language in Language::ALL {
                let sentence = sentence(&fault, named(language));
                assert!(sentence.ends_with('.') && sentence.contains(' '), "{sentence}");
                assert!(!sentence.contains(['{', '}', '$', '\u{2068}', '\u{2069}', '\n']), "{sentence}");
                assert!(!sentence.contains("  "), "{sentence}");
                assert!(sentence.starts_with(char::is_uppercase), "{sentence}");
                assert!(said.insert(sentence), "{fault:?} in {language}");
            }
        }
    }
}

#[test]
fn a_sentence_names_its_field() {
    for (key, label, sentences) in [
        (
            "name",
            None,
            [
                "O parâmetro name tem mais de 250 caracteres.",
                "El parámetro name tiene más de 250 caracteres.",
                "The parameter name has more than 250 characters.",
            ],
        ),
        (
            "custom_field[7]",
            Some("Região"),
            [
                "O campo “Região” tem mais de 250 caracteres.",
                "El campo “Região” tiene más de 250 caracteres.",
                "The field “Região” has more than 250 characters.",
            ],
        ),
        (
            " ",
            None,
            [
                "Um parâmetro tem mais de 250 caracteres.",
                "Un parámetro tiene más de 250 caracteres.",
                "A parameter has more than 250 characters.",
            ],
        ),
    ] {
        let reason = Reason::TooLong { max: 250 };
        assert_eq!(Language::ALL.map(|language| said(key, label, reason.clone(), language)), sentences);
    }
}

#[test]
fn faults_of_the_request_as_a_whole_name_no_parameter() {
    for reason in
        REASONS.into_iter().filter(|reason| matches!(reason.code(), "malformed") || is_of_the_request(reason))
    {
        for language in Language::ALL {
            let sentences =
                fields().map(|field| sentence(&Fault { field, reason: reason.clone() }, named(language)));
            let same = sentences.iter().all(|sentence| *sentence == sentences[0]);
            assert_eq!(same, reason != Reason::MalformedKey, "{sentences:?}");
        }
    }
}

fn is_of_the_request(reason: &Reason) -> bool {
    reason.code().starts_with("token")
        || matches!(reason, Reason::NotAnIdempotencyKey | Reason::IdempotencyConflict)
}

#[test]
fn a_sentence_says_what_would_be_right() {
    for (reason, right) in [
        (Reason::TooShort { min: 8 }, &["8"][..]),
        (Reason::NotAFlag, &["1", "0"]),
        (Reason::NotALanguage, &["pt-BR", "es_ES", "en-US"]),
        (Reason::NotALocator, &["I (", "E ("]),
        (Reason::NotAUrl, &["http://", "https://"]),
        (Reason::NotACpf, &["CPF", "11"]),
        (Reason::NotACnpj, &["CNPJ", "14"]),
        (Reason::NotAPhone, &["3", "20"]),
        (Reason::NotADate, &["-MM-DD", "DD/MM/"]),
        (Reason::MalformedKey, &["custom_field[ID]"]),
        (Reason::NotAnIdempotencyKey, &["Idempotency-Key", "255", "ASCII"]),
        (Reason::IdempotencyConflict, &["Idempotency-Key"]),
        (Reason::TokenMissing, &["Authorization", "Bearer"]),
        (
            Reason::BodyMissing,
            &["multipart/form-data", "application/x-www-form-urlencoded", "application/json"],
        ),
    ] {
        for language in Language::ALL {
            let sentence = said("campo", None, reason.clone(), language);
            assert!(right.iter().all(|right| sentence.contains(right)), "{sentence}");
        }
    }
}

#[test]
fn one_is_a_number_of_its_own() {
    for (reason, sentences) in [
        (
            Reason::TooLong { max: 1 },
            ["tem mais de 1 caractere.", "tiene más de 1 carácter.", "has more than 1 character."],
        ),
        (
            Reason::TooShort { min: 1 },
            ["tem menos de 1 caractere.", "tiene menos de 1 carácter.", "has fewer than 1 character."],
        ),
        (
            Reason::TooLong { max: 1_000_000 },
            [
                "tem mais de 1000000 caracteres.",
                "tiene más de 1000000 caracteres.",
                "has more than 1000000 characters.",
            ],
        ),
    ] {
        for (language, end) in Language::ALL.into_iter().zip(sentences) {
            let sentence = said("name", None, reason.clone(), language);
            assert!(sentence.ends_with(end), "{sentence}");
        }
    }
}

#[test]
fn a_date_is_refused_in_the_original_s_words_unless_a_language_is_named() {
    for language in Language::ALL {
        for field in fields() {
            let fault = Fault { field, reason: Reason::NotADate };
            assert_eq!(sentence(&fault, Tongue { language, named: false }), "Invalid date.");
            assert_ne!(sentence(&fault, named(language)), "Invalid date.");
        }
        for reason in REASONS.into_iter().filter(|reason| *reason != Reason::NotADate) {
            let fault = Fault::from(reason);
            assert_eq!(
                sentence(&fault, Tongue { language, named: false }),
                sentence(&fault, named(language))
            );
        }
    }
}

#[test]
fn a_name_is_quoted_within_bounds() {
    for (name, shown) in [
        ("é".repeat(60), "é".repeat(60)),
        ("é".repeat(61), format!("{}…", "é".repeat(59))),
        ("x".repeat(1 << 20), format!("{}…", "x".repeat(59))),
        ("a\0b\r\nc\u{7f}\u{85}".into(), "a\u{fffd}b\u{fffd}\u{fffd}c\u{fffd}\u{fffd}".into()),
        ("{ $field }\"{\"".into(), "{ $field }\"{\"".into()),
    ] {
        let fault = Fault::of(Field::new(name.clone(), 0), Reason::Required);
        let sentence = sentence(&fault, named(Language::English));
        assert_eq!(sentence, format!("The parameter {shown} is required and may not be blank."));
        assert_eq!(quoted(&name), shown);
    }
}

proptest! {
    #[test]
    fn any_name_makes_a_sentence(name in ".{0,80}", reason in 0..REASONS.len(), language in 0_usize..3) {
        let fault = Fault::of(Field::new(name, 0), REASONS[reason].clone());
        let sentence = sentence(&fault, named(Language::ALL[language]));
        prop_assert!(sentence.ends_with('.') && !sentence.contains(char::is_control), "{}", sentence);
        prop_assert!(sentence.chars().count() < 300, "{}", sentence);
    }
}
