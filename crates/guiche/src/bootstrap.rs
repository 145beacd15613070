//! The first start: an account and a token, so that the server can be tried at once.

use std::fmt;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use guiche_desk::operator::LINK_HOURS;
use guiche_desk::{Actor, Caller, Clock, Ids, operator, secret};
use guiche_domain::account::Account;
use guiche_domain::token::Token;
use guiche_store::{Db, Error, Tx, account};

use crate::Failure;

/// The account of the first start.
const SLUG: &str = "default";

/// How often, and how long apart, it is looked whether another server's first start is done, whose file is there already.
const LOOKS: u32 = 20;
const PAUSE: Duration = Duration::from_millis(50);

/// Where the token of the first start is to be found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Handed {
    /// Nowhere but here.
    Shown {
        /// The token.
        token: String,
        /// The secret of the link by which the first administrator comes in.
        setup: String,
    },
    /// In a file of mode 600.
    Written(PathBuf),
}

/// Makes the first account and its token, unless there is an account. `None` where there was nothing to do.
///
/// The file comes before the account: where it cannot be written, nothing is stored.
pub(crate) async fn bootstrap(db: &Db, token_file: Option<&Path>) -> Result<Option<Handed>, Failure> {
    if db.read(account::any).await? {
        return Ok(None);
    }
    let (token, setup) = (secret::new_token()?, secret::new()?);
    if let Some(file) = token_file
        && let Err(error) = write_new(file, &token)
    {
        if error.kind() == ErrorKind::AlreadyExists && is_done_beside(db).await? {
            return Ok(None);
        }
        let what = format!("cannot write the token to a new file {}", file.display());
        return Err(Failure::new(format!("{what}: {error}; nothing was stored")));
    }
    let new = Account::fresh(SLUG.parse()?);
    let mut unsure = false;
    let made = loop {
        // A link that nobody sees is not made.
        let (new, token, setup) = (new.clone(), token.clone(), token_file.is_none().then(|| setup.clone()));
        match db.write(move |tx| make(tx, &new, &token, setup.as_deref())).await {
            // The second time it tells whether it was done the first time.
            Err(Error::Unknown) if !unsure => unsure = true,
            made => break made,
        }
    };
    let in_vain = made.as_ref().map_or(!unsure, |made| !made);
    if in_vain && let Some(file) = token_file {
        let _ = std::fs::remove_file(file);
    }
    let handed = || match token_file {
        None => Handed::Shown { token, setup },
        Some(file) => Handed::Written(file.into()),
    };
    Ok(made?.then(handed))
}

/// Whether another server, which starts at the same moment and shares the token's file, has made the first account: its
/// file comes a moment before.
async fn is_done_beside(db: &Db) -> Result<bool, Failure> {
    for _ in 0..LOOKS {
        if db.read(account::any).await? {
            return Ok(true);
        }
        tokio::time::sleep(PAUSE).await;
    }
    Ok(false)
}

/// In one job, so that of two servers that start at the same moment one does it. It may be asked again by whoever does not
/// know whether it was done.
fn make(tx: &mut Tx<'_>, new: &Account, secret: &str, setup: Option<&str>) -> Result<bool, Error> {
    let done_before =
        |tx: &mut Tx<'_>| Ok(guiche_store::token::by_hash(tx, &secret::hash(secret))?.is_some());
    if account::any(tx)? {
        return done_before(tx);
    }
    let (now, ids) = (Clock::system().now(), Ids::random());
    let Some(account) = guiche_desk::account::create(tx, new, now, &ids)? else {
        // Somebody else's commit was waited for, or our own of the first time.
        return done_before(tx);
    };
    let token = Token {
        token_id: ids.next(now),
        name: "first start".into(),
        read_only: false,
        expires_at: None,
        revoked_at: None,
        networks: Vec::new(),
    };
    let caller = Caller::new(account, Actor::CommandLine, now, ids);
    if let Some(setup) = setup {
        operator::invite(tx, &caller, None, setup)?;
    }
    guiche_desk::token::create(tx, &caller, secret, &token)
}

/// Revokes a token that could not be shown, and the link beside it.
pub(crate) async fn withdraw(db: &Db, token: &str) -> Result<(), Failure> {
    let (hash, now) = (secret::hash(token), Clock::system().now());
    db.write(move |tx| {
        let Some((token, account)) = guiche_store::token::by_hash(tx, &hash)? else { return Ok(false) };
        let ids = Ids::random();
        let caller = Caller::new(account, Actor::CommandLine, now, ids);
        operator::withdraw(tx, &caller)?;
        guiche_desk::token::revoke(tx, &caller, &token.token_id)
    })
    .await?;
    Ok(())
}

fn write_new(path: &Path, token: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    let written = writeln!(file, "{token}").and_then(|()| file.sync_all());
    if written.is_err() {
        let _ = std::fs::remove_file(path);
    }
    written
}

/// What is printed at the first start.
pub(crate) struct Welcome<'w> {
    /// Where the token is.
    pub(crate) handed: &'w Handed,
    /// Where the server can be reached from this machine.
    pub(crate) local_url: &'w str,
    /// Where the server can be reached by those who read its documentation.
    pub(crate) public_url: &'w str,
}

impl fmt::Display for Welcome<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { handed, local_url, public_url } = self;
        let authorization = match handed {
            Handed::Shown { token, setup } => {
                writeln!(out, "First start: made the account {SLUG} and a token that may read and write.")?;
                writeln!(out, "The token is shown only this once:\n\n{token}\n")?;
                writeln!(out, "Set up the administration panel, within {LINK_HOURS} hours:\n")?;
                writeln!(out, "{public_url}/admin/link/{setup}\n")?;
                format!("'Authorization: Bearer {token}'")
            }
            Handed::Written(file) => {
                writeln!(out, "First start: made the account {SLUG} and a token that may read and write.")?;
                writeln!(out, "The token is in {}\n", file.display())?;
                writeln!(out, "Administration panel: {public_url}/admin")?;
                writeln!(out, "Its first administrator is made by `guiche operator create`.\n")?;
                format!("\"Authorization: Bearer $(cat {})\"", quoted(&file.to_string_lossy()))
            }
        };
        writeln!(out, "API documentation: {public_url}/docs")?;
        writeln!(out, "Create a first customer:\n")?;
        write!(out, "curl -sS {local_url}/v2.0/customer/new -H {authorization}")?;
        write!(out, " -F customer_id=1 -F name='Maria Silva' -F email=maria@example.com")
    }
}

/// A word as a shell reads it back.
fn quoted(word: &str) -> String {
    let plain = |char: char| char.is_ascii_alphanumeric() || "/._-".contains(char);
    if word.chars().all(plain) { word.to_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_survive_the_shell() {
        assert_eq!(quoted("/run/guiche/token"), "/run/guiche/token");
        assert_eq!(quoted("it's here"), r"'it'\''s here'");
    }
}
