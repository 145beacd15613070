//! Batches, leases, and what of a customer is counted and filled in.

use guiche_domain::account::Account;
use guiche_domain::id::Id;
use guiche_domain::language::Language;
use guiche_domain::time::Timestamp;
use guiche_store::customer::{self, Customer, Hidden};
use guiche_store::{Db, Url, account};

use super::*;
use crate::work::Turn;
use crate::{Ids, sequencer};

/// As a program of before makes one.
const ORGANIZATION: &str = "INSERT INTO organization (account_id, organization_id, name, version, created_at)
    VALUES ($1, $2, 'Órgão', 1, 0)";
const NOW: Timestamp = Timestamp::from_micros(1_795_485_600_000_000);

/// An account with two organizations, `a` and `b`.
async fn database() -> (tempfile::TempDir, Db, i64) {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::create(&Url::sqlite(folder.path().join("guiche.db")), 8).unwrap();
    let made = db.write(|tx| {
        let new = Account::fresh("acme".parse().unwrap());
        let account_id = account::insert(tx, &new, NOW)?.unwrap();
        for bits in [0xa, 0xb] {
            let id = Id::from_bits(bits);
            tx.execute(ORGANIZATION, &[account_id.into(), id.as_str().into()])?;
            note(tx, account_id, "organization", &Id::from_bits(bits), 1)?;
        }
        Ok(account_id)
    });
    let account_id = made.await.unwrap();
    (folder, db, account_id)
}

fn note(tx: &mut Tx<'_>, account_id: i64, entity: &str, id: &Id, version: i64) -> Result<(), Error> {
    let event_id = &Ids::random().next(NOW);
    outbox::insert(
        tx,
        &outbox::Change {
            account_id,
            event_id,
            entity,
            entity_id: id.as_str(),
            version,
            change: "changed",
            occurred_at: NOW,
        },
    )
}

/// A customer as a program of before makes it: without what is derived from its name and number.
fn before(bits: u128, organization: Option<u128>) -> Customer {
    Customer {
        customer_id: Id::from_bits(bits),
        internal_id: Some(format!("id-{bits}")),
        name: "Zé da Silva".into(),
        email: None,
        phone: Some("(11) 98765-4321".into()),
        phone_e164: None,
        create_tickets: true,
        organization_id: organization.map(|bits| Id::from_bits(bits).to_string()),
        language: Language::Portuguese,
        portfolio_id: None,
        email_validated: false,
        active: true,
        account_approved: true,
        monthly_ticket_quota: None,
        version: 1,
        created_at: NOW,
    }
}

const HIDDEN: Hidden<'_> = Hidden { name_key: "", email_key: None, password_hash: None };

fn holder(bits: u128) -> Id {
    Id::from_bits(bits)
}

/// All counts: of all customers, of `a` and of `b`.
fn counts(tx: &mut Tx<'_>, account_id: i64) -> Result<[i64; 3], Error> {
    let mut of = |bits: Option<u128>| {
        let id = bits.map(|bits| Id::from_bits(bits).to_string());
        count::counted(tx, account_id, id.as_deref().map_or(Scope::All, Scope::Organization))
    };
    Ok([of(None)?, of(Some(0xa))?, of(Some(0xb))?])
}

#[tokio::test]
async fn customers_are_counted_where_they_are_and_what_was_left_empty_is_filled_in() {
    let (_folder, db, account_id) = database().await;
    let checked = db.write(move |tx| {
        let mut customer = before(1, Some(0xa));
        customer::insert(tx, account_id, &customer, HIDDEN)?;
        note(tx, account_id, "customer", &customer.customer_id, 1)?;
        customer::insert(tx, account_id, &before(2, None), HIDDEN)?;
        note(tx, account_id, "customer", &Id::from_bits(2), 1)?;
        sequencer::WORK.run(tx, account_id, &holder(9), NOW)?;
        assert_eq!(counts(tx, account_id)?, [0, 0, 0]);
        let missing = search::uncounted(tx, account_id, 0)?;
        assert_eq!(missing.into_values().collect::<Vec<_>>(), [1, 1]);

        assert_eq!(WORK.run(tx, account_id, &holder(9), NOW)?, Turn::Changes { changes: 4, more: false });
        assert_eq!(counts(tx, account_id)?, [2, 1, 0]);
        assert!(search::uncounted(tx, account_id, 4)?.is_empty());
        let now = customer::by_id(tx, account_id, customer.customer_id.as_str())?.unwrap();
        assert_eq!(now.phone_e164.as_deref(), Some("+5511987654321"));
        let key = "SELECT name_key FROM customer WHERE account_id = $1 AND organization_id IS NOT NULL";
        let key = tx.first(key, &[account_id.into()], |row| row.text(0))?;
        assert_eq!(key.as_deref(), Some("ze da silva"));

        customer.organization_id = Some(Id::from_bits(0xb).to_string());
        customer.version = 2;
        customer::update(tx, account_id, &customer, HIDDEN)?;
        note(tx, account_id, "customer", &customer.customer_id, 2)?;
        note(tx, account_id, "customer", &customer.customer_id, 3)?;
        let moved: Vec<i64> = search::uncounted(tx, account_id, 4)?.into_values().collect();
        assert_eq!(moved, [-1, 1]);
        sequencer::WORK.run(tx, account_id, &holder(9), NOW)?;
        WORK.run(tx, account_id, &holder(9), NOW)?;
        assert_eq!(counts(tx, account_id)?, [2, 0, 1]);
        assert_eq!(behind(tx, account_id)?, 0);
        Ok(())
    });
    checked.await.unwrap();
}

#[tokio::test]
async fn batches_follow_one_another_and_one_server_does_it() {
    let (_folder, db, account_id) = database().await;
    let checked = db.write(move |tx| {
        for bits in 1..=5 {
            customer::insert(tx, account_id, &before(bits, None), HIDDEN)?;
            note(tx, account_id, "customer", &Id::from_bits(bits), 1)?;
        }
        assert!(WORK.due(tx, &holder(1), NOW)?.is_empty());
        assert_eq!(behind(tx, account_id)?, 7);
        sequencer::WORK.run(tx, account_id, &holder(1), NOW)?;
        assert_eq!(behind(tx, account_id)?, 7);
        assert_eq!(WORK.due(tx, &holder(1), NOW)?, [account_id]);
        let one = WORK.run_some(tx, account_id, &holder(1), NOW, 4)?;
        assert_eq!(one, Turn::Changes { changes: 4, more: true });
        assert_eq!(WORK.run_some(tx, account_id, &holder(2), NOW, 4)?, Turn::Elsewhere);
        assert!(WORK.due(tx, &holder(2), NOW)?.is_empty());
        WORK.release(tx, account_id, &holder(1))?;
        let other = WORK.run_some(tx, account_id, &holder(2), NOW, 4)?;
        assert_eq!(other, Turn::Changes { changes: 3, more: false });
        assert_eq!((counts(tx, account_id)?, behind(tx, account_id)?), ([5, 0, 0], 0));
        Ok(())
    });
    checked.await.unwrap();
}
