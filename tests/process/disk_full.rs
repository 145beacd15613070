//! Without space, or at a limit of file sizes, writes are answered "come again"; what was acknowledged stays, and as soon as
//! there is space again, so are writes done, without a restart.

use std::fs;
use std::path::PathBuf;

use guiche_tests::process::{Place, Server, seen_by};
use guiche_tests::{Actor, Answer};
use rustix::process::{Resource, Rlimit, getrlimit, prlimit};

use crate::place;

/// Bytes that the database may grow by.
const ROOM: u64 = 1 << 20;

#[tokio::test]
async fn at_a_limit_of_file_sizes_nothing_acknowledged_is_lost_and_writing_goes_on_once_it_is_lifted() {
    let place = place();
    let server = place.serve(&[]).await;
    let limit = Limit::set(&place, &server);
    fills_up_and_goes_on(&place, server, || limit.lift()).await;
}

#[tokio::test]
async fn on_a_full_disk_nothing_acknowledged_is_lost_and_writing_goes_on_once_there_is_space() {
    let place = place();
    if let Some(script) = small_disk(&place).await {
        let server = place.serve_by(&script, &[]).await;
        let ballast = Ballast::fill(&place, &server);
        fills_up_and_goes_on(&place, server, || ballast.drop()).await;
    } else {
        // Where this user may mount nothing, a limit comes closest: the kernel says EFBIG instead of ENOSPC.
        let server = place.serve(&[]).await;
        let limit = Limit::set(&place, &server);
        fills_up_and_goes_on(&place, server, || limit.lift()).await;
    }
}

async fn fills_up_and_goes_on(place: &Place, server: Server, make_space: impl FnOnce()) {
    let erp = server.erp();
    let mut acknowledged = Vec::new();
    let refused = loop {
        let id = acknowledged.len().to_string();
        match create(&erp, &id).await {
            answer if answer.status == 200 => acknowledged.push(id),
            answer => break answer,
        }
    };
    println!("{} created until there was no space", acknowledged.len());
    assert!(!acknowledged.is_empty());
    assert_come_again(&refused);
    // It stays like that, and reading goes on.
    for id in ["a", "b", "c"] {
        assert_come_again(&create(&erp, id).await);
        details(&erp, id).await.expect(404);
    }
    assert_whole(&erp, &acknowledged).await;

    make_space();
    for id in ["a", "b", "c"] {
        create(&erp, id).await.expect(200);
        acknowledged.push(id.into());
    }
    assert_whole(&erp, &acknowledged).await;
    let verdict: String = rusqlite::Connection::open(seen_by(server.pid(), &place.database()))
        .and_then(|database| database.query_row("PRAGMA integrity_check", [], |row| row.get(0)))
        .expect("a verdict");
    assert_eq!(verdict, "ok");
}

/// Each takes some pages.
async fn create(erp: &Actor, id: &str) -> Answer {
    let name = "Ana ".repeat(60);
    erp.post("/v2.0/customer/new", &[("customer_id", id), ("name", &name)]).await
}

async fn details(erp: &Actor, id: &str) -> Answer {
    erp.get("/v2.0/customer/details", &[("customer_id", id)]).await
}

async fn assert_whole(erp: &Actor, ids: &[String]) {
    for id in ids {
        let shown = details(erp, id).await.expect(200).json();
        assert_eq!(shown["data"][0]["internal_id"], id.as_str());
        assert_eq!(shown["data"][0]["name"], "Ana ".repeat(60));
    }
}

fn assert_come_again(answer: &Answer) {
    assert_eq!(answer.status, 503, "{}", answer.body);
    assert_eq!(answer.header("retry-after"), "1");
    assert_eq!(answer.faults(), "-: service_unavailable");
    assert_eq!(answer.json()["error"], true);
}

/// A limit of a process's file sizes that leaves its database little room.
struct Limit(rustix::process::Pid);

impl Limit {
    fn set(place: &Place, server: &Server) -> Self {
        let files = fs::read_dir(place.data()).expect("the database's folder");
        let largest = files.map(|file| file.and_then(|file| file.metadata()).expect("a file").len()).max();
        let limit = Self(server.pid());
        limit.allow(Some(largest.unwrap_or_default() + ROOM));
        limit
    }

    fn lift(&self) {
        self.allow(getrlimit(Resource::Fsize).current);
    }

    fn allow(&self, current: Option<u64>) {
        let limit = Rlimit { current, ..getrlimit(Resource::Fsize) };
        prlimit(Some(self.0), Resource::Fsize, limit).expect("a limit can be set");
    }
}

/// A script that starts a program with a disk of its own in the place of the database's folder, which goes with the
/// process; `None` where this user may not do that. Root may; others where they may have namespaces of their own.
async fn small_disk(place: &Place) -> Option<String> {
    let mount = format!("mount -t tmpfs -o size={} guiche '{}'", 8 * ROOM, place.data().display());
    for unshare in ["unshare --mount", "unshare --user --map-root-user --mount"] {
        let script = |then: &str| format!("exec {unshare} /bin/sh -c \"{mount} && {then}\" sh \"$@\"");
        let tried = tokio::process::Command::new("/bin/sh").args(["-c", &script("true")]).output().await;
        if tried.is_ok_and(|tried| tried.status.success()) {
            return Some(script(r#"exec \"\$@\""#));
        }
    }
    None
}

/// A file that takes up what a small disk has, but for some room.
struct Ballast(PathBuf);

impl Ballast {
    fn fill(place: &Place, server: &Server) -> Self {
        let ballast = Self(seen_by(server.pid(), &place.data().join("ballast")));
        let used: u64 = fs::read_dir(seen_by(server.pid(), &place.data()))
            .expect("the database's folder")
            .map(|file| file.and_then(|file| file.metadata()).expect("a file").len())
            .sum();
        let size = usize::try_from(7 * ROOM - used).expect("a small disk");
        fs::write(&ballast.0, vec![0; size]).expect("it fits");
        ballast
    }

    fn drop(&self) {
        fs::remove_file(&self.0).expect("it was there");
    }
}
