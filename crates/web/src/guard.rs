//! Who visits: the session in the cookie, what its operator may do, and that what is sent comes from a page of ours.

use std::net::IpAddr;
use std::sync::Arc;

use axum::response::{IntoResponse as _, Redirect, Response};
use guiche_desk::operator::{self, SignedIn};
use guiche_desk::{Actor, Caller, Permission};
use guiche_domain::account::Account;
use guiche_domain::id::Id;
use guiche_domain::language::Language;
use guiche_store::{Error, Tx};
use http::{HeaderName, Method};

use crate::failure::{self, Failure};
use crate::head::Head;
use crate::page::Page;
use crate::routes::{Answer, Guard};
use crate::{Web, cookie, links, origin};

/// Anybody.
#[derive(Debug)]
pub(crate) struct Guest {
    pub(crate) web: Arc<Web>,
    pub(crate) head: Head,
}

impl Guest {
    /// The frame of a page for who is not signed in.
    pub(crate) fn page(&self) -> Page {
        Page::bare(self.head.language())
    }

    /// Who acts where nobody is signed in yet: the server, on behalf of an account.
    pub(crate) fn caller(&self, account: &Account, actor: Actor) -> Caller {
        Caller {
            account: account.clone(),
            actor,
            address: Some(self.address()),
            request_id: self.head.request_id.clone(),
            now: self.web.clock.now(),
            ids: self.web.ids.clone(),
        }
    }

    /// The visitor's address.
    pub(crate) fn address(&self) -> IpAddr {
        self.head.address(&self.web.settings)
    }
}

/// Who is signed in, and may do what the guard asks for.
#[derive(Debug)]
pub(crate) struct Visit {
    pub(crate) web: Arc<Web>,
    pub(crate) head: Head,
    pub(crate) caller: Caller,
    pub(crate) signed_in: SignedIn,
}

impl Visit {
    /// Runs an operation that only reads.
    pub(crate) async fn read<T, F>(&self, run: F) -> Result<T, Error>
    where
        F: Fn(&mut Tx<'_>, &Caller) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        let caller = self.caller.clone();
        self.web.db.read(move |tx| run(tx, &caller)).await
    }

    /// Runs an operation that writes.
    pub(crate) async fn write<T, F>(&self, run: F) -> Result<T, Error>
    where
        F: Fn(&mut Tx<'_>, &Caller) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        let caller = self.caller.clone();
        self.web.db.write(move |tx| run(tx, &caller)).await
    }

    /// Looks once more whether the visitor is signed in and may, after a body that took its time.
    pub(crate) async fn confirm(&self, guard: Guard) -> Result<(), Failure> {
        let found = signed_in(&self.web, &self.head).await?.filter(|found| found.session.verified);
        let found = found.ok_or(Failure::SignedOut)?;
        permit(&caller(&self.web, &self.head, &found), guard)
    }

    /// Refuses what another site leads to: what is taken out is asked for on a page of ours, or typed.
    pub(crate) fn asked_here(&self) -> Result<(), Failure> {
        match self.head.header(HeaderName::from_static("sec-fetch-site")) {
            Some("cross-site" | "same-site") => Err(Failure::Foreign),
            _ => Ok(()),
        }
    }

    /// Whether the visitor may do this, so that a page shows the way to it.
    pub(crate) fn may(&self, permission: Permission) -> bool {
        self.caller.require(permission).is_ok()
    }

    /// The id in the path under this name. What is no id is no thing of ours.
    pub(crate) fn id(&self, name: &str) -> Result<Id, Failure> {
        self.head.param(name).parse().map_err(|_| Failure::NotFound)
    }

    /// The operator's language.
    pub(crate) fn language(&self) -> Language {
        self.signed_in.operator.language
    }

    /// The frame of a page.
    pub(crate) fn page(&self) -> Page {
        Page::of(self)
    }

    /// What our links begin with: what we are called from outside, or what the browser called us.
    pub(crate) fn origin(&self) -> String {
        let named = self.head.header(http::header::HOST).map(|host| format!("http://{host}"));
        self.web.settings.public_url.clone().or(named).unwrap_or_default()
    }

