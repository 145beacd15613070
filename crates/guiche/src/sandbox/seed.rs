//! Customers to begin with, out of a file: a JSON array of objects, or an object on each line (NDJSON), with the keys of
//! `customer/new`. They come in by the same door as everywhere.

use std::path::{Path, PathBuf};

use guiche_api::{Failure as Refused, form};
use guiche_desk::customer::{self, NewCustomer};
use guiche_desk::password::Hasher;
use guiche_desk::{Caller, customer::Created};
use guiche_domain::customer::Draft;
use guiche_domain::language::Language;
use guiche_i18n::Tongue;
use guiche_store::{Db, Error};
use serde_json::value::RawValue;

use crate::Failure;

/// The most faults that are told one by one.
const TOLD: usize = 100;

/// What a file holds, ready for the store.
#[derive(Debug, Default)]
pub(super) struct Seed {
    file: PathBuf,
    rows: Vec<Row>,
}

/// One customer and where it stands: lines are counted from 1.
#[derive(Debug)]
struct Row {
    line: usize,
    customer: Result<NewCustomer, Unreadable>,
}

/// What stands there is not an object that can be read.
#[derive(Debug, Clone, Copy)]
struct Unreadable;

impl Seed {
    /// Reads a file. What is wrong with single customers is told when they are sown, with what only the store knows.
    pub(super) async fn read(file: &Path) -> Result<Self, Failure> {
        let bytes = std::fs::read(file)
            .map_err(|error| Failure::new(format!("cannot read {}: {error}", file.display())))?;
        let text = String::from_utf8(bytes)
            .map_err(|_| Failure::new(format!("{} is not in UTF-8", file.display())))?;
        let objects = objects(text.trim_start_matches('\u{feff}'))
            .map_err(|error| Failure::new(format!("{} is not JSON: {error}", file.display())))?;
        let hasher = Hasher::new(std::thread::available_parallelism().map_or(1, usize::from));
        let mut rows = Vec::with_capacity(objects.len());
        for (line, object) in objects {
            let customer = match form::read_body(Some(b"application/json"), object.as_bytes()) {
                Ok(form) => Ok(NewCustomer::prepare(Draft::read(&form, true), &hasher).await?),
                Err(_) => Err(Unreadable),
            };
            rows.push(Row { line, customer });
        }
        Ok(Self { file: file.into(), rows })
    }

    /// Puts the customers into a database. Where one cannot be, all faults are told.
    pub(super) async fn sow(&self, db: &Db, caller: &Caller) -> Result<(), Failure> {
        let mut faults = Vec::new();
        for Row { line, customer } in &self.rows {
            let told = match customer {
                Err(Unreadable) => vec!["it is not an object with the keys of customer/new".to_owned()],
                Ok(new) => match create(db, caller, new.clone()).await {
                    Ok(_) => continue,
                    Err(Error::Refused(refusal)) => sentences(&Refused::Refused(refusal)),
                    Err(error) => return Err(error.into()),
                },
            };
            faults.extend(told.into_iter().map(|sentence| format!("\n  line {line}: {sentence}")));
        }
        if faults.is_empty() {
            return Ok(());
        }
        let more = faults.len().saturating_sub(TOLD);
        faults.truncate(TOLD);
        if more > 0 {
            faults.push(format!("\n  and {more} more"));
        }
        let (file, faults) = (self.file.display(), faults.concat());
        Err(Failure::new(format!("nothing was started, since {file} has faults:{faults}")))
    }
}

async fn create(db: &Db, caller: &Caller, new: NewCustomer) -> Result<Created, Error> {
    let caller = caller.clone();
    db.write(move |tx| customer::create(tx, &caller, &new)).await
}

fn sentences(refused: &Refused) -> Vec<String> {
    let english = Tongue { language: Language::English, named: true };
    refused.faults(english).into_iter().map(|fault| fault.message).collect()
}

/// The objects of a text, each with its line.
fn objects(text: &str) -> serde_json::Result<Vec<(usize, &str)>> {
    if !text.trim_start().starts_with('[') {
        let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim()));
        return Ok(lines.filter(|(_, line)| !line.is_empty()).collect());
    }
    let objects: Vec<&RawValue> = serde_json::from_str(text)?;
    let (mut line, mut counted) = (1, 0);
    let objects = objects.into_iter().map(|object| {
        // They stand in the text in this order, so every line break is counted once.
        let at = object.get().as_ptr().addr() - text.as_ptr().addr();
        line += text.as_bytes()[counted..at].iter().filter(|byte| **byte == b'\n').count();
        counted = at;
        (line, object.get())
    });
    Ok(objects.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_array_and_lines_say_the_same_with_the_line_of_each() {
        let lines = "{\"a\":1}\n\n  {\"b\":2}\r\n{";
        assert_eq!(objects(lines).unwrap(), [(1, "{\"a\":1}"), (3, "{\"b\":2}"), (4, "{")]);
        let array = " [\n{\"a\":1}, {\"b\":\n2},\n\n3]\n";
        assert_eq!(objects(array).unwrap(), [(2, "{\"a\":1}"), (2, "{\"b\":\n2}"), (5, "3")]);
        assert_eq!(objects("[]").unwrap(), []);
        assert_eq!(objects(" \n").unwrap(), []);
        assert!(objects("[{}").unwrap_err().to_string().contains("line 1"));
    }
}
