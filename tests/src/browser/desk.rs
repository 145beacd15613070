//! A help desk with a browser in front of it.

use guiche_desk::operator::{add, invite};
use guiche_desk::{Actor, Caller, Clock, Ids, secret};
use guiche_domain::account::Account;
use guiche_domain::form::Form;
use guiche_domain::language::Language;
use guiche_domain::operator::{Draft, Role};
use guiche_store::{Db, Error, Tx};

use super::{Browser, Page, Screen, button};
use crate::process::{Place, Server};
use crate::sample;

/// The password of everybody here.
pub const PASSWORD: &str = "um cavalo na varanda";

/// A server of its own with the account `default`, and a browser. Both are gone with it.
#[derive(Debug)]
pub struct Desk {
    /// The browser.
    pub browser: Browser,
    /// The server.
    pub server: Server,
    /// The database, as another process has it open.
    pub db: Db,
    /// The folder of all of them.
    pub place: Place,
}

impl Desk {
    /// Starts this program, and a browser.
    pub async fn start(program: &str) -> Self {
        let place = Place::new(program);
        let server = place.serve(&[]).await;
        let url = place.url().parse().expect("the database's address");
        // Another engine's client may not wait inside of a runtime.
        let open = || Db::create(&url, 64).expect("a database");
        let db = std::thread::scope(|scope| scope.spawn(open).join().expect("a thread without panics"));
        Self { browser: Browser::start(&place).await, server, db, place }
    }

    /// What stands before the paths of its pages.
    pub fn origin(&self) -> String {
        format!("http://{}", self.server.address())
    }

    /// An empty page on a device of its own.
    pub async fn page(&self, screen: Screen) -> Page {
        self.browser.page(&self.origin(), screen).await
    }

    /// The account `default`.
    pub async fn account(&self) -> Account {
        let found = self.db.read(|tx| guiche_store::account::by_slug(tx, "default")).await;
        found.expect("the store answers").expect("it was made at the start")
    }

    /// Does something as from the command line.
    pub async fn act<T: Send + 'static>(
        &self,
        run: impl Fn(&mut Tx<'_>, &Caller) -> Result<T, Error> + Send + 'static,
    ) -> T {
        let caller =
            Caller::new(self.account().await, Actor::CommandLine, Clock::system().now(), Ids::random());
        self.db.write(move |tx| run(tx, &caller)).await.expect("the store answers")
    }

    /// Gives the account customers, so many, and what belongs to them.
    pub async fn fill(&self, customers: usize) {
        let account = self.account().await;
        sample::fill(&self.db, &account, customers, Clock::system().now()).await;
    }

    /// The path of the link by which the first administrator comes in.
    pub async fn first_link(&self) -> String {
        let secret = secret::new().expect("random bytes");
        let path = format!("/admin/link/{secret}");
        assert!(self.act(move |tx, caller| invite(tx, caller, None, &secret)).await);
        path
    }

    /// The path of the link by which a new operator comes in.
    pub async fn link_for(&self, email: &str, role: Role, language: Language) -> String {
        let secret = secret::new().expect("random bytes");
        let path = format!("/admin/link/{secret}");
        let mut form = Form::default();
        for (key, value) in [
            ("name", "Marina Duarte"),
            ("email", email),
            ("role", role.as_str()),
            ("language", language.as_str()),
        ] {
            form.push_text(key, value);
        }
        let draft = Draft::read(&form);
        let invited = self.act(move |tx, caller| {
            let operator = add(tx, caller, &draft)?;
            invite(tx, caller, Some(&operator.operator_id), &secret)
        });
        assert!(invited.await);
        path
    }

    /// The home page, of a new operator with this address who has just set [`PASSWORD`].
    pub async fn signed_in_as(&self, email: &str, role: Role, screen: Screen) -> Page {
        let page = self.page(screen).await;
        page.goto(&self.link_for(email, role, screen.language).await).await;
        page.fill(&*page.say("password-new"), PASSWORD).await;
        page.fill(&*page.say("password-again"), PASSWORD).await;
        page.click(button(&page.say("password-submit"))).await;
        page.at("/admin").await;
        page
    }
}