    /// To another page, which says what was done: the id of a phrase.
    pub(crate) fn done(&self, to: &str, notice: &str) -> Response {
        let mut response = Redirect::to(to).into_response();
        if let Some(cookie) = cookie::set_notice(&self.web.settings, notice) {
            response.headers_mut().append(http::header::SET_COOKIE, cookie);
        }
        response
    }
}

/// Refuses what was not sent by a page of ours.
pub(crate) fn same_origin(web: &Web, head: &Head) -> Result<(), Failure> {
    let ours = origin::is_ours(&head.headers, web.settings.public_url.as_deref());
    if ours { Ok(()) } else { Err(Failure::Foreign) }
}

/// Who is signed in by the cookie, whether or not a code is still asked for.
pub(crate) async fn signed_in(web: &Web, head: &Head) -> Result<Option<SignedIn>, Failure> {
    let Some(secret) = cookie::session(&head.headers, &web.settings) else {
        return Ok(None);
    };
    let (secret, now) = (secret.to_owned(), web.clock.now());
    Ok(web.db.read(move |tx| operator::authenticate(tx, &secret, now)).await?)
}

/// Lets in who is signed in and may, and shows others the way.
pub(crate) async fn visit<H, F>(web: Arc<Web>, head: Head, guard: Guard, handle: H) -> Response
where
    H: FnOnce(Visit) -> F,
    F: Future<Output = Answer>,
{
    let mut language = head.language();
    let answer = async {
        let reads = head.method == Method::GET || head.method == Method::HEAD;
        if !reads {
            same_origin(&web, &head)?;
        }
        let Some(signed_in) = signed_in(&web, &head).await?.filter(|signed_in| signed_in.session.verified)
        else {
            return if reads {
                Ok(Redirect::to(&links::sign_in(&head.uri)).into_response())
            } else {
                Err(Failure::SignedOut)
            };
        };
        language = signed_in.operator.language;
        let caller = caller(&web, &head, &signed_in);
        permit(&caller, guard)?;
        let visit = Visit { web, head, caller, signed_in };
        note_seen(&visit).await;
        let forget =
            cookie::notice(&visit.head.headers).and_then(|_| cookie::forget_notice(&visit.web.settings));
        let mut response = handle(visit).await?;
        if let Some(forget) = forget.filter(|_| reads) {
            response.headers_mut().append(http::header::SET_COOKIE, forget);
        }
        Ok(response)
    }
    .await;
    failure::page_of(answer, language)
}

/// Whether a caller may come to what is guarded so.
fn permit(caller: &Caller, guard: Guard) -> Result<(), Failure> {
    match guard {
        Guard::Operator(permission) => Ok(caller.require(permission)?),
        Guard::Open | Guard::SignedIn => Ok(()),
    }
}

fn caller(web: &Web, head: &Head, signed_in: &SignedIn) -> Caller {
    let operator = &signed_in.operator;
    Caller {
        account: signed_in.account.clone(),
        actor: Actor::Operator { id: operator.operator_id.clone(), role: operator.role },
        address: Some(head.address(&web.settings)),
        request_id: head.request_id.clone(),
        now: web.clock.now(),
        ids: web.ids.clone(),
    }
}

/// Puts off the session's end. Where that cannot be written, the page comes all the same.
async fn note_seen(visit: &Visit) {
    let Some(secret) = cookie::session(&visit.head.headers, &visit.web.settings) else {
        return;
    };
    if !visit.signed_in.is_to_be_seen {
        return;
    }
    let (secret, session) = (secret.to_owned(), visit.signed_in.session.clone());
    let seen = visit.write(move |tx, caller| {
        let address = caller.address.map(|address| address.to_string());
        operator::see(tx, &secret, &session, address.as_deref(), caller.now)
    });
    if let Err(error) = seen.await {
        tracing::debug!(%error, "cannot note that a session was seen");
    }
}
