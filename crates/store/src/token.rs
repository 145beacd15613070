//! API tokens, found by the hash of their secret.

use guiche_domain::account::Account;
use guiche_domain::id::Id;
use guiche_domain::time::Timestamp;
use guiche_domain::token::Token;

use crate::{Arg, Error, Row, Tx, account};

statements! {
    INSERT = "INSERT INTO token
        (secret_hash, account_id, token_id, name, read_only, expires_at, revoked_at, networks, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING";
    BY_HASH = "SELECT t.token_id, t.name, t.read_only, t.expires_at, t.revoked_at, t.networks,
            a.account_id, a.slug, a.name, a.plan, a.language, a.time_zone, a.details_shape, a.rate_limit
        FROM token t JOIN account a ON a.account_id = t.account_id WHERE t.secret_hash = $1";
    LIST = "SELECT t.token_id, t.name, t.read_only, t.expires_at, t.revoked_at, t.networks,
            a.account_id, a.slug, a.name, a.plan, a.language, a.time_zone, a.details_shape, a.rate_limit
        FROM token t JOIN account a ON a.account_id = t.account_id ORDER BY a.slug, t.token_id";
    OF_ACCOUNT = "SELECT token_id, name, read_only, expires_at, revoked_at, networks, created_at
        FROM token WHERE account_id = $1 ORDER BY token_id";
    BY_ID = "SELECT token_id, name, read_only, expires_at, revoked_at, networks, created_at
        FROM token WHERE account_id = $1 AND token_id = $2";
    REVOKE = "UPDATE token SET revoked_at = $3 WHERE account_id = $1 AND token_id = $2 AND revoked_at IS NULL";
}

/// A token as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// Its limits.
    pub token: Token,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Adds a token. `false` where its secret is known already.
pub fn insert(
    tx: &mut Tx<'_>,
    account_id: i64,
    hash: &str,
    token: &Token,
    now: Timestamp,
) -> Result<bool, Error> {
    let networks: Vec<String> = token.networks.iter().map(ToString::to_string).collect();
    let networks = networks.join(" ");
    let args = [
        hash.into(),
        account_id.into(),
        token.token_id.as_str().into(),
        Arg::from(&token.name),
        token.read_only.into(),
        token.expires_at.map(Timestamp::micros).into(),
        token.revoked_at.map(Timestamp::micros).into(),
        Arg::from(&networks),
        now.micros().into(),
    ];
    Ok(tx.execute(INSERT, &args)? == 1)
}

/// The token whose secret has this hash, and its account.
pub fn by_hash(tx: &mut Tx<'_>, hash: &str) -> Result<Option<(Token, Account)>, Error> {
    tx.first(BY_HASH, &[hash.into()], read)
}

/// All tokens with their accounts, by slug.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<(Token, Account)>, Error> {
    tx.all(LIST, &[], read)
}

/// All tokens of an account, revoked ones too, in the order in which they were made.
pub fn of_account(tx: &mut Tx<'_>, account_id: i64) -> Result<Vec<Kept>, Error> {
    tx.all(OF_ACCOUNT, &[account_id.into()], kept)
}

/// The token of an account with this id.
pub fn by_id(tx: &mut Tx<'_>, account_id: i64, token_id: &Id) -> Result<Option<Kept>, Error> {
    tx.first(BY_ID, &[account_id.into(), token_id.as_str().into()], kept)
}

/// Revokes a token. `false` where there is no such token that stands.
pub fn revoke(tx: &mut Tx<'_>, account_id: i64, token_id: &Id, now: Timestamp) -> Result<bool, Error> {
    Ok(tx.execute(REVOKE, &[account_id.into(), token_id.as_str().into(), now.micros().into()])? == 1)
}

fn read(row: &Row<'_>) -> Result<(Token, Account), Error> {
    Ok((limits(row)?, account::read(row, 6)?))
}

fn kept(row: &Row<'_>) -> Result<Kept, Error> {
    Ok(Kept { token: limits(row)?, created_at: Timestamp::from_micros(row.integer(6)?) })
}

/// A token from the first six columns.
fn limits(row: &Row<'_>) -> Result<Token, Error> {
    let networks = row.text(5)?;
    Ok(Token {
        token_id: row.parsed(0)?,
        name: row.text(1)?,
        read_only: row.boolean(2)?,
        expires_at: row.optional_integer(3)?.map(Timestamp::from_micros),
        revoked_at: row.optional_integer(4)?.map(Timestamp::from_micros),
        networks: networks
            .split_whitespace()
            .map(|network| network.parse().map_err(|_| Error::Data(format!("network {network:?}"))))
            .collect::<Result<_, _>>()?,
    })
}
