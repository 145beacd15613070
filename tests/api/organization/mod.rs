//! `/v2.0/organization`

mod deleted;
mod list;
mod mothers;
mod new;
mod strict;
mod update;

use guiche_tests::{Actor, App};
use serde_json::Value;

pub(crate) const NEW: &str = "/v2.0/organization/new";
pub(crate) const UPDATE: &str = "/v2.0/organization/update";
pub(crate) const LIST: &str = "/v2.0/organization/list";

/// Makes an organization; its id.
async fn made(actor: &Actor, form: &[(&str, &str)]) -> String {
    let answer = actor.post(NEW, form).await.expect(200);
    answer.json()["organization_id"].as_str().unwrap().to_owned()
}

/// The organization with this id, as the list shows it.
async fn shown(actor: &Actor, id: &str) -> Value {
    let answer = actor.get(LIST, &[("show_custom_fields", "1")]).await.expect(200);
    let listed = answer.json()["data"].as_array().unwrap().clone();
    listed.into_iter().find(|one| one["id"] == id).unwrap()
}

/// Makes `length` organizations, each the mother of the one before, behind the API's back; their ids, the lowest first.
pub(crate) async fn chain(app: &App, length: usize) -> Vec<String> {
    let sql = "INSERT INTO organization (account_id, organization_id, name, name_key, mother_organization_id, version,
            created_at) VALUES ($1, $2, $2, $2, $3, 1, 0)";
    let account_id = app.default_account().await.account_id;
    let ids: Vec<_> = (0..length).map(|at| format!("{at:032x}")).collect();
    let made = ids.clone();
    let done = app.db().write(move |tx| {
        for (at, id) in made.iter().enumerate() {
            let mother = made.get(at + 1).map(String::as_str);
            tx.execute(sql, &[account_id.into(), id.as_str().into(), mother.into()])?;
        }
        Ok(())
    });
    done.await.unwrap();
    ids
}

/// How many rows each table has that a write to an organization touches.
async fn rows(app: &App) -> [i64; 5] {
    [
        crate::customer::count(app, "SELECT count(*) FROM organization").await,
        crate::customer::count(app, "SELECT count(*) FROM organization_value").await,
        crate::customer::count(app, "SELECT count(*) FROM audit_value WHERE entity = 'organization'").await,
        crate::customer::count(app, "SELECT count(*) FROM outbox WHERE entity = 'organization'").await,
        crate::customer::count(app, "SELECT count(*) FROM idempotency").await,
    ]
}
