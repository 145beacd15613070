//! Who was let in a moment ago is still asked: a change of the token or the account holds from the next request on, also
//! where that request would have been refused anyway (contract: §1, Token).

use guiche_domain::language::Language;
use guiche_domain::plan::Plan;
use guiche_tests::App;

use super::NEW;

/// A create that is done, and its like that cannot be.
const GOOD: [(&str, &str); 2] = [("customer_id", "1"), ("name", "Ana")];
const BAD: [(&str, &str); 2] = [("customer_id", ""), ("name", "Ana")];

#[tokio::test]
async fn a_revoked_token_is_refused_at_once_whatever_else_is_wrong() {
    let app = App::start().await;
    let account = app.default_account().await;
    for broken in [false, true] {
        let token = app.token(&account).create().await;
        let erp = app.holder(&token);
        erp.post(NEW, &[("customer_id", &token), ("name", "Ana")]).await.expect(200);
        app.revoke(&account, &token).await;
        let answer = if broken {
            erp.post_bytes(NEW, "application/json", "{").await.expect(401)
        } else {
            erp.post(NEW, &[("customer_id", "2"), ("name", "Ana")]).await.expect(401)
        };
        assert_eq!(answer.faults(), "-: token_invalid");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
        erp.post(NEW, &BAD).await.expect(401);
    }
}

#[tokio::test]
async fn an_account_s_new_plan_holds_at_once_in_both_directions() {
    let app = App::start().await;
    let mut account = app.default_account().await;
    app.erp().post(NEW, &GOOD).await.expect(200);
    account.plan = Plan::Basic;
    app.change(&account).await;
    assert_eq!(app.erp().post(NEW, &BAD).await.expect(403).faults(), "-: plan");
    account.plan = Plan::Enterprise;
    app.change(&account).await;
    app.erp().post(NEW, &[("customer_id", "2"), ("name", "Ana")]).await.expect(200);
}

#[tokio::test]
async fn a_refusal_speaks_the_account_s_language_of_now() {
    let app = App::start().await;
    let mut account = app.default_account().await;
    app.erp().post(NEW, &GOOD).await.expect(200);
    account.language = Language::English;
    app.change(&account).await;
    let answer = app.erp().post(NEW, &BAD).await.expect(401);
    assert_eq!(answer.json()["message"], "The parameter customer_id is required and may not be blank.");
}
