//! Fills in what programs of before did not know, and may still not know while servers are upgraded one by one.

use std::time::Duration;

use guiche_desk::organization;
use guiche_store::{Db, Error, account};

/// How often it is looked for.
const COMPLETE: Duration = Duration::from_secs(600);

/// Gives organizations what lists order them by, for as long as the future is polled: spawn it.
pub async fn complete(db: Db) {
    let mut interval = tokio::time::interval(COMPLETE);
    loop {
        interval.tick().await;
        if let Err(error) = complete_all(&db).await {
            tracing::warn!(%error, "cannot complete organizations of before; trying later");
        }
    }
}

async fn complete_all(db: &Db) -> Result<(), Error> {
    for account in db.read(account::all).await? {
        while db.write(move |tx| organization::complete(tx, account.account_id)).await? {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use guiche_store::Url;

    use super::*;

    #[tokio::test]
    async fn organizations_of_before_get_their_place_in_lists() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::create(&Url::sqlite(folder.path().join("guiche.db")), 8).unwrap();
        let before = "INSERT INTO organization (account_id, organization_id, name, version, created_at)
            VALUES (1, '0123456789abcdef0123456789abcdef', 'Átila', 1, 0)";
        let account = guiche_domain::account::Account::fresh("acme".parse().unwrap());
        let now = guiche_domain::time::Timestamp::from_micros(0);
        let writing = db.write(move |tx| {
            guiche_desk::account::create(tx, &account, now, &guiche_desk::Ids::random())?;
            tx.execute(before, &[])
        });
        writing.await.unwrap();
        complete_all(&db).await.unwrap();
        let found = db.read(|tx| guiche_store::organization::with_name(tx, 1, "atila", ""));
        assert!(found.await.unwrap().is_some());
        assert!(db.read(|tx| guiche_store::organization::without_key(tx, 1, 1)).await.unwrap().is_empty());
    }
}
