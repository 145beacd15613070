//! `guiche customer import`.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::PathBuf;

use clap::Args;
use guiche_desk::import::{self as desk, Act, Import as Known, Preview, Settings};
use guiche_desk::{Caller, Ids};
use guiche_domain::account::Slug;
use guiche_domain::fold::fold;
use guiche_domain::id::Id;
use guiche_domain::import::run::State;
use guiche_domain::import::{Key, Mapping, Mode, Target};
use guiche_store::Db;
use guiche_transfer::csv::{Delimiter, Encoding};
use guiche_transfer::import::{Given, digest, upload};
use indicatif::{ProgressBar, ProgressStyle};

use super::told;
use crate::Failure;
use crate::command::global::{Global, account_of, caller};
use crate::command::import::drive::{drive, look_through};
use crate::command::import::{ask, now, report};

/// How many rows a preview shows at once.
const PAGE: i64 = 50;

#[derive(Debug, Args)]
pub(in crate::command) struct Import {
    /// The CSV file.
    file: PathBuf,
    /// The account whose customers they become.
    #[arg(long, value_name = "SLUG")]
    account: Slug,
    /// Reject rows whose customer is there already; without it they change it.
    #[arg(long, conflicts_with = "upsert")]
    create_only: bool,
    /// By what a customer that is there is found: internal-id or email [default: by its id where a column has it].
    #[arg(long, value_name = "KEY")]
    upsert: Option<Key>,
    /// What a column becomes, by its name or as #1, #2…: ignore, customer_id, name, email, phone, password,
    /// organization_id, portfolio_id, language, create_tickets or custom_field[ID].
    #[arg(long = "map", value_name = "COLUMN=TARGET", value_parser = column)]
    maps: Vec<(String, Target)>,
    /// Have an empty cell take away what is there; without it, it says nothing.
    #[arg(long)]
    empty_clears: bool,
    /// What stands between fields: semicolon, comma, tab or pipe, or the character itself [default: found out].
    #[arg(long, value_name = "WHICH")]
    delimiter: Option<Delimiter>,
    /// How characters are written: utf-8, utf-8-bom, windows-1252, utf-16le or utf-16be [default: found out].
    #[arg(long, value_name = "WHICH")]
    encoding: Option<Encoding>,
    /// Whether the first row names the columns: true or false [default: found out].
    #[arg(long, value_name = "BOOLEAN")]
    header: Option<bool>,
    /// Show what every row would do, and keep nothing of it.
    #[arg(long)]
    check: bool,
    /// Where the rows that are rejected are written, to be corrected and imported again.
    #[arg(long, value_name = "FILE")]
    rejected: Option<PathBuf>,
    /// Import without asking.
    #[arg(long)]
    yes: bool,
    /// Print what it came to as a JSON array of objects.
    #[arg(long)]
    json: bool,
}

/// A column and what it becomes.
fn column(text: &str) -> Result<(String, Target), String> {
    let (column, target) = text.rsplit_once('=').ok_or("write COLUMN=TARGET")?;
    let target = target.trim().parse::<Target>().map_err(|error| error.to_string())?;
    Ok((column.trim().to_owned(), target))
}

impl Import {
    pub(super) fn run(self, global: &Global) -> Result<(), Failure> {
        global.with_db(async |db| {
            let caller = caller(account_of(&db, &self.account).await?, &Ids::random());
            if let Some(id) = self.interrupted(&db, &caller).await? {
                eprintln!("guiche: this file is the import {id}, which is not at its end: going on with it");
                return self.finish(&db, &caller, &id).await;
            }
            let id = self.upload(&db, &caller).await?;
            match self.prepare(&db, &caller, &id).await {
                Ok(true) => {
                    ask(&db, &caller, &id, desk::start).await?;
                    self.finish(&db, &caller, &id).await
                }
                outcome => {
                    // It was not started, so nothing is lost.
                    let cancelled = ask(&db, &caller, &id, desk::cancel).await;
                    outcome.and(cancelled)
                }
            }
        })
    }

    /// An import of the same file that was started and is not at its end.
    async fn interrupted(&self, db: &Db, caller: &Caller) -> Result<Option<Id>, Failure> {
        let digest = digest(&self.file).map_err(|error| self.unreadable(&error))?;
        let asked = caller.clone();
        let found = db.read(move |tx| desk::unfinished_of_file(tx, &asked, &digest)).await?;
        let Some(id) = found else { return Ok(None) };
        let state = now(db, caller, &id).await?.state;
        if state == State::Undoing {
            let slug = &self.account;
            let what = format!("the import {id} of this file is being undone");
            return Err(Failure::new(format!(
                "{what}: `guiche import resume {id} --account {slug}` goes on with that"
            )));
        }
        Ok((state == State::Running && !self.check).then_some(id))
    }

    fn unreadable(&self, error: &io::Error) -> Failure {
        Failure::new(format!("cannot read {}: {error}", self.file.display()))
    }

