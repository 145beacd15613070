//! What is said of a request as a whole, the same for everyone: that it was done, or why it did not get far.

use std::sync::LazyLock;

use guiche_domain::language::Language;

use crate::messages::{Gaps, text};
use crate::tongue::Tongue;

/// A message without gaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// `POST /v2.0/customer/new` did what it was asked to do.
    CustomerCreated,
    /// `POST /v2.0/customer/update` did what it was asked to do.
    CustomerUpdated,
    /// A customer belongs to a department.
    CustomerLinked,
    /// A customer does not belong to a department any more.
    CustomerUnlinked,
    /// What a customer may do has changed.
    PermissionUpdated,
    /// A link that signs a customer in was made.
    QuickAccessCreated,
    /// `POST /v2.0/organization/new` did what it was asked to do.
    OrganizationCreated,
    /// It found what it was asked to make, and was asked to say so.
    OrganizationFound,
    /// `POST /v2.0/organization/update` did what it was asked to do.
    OrganizationUpdated,
    /// The list ends before this page.
    PageNotFound,
    /// The token is used more often than the operator allows.
    TooManyRequests,
    /// A condition of the request does not hold.
    PreconditionFailed,
    /// There is no such path.
    PathNotFound,
    /// The path does not know the method.
    MethodNotAllowed,
    /// The body is larger than we take.
    ContentTooLarge,
    /// The body is of a type that we do not read.
    UnsupportedMediaType,
    /// The request took too long to arrive.
    RequestTimeout,
    /// We cannot serve for now.
    Unavailable,
    /// The mistake is ours.
    InternalError,
}

impl Notice {
    /// All of them, in the order of the declaration.
    pub const ALL: [Self; 19] = [
        Self::CustomerCreated,
        Self::CustomerUpdated,
        Self::CustomerLinked,
        Self::CustomerUnlinked,
        Self::PermissionUpdated,
        Self::QuickAccessCreated,
        Self::OrganizationCreated,
        Self::OrganizationFound,
        Self::OrganizationUpdated,
        Self::PageNotFound,
        Self::TooManyRequests,
        Self::PreconditionFailed,
        Self::PathNotFound,
        Self::MethodNotAllowed,
        Self::ContentTooLarge,
        Self::UnsupportedMediaType,
        Self::RequestTimeout,
        Self::Unavailable,
        Self::InternalError,
    ];

    fn id(self) -> &'static str {
        match self {
            Self::CustomerCreated => "customer-created",
            Self::CustomerUpdated => "customer-updated",
            Self::CustomerLinked => "customer-linked",
            Self::CustomerUnlinked => "customer-unlinked",
            Self::PermissionUpdated => "permission-updated",
            Self::QuickAccessCreated => "quick-access-created",
            Self::OrganizationCreated => "organization-created",
            Self::OrganizationFound => "organization-found",
            Self::OrganizationUpdated => "organization-updated",
            Self::PageNotFound => "page-not-found",
            Self::TooManyRequests => "too-many-requests",
            Self::PreconditionFailed => "precondition-failed",
            Self::PathNotFound => "path-not-found",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::ContentTooLarge => "content-too-large",
            Self::UnsupportedMediaType => "unsupported-media-type",
            Self::RequestTimeout => "request-timeout",
            Self::Unavailable => "unavailable",
            Self::InternalError => "internal-error",
        }
    }
}

/// Every notice in every language: each successful request needs one.
static TEXTS: LazyLock<[[String; Notice::ALL.len()]; Language::ALL.len()]> = LazyLock::new(|| {
    Language::ALL.map(|language| Notice::ALL.map(|notice| text(notice.id(), language, &Gaps::new())))
});

/// The sentence for a notice.
pub fn notice(notice: Notice, tongue: Tongue) -> &'static str {
    &TEXTS[tongue.language as usize][notice as usize]
}

#[cfg(test)]
pub(crate) fn ids() -> impl Iterator<Item = &'static str> {
    Notice::ALL.into_iter().map(Notice::id)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_notice_is_said_in_every_language() {
        let mut said = HashSet::new();
        for language in Language::ALL {
            for each in Notice::ALL {
                let sentence = notice(each, Tongue { language, named: true });
                assert_eq!(sentence, text(each.id(), language, &Gaps::new()));
                assert_eq!(sentence, notice(each, Tongue { language, named: false }));
                assert!(
                    sentence.ends_with('.') && !sentence.contains(['{', '\u{2068}', '\u{2069}']),
                    "{sentence}"
                );
                assert!(sentence.contains(' ') && said.insert(sentence), "{sentence}");
            }
        }
    }

    #[test]
    fn in_three_languages() {
        let said =
            Language::ALL.map(|language| notice(Notice::CustomerCreated, Tongue { language, named: true }));
        assert_eq!(
            said,
            ["O cliente foi cadastrado.", "El cliente fue registrado.", "The customer has been created."]
        );
    }
}
