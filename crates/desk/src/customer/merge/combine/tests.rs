//! Whoever is merged, and whatever is chosen.

use std::collections::{BTreeMap, BTreeSet};

use guiche_domain::id::Id;
use guiche_domain::language::Language;
use guiche_domain::time::Timestamp;
use guiche_store::customer::Customer;
use proptest::option::of;
use proptest::prelude::*;

use super::*;

/// A customer with some of all that it can have.
fn customer() -> impl Strategy<Value = Snapshot> {
    let texts = (of("[a-z]{1,3}"), "[A-Z]{1,3}", of("[a-z]@b"), of("[0-9]{8}"), of("[a-z]"), of("[a-z]"));
    let rest = (any::<[bool; 4]>(), 0..3_usize, of(0_i64..9), of("[a-z]{3}"), any::<u128>(), 1_i64..99);
    let beside = (
        prop::collection::btree_map("[0-9]", "[a-z]{1,2}", 0..4),
        prop::collection::btree_set("[0-9]", 0..4),
    );
    (texts, rest, beside).prop_map(|(texts, rest, beside)| {
        let (internal_id, name, email, phone, organization_id, portfolio_id) = texts;
        let (flags, language, monthly_ticket_quota, password_hash, bits, version) = rest;
        let (values, departments): (BTreeMap<_, _>, BTreeSet<_>) = beside;
        let customer = Customer {
            customer_id: Id::from_bits(bits),
            internal_id,
            name,
            email,
            phone_e164: phone.as_ref().map(|phone| format!("+55{phone}")),
            phone,
            create_tickets: flags[0],
            organization_id,
            language: Language::ALL[language],
            portfolio_id,
            email_validated: flags[1],
            active: flags[2],
            account_approved: flags[3],
            monthly_ticket_quota,
            version,
            created_at: Timestamp::from_micros(version),
        };
        Snapshot { customer, password_hash, values, departments }
    })
}

/// The same choice for every part.
fn all(kept: &Snapshot, merged: &Snapshot, choice: Choice) -> Choices {
    parts(kept, merged).into_iter().map(|part| (part, choice)).collect()
}

proptest! {
    #[test]
    fn the_kept_one_loses_nothing_where_nothing_is_chosen(kept in customer(), merged in customer()) {
        let after = combine(&kept, &merged, &Choices::default());
        for part in parts(&kept, &merged) {
            let own = value(&part, &kept);
            let expected = if part == Part::MonthlyTicketsQuota { own } else { own.or(value(&part, &merged)) };
            prop_assert_eq!(value(&part, &after), expected, "{}", part);
        }
        prop_assert!(after.departments.is_superset(&kept.departments));
        prop_assert!(after.departments.is_superset(&merged.departments));
        let (now, before) = (&after.customer, &kept.customer);
        prop_assert_eq!((&now.customer_id, now.created_at), (&before.customer_id, before.created_at));
    }

    #[test]
    fn whoever_keeps_all_has_the_departments_of_both_and_nothing_else_of_the_other(
        kept in customer(), merged in customer(),
    ) {
        let mut after = combine(&kept, &merged, &all(&kept, &merged, Choice::Keep));
        after.departments.clone_from(&kept.departments);
        prop_assert_eq!(after, kept);
    }

    #[test]
    fn whoever_takes_all_has_what_the_other_has_and_keeps_what_it_has_not(kept in customer(), merged in customer()) {
        let after = combine(&kept, &merged, &all(&kept, &merged, Choice::Take));
        for part in parts(&kept, &merged) {
            let other = value(&part, &merged);
            let expected = if part == Part::MonthlyTicketsQuota { other } else { other.or(value(&part, &kept)) };
            prop_assert_eq!(value(&part, &after), expected, "{}", part);
        }
        if merged.customer.email.is_some() {
            prop_assert_eq!(after.customer.email_validated, merged.customer.email_validated);
        }
    }

    #[test]
    fn what_is_kept_as_json_is_read_as_it_was(customer in customer()) {
        let json = serde_json::to_string(&customer).unwrap();
        prop_assert_eq!(serde_json::from_str::<Snapshot>(&json).unwrap(), customer);
    }
}
