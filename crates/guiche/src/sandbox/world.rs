//! A world: a database in memory with the same things in it each time, and the API on it.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use guiche_api::{Api, Settings};
use guiche_desk::{Actor, Caller, Clock, Ids, custom_field, department, group, organization, token};
use guiche_domain::account::Account;
use guiche_domain::custom_field::{CustomField, Kind};
use guiche_domain::form::Form;
use guiche_domain::id::Id;
use guiche_domain::organization::Draft;
use guiche_domain::time::Timestamp;
use guiche_domain::token::Token;
use guiche_store::custom_field::Place;
use guiche_store::db::DEFAULT_QUEUE;
use guiche_store::{Db, Error, Tx, Url};
use http::HeaderValue;
use tokio::sync::Mutex;
use tokio::task::spawn_blocking;

use super::after::FollowUp;
use super::seed::Seed;
use crate::Failure;

/// The token that reads and writes, and the one that only reads.
pub(super) const TOKEN: &str = "sandbox";
pub(super) const READ_ONLY_TOKEN: &str = "sandbox-read-only";

/// The moment at which everything happens: 2026-01-05 09:00:00 in São Paulo. The same as an HTTP date.
const NOW: Timestamp = Timestamp::from_micros(1_767_614_400_000_000);
pub(super) const DATE: &str = "Mon, 05 Jan 2026 12:00:00 GMT";

/// The ids of what is there: the same digit throughout.
const ORGANIZATION: u128 = 0x1111_1111_1111_1111_1111_1111_1111_1111;
const PORTFOLIO: u128 = 0x2222_2222_2222_2222_2222_2222_2222_2222;
const DEPARTMENT: u128 = 0x3333_3333_3333_3333_3333_3333_3333_3333;
const CPF: u128 = 0x4444_4444_4444_4444_4444_4444_4444_4444;
const SEGMENT: u128 = 0x5555_5555_5555_5555_5555_5555_5555_5555;

/// One start of the sandbox, until the next reset.
#[derive(Debug)]
pub(super) struct World {
    db: Db,
    app: Router,
    requests: AtomicU64,
    follow_up: Mutex<FollowUp>,
}

impl World {
    /// A new one, with the customers of the seed. A seed with faults is refused with all of them.
    pub(super) async fn make(settings: &Settings, seed: &Seed) -> Result<Self, Failure> {
        let db = spawn_blocking(|| Db::create(&Url::Memory, DEFAULT_QUEUE)).await??;
        let (clock, ids) = (Clock::fixed(NOW), Ids::counted());
        let furnishing = ids.clone();
        let caller = db.write(move |tx| furnish(tx, &furnishing)).await?;
        seed.sow(&db, &caller).await?;
        let follow_up = Mutex::new(FollowUp::new(&db, &clock));
        let api = Api::new(db.clone(), settings.clone()).with(clock, ids);
        let app = guiche_api::router(&api.into());
        let world = Self { db, app, requests: AtomicU64::new(0), follow_up };
        world.follow_up().await;
        Ok(world)
    }

    /// The API on it.
    pub(super) fn app(&self) -> Router {
        self.app.clone()
    }

    /// Its database.
    #[cfg(test)]
    pub(super) fn db(&self) -> &Db {
        &self.db
    }

    /// Does what a server does by itself a moment after a write.
    pub(super) async fn follow_up(&self) {
        if let Err(error) = self.follow_up.lock().await.run().await {
            tracing::warn!(%error, "a write was not followed up");
        }
    }

    /// The id of the next request that has none of its own: `sandbox-1`, `sandbox-2`…
    pub(super) fn next_request_id(&self) -> HeaderValue {
        let number = self.requests.fetch_add(1, Ordering::Relaxed) + 1;
        HeaderValue::try_from(format!("sandbox-{number}")).unwrap_or(HeaderValue::from_static("sandbox"))
    }

    /// Ends it. Blocks.
    pub(super) fn close(&self) {
        self.db.close();
    }
}

/// Makes what is there at each start; who made it.
fn furnish(tx: &mut Tx<'_>, ids: &Ids) -> Result<Caller, Error> {
    let slug = "default".parse().map_err(|_| Error::Data("the account's slug".into()))?;
    let account = guiche_desk::account::create(tx, &Account::fresh(slug), NOW, ids)?;
    let account = account.ok_or_else(|| Error::Data("the account is there already".into()))?;
    let ids = ids.clone();
    let caller = Caller::new(account, Actor::CommandLine, NOW, ids);
    for (secret, read_only) in [(TOKEN, false), (READ_ONLY_TOKEN, true)] {
        let token = Token {
            token_id: caller.ids.next(NOW),
            name: secret.into(),
            read_only,
            expires_at: None,
            revoked_at: None,
            networks: Vec::new(),
        };
        token::create(tx, &caller, secret, &token)?;
    }
    let id = Id::from_bits;
    let mut padaria = Form::default();
    padaria.push_text("name", "Padaria Central");
    organization::create_as(tx, &caller, &id(ORGANIZATION), &Draft::read(&padaria, true))?;
    group::create_portfolio(tx, &caller, &id(PORTFOLIO), "Contas-chave")?;
    department::create(tx, &caller, &id(DEPARTMENT), "Suporte")?;
    let on_customers = Place::on(custom_field::CUSTOMER);
    let segment = field(SEGMENT, "Segmento", Kind::Select, &["Varejo", "Atacado"]);
    custom_field::create(tx, &caller, on_customers, &field(CPF, "CPF", Kind::Cpf, &[]))?;
    custom_field::create(tx, &caller, on_customers, &segment)?;
    Ok(caller)
}

fn field(id: u128, name: &str, kind: Kind, options: &[&str]) -> CustomField {
    CustomField {
        id: Id::from_bits(id).to_string(),
        name: name.into(),
        kind,
        required: false,
        max_length: None,
        options: options.iter().map(|option| (*option).into()).collect(),
    }
}
