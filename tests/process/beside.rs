//! The command line and a second server work beside a running server, on the same database.

use serde_json::Value;

use crate::place;

#[tokio::test]
async fn a_token_made_beside_works_and_revoked_beside_is_refused_at_the_next_request() {
    let place = place();
    let server = place.serve(&[]).await;

    let secret = place.ask(&["token", "create", "--account", "default", "--name", "erp"]).await;
    let erp = server.holder(&secret);
    erp.post("/v2.0/customer/new", &[("customer_id", "1"), ("name", "Ana")]).await.expect(200);

    let tokens = place.ask(&["token", "list", "--json"]).await;
    let tokens: Value = serde_json::from_str(&tokens).expect("JSON");
    let made = tokens.as_array().and_then(|tokens| tokens.iter().find(|token| token["name"] == "erp"));
    let id = made.and_then(|token| token["id"].as_str()).expect("it is listed");
    place.ask(&["token", "revoke", id]).await;

    let refused = erp.get("/v2.0/customer/details", &[("customer_id", "1")]).await.expect(401);
    assert_eq!(refused.faults(), "-: token_invalid");
    server.erp().get("/v2.0/customer/details", &[("customer_id", "1")]).await.expect(200);
}

#[tokio::test]
async fn a_custom_field_made_beside_is_required_at_once() {
    let place = place();
    let server = place.serve(&[]).await;
    let erp = server.erp();
    erp.post("/v2.0/customer/new", &[("customer_id", "1"), ("name", "Ana")]).await.expect(200);

    let create = ["custom-field", "create", "--account", "default", "--on", "customer"];
    let field = place.ask(&[&create[..], &["--name", "CPF", "--type", "cpf", "--required"]].concat()).await;

    let key = format!("custom_field[{field}]");
    let refused = erp.post("/v2.0/customer/new", &[("customer_id", "2"), ("name", "Bia")]).await.expect(401);
    assert_eq!(refused.faults(), format!("{key}: required"));
    let whole = [("customer_id", "2"), ("name", "Bia"), (&*key, "529.982.247-25")];
    erp.post("/v2.0/customer/new", &whole).await.expect(200);
}

#[tokio::test]
async fn two_servers_share_a_database() {
    let place = place();
    let (one, other) = (place.serve(&[]).await, place.serve(&[]).await);
    let servers = [one.erp(), other.erp()];
    let new = |index: usize| {
        let erp = &servers[index % 2];
        async move {
            let id = index.to_string();
            erp.post("/v2.0/customer/new", &[("customer_id", &id), ("name", "Ana")]).await.expect(200)
        }
    };
    futures_util::future::join_all((0..100).map(new)).await;
    for index in 0..100 {
        let elsewhere = &servers[(index + 1) % 2];
        elsewhere.get("/v2.0/customer/details", &[("customer_id", &index.to_string())]).await.expect(200);
    }

    let key = "9d3f";
    let once = [("customer_id", "once"), ("name", "Ana")];
    servers[0].clone().with("idempotency-key", key).post("/v2.0/customer/new", &once).await.expect(200);
    let again = servers[1].clone().with("idempotency-key", key).post("/v2.0/customer/new", &once).await;
    assert_eq!(again.expect(200).header("idempotency-replayed"), "true");
}
