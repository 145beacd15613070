//! How the pages of accounts look, a row for each that has chosen.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use guiche_domain::look::{Accent, Logo};
use guiche_domain::time::Timestamp;

use crate::{Error, Row, Tx};

statements! {
    MARK = "SELECT version, accent, logo_width, logo_height FROM account_look WHERE account_id = $1";
    LOGO = "SELECT logo FROM account_look WHERE account_id = $1 AND version = $2 AND logo IS NOT NULL";
    INSERT = "INSERT INTO account_look (account_id, version, created_at) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING";
    SET_ACCENT = "UPDATE account_look SET accent = $2, version = version + 1 WHERE account_id = $1 RETURNING version";
    SET_LOGO = "UPDATE account_look SET logo_media = $2, logo_width = $3, logo_height = $4, logo = $5,
            version = version + 1 WHERE account_id = $1 RETURNING version";
}

/// What every page has to know of an account's look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its version, from 1.
    pub version: i64,
    /// The account's colour, where it is not ours.
    pub accent: Option<Accent>,
    /// Width and height of its logo in pixels, where it has one.
    pub logo: Option<(i64, i64)>,
}

/// What an account has chosen; `None` where it never has.
pub fn mark(tx: &mut Tx<'_>, account_id: i64) -> Result<Option<Mark>, Error> {
    tx.first(MARK, &[account_id.into()], |row| {
        let logo = row.optional_integer(2)?.zip(row.optional_integer(3)?);
        Ok(Mark { version: row.integer(0)?, accent: accent(row, 1)?, logo })
    })
}

/// The logo of an account, where its look is of this version.
pub fn logo(tx: &mut Tx<'_>, account_id: i64, version: i64) -> Result<Option<Logo>, Error> {
    tx.first(LOGO, &[account_id.into(), version.into()], |row| {
        let bytes = BASE64.decode(row.text(0)?).map_err(|_| Error::Data("a logo's base64".into()))?;
        Logo::parse(bytes).map_err(|_| Error::Data("a logo's bytes".into()))
    })
}

/// Changes an account's colour, or takes it away; the look's new version.
pub fn set_accent(
    tx: &mut Tx<'_>,
    account_id: i64,
    accent: Option<Accent>,
    now: Timestamp,
) -> Result<i64, Error> {
    tx.execute(INSERT, &[account_id.into(), now.micros().into()])?;
    let accent = accent.map(|accent| accent.colour().to_string());
    let version =
        tx.first(SET_ACCENT, &[account_id.into(), accent.as_deref().into()], |row| row.integer(0))?;
    version.ok_or(Error::Locked)
}

/// Changes an account's logo, or takes it away; the look's new version.
pub fn set_logo(tx: &mut Tx<'_>, account_id: i64, logo: Option<&Logo>, now: Timestamp) -> Result<i64, Error> {
    tx.execute(INSERT, &[account_id.into(), now.micros().into()])?;
    let content = logo.map(|logo| BASE64.encode(logo.bytes()));
    let args = [
        account_id.into(),
        logo.map(Logo::media).into(),
        logo.map(Logo::width).into(),
        logo.map(Logo::height).into(),
        content.as_deref().into(),
    ];
    let version = tx.first(SET_LOGO, &args, |row| row.integer(0))?;
    version.ok_or(Error::Locked)
}

fn accent(row: &Row<'_>, column: usize) -> Result<Option<Accent>, Error> {
    let text = row.optional_text(column)?;
    text.map(|text| Accent::parse(&text).map_err(|_| Error::Data(format!("accent {text:?}")))).transpose()
}
