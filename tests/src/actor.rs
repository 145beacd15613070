//! Those who talk to the server.

use std::net::SocketAddr;

use http::{HeaderMap, HeaderName, HeaderValue, Method};
use reqwest::multipart;

use crate::Answer;

/// Somebody with or without a token, and the headers that it sends each time.
#[derive(Clone, Debug)]
pub struct Actor {
    client: reqwest::Client,
    address: SocketAddr,
    headers: HeaderMap,
}

impl Actor {
    pub(crate) fn new(address: SocketAddr, token: Option<String>) -> Self {
        let mut headers = HeaderMap::new();
        if let Some(token) = token {
            headers
                .insert("authorization", HeaderValue::try_from(format!("Bearer {token}")).expect("a token"));
        }
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy();
        Self { client: client.build().expect("a client"), address, headers }
    }

    /// The same with one more header, or another value of one that it sends already.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_bytes(value.as_bytes()).expect("a header"),
        );
        self
    }

    /// A header that it sends, as text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// `GET` with a query.
    pub async fn get(&self, path: &str, query: &[(&str, &str)]) -> Answer {
        self.send(self.request(Method::GET, path).query(query)).await
    }

    /// `POST` as `application/x-www-form-urlencoded`.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.send(self.request(Method::POST, path).form(form)).await
    }

    /// `POST` as `multipart/form-data`.
    pub async fn post_multipart(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let parts = form.iter().fold(multipart::Form::new(), |parts, (key, text)| {
            parts.text((*key).to_owned(), (*text).to_owned())
        });
        self.send(self.request(Method::POST, path).multipart(parts)).await
    }

    /// `POST` as `application/json`.
    pub async fn post_json(&self, path: &str, body: &serde_json::Value) -> Answer {
        self.send(self.request(Method::POST, path).json(body)).await
    }

    /// Any method with `application/json`.
    pub async fn send_json(&self, method: Method, path: &str, body: &serde_json::Value) -> Answer {
        self.send(self.request(method, path).json(body)).await
    }

    /// `POST` of any bytes as any type.
    pub async fn post_bytes(&self, path: &str, content_type: &str, body: impl Into<Vec<u8>>) -> Answer {
        self.send(self.request(Method::POST, path).header("content-type", content_type).body(body.into()))
            .await
    }

    /// Any method without a body.
    pub async fn call(&self, method: Method, path: &str) -> Answer {
        self.send(self.request(method, path)).await
    }

    /// Any request, for what the others do not do.
    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.client.request(method, format!("http://{}{path}", self.address)).headers(self.headers.clone())
    }

    /// Sends a request and reads the answer whole.
    pub async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let answer = request.send().await.expect("an answer");
        let (status, headers) = (answer.status(), answer.headers().clone());
        Answer { status, headers, body: answer.text().await.expect("a body") }
    }
}
