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
pub(super) const CHANGES: [(&str, &str); 27] = [
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
    ("password_refused", "audit-change-password-refused"),
    ("code_refused", "audit-change-code-refused"),
    ("password_set", "audit-change-password-set"),
    ("second_factor_set", "audit-change-second-factor-set"),
    ("second_factor_removed", "audit-change-second-factor-removed"),
];

/// What is taken out as a file.
pub(super) const EXPORTS: [(&str, &str); 3] =
    [("customers", "nav-customers"), ("rejected rows", "import-rejected-rows"), ("audit", "nav-audit")];

/// The phrase of a word, if it has one.
pub(super) fn phrase(words: &[(&str, &'static str)], word: &str) -> Option<&'static str> {
    words.iter().find(|(known, _)| *known == word).map(|(_, phrase)| *phrase)
}

/// The page of a thing that is still there after a change, if its kind has pages, or of the thing that it is about. `value` is
/// what the trail keeps of it under a key.
pub(super) fn place<'v>(
    entity: &str,
    id: &'v str,
    change: &str,
    value: impl Fn(&str) -> Option<&'v str>,
) -> Option<String> {
    if matches!(change, "deleted" | "merged") {
        return None;
    }
    let (folder, id) = match entity {
        "customer" => ("customers", id),
        "customer_merge" => ("customers", value("kept_id")?),
        "quick_access" => ("customers", value("customer_id")?),
        "organization" => ("organizations", id),
        "portfolio" => ("portfolios", id),
        "department" => ("departments", id),
        "operator" => ("operators", id),
        "operator_session" => ("operators", value("operator_id")?),
        "import" => ("imports", id),
        "custom_field" => {
            let target = links::in_path(value("on")?);
            return Some(format!("/admin/fields/{target}/{}/edit", links::in_path(id)));
        }
        "token" => return Some("/admin/tokens".into()),
        "account" => return Some("/admin/settings".into()),
        _ => return None,
    };
    Some(format!("/admin/{folder}/{}", links::in_path(id)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_still_there_has_a_page() {
        let values = |key: &str| match key {
            "kept_id" => Some("k"),
            "on" => Some("customer"),
            _ => None,
        };
        let place = |entity, change| place(entity, "a/b", change, values);
        assert_eq!(place("customer", "updated").as_deref(), Some("/admin/customers/a%2Fb"));
        assert_eq!(place("customer_merge", "created").as_deref(), Some("/admin/customers/k"));
        assert_eq!(place("custom_field", "created").as_deref(), Some("/admin/fields/customer/a%2Fb/edit"));
        for (entity, change) in
            [("customer", "deleted"), ("customer", "merged"), ("quick_access", "created"), ("read", "listed")]
        {
            assert_eq!(place(entity, change), None, "{entity} {change}");
        }
    }
}
