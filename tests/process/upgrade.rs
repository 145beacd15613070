//! A database that a newer program has written is left alone.

use crate::place;

#[tokio::test]
async fn a_newer_database_is_refused_in_one_sentence_and_left_as_it_is() {
    let place = place();
    place.ask(&["account", "create", "default"]).await;
    let database = place.look_inside();
    database.pragma_update(None, "user_version", 999).expect("another version");

    for command in [&["serve", "--listen", "127.0.0.1:0"][..], &["account", "list"], &["token", "list"]] {
        let refused = place.run(command).await;
        assert_eq!(refused.status.code(), Some(1), "{command:?}");
        let said = String::from_utf8(refused.stderr).expect("text");
        assert!(
            said.starts_with("guiche: the database has schema 999, this program knows only up to "),
            "{said}"
        );
        assert!(said.ends_with(": run a newer Guichê\n") && said.lines().count() == 1, "{said}");
        assert!(refused.stdout.is_empty());
    }
    let version: i64 =
        database.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a version");
    assert_eq!(version, 999);
}
