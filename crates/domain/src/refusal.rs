//! Why an operation may not be done: one [`Refusal`] of one or more [`Fault`]s, without a word of prose.
//!
//! Sentences live in the message files; statuses live in the one place of `api` that turns a refusal into a reply.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

/// One reason why a request is refused. The message files hold one sentence for each.
///
/// It can be kept as JSON: an import's rejected rows are told later, in any language. So a variant is not renamed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// No token came with the request.
    TokenMissing,
    /// The token is not one of ours, or was revoked.
    TokenInvalid,
    /// The token's time is over.
    TokenExpired,
    /// The token may not be used from the caller's address.
    TokenAddress,
    /// The token may only read.
    TokenReadOnly,
    /// The account's plan does not include what was asked for.
    Plan,
    /// It is not for who asks: an operator's role does not allow it, or it is not for programs (ours).
    Role,
    /// The value is missing or blank.
    Required,
    /// The value has more than `max` characters (Unicode code points).
    TooLong {
        /// The most characters allowed.
        max: usize,
    },
    /// The value has fewer than `min` characters (Unicode code points).
    TooShort {
        /// The fewest characters allowed.
        min: usize,
    },
    /// The value holds NUL, another control character, or DEL.
    ControlCharacter,
    /// Not an e-mail address.
    NotAnEmail,
    /// Not `1` or `0`.
    NotAFlag,
    /// Not a decimal number.
    NotANumber,
    /// Not a date of the calendar.
    NotADate,
    /// Not an `http` or `https` address.
    NotAUrl,
    /// Not a telephone number.
    NotAPhone,
    /// Not a CPF: wrong length, characters or check digits.
    NotACpf,
    /// Not a CNPJ: wrong length, characters or check digits.
    NotACnpj,
    /// Not one of the panel languages.
    NotALanguage,
    /// Not one of the custom field's options.
    NotAnOption,
    /// Not options: one on each line, each once, without `|`, and not too many.
    NotOptions,
    /// The name of several: only an id says which one is meant.
    Ambiguous,
    /// Not `I` or `E`.
    NotALocator,
    /// A new internal id, for a customer that is named by its internal id (contract: doc).
    NotWithInternalId,
    /// The customer is not active, or nobody of the desk has approved it (contract: ours).
    NotAdmitted,
    /// Both customers that are to become one are the same.
    SameCustomer,
    /// What is to change has changed since the caller looked at it.
    ChangedMeanwhile,
    /// It was undone already, or its time is over.
    NotUndoable,
    /// The organization is the one that it is to belong to, or belongs to it already.
    MotherLoop,
    /// Not a page: a whole number from 1.
    NotAPage,
    /// Not one of the columns that the list can be ordered by.
    NotAColumn,
    /// Not `ASC` or `DESC`.
    NotAnOrder,
    /// Not a count within its limits.
    NotACount,
    /// Not a place in a list that we gave.
    NotACursor,
    /// Not a role of an operator.
    NotARole,
    /// Nobody would be left who may add operators.
    LastAdministrator,
    /// Not the code that the telephone shows now, or one that was used.
    WrongCode,
    /// Not the same as above: typed twice to be sure.
    NotTheSame,
    /// Not the password of before.
    WrongPassword,
    /// Not one of what a form lets choose.
    NotAChoice,
    /// A line that is neither an address nor a network.
    NotANetwork {
        /// Its number, from 1.
        line: usize,
    },
    /// A moment that is over.
    Past,
    /// Not a time zone of the IANA database.
    NotATimeZone,
    /// Not a number of requests that a rate may name.
    NotARate,
    /// Not a colour of six hexadecimal digits.
    NotAColour,
    /// A colour on which neither white nor dark text can be read well.
    LowContrast,
    /// Not a picture that can be shown, or one that is too large.
    NotAPicture,
    /// Not `upsert` or `create`.
    NotAMode,
    /// An idempotency key, for a batch that is not done as a whole.
    OnlyWithAtomic,
    /// The `Idempotency-Key` header is not 1 to 255 visible ASCII characters.
    NotAnIdempotencyKey,
    /// A parameter with one value came with several different ones.
    Repeated,
    /// The parameter's name is not of a form that we can read, such as `custom_field[`.
    MalformedKey,
    /// The request needs a body and has none.
    BodyMissing,
    /// The body cannot be read as what its `Content-Type` says.
    BodyUnreadable,
    /// The body or query holds bytes that are not text in the declared character set (UTF-8 unless declared).
    BodyEncoding,
    /// A row of a file does not have as many fields as its first row.
    RowUneven {
        /// How many that has.
        expected: usize,
    },
    /// A row of a file, or a field of it, is beyond every measure.
    RowTooLong,
    /// A row of a file holds bytes that are not text in the file's encoding.
    RowNotText,
    /// The import does not stand where that can be done with it.
    ImportState,
    /// The time in which it could be undone is over.
    UndoTooLate,
    /// The value is taken by another record.
    Duplicate,
    /// The parameter is unknown and the client asked for strict handling.
    UnknownParameter,
    /// The idempotency key was used before for another request.
    IdempotencyConflict,
    /// The id refers to nothing in this account.
    NotFound,
}

