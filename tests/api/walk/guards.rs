//! Every route of the API asks for a token, and says so in the envelope.

use guiche_api::routes::{Guard, list};
use guiche_tests::App;
use http::Method;

use super::{assert_envelope, assert_problem, guarded, is_ours, path, reads};

#[test]
fn every_route_of_the_api_has_a_guard_and_nothing_else_has() {
    for route in list() {
        let guarded = matches!(route.guard, Guard::Token(_));
        let ours = matches!(route.guard, Guard::Tokens(read, write) if !read.writes() && write.writes());
        assert_eq!(guarded || ours, route.path.starts_with("/v2.0/") || is_ours(&route), "{route:?}");
        let known = ["GET", "HEAD", "PATCH", "POST", "PUT"];
        let methods: Vec<&str> = route.methods.split(", ").collect();
        assert!(methods.is_sorted() && methods.iter().all(|method| known.contains(method)), "{route:?}");
        assert!(is_ours(&route) || ["POST", "GET, HEAD"].contains(&route.methods), "{route:?}");
    }
}

#[tokio::test]
async fn every_guarded_route_refuses_a_missing_and_an_unknown_token() {
    let app = App::start().await;
    for route in guarded() {
        let method: Method = route.methods.split(", ").next().unwrap().parse().unwrap();
        for (actor, faults) in [(app.anon(), "-: token_missing"), (app.holder("nobody"), "-: token_invalid")]
        {
            let answer = actor.call(method.clone(), &path(&route)).await.expect(401);
            assert_envelope(&answer);
            assert_eq!((&*answer.faults(), answer.header("www-authenticate")), (faults, "Bearer"));

            let problem = actor.with("accept", "application/problem+json");
            let answer = problem.call(method.clone(), &path(&route)).await.expect(401);
            assert_problem(&answer);
            assert_eq!((&*answer.faults(), answer.header("www-authenticate")), (faults, "Bearer"));
        }
    }
}

#[tokio::test]
async fn open_routes_are_answered_without_a_token() {
    let app = App::start().await;
    for route in list().iter().filter(|route| route.guard == Guard::Open) {
        app.anon().get(&path(route), &[]).await.expect(200);
    }
}

#[tokio::test]
async fn a_read_only_token_reads_everywhere_and_writes_nowhere() {
    let app = App::start().await;
    let reader = app.token(&app.default_account().await).read_only().create().await;
    let reader = app.holder(&reader);
    for route in guarded() {
        if route.methods == "POST" {
            let answer = reader.post(&path(&route), &[]).await.expect(401);
            assert_envelope(&answer);
            assert_eq!(answer.faults(), "-: token_read_only", "{route:?}");
        }
    }
    for route in reads() {
        let faults = reader.get(&path(&route), &[]).await.faults();
        assert!(!faults.contains("token"), "{faults}");
    }
}
