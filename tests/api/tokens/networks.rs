//! Tokens that may only be used from some networks, and how the caller's address is known.

use guiche::server::Limits;
use guiche_api::Settings;
use guiche_tests::App;
use insta::assert_snapshot;

use super::DETAILS;

/// Whether a token bound to `networks` is let in, where proxies in `trusted` are, and `forwarded` came with the request.
async fn is_let_in(networks: &[&str], trusted: &[&str], forwarded: Option<&str>) -> bool {
    let settings = Settings {
        trusted_proxies: trusted.iter().map(|network| network.parse().unwrap()).collect(),
        ..Settings::default()
    };
    let app = App::start_with(settings, Limits::default()).await;
    let secret = app.token(&app.default_account().await).from(networks).create().await;
    let holder = match forwarded {
        Some(addresses) => app.holder(&secret).with("x-forwarded-for", addresses),
        None => app.holder(&secret),
    };
    let faults = holder.get(DETAILS, &[("customer_id", "1")]).await.faults();
    match &*faults {
        "customer_id: not_found" => true,
        "-: token_address" => false,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn the_peer_must_be_in_one_of_the_networks() {
    for (networks, let_in) in [
        (&["127.0.0.1/32"][..], true),
        (&["192.0.2.0/24", "127.0.0.0/8"], true),
        (&["0.0.0.0/0"], true),
        (&["192.0.2.0/24"], false),
        (&["::1/128"], false),
        (&["::/0"], false),
    ] {
        assert_eq!(is_let_in(networks, &[], None).await, let_in, "{networks:?}");
    }
}

#[tokio::test]
async fn a_forwarded_address_counts_only_from_a_trusted_proxy() {
    let allowed = &["198.51.100.0/24"];
    for (trusted, forwarded, let_in) in [
        (&[][..], "198.51.100.7", false),
        (&["192.0.2.1/32"], "198.51.100.7", false),
        (&["127.0.0.1/32"], "198.51.100.7", true),
        (&["127.0.0.0/8", "10.0.0.0/8"], "198.51.100.7, 10.0.0.3", true),
        (&["127.0.0.1/32"], "198.51.100.7, 203.0.113.9", false),
        (&["127.0.0.1/32"], "203.0.113.9, 198.51.100.7", true),
        (&["127.0.0.1/32"], "::ffff:198.51.100.7", true),
        (&["127.0.0.1/32"], "[::ffff:198.51.100.7]:4711", true),
        (&["127.0.0.1/32"], "2001:db8::1", false),
        (&["127.0.0.1/32"], "unknown", false),
        (&["127.0.0.1/32"], "", false),
    ] {
        assert_eq!(is_let_in(allowed, trusted, Some(forwarded)).await, let_in, "{trusted:?} {forwarded}");
    }
}

#[tokio::test]
async fn a_forwarded_address_can_also_shut_out() {
    let own = &["127.0.0.0/8"];
    assert!(!is_let_in(own, &["127.0.0.1/32"], Some("198.51.100.7")).await);
    assert!(is_let_in(own, &["127.0.0.1/32"], None).await);
    assert!(is_let_in(own, &[], Some("198.51.100.7")).await);
    assert!(is_let_in(&["2001:db8::/32"], &["127.0.0.1/32"], Some("[2001:db8::1]:443")).await);
}

#[tokio::test]
async fn who_comes_from_elsewhere_is_told_so() {
    let app = App::start().await;
    let secret = app.token(&app.default_account().await).from(&["192.0.2.0/24"]).create().await;
    let answer = app.holder(&secret).get(DETAILS, &[]).await.expect(401);
    assert_snapshot!(answer.body, @r#"{"error":true,"message":"O token de acesso n\u00e3o pode ser usado a partir deste endere\u00e7o IP.","success":false,"errors":[{"field":null,"code":"token_address","message":"O token de acesso n\u00e3o pode ser usado a partir deste endere\u00e7o IP."}]}"#);
    assert_eq!(answer.header("www-authenticate"), "Bearer");
    let problem = app.holder(&secret).with("accept", "application/problem+json");
    problem.get(DETAILS, &[]).await.expect(403);
}