/// The classes of faults in the order in which they decide a request's status (contract: §1, status codes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// The token may not be used: answered alone.
    Token,
    /// The plan does not include it: answered alone.
    Plan,
    /// The submitted values may not be used.
    Values,
    /// An id refers to nothing.
    References,
}

impl Reason {
    /// The stable word for programs, as in `errors[].code` (contract: §1, status codes).
    pub fn code(&self) -> &'static str {
        match self {
            Self::TokenMissing => "token_missing",
            Self::TokenInvalid => "token_invalid",
            Self::TokenExpired => "token_expired",
            Self::TokenAddress => "token_address",
            Self::TokenReadOnly => "token_read_only",
            Self::Plan => "plan",
            Self::Role => "role",
            Self::Required => "required",
            Self::TooLong { .. } | Self::RowTooLong => "too_long",
            Self::TooShort { .. }
            | Self::ControlCharacter
            | Self::NotAnEmail
            | Self::NotAFlag
            | Self::NotANumber
            | Self::NotADate
            | Self::NotAUrl
            | Self::NotAPhone
            | Self::NotACpf
            | Self::NotACnpj
            | Self::NotALocator
            | Self::MotherLoop
            | Self::NotAPage
            | Self::NotACount
            | Self::NotACursor
            | Self::NotOptions
            | Self::Ambiguous
            | Self::WrongCode
            | Self::NotTheSame
            | Self::WrongPassword
            | Self::NotANetwork { .. }
            | Self::Past
            | Self::NotATimeZone
            | Self::NotARate
            | Self::NotAColour
            | Self::NotAPicture
            | Self::NotAnIdempotencyKey => "invalid",
            Self::NotALanguage
            | Self::NotAnOption
            | Self::NotWithInternalId
            | Self::NotAdmitted
            | Self::NotARole
            | Self::LastAdministrator
            | Self::SameCustomer
            | Self::NotUndoable
            | Self::NotAChoice
            | Self::LowContrast
            | Self::NotAMode
            | Self::ImportState
            | Self::UndoTooLate
            | Self::OnlyWithAtomic
            | Self::NotAColumn
            | Self::NotAnOrder => "not_allowed",
            Self::ChangedMeanwhile => "precondition_failed",
            Self::Repeated => "repeated",
            Self::MalformedKey
            | Self::BodyMissing
            | Self::BodyUnreadable
            | Self::BodyEncoding
            | Self::RowUneven { .. }
            | Self::RowNotText => "malformed",
            Self::Duplicate => "duplicate",
            Self::UnknownParameter => "unknown",
            Self::IdempotencyConflict => "idempotency_conflict",
            Self::NotFound => "not_found",
        }
    }

    /// The class that decides the status.
    pub fn class(&self) -> Class {
        match self {
            Self::TokenMissing
            | Self::TokenInvalid
            | Self::TokenExpired
            | Self::TokenAddress
            | Self::TokenReadOnly => Class::Token,
            Self::Plan | Self::Role => Class::Plan,
            Self::NotFound => Class::References,
            _ => Class::Values,
        }
    }
}

