//! One sentence for a fault: which parameter, what is wrong with it, and what would be right.

use guiche_domain::{Fault, Field, Reason};

use crate::messages::{Gaps, text};
use crate::tongue::Tongue;

/// The sentence that goes out for a date where no language is named, whatever the account's (contract: §1, weak).
const INVALID_DATE: &str = "Invalid date.";
/// The most characters of a parameter's name that a sentence quotes.
const MAX_QUOTED: usize = 60;

/// The sentence for a fault, in the client's language.
pub fn sentence(fault: &Fault, tongue: Tongue) -> String {
    if fault.reason == Reason::NotADate && !tongue.named {
        return INVALID_DATE.into();
    }
    let (id, count) = message(&fault.reason);
    let mut gaps = Gaps::new();
    match fault.field.as_ref().map(called) {
        Some((kind, name)) if !name.trim().is_empty() => {
            gaps.insert("kind", kind.into());
            gaps.insert("field", quoted(name).into());
        }
        _ => {
            gaps.insert("kind", "none".into());
        }
    }
    if let Some(count) = count {
        gaps.insert("count", count.into());
    }
    text(id, tongue.language, &gaps)
}

/// A reason's message, and the number in it if there is one.
fn message(reason: &Reason) -> (&'static str, Option<usize>) {
    match *reason {
        Reason::TokenMissing => ("token-missing", None),
        Reason::TokenInvalid => ("token-invalid", None),
        Reason::TokenExpired => ("token-expired", None),
        Reason::TokenAddress => ("token-address", None),
        Reason::TokenReadOnly => ("token-read-only", None),
        Reason::Role => ("role", None),
        Reason::Plan => ("plan", None),
        Reason::Required => ("required", None),
        Reason::TooLong { max } => ("too-long", Some(max)),
        Reason::TooShort { min } => ("too-short", Some(min)),
        Reason::ControlCharacter => ("control-character", None),
        Reason::NotAnEmail => ("not-an-email", None),
        Reason::NotAFlag => ("not-a-flag", None),
        Reason::NotANumber => ("not-a-number", None),
        Reason::NotADate => ("not-a-date", None),
        Reason::NotAUrl => ("not-a-url", None),
        Reason::NotAPhone => ("not-a-phone", None),
        Reason::NotACpf => ("not-a-cpf", None),
        Reason::NotACnpj => ("not-a-cnpj", None),
        Reason::NotALanguage => ("not-a-language", None),
        Reason::NotAnOption => ("not-an-option", None),
        Reason::NotOptions => ("not-options", None),
        Reason::Ambiguous => ("ambiguous", None),
        Reason::NotALocator => ("not-a-locator", None),
        Reason::NotWithInternalId => ("not-with-internal-id", None),
        Reason::NotAdmitted => ("not-admitted", None),
        Reason::SameCustomer => ("same-customer", None),
        Reason::ChangedMeanwhile => ("changed-meanwhile", None),
        Reason::NotUndoable => ("not-undoable", None),
        Reason::MotherLoop => ("mother-loop", None),
        Reason::NotAPage => ("not-a-page", None),
        Reason::NotAColumn => ("not-a-column", None),
        Reason::NotAnOrder => ("not-an-order", None),
        Reason::NotACount => ("not-a-count", None),
        Reason::NotACursor => ("not-a-cursor", None),
        Reason::NotARole => ("not-a-role", None),
        Reason::LastAdministrator => ("last-administrator", None),
        Reason::WrongCode => ("wrong-code", None),
        Reason::NotTheSame => ("not-the-same", None),
        Reason::WrongPassword => ("wrong-password", None),
        Reason::NotAChoice => ("not-a-choice", None),
        Reason::NotANetwork { line } => ("not-a-network", Some(line)),
        Reason::Past => ("past", None),
        Reason::NotATimeZone => ("not-a-time-zone", None),
        Reason::NotARate => ("not-a-rate", None),
        Reason::NotAColour => ("not-a-colour", None),
        Reason::LowContrast => ("low-contrast", None),
        Reason::NotAPicture => ("not-a-picture", None),
        Reason::NotAMode => ("not-a-mode", None),
        Reason::OnlyWithAtomic => ("only-with-atomic", None),
        Reason::NotAnIdempotencyKey => ("not-an-idempotency-key", None),
        Reason::Repeated => ("repeated", None),
        Reason::MalformedKey => ("malformed-key", None),
        Reason::BodyMissing => ("body-missing", None),
        Reason::BodyUnreadable => ("body-unreadable", None),
        Reason::BodyEncoding => ("body-encoding", None),
        Reason::RowUneven { expected } => ("row-uneven", Some(expected)),
        Reason::RowTooLong => ("row-too-long", None),
        Reason::RowNotText => ("row-not-text", None),
        Reason::ImportState => ("import-state", None),
        Reason::UndoTooLate => ("undo-too-late", None),
        Reason::Duplicate => ("duplicate", None),
        Reason::UnknownParameter => ("unknown-parameter", None),
        Reason::IdempotencyConflict => ("idempotency-conflict", None),
        Reason::NotFound => ("not-found", None),
    }
}

/// What to call a field, and whether that is a person's word for it or the key.
fn called(field: &Field) -> (&'static str, &str) {
    match &field.label {
        Some(label) => ("label", label),
        None => ("key", &field.key),
    }
}

/// A name as it may stand in a sentence: not too long, and without control characters.
fn quoted(name: &str) -> String {
    let visible = |character: char| {
        if character.is_control() { '\u{fffd}' } else { character }
    };
    if name.chars().nth(MAX_QUOTED).is_none() {
        name.chars().map(visible).collect()
    } else {
        name.chars().take(MAX_QUOTED - 1).map(visible).chain(['…']).collect()
    }
}

#[cfg(test)]
mod tests;
