//! One row: read, prepared, and done in a job with others.

use std::time::Duration;

use futures_util::{StreamExt as _, stream};
use guiche_desk::Caller;
use guiche_desk::customer::{self, Known, NewCustomer, Precondition, Put, PutCustomer};
use guiche_desk::password::Hasher;
use guiche_domain::customer::Draft;
use guiche_domain::form::Form;
use guiche_domain::refusal::Reason;
use guiche_store::{Error, Tx};

use super::super::writable;
use super::Options;
use crate::failure::Failure;
use crate::form;
use crate::form::rows::Row;

/// How many passwords of a batch are hashed at the same time: others want theirs, too.
const HASHING: usize = 2;
/// How often what is too busy is asked again, and after which pause.
const TRIES: u32 = 100;
const PAUSE: Duration = Duration::from_millis(100);

/// What becomes of a row whose customer is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// It is replaced.
    Upsert,
    /// The row is refused.
    Create,
}

impl Mode {
    /// Reads `upsert` or `create`, in any case.
    pub(super) fn parse(text: &str) -> Result<Self, Reason> {
        match text.trim() {
            word if word.eq_ignore_ascii_case("upsert") => Ok(Self::Upsert),
            word if word.eq_ignore_ascii_case("create") => Ok(Self::Create),
            _ => Err(Reason::NotAMode),
        }
    }

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Upsert => "upsert",
            Self::Create => "create",
        }
    }
}

/// A row that is ready for the store, or the reason why it will never be.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) number: u64,
    /// The key that it names, where that could be read.
    pub(super) customer_id: Option<String>,
    work: Result<Work, Failure>,
}

#[derive(Debug)]
enum Work {
    Put(Box<PutCustomer>),
    Create(Box<NewCustomer>),
}

/// What a row says, without what can only be read. `media` is the body's type, which may name a character set.
pub(super) fn read(media: Option<&[u8]>, row: &Row) -> Result<Form, Failure> {
    match row {
        Row::Json(json) => Ok(writable(&form::read_json(media, json)?)),
        Row::TooLong => Err(Failure::ContentTooLarge),
    }
}

/// Prepares rows in their order.
pub(super) async fn prepare(
    rows: Vec<(u64, Result<Form, Failure>)>,
    options: Options,
    hasher: &Hasher,
) -> Result<Vec<Prepared>, Error> {
    let one_by_one = rows.into_iter().map(async |(number, form)| {
        // There are many rows, and others want the thread too.
        tokio::task::yield_now().await;
        one(number, form, options, hasher.clone()).await
    });
    let prepared = stream::iter(one_by_one.collect::<Vec<_>>()).buffered(HASHING).collect::<Vec<_>>();
    prepared.await.into_iter().collect()
}

async fn one(
    number: u64,
    form: Result<Form, Failure>,
    options: Options,
    hasher: Hasher,
) -> Result<Prepared, Error> {
    let draft = match form {
        Ok(form) => Draft::read(&form, options.strict),
        Err(failure) => return Ok(Prepared { number, customer_id: None, work: Err(failure) }),
    };
    let customer_id = draft.customer_id.as_ref().map(|id| id.value.as_str().to_owned());
    let work = match options.mode {
        Mode::Upsert => patiently(|| PutCustomer::prepare(draft.clone(), &hasher))
            .await
            .map(|put| Work::Put(Box::new(put))),
        Mode::Create => patiently(|| NewCustomer::prepare(draft.clone(), &hasher))
            .await
            .map(|new| Work::Create(Box::new(new))),
    };
    Ok(Prepared { number, customer_id, work: Ok(work?) })
}

/// Asks again where there is too much to do: nothing of it was begun.
pub(super) async fn patiently<T, F>(ask: impl Fn() -> F) -> Result<T, Error>
where
    F: Future<Output = Result<T, Error>>,
{
    for _ in 0..TRIES {
        match ask().await {
            Err(Error::Overloaded) => tokio::time::sleep(PAUSE).await,
            answer => return answer,
        }
    }
    ask().await
}

/// Does rows one after the other. One that is refused has written nothing, so its neighbours stand.
pub(super) fn each(
    tx: &mut Tx<'_>,
    caller: &Caller,
    rows: &[Prepared],
) -> Result<Vec<Result<Put, Failure>>, Error> {
    let mut known = Known::default();
    let done = rows.iter().map(|row| match row.work.as_ref().map(|work| work.run(tx, caller, &mut known)) {
        Ok(Ok(put)) => Ok(Ok(put)),
        Ok(Err(Error::Refused(refusal))) => Ok(Err(Failure::Refused(refusal))),
        Ok(Err(error)) => Err(error),
        Err(failure) => Ok(Err(failure.clone())),
    });
    done.collect()
}

impl Work {
    fn run(&self, tx: &mut Tx<'_>, caller: &Caller, known: &mut Known) -> Result<Put, Error> {
        match self {
            Self::Put(put) => {
                let done = customer::put(tx, caller, put, &Precondition::default(), known)?;
                done.ok_or_else(|| Error::Data("a condition that is none does not hold".into()))
            }
            Self::Create(new) => {
                customer::create_with(tx, caller, new, known)?;
                Ok(Put { created: true, version: 1, changed: true })
            }
        }
    }
}
