//! `/v2.0/customer/permissions`

mod basic;
mod writes;

use guiche_tests::App;

use super::new::NEW;

const BASIC: &str = "/v2.0/customer/permissions/basic";
const CREATE_TICKETS: &str = "/v2.0/customer/permissions/create_tickets";
const ACCESS: &str = "/v2.0/customer/permissions/access";

/// A server with the customer `1`.
async fn with_ana() -> App {
    let app = App::start().await;
    let ana = [("customer_id", "1"), ("name", "Ana"), ("email", "ana@exemplo.com")];
    app.erp().post(NEW, &ana).await.expect(200);
    app
}
