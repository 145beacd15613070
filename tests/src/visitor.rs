//! Those who look at pages.

use http::Method;
use reqwest::multipart;

use crate::{Actor, Answer};

/// A browser, as far as a page's server sees one: its cookie, and where its forms come from.
#[derive(Clone, Debug)]
pub struct Visitor {
    actor: Actor,
}

impl Visitor {
    pub(crate) fn new(actor: Actor, session: Option<&str>) -> Self {
        let actor = actor.with("accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        let actor = match session {
            Some(secret) => actor.with("cookie", &format!("__Host-guiche={secret}")),
            None => actor,
        };
        Self { actor }
    }

    /// The same with one more header, or another value of one that it sends already.
    #[must_use]
    pub fn with(self, name: &'static str, value: &str) -> Self {
        Self { actor: self.actor.with(name, value) }
    }

    /// The same with the cookie that an answer set.
    #[must_use]
    pub fn following(self, answer: &Answer) -> Self {
        let cookies = answer.headers.get_all("set-cookie").iter().filter_map(|cookie| cookie.to_str().ok());
        let pairs: Vec<&str> = cookies.filter_map(|cookie| cookie.split(';').next()).collect();
        self.with("cookie", &pairs.join("; "))
    }

    /// The same with the cookies that an answer set beside its own.
    #[must_use]
    pub fn keeping(self, answer: &Answer) -> Self {
        let cookies = answer.headers.get_all("set-cookie").iter().filter_map(|cookie| cookie.to_str().ok());
        let own = self.actor.header("cookie").map(str::to_owned);
        let pairs: Vec<String> = own
            .into_iter()
            .chain(cookies.filter_map(|cookie| Some(cookie.split(';').next()?.into())))
            .collect();
        self.with("cookie", &pairs.join("; "))
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.actor.call(Method::GET, path).await
    }

    /// Sends a form of ours.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.actor.clone().with("sec-fetch-site", "same-origin").post(path, form).await
    }

    /// Sends a form of ours with a file, which comes last.
    pub async fn upload(
        &self,
        path: &str,
        form: &[(&str, &str)],
        name: &str,
        content: impl Into<Vec<u8>>,
    ) -> Answer {
        let parts = form.iter().fold(multipart::Form::new(), |parts, (key, text)| {
            parts.text((*key).to_owned(), (*text).to_owned())
        });
        let file = multipart::Part::bytes(content.into()).file_name(name.to_owned());
        let actor = self.actor.clone().with("sec-fetch-site", "same-origin");
        actor.send(actor.request(Method::POST, path).multipart(parts.part("file", file))).await
    }

    /// Sends a form as another page would.
    pub async fn post_from_elsewhere(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.actor.post(path, form).await
    }

    /// Anything else.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }
}
