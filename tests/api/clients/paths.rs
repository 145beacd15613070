//! Paths as clients put them together: one trailing `/` and doubled `//` are tolerated, never redirected.

use guiche_tests::App;

use super::NEW;

#[tokio::test]
async fn slashes_too_many_lead_to_the_same_place() {
    let app = App::start().await;
    let paths = [
        NEW,
        "/v2.0/customer/new/",
        "//v2.0/customer/new",
        "/v2.0//customer/new",
        "/v2.0/customer//new//",
        "/v2.0/customer/new/?x=//",
    ];
    for (path, id) in paths.iter().zip(1_u8..) {
        let id = id.to_string();
        let form = [("customer_id", &*id), ("name", "Ana")];
        let answer = app.erp().post(path, &form).await.expect(200);
        assert_eq!(answer.header("location"), "", "{path}");
        let details = format!("/v2.0//customer/details/?customer_id={id}");
        app.erp().get(&details, &[]).await.expect(200);
    }
}

#[tokio::test]
async fn what_is_elsewhere_is_never_redirected_to() {
    let app = App::start().await;
    for path in [
        "/",
        "//",
        "/v2.0",
        "/v2.0/",
        "/v2.0/customer",
        "/v2.0/customer/new/x",
        "/V2.0/customer/new",
        "/v2/customer/new",
    ] {
        let answer = app.erp().post(path, &[("customer_id", "1")]).await.expect(404);
        assert_eq!(answer.header("location"), "", "{path}");
    }
}