/// What a fault is about: one parameter of the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The key as it was sent, or as it should have been.
    pub key: Cow<'static, str>,
    /// What a person calls it, where that is not the key: a custom field's name.
    pub label: Option<String>,
    /// Where it stands among its kind: the parameter table first, then the custom fields as configured.
    pub rank: u32,
}

impl Field {
    /// The parameter `key`, at `rank` in its route's table.
    pub fn new(key: impl Into<Cow<'static, str>>, rank: u32) -> Self {
        Self { key: key.into(), label: None, rank }
    }
}

/// One reason and the parameter that it is about, if it is about one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The parameter, or `None` where the fault is about the request as a whole.
    pub field: Option<Field>,
    /// The reason.
    pub reason: Reason,
}

impl Fault {
    /// A fault of one parameter.
    pub fn of(field: Field, reason: Reason) -> Self {
        Self { field: Some(field), reason }
    }
}

impl From<Reason> for Fault {
    fn from(reason: Reason) -> Self {
        Self { field: None, reason }
    }
}

/// Faults as they are found, in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Adds one.
    pub fn push(&mut self, fault: impl Into<Fault>) {
        self.0.push(fault.into());
    }

    /// Keeps a value, or notes the reason why there is none.
    pub fn keep<T>(&mut self, field: Field, parsed: Result<T, Reason>) -> Option<T> {
        parsed.map_err(|reason| self.push(Fault::of(field, reason))).ok()
    }

    /// Whether one is about the parameter of this name, however its key was written.
    pub fn mention(&self, name: &str) -> bool {
        let is_about = |field: &Field| field.key.split('[').next() == Some(name);
        self.0.iter().any(|fault| fault.field.as_ref().is_some_and(is_about))
    }

    /// Those that were found, in the order of the finding.
    pub fn iter(&self) -> impl Iterator<Item = &Fault> {
        self.0.iter()
    }

    /// Whether none was found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `Ok` where none was found, else the refusal.
    pub fn into_result(self) -> Result<(), Refusal> {
        match Refusal::new(self.0) {
            Some(refusal) => Err(refusal),
            None => Ok(()),
        }
    }
}

/// Why an operation was refused: at least one fault, in the contract's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    first: Fault,
    rest: Vec<Fault>,
}

impl Refusal {
    /// Orders the faults: by class, then by the parameter table, then custom fields as configured. A fault of token or
    /// plan stands alone. `None` where there is no fault.
    fn new(mut faults: Vec<Fault>) -> Option<Self> {
        faults.sort_by_key(|fault| (fault.reason.class(), fault.field.as_ref().map(|field| field.rank)));
        let mut faults = faults.into_iter();
        let first = faults.next()?;
        let rest = if first.reason.class() <= Class::Plan { Vec::new() } else { faults.collect() };
        Some(Self { first, rest })
    }

    /// The fault whose sentence is the reply's message.
    pub fn first(&self) -> &Fault {
        &self.first
    }

    /// All faults in order.
    pub fn faults(&self) -> impl Iterator<Item = &Fault> {
        std::iter::once(&self.first).chain(&self.rest)
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self { first: fault, rest: Vec::new() }
    }
}

impl From<Reason> for Refusal {
    fn from(reason: Reason) -> Self {
        Fault::from(reason).into()
    }
}

impl fmt::Display for Refusal {
    /// Codes and keys only: a refusal's text may go into a log.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, fault) in self.faults().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            let key = fault.field.as_ref().map_or("request", |field| &field.key);
            write!(out, "{comma}{key}: {}", fault.reason.code())?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}
