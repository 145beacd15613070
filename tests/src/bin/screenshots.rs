//! `cargo xtask screenshots`: the pictures of the documents, taken of a server with an invented account.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "where a picture cannot be taken, this says so and stops"
)]

use std::env;
use std::fs;
use std::path::PathBuf;

use guiche_domain::language::Language;
use guiche_domain::operator::Role;
use guiche_tests::browser::{Desk, Scheme, Screen, Scripts, Size};

/// Customers that the account has.
const CUSTOMERS: usize = 340;

/// What a picture may weigh, in bytes: whoever reads the page loads them all.
const HEAVY: usize = 200_000;

/// A picture: of a page, on a screen.
struct Shot {
    /// Its file, without language and ending.
    name: &'static str,
    /// The page.
    path: &'static str,
    size: Size,
    scheme: Scheme,
}

/// All of them, each in every language of the documents.
const SHOTS: [Shot; 4] = [
    Shot { name: "home", path: "/admin", size: Size::Desktop, scheme: Scheme::Light },
    Shot { name: "customers", path: "/admin/customers", size: Size::Desktop, scheme: Scheme::Light },
    Shot { name: "home-dark", path: "/admin", size: Size::Desktop, scheme: Scheme::Dark },
    Shot { name: "customers-phone", path: "/admin/customers", size: Size::Phone, scheme: Scheme::Light },
];

/// The languages of the documents.
const LANGUAGES: [Language; 2] = [Language::English, Language::Portuguese];

#[tokio::main]
async fn main() {
    let folder = PathBuf::from(env::args_os().nth(1).expect("the folder for the pictures"));
    fs::create_dir_all(&folder).expect("the folder for the pictures");
    // cargo puts all programs of a package into one folder.
    let program = env::current_exe().expect("this program").with_file_name("guiche-under-test");
    let desk = Desk::start(program.to_str().expect("text")).await;
    desk.fill(CUSTOMERS).await;
    for (number, language) in LANGUAGES.into_iter().enumerate() {
        for (of, Shot { name, path, size, scheme }) in SHOTS.iter().enumerate() {
            let screen = Screen { size: *size, scheme: *scheme, language, scripts: Scripts::On };
            let page = desk
                .signed_in_as(&format!("marina{number}{of}@example.com"), Role::Administrator, screen)
                .await;
            page.goto(path).await;
            let picture = page.screenshot().await;
            let file = folder.join(format!("{name}.{}.png", language.tag()));
            assert!(picture.len() < HEAVY, "{}: {} bytes are too many", file.display(), picture.len());
            println!("{}: {} bytes", file.display(), picture.len());
            fs::write(&file, picture).expect("a picture is written");
        }
    }
}
