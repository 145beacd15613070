//! What a sandbox has beside the API, nobody else has: no route, no header, no fault on demand.

use guiche_api::routes::list;
use guiche_tests::App;
use http::Method;

use super::{assert_envelope, path};

#[tokio::test]
async fn no_route_does_a_fault_on_demand_or_says_that_it_is_a_sandbox() {
    let app = App::start().await;
    for route in list() {
        assert!(!route.path.contains("sandbox"), "{route:?}");
        let method: Method = route.methods.split(", ").next().unwrap().parse().unwrap();
        let plain = app.erp().call(method.clone(), &path(&route)).await;
        for fault in ["429", "500", "503", "slow=1", "close-before-write", "close-after-write", "nonsense"] {
            let actor = app.erp().with("guiche-sandbox-fault", fault);
            let answer = actor.call(method.clone(), &path(&route)).await;
            assert_eq!((answer.status, &answer.body), (plain.status, &plain.body), "{route:?} {fault}");
            assert!(!answer.headers.contains_key("guiche-sandbox"), "{route:?} {fault}");
        }
    }
}

#[tokio::test]
async fn nothing_is_reset() {
    let app = App::start().await;
    app.erp().post("/v2.0/customer/new", &[("customer_id", "1"), ("name", "Ana")]).await.expect(200);
    for method in [Method::POST, Method::GET] {
        let answer = app.erp().call(method, "/guiche/sandbox/reset").await.expect(404);
        assert_envelope(&answer);
    }
    app.erp().get("/v2.0/customer/details", &[("customer_id", "1")]).await.expect(200);
}
