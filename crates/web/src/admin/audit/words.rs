//! What the trail's words are called.

use crate::links;

/// Kinds of things, in the order of the filter.
pub(super) const ENTITIES: [(&str, &str); 16] = [
    ("customer", "audit-entity-customer"),
    ("customer_merge", "audit-entity-customer-merge"),
    ("organization", "audit-entity-organization"),
    ("portfolio", "audit-entity-portfolio"),
    ("department", "audit-entity-department"),
    ("custom_field", "audit-entity-custom-field"),
    ("blocked_email", "audit-entity-blocked-email"),
    ("quick_access", "audit-entity-quick-access"),
    ("import", "audit-entity-import"),
    ("export", "audit-entity-export"),
    ("read", "audit-entity-read"),
    ("erasure", "audit-entity-erasure"),
    ("token", "audit-entity-token"),
    ("operator", "audit-entity-operator"),
    ("operator_session", "audit-entity-operator-session"),
    ("account", "audit-entity-account"),
];

/// What can happen, in the order of the filter.
pub(super) const CHANGES: [(&str, &str); 25] = [
    ("created", "audit-change-created"),
    ("updated", "audit-change-updated"),
    ("deleted", "audit-change-deleted"),
    ("restored", "audit-change-restored"),
    ("merged", "audit-change-merged"),
    ("merge_undone", "audit-change-merge-undone"),
    ("linked", "audit-change-linked"),
    ("unlinked", "audit-change-unlinked"),
    ("retired", "audit-change-retired"),
    ("revoked", "audit-change-revoked"),
    ("uploaded", "audit-change-uploaded"),
    ("started", "audit-change-started"),
    ("finished", "audit-change-finished"),
    ("cancelled", "audit-change-cancelled"),
    ("undo_started", "audit-change-undo-started"),
    ("undone", "audit-change-undone"),
    ("listed", "audit-change-listed"),
    ("exported", "audit-change-exported"),
    ("values_erased", "audit-change-values-erased"),
    ("begun", "audit-change-begun"),
    ("ended", "audit-change-ended"),
    ("link_made", "audit-change-link-made"),
    ("password_set", "audit-change-password-set"),
    ("second_factor_set", "audit-change-second-factor-set"),
    ("second_factor_removed", "audit-change-second-factor-removed"),
];

/// The phrase of a word, if it has one.
pub(super) fn phrase(words: &[(&str, &'static str)], word: &str) -> Option<&'static str> {
    words.iter().find(|(known, _)| *known == word).map(|(_, phrase)| *phrase)
}

/// The page of a thing that is still there after a change, if its kind has pages. `on` is what a custom field is of.
pub(super) fn place(entity: &str, id: &str, change: &str, on: Option<&str>) -> Option<String> {
    if matches!(change, "deleted" | "merged") {
        return None;
    }
    let id = links::in_path(id);
    Some(match entity {
        "customer" => format!("/admin/customers/{id}"),
        "organization" => format!("/admin/organizations/{id}"),
        "portfolio" => format!("/admin/portfolios/{id}"),
        "department" => format!("/admin/departments/{id}"),
        "custom_field" => format!("/admin/fields/{}/{id}/edit", links::in_path(on?)),
        "operator" => format!("/admin/operators/{id}"),
        "import" => format!("/admin/imports/{id}"),
        "token" => "/admin/tokens".into(),
        "account" => "/admin/settings".into(),
        _ => return None,
    })
}