    async fn upload(&self, db: &Db, caller: &Caller) -> Result<Id, Failure> {
        use guiche_transfer::import::Error;
        let name = self.file.file_name().unwrap_or(self.file.as_os_str()).to_string_lossy();
        let given = Given { encoding: self.encoding, delimiter: self.delimiter, has_header: self.header };
        let style = ProgressStyle::with_template("reading {human_pos} rows, {elapsed}")?;
        let bar = ProgressBar::no_length().with_style(style);
        let asked = || caller.clone();
        let uploaded = upload(db, asked, &self.file, &name, given, |rows| bar.set_position(rows)).await;
        bar.finish_and_clear();
        uploaded.map_err(|error| match error {
            Error::Io(error) => self.unreadable(&error),
            Error::Empty => Failure::new(format!("{} holds no rows", self.file.display())),
            error => error.into(),
        })
    }

    /// Sets it up and shows what it would do. Tells whether it is to be done.
    async fn prepare(&self, db: &Db, caller: &Caller, id: &Id) -> Result<bool, Failure> {
        let known = now(db, caller, id).await?;
        let settings = self.settings(&known)?;
        ask(db, caller, id, move |tx, caller, id| desk::set_up(tx, caller, id, &settings)).await?;
        let known = look_through(db, caller, id).await?;
        told::columns(&known);
        told::warnings(&known);
        told::file(&known);
        if self.check {
            return self.check(db, caller, &known).await.map(|()| false);
        }
        let page = desk::preview(db, caller, id, 1).await?;
        told::page(&page);
        if self.yes {
            return Ok(true);
        }
        self.confirmed(&known)
    }

    /// What was guessed, and what was typed over it.
    fn settings(&self, known: &Known) -> Result<Settings, Failure> {
        let mut columns = known.settings.mapping.columns().to_vec();
        for (name, target) in &self.maps {
            let at = position(&known.header, name).filter(|at| *at < columns.len());
            let at = at.ok_or_else(|| {
                let names = known.header.join(", ");
                Failure::new(format!("{} has no column {name:?}; it has: {names}", self.file.display()))
            })?;
            // What was guessed for another column gives way to what is typed for this one.
            let guessed = columns.iter().position(|mapped| mapped == target && *target != Target::Ignore);
            if let Some(guessed) = guessed.filter(|guessed| *guessed != at) {
                columns[guessed] = Target::Ignore;
            }
            columns[at] = target.clone();
        }
        let mapping =
            Mapping::new(columns).map_err(|refusal| Failure::new(report::sentences(refusal.faults())))?;
        let mode = if self.create_only { Mode::Create } else { Mode::Upsert };
        let key = self.upsert.unwrap_or_else(|| mapping.likely_key());
        Ok(Settings { mode, key, empty_clears: self.empty_clears, mapping })
    }

    /// Goes through all rows as a preview, page by page.
    async fn check(&self, db: &Db, caller: &Caller, known: &Known) -> Result<(), Failure> {
        let mut rejected = 0;
        let mut acts = told::Acts::default();
        let mut from = 1;
        while from <= known.counts.total {
            let page: Preview = desk::preview(db, caller, &known.import_id, from).await?;
            for row in page.rows.iter().filter(|row| row.act == Act::Reject) {
                rejected += 1;
                told::rejected(row);
            }
            acts.count(&page);
            from += PAGE;
        }
        acts.tell("all");
        let plural = if rejected == 1 { "" } else { "s" };
        match rejected {
            0 => Ok(()),
            count => Err(Failure::new(format!("{count} row{plural} would be rejected"))),
        }
    }

    fn confirmed(&self, known: &Known) -> Result<bool, Failure> {
        if !io::stdin().is_terminal() {
            return Err(Failure::new("nothing was imported: write --yes where nobody can be asked"));
        }
        eprint!("Import {} rows into {}? [y/N] ", known.counts.total, self.account);
        io::stderr().flush()?;
        let mut answer = String::new();
        io::stdin().read_line(&mut answer)?;
        let yes = matches!(fold(&answer).trim(), "y" | "yes" | "s" | "sim" | "si");
        if !yes {
            eprintln!("guiche: nothing was imported");
        }
        Ok(yes)
    }

    async fn finish(&self, db: &Db, caller: &Caller, id: &Id) -> Result<(), Failure> {
        let known = drive(db, caller, id).await?;
        report::end(db, caller, &known, self.rejected.as_deref(), self.json).await
    }
}

/// A column by its number, its name, or its name without regard to case and accents.
fn position(header: &[String], name: &str) -> Option<usize> {
    if let Some(number) = name.strip_prefix('#').and_then(|number| number.parse::<usize>().ok()) {
        return number.checked_sub(1);
    }
    let exact = header.iter().position(|column| column.trim() == name);
    exact.or_else(|| header.iter().position(|column| fold(column.trim()) == fold(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_named_before_the_last_equals_sign() {
        assert_eq!(column("a=b = name"), Ok(("a=b".into(), Target::Name)));
        assert_eq!(column("Setor=custom_field[a]"), Ok(("Setor".into(), Target::CustomField("a".into()))));
        assert!(column("name").is_err() && column("a=b").is_err());
    }

    #[test]
    fn a_column_is_found_by_number_or_name() {
        let header = ["Código", "nome", "Nome"].map(String::from);
        assert_eq!(position(&header, "#2"), Some(1));
        assert_eq!(position(&header, "Nome"), Some(2));
        assert_eq!(position(&header, "codigo"), Some(0));
        assert_eq!((position(&header, "#0"), position(&header, "x")), (None, None));
    }
}
