//! Many who create customers without a pause, until the server is gone.

use std::sync::Arc;

use fastrand::Rng;
use guiche_tests::Actor;
use guiche_tests::process::{Server, within};
use http::Method;
use reqwest::RequestBuilder;
use serde_json::{Map, Value, json};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// One request to create a customer, and whether it was answered 200.
#[derive(Debug)]
pub struct Sent {
    pub round: usize,
    pub id: String,
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// Ids and values, in their configured order.
    pub custom_fields: Vec<(String, String)>,
    pub key: Option<String>,
    as_json: bool,
    pub acknowledged: bool,
}

impl Sent {
    /// A request with some of what a customer may have.
    pub fn new(round: usize, id: String, fields: &[String; 2], rng: &mut Rng) -> Self {
        let mut custom_fields = vec![(fields[0].clone(), format!("texto de {id} çã🦜"))];
        if rng.bool() {
            custom_fields.push((fields[1].clone(), format!("-{}.50", rng.u32(..))));
        }
        Self {
            round,
            name: format!("Ana {}", "x".repeat(rng.usize(0..200))),
            email: rng.bool().then(|| format!("{id}@example.com")),
            phone: rng.bool().then(|| format!("+55 11 {}", rng.u32(10_000_000..100_000_000))),
            custom_fields,
            key: rng.bool().then(|| format!("key-{id}")),
            as_json: rng.bool(),
            acknowledged: false,
            id,
        }
    }

    /// The request, the same each time.
    pub fn request(&self, erp: &Actor) -> RequestBuilder {
        let mut request = erp.request(Method::POST, "/v2.0/customer/new");
        if let Some(key) = &self.key {
            request = request.header("idempotency-key", key);
        }
        let mut scalars = vec![("customer_id", &self.id), ("name", &self.name)];
        scalars.extend(self.email.as_ref().map(|email| ("email", email)));
        scalars.extend(self.phone.as_ref().map(|phone| ("phone", phone)));
        if self.as_json {
            let mut body: Map<String, Value> =
                scalars.into_iter().map(|(key, text)| (key.into(), text.clone().into())).collect();
            let fields: Map<String, Value> =
                self.custom_fields.iter().map(|(id, text)| (id.clone(), text.clone().into())).collect();
            body.insert("custom_field".into(), fields.into());
            return request.json(&body);
        }
        let keys: Vec<String> =
            self.custom_fields.iter().map(|(id, _)| format!("custom_field[{id}]")).collect();
        let fields = keys.iter().map(String::as_str).zip(self.custom_fields.iter().map(|(_, text)| text));
        request.form(&scalars.into_iter().chain(fields).collect::<Vec<_>>())
    }

    /// What `details` has to show of it, but for the date.
    pub fn shown(&self) -> Shown<'_> {
        Shown(self)
    }
}

/// A customer as sent, to be compared with one as shown.
#[derive(Debug)]
pub struct Shown<'s>(&'s Sent);

impl PartialEq<Value> for Shown<'_> {
    fn eq(&self, shown: &Value) -> bool {
        let Self(sent) = self;
        let named: Vec<Value> = (sent.custom_fields.iter().zip(["text", "number"]))
            .map(|((id, value), name)| json!({ "id": id, "name": name, "value": value }))
            .collect();
        shown["internal_id"] == sent.id.as_str()
            && shown["name"] == sent.name.as_str()
            && shown["email"] == sent.email.as_deref().unwrap_or_default()
            && shown["phone"] == json!(sent.phone)
            && shown["custom_fields"] == json!(named)
    }
}

/// The load while it runs.
pub struct Load(JoinSet<Vec<Sent>>);

/// Begins to create customers on several connections; comes back when so many were acknowledged. It goes on.
pub async fn load(
    server: &Server,
    fields: &[String; 2],
    round: usize,
    rng: &mut Rng,
    connections: usize,
    acknowledged: usize,
) -> Load {
    let acknowledgements = Arc::new(Semaphore::new(0));
    let mut workers = JoinSet::new();
    for worker in 0..connections {
        let (erp, fields, mut rng) = (server.erp(), fields.clone(), rng.fork());
        let acknowledgements = Arc::clone(&acknowledgements);
        workers.spawn(async move {
            let mut all = Vec::new();
            for number in 0.. {
                let mut sent = Sent::new(round, format!("r{round}-w{worker}-{number}"), &fields, &mut rng);
                let answer = sent.request(&erp).send().await;
                // The head alone may have come through: an acknowledgement is one that can be read whole.
                let whole = match answer {
                    Ok(answer) => Some((answer.status(), answer.bytes().await)),
                    Err(_) => None,
                };
                let Some((status, Ok(_))) = whole else {
                    all.push(sent);
                    break;
                };
                assert_eq!(status, 200, "{sent:?}");
                sent.acknowledged = true;
                all.push(sent);
                acknowledgements.add_permits(1);
            }
            all
        });
    }
    let wanted = u32::try_from(acknowledged).expect("a few");
    within(acknowledgements.acquire_many(wanted)).await.expect("never closed").forget();
    Load(workers)
}

impl Load {
    /// Everything that was sent, once the server is gone.
    pub async fn stopped(self) -> Vec<Sent> {
        within(self.0.join_all()).await.into_iter().flatten().collect()
    }
}
