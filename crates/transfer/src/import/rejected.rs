//! The rows of an import that were rejected, as a file that can be corrected and imported again.

use guiche_desk::Caller;
use guiche_desk::import::{self, RowDone, Which};
use guiche_domain::id::Id;
use guiche_domain::import::Target;
use guiche_domain::language::Language;
use guiche_i18n::{Tongue, phrase, sentence};
use guiche_store::Db;

use super::Error;
use crate::csv::{Dialect, Format, Writer};

/// What the last column is called, which says what is wrong with a row. A column of this name in a file that comes in is
/// left out when columns are guessed.
pub const ERRORS: &str = "errors";

/// How many rows are read at once.
const ROWS: usize = 200;

/// The rejected rows of an import, piece by piece: the columns of its file as they were, and one more with sentences. It is
/// written as the file was, but always in UTF-8 with a mark, and harmless to spreadsheets.
#[derive(Debug)]
pub struct Rejected {
    db: Db,
    caller: Caller,
    import_id: Id,
    tongue: Tongue,
    format: Format,
    /// The columns, where they have names.
    header: Option<Vec<String>>,
    width: usize,
    /// Whether a column becomes a password. No row keeps it.
    has_passwords: bool,
    /// Where the file has such a column itself, because it came out of here before.
    errors: Option<usize>,
    after: Option<i64>,
    rows: u64,
}

impl Rejected {
    /// Begins, in the language in which faults are to be told.
    ///
    /// # Errors
    ///
    /// Those of the store, and where there is no such import.
    pub async fn new(db: Db, caller: Caller, import_id: Id, language: Language) -> Result<Self, Error> {
        let (asked, id) = (caller.clone(), import_id.clone());
        let import = db.read(move |tx| import::progress(tx, &asked, &id)).await?;
        let dialect: Dialect = import.dialect.parse().unwrap_or_default();
        let format = Format { delimiter: dialect.delimiter, bom: true };
        let width = import.header.len();
        let errors = import.header.iter().position(|name| name.trim().eq_ignore_ascii_case(ERRORS));
        let header = Some(import.header).filter(|_| dialect.has_header);
        let tongue = Tongue { language, named: true };
        let has_passwords = import.settings.mapping.has(&Target::Password);
        let (after, rows) = (Some(0), 0);
        Ok(Self { db, caller, import_id, tongue, format, header, width, has_passwords, errors, after, rows })
    }

    /// How many rows were given away.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// The next piece of the file; `None` at its end. The first one is there even where nothing was rejected.
    ///
    /// # Errors
    ///
    /// Those of the store.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, Error> {
        let Some(after) = self.after else { return Ok(None) };
        let (caller, id) = (self.caller.clone(), self.import_id.clone());
        let read = self.db.read(move |tx| import::rows(tx, &caller, &id, Which::Rejected, after, ROWS));
        let (rows, next) = read.await?;
        let mut writer = Writer::new(Vec::new(), self.format)?;
        self.format.bom = false;
        if let Some(header) = self.header.take() {
            writer.write(self.with_errors(header, ERRORS.into()))?;
        }
        self.rows += rows.len() as u64;
        for RowDone { row, faults, .. } in rows {
            let mut sentences: Vec<String> =
                faults.iter().map(|fault| sentence(fault, self.tongue)).collect();
            if self.has_passwords {
                sentences.push(phrase("import-rejected-password", self.tongue.language, &[]));
            }
            writer.write(self.with_errors(row.fields, sentences.join(" ")))?;
        }
        self.after = next;
        Ok(Some(writer.into_inner()?))
    }

    /// Fields of a row with one more, in the last column.
    fn with_errors(&self, mut fields: Vec<String>, errors: String) -> Vec<String> {
        if fields.len() < self.width {
            fields.resize(self.width, String::new());
        }
        if let Some(at) = self.errors.filter(|at| *at < fields.len()) {
            fields.remove(at);
        }
        fields.push(errors);
        fields
    }
}
