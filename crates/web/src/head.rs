//! What a request says before its body: which page, who asks and from where.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr};

use axum::extract::{FromRequestParts, RawPathParams};
use guiche_domain::form::{Form, Value};
use guiche_domain::language::Language;
use guiche_edge::{Peer, RequestId, client_address};
use http::request::Parts;
use http::{HeaderMap, HeaderName, Method, Uri, header};

use crate::{Settings, cookie, language};

/// A request's head.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) headers: HeaderMap,
    pub(crate) request_id: Option<String>,
    params: Vec<(String, String)>,
    query: Form,
    peer: IpAddr,
}

impl Head {
    /// What stands in the path under this name of its template; empty where there is no such name.
    pub(crate) fn param(&self, name: &str) -> &str {
        self.params.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// What the query says under this name, the first of several; blank counts as nothing.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        text(&self.query, name).filter(|text| !text.trim().is_empty())
    }

    /// All that the query says.
    pub(crate) fn queries(&self) -> &Form {
        &self.query
    }

    /// The visitor's address, as far as the trusted proxies tell.
    pub(crate) fn address(&self, settings: &Settings) -> IpAddr {
        client_address(self.peer, &self.headers, &settings.trusted_proxies)
    }

    /// The language of who is not signed in: chosen, or the browser's, or Portuguese.
    pub(crate) fn language(&self) -> Language {
        cookie::language(&self.headers).or_else(|| language::named(&self.headers)).unwrap_or_default()
    }

    /// A header as text.
    pub(crate) fn header(&self, name: impl Into<HeaderName>) -> Option<&str> {
        self.headers.get(name.into()).and_then(|value| value.to_str().ok())
    }

    /// What the browser calls itself.
    pub(crate) fn browser(&self) -> String {
        self.header(header::USER_AGENT).unwrap_or_default().into()
    }
}

/// The first text of a form under a key.
pub(crate) fn text<'f>(form: &'f Form, key: &str) -> Option<&'f str> {
    let entry = form.entries().iter().find(|entry| entry.key == key)?;
    match &entry.value {
        Value::Text(text) => Some(text),
        Value::Null => None,
    }
}

/// The version that a form was made from; 0, which nothing has, where it does not say.
pub(crate) fn version(form: &Form) -> i64 {
    text(form, "version").and_then(|text| text.parse().ok()).unwrap_or(0)
}

impl<S: Send + Sync> FromRequestParts<S> for Head {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let params = RawPathParams::from_request_parts(parts, state).await;
        let params = params
            .map(|params| params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect());
        let unknown = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
        Ok(Self {
            method: parts.method.clone(),
            uri: parts.uri.clone(),
            headers: std::mem::take(&mut parts.headers),
            request_id: parts.extensions.get().map(|RequestId(id)| id.clone()),
            params: params.unwrap_or_default(),
            query: crate::form::decoded(parts.uri.query().unwrap_or_default().as_bytes()),
            peer: parts.extensions.get().map_or(unknown, |Peer(address)| address.ip()),
        })
    }
}
