//! Only a hash of a token is stored (contract: §1, Token).

use guiche_desk::secret;
use guiche_tests::App;

use super::NEW;

#[tokio::test]
async fn the_database_holds_the_hash_of_a_token_and_nowhere_the_token() {
    let mut app = App::start().await;
    let account = app.default_account().await;
    let made = app.token(&account).create().await;
    let brought = app.token(&account).secret("vendor-token-5b3c6d0e9f").create().await;
    for (token, id) in [(&made, "1"), (&brought, "2")] {
        let holder = app.holder(token).with("idempotency-key", id);
        let form = [("customer_id", id), ("name", "Ana"), ("password", "correct horse")];
        holder.post(NEW, &form).await.expect(200);
        holder.post(NEW, &form).await.expect(200);
    }
    for files in [app.stored().await, {
        app.stop().await;
        app.stored().await
    }] {
        let holds = |text: &str| files.windows(text.len()).any(|window| window == text.as_bytes());
        for token in [&made, &brought] {
            assert!(holds(&secret::hash(token)));
            assert!(!holds(token) && !holds(token.trim_start_matches("guiche_")));
        }
        assert!(holds("Ana") && !holds("correct horse"));
    }
}
