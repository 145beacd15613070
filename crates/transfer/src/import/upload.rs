//! A file into the store: read once to find out how it is written, and once more for its rows, of which a few hundred are in
//! memory at a time.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use guiche_desk::Caller;
use guiche_desk::custom_field::{CUSTOMER, active};
use guiche_desk::import::{self, Described, FileRow, Settings};
use guiche_desk::secret::hex;
use guiche_domain::id::Id;
use guiche_domain::import::{Mode, RowFault, Warning, guess};
use guiche_store::Db;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::task::spawn_blocking;

use super::Error;
use crate::csv::{Delimiter, Dialect, Encoding, Inspection, Records, detect};

/// How many rows go to the store at once, and how many bytes of them at most, but for a row that has more itself.
const ROWS: usize = 200;
const BYTES: usize = 256 * 1024;
/// How many pieces wait for the store.
const WAITING: usize = 2;
/// How many rows show what the columns are.
const SAMPLE: usize = 100;
/// How often what is too busy is asked again, and after which pause.
const TRIES: u32 = 100;
const PAUSE: Duration = Duration::from_millis(100);

/// What is known of how a file is written; what is not is found out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Which bytes stand for which characters.
    pub encoding: Option<Encoding>,
    /// What stands between fields.
    pub delimiter: Option<Delimiter>,
    /// Whether the first row names the columns.
    pub has_header: Option<bool>,
}

/// SHA-256 of a file's bytes, in hex. Blocks.
///
/// # Errors
///
/// Those of reading the file.
pub fn digest(path: &Path) -> io::Result<String> {
    let mut seen = Seen { file: File::open(path)?, digest: Sha256::new() };
    io::copy(&mut seen, &mut io::sink())?;
    Ok(hex(&seen.digest.finalize()))
}

/// Takes a file into the store as an import that is ready, with what its columns probably become. `caller` is asked anew for
/// each job, and `progress` is told how many rows are there.
///
/// # Errors
///
/// [`Error::Empty`] before anything is written; those of reading the file and of the store, after which what was written is
/// forgotten by itself.
pub async fn upload(
    db: &Db,
    caller: impl Fn() -> Caller,
    path: &Path,
    file_name: &str,
    given: Given,
    mut progress: impl FnMut(u64),
) -> Result<Id, Error> {
    let (sender, mut pieces) = mpsc::channel(WAITING);
    let path: PathBuf = path.into();
    let reading = spawn_blocking(move || read(&path, given, &sender));
    let stored = store(db, &caller, file_name, &mut pieces, &mut progress).await;
    // Who reads stops where nobody takes it.
    drop(pieces);
    let read = reading.await.map_err(|_| guiche_store::Error::Panicked)?;
    let (import_id, sample) = stored?;
    let Found { dialect, digest, header, warnings } = read?;
    let Some(import_id) = import_id else { return Err(Error::Empty) };
    let account_id = caller().account.account_id;
    let fields = db.read(move |tx| active(tx, account_id, CUSTOMER)).await?;
    let mapping = guess(&header, &sample, &fields);
    let key = mapping.likely_key();
    let settings = Settings { mode: Mode::Upsert, key, empty_clears: false, mapping };
    let described = Described { digest, dialect: dialect.to_string(), header, warnings, settings };
    let described = Arc::new(described);
    patiently(|| {
        let (caller, id, described) = (caller(), import_id.clone(), Arc::clone(&described));
        db.write(move |tx| import::complete(tx, &caller, &id, &described))
    })
    .await?;
    Ok(import_id)
}

/// What was found out of a file.
#[derive(Debug)]
struct Found {
    dialect: Dialect,
    digest: String,
    header: Vec<String>,
    warnings: Vec<Warning>,
}

/// Reads a file, in pieces. Blocks.
fn read(path: &Path, given: Given, pieces: &Sender<Vec<FileRow>>) -> io::Result<Found> {
    let mut seen = Seen { file: File::open(path)?, digest: Sha256::new() };
    let found = detect(&mut seen)?;
    io::copy(&mut seen, &mut io::sink())?;
    let digest = hex(&seen.digest.finalize());
    let dialect = Dialect {
        encoding: given.encoding.unwrap_or(found.encoding),
        delimiter: given.delimiter.unwrap_or(found.delimiter),
        has_header: given.has_header.unwrap_or(found.has_header),
    };
    let mut records = Records::new(BufReader::new(File::open(path)?), dialect)?;
    let header = records.header().to_vec();
    let mut inspection = Inspection::default();
    let (mut piece, mut bytes) = (Vec::new(), 0);
    for record in &mut records {
        let record = record?;
        inspection.look_at(&record);
        let size: usize = record.fields.iter().map(|field| field.len() + 4).sum();
        if !piece.is_empty() && (piece.len() == ROWS || bytes + size > BYTES) {
            bytes = 0;
            if pieces.blocking_send(std::mem::take(&mut piece)).is_err() {
                break;
            }
        }
        bytes += size;
        let fault = record.fault.map(RowFault::reason);
        piece.push(FileRow { line: record.line, fields: record.fields, fault });
    }
    if !piece.is_empty() {
        // Where nobody takes it, whoever asked knows why.
        let _ = pieces.blocking_send(piece);
    }
    Ok(Found { dialect, digest, header, warnings: inspection.warnings() })
}

/// Stores pieces as they come; the import's id, if there was any, and some rows that can be read.
async fn store(
    db: &Db,
    caller: &impl Fn() -> Caller,
    file_name: &str,
    pieces: &mut Receiver<Vec<FileRow>>,
    progress: &mut impl FnMut(u64),
) -> Result<(Option<Id>, Vec<Vec<String>>), Error> {
    let (mut import_id, mut sample, mut before) = (None, Vec::new(), 0_u64);
    while let Some(rows) = pieces.recv().await {
        let id = match &import_id {
            Some(id) => Id::clone(id),
            None => {
                // What was begun and not heard of is forgotten by itself.
                patiently(|| {
                    let (caller, name) = (caller(), file_name.to_owned());
                    db.write(move |tx| import::begin(tx, &caller, &name))
                })
                .await?
            }
        };
        import_id = Some(id.clone());
        let wanted = SAMPLE.saturating_sub(sample.len());
        let readable = rows.iter().filter(|row| row.fault.is_none());
        sample.extend(readable.take(wanted).map(|row| row.fields.clone()));
        let (rows, count) = (Arc::new(rows), before);
        before += rows.len() as u64;
        patiently(|| {
            let (caller, id, rows) = (caller(), id.clone(), Arc::clone(&rows));
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            db.write(move |tx| import::add_rows(tx, &caller, &id, count, &rows))
        })
        .await?;
        progress(before);
    }
    Ok((import_id, sample))
}

/// Asks again where it may succeed a moment later: what is asked may be done twice.
async fn patiently<T, F>(ask: impl Fn() -> F) -> Result<T, guiche_store::Error>
where
    F: Future<Output = Result<T, guiche_store::Error>>,
{
    for _ in 0..TRIES {
        match ask().await {
            Err(error) if error.is_transient() => tokio::time::sleep(PAUSE).await,
            answer => return answer,
        }
    }
    ask().await
}

/// A file whose bytes are counted into a digest as they are read.
struct Seen {
    file: File,
    digest: Sha256,
}

impl Read for Seen {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.digest.update(&buffer[..read]);
        Ok(read)
    }
}
