//! What a request says before its body: which route, how to answer, who asks and from where.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use axum::extract::{FromRequestParts, MatchedPath};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri};
use guiche_desk::Caller;
use guiche_desk::idempotency::Repeatable;
use guiche_domain::form::Form;
use guiche_domain::refusal::Reason;
use guiche_edge::{Peer, RequestId, client_address};
use guiche_store::{Error, Tx};

use crate::Api;
use crate::auth::{self, Claim};
use crate::preferences::Preferences;
use crate::stopping::Stopping;

/// A request's head.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    method: Method,
    uri: Uri,
    route: Option<MatchedPath>,
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) preferences: Preferences,
    pub(crate) request_id: Option<String>,
    pub(crate) stopping: Stopping,
    peer: IpAddr,
}

impl Head {
    /// What the last segment of the path says, decoded; `None` where that is not text.
    pub(crate) fn named(&self) -> Option<String> {
        let segment = self.uri.path().rsplit('/').next().unwrap_or_default();
        percent_encoding::percent_decode_str(segment).decode_utf8().ok().map(Into::into)
    }

    /// The caller's address, as far as the trusted proxies tell.
    pub(crate) fn address(&self, api: &Api) -> IpAddr {
        client_address(self.peer, &self.headers, &api.settings.trusted_proxies)
    }
}

impl<S: Sync> FromRequestParts<S> for Head {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let unknown = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
        Ok(Self {
            method: parts.method.clone(),
            uri: parts.uri.clone(),
            route: parts.extensions.get().cloned(),
            query: parts.uri.query().unwrap_or_default().into(),
            preferences: parts.extensions.get().copied().unwrap_or_default(),
            headers: std::mem::take(&mut parts.headers),
            request_id: parts.extensions.get().map(|RequestId(id)| id.clone()),
            stopping: parts.extensions.get().cloned().unwrap_or_default(),
            peer: parts.extensions.get().map_or(unknown, |Peer(address)| address.ip()),
        })
    }
}

/// A request whose caller is known and may do what the route's guard asks for.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) api: Arc<Api>,
    pub(crate) head: Head,
    pub(crate) caller: Caller,
    pub(crate) claim: Claim,
}

impl Call {
    /// Whether parameters that nobody knows are faults.
    pub(crate) fn strict(&self) -> bool {
        self.head.preferences.strict
    }

    /// The secret of the caller's token. It goes nowhere but into hashes and keyed digests.
    pub(crate) fn token(&self) -> &str {
        auth::secret_of(&self.head.headers).unwrap_or_default()
    }

    /// The key under which this write may be repeated, if the client gave one. The route's template stands for all
    /// spellings of its path.
    pub(crate) fn repeatable(&self, form: &Form) -> Result<Option<Repeatable>, Reason> {
        let Some(key) = self.head.headers.get("idempotency-key") else {
            return Ok(None);
        };
        let secret = self.token();
        let path = self.head.route.as_ref().map_or("", MatchedPath::as_str);
        Repeatable::new(key.as_bytes(), secret, self.head.method.as_str(), path, form).map(Some)
    }

    /// Runs an operation that writes, as this caller, whose token is looked up in the same transaction.
    pub(crate) async fn write<T, F>(self, run: F) -> Result<T, Error>
    where
        F: Fn(&mut Tx<'_>, &Caller) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        let Self { api, caller, claim, .. } = self;
        let confirmed = move |tx: &mut Tx<'_>| {
            let caller = claim.confirm(tx, &caller)?;
            run(tx, &caller)
        };
        api.db.write(confirmed).await
    }

    /// Who writes again and again on behalf of this call.
    pub(crate) fn writer(&self) -> Writer {
        Writer { api: Arc::clone(&self.api), caller: self.caller.clone(), claim: self.claim.clone() }
    }

    /// Runs an operation that only reads, as this caller.
    pub(crate) async fn read<T, F>(self, run: F) -> Result<T, Error>
    where
        F: Fn(&mut Tx<'_>, &Caller) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        self.api.db.read(move |tx| run(tx, &self.caller)).await
    }
}

/// A call that writes more than once: each time as of now, by a token that is looked up in the same transaction.
#[derive(Clone, Debug)]
pub(crate) struct Writer {
    pub(crate) api: Arc<Api>,
    caller: Caller,
    claim: Claim,
}

impl Writer {
    /// The account that is written to.
    pub(crate) fn account_id(&self) -> i64 {
        self.caller.account.account_id
    }

    /// Runs one operation.
    pub(crate) async fn write<T, F>(&self, run: F) -> Result<T, Error>
    where
        F: Fn(&mut Tx<'_>, &Caller) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        let now = self.api.clock.now();
        let (caller, claim) = (Caller { now, ..self.caller.clone() }, Claim { now, ..self.claim.clone() });
        let confirmed = move |tx: &mut Tx<'_>| {
            let caller = claim.confirm(tx, &caller)?;
            run(tx, &caller)
        };
        self.api.db.write(confirmed).await
    }
}
