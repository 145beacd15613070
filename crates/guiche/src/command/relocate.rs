//! `guiche move`.

use clap::Args;
use guiche_store::Url;
use guiche_transfer::relocate::{Move, Moved, Progress, Step};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use crate::Failure;
use crate::output::{self, Listed};

#[derive(Debug, Args)]
pub(super) struct Relocate {
    /// The database to move from, which no server or command may have open; its schema is brought up to date.
    #[arg(long, value_name = "URL")]
    from: Url,
    /// The database to move into: new, empty, or left by the same move when it was interrupted.
    #[arg(long, value_name = "URL")]
    to: Url,
    /// Print a JSON array of objects.
    #[arg(long)]
    json: bool,
}

impl Relocate {
    pub(super) fn run(self) -> Result<(), Failure> {
        // Outside of the runtime: a client of PostgreSQL has one of its own.
        let moving = Move::open(&self.from, &self.to)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
        let bar = ProgressBar::new(0);
        let counted =
            ProgressStyle::with_template("{msg} {wide_bar} {human_pos} of {human_len} rows, {eta} left")?;
        let uncounted = ProgressStyle::with_template("{msg} {human_pos} rows, {elapsed}")?;
        let outcome = runtime.block_on(moving.run(|progress| {
            let style = if progress.total.is_some() { &counted } else { &uncounted };
            show(&bar, style, progress);
        }));
        bar.finish_and_clear();
        moving.close();
        let moved = outcome?;
        let rows: u64 = moved.iter().map(|moved| moved.rows).sum();
        output::list(&moved.into_iter().map(Line::from).collect::<Vec<_>>(), self.json)?;
        eprintln!("guiche: {} holds what {} does, {rows} rows", self.to, self.from);
        Ok(())
    }
}

fn show(bar: &ProgressBar, style: &ProgressStyle, progress: Progress) {
    let what = match progress.step {
        Step::Resuming => "checking what is there",
        Step::Copying => "copying",
        Step::Comparing => "comparing",
    };
    if bar.message() != what {
        bar.set_style(style.clone());
        bar.set_message(what);
        bar.reset();
    }
    if let Some(total) = progress.total {
        bar.set_length(total);
    }
    bar.set_position(progress.done);
}

#[derive(Serialize)]
struct Line {
    table: &'static str,
    rows: u64,
    checksum: String,
}

impl From<Moved> for Line {
    fn from(moved: Moved) -> Self {
        Self { table: moved.table, rows: moved.rows, checksum: moved.checksum }
    }
}

impl Listed for Line {
    const COLUMNS: &'static [&'static str] = &["TABLE", "ROWS", "CHECKSUM"];

    fn cells(&self) -> Vec<String> {
        let short: String = self.checksum.chars().take(16).collect();
        vec![self.table.to_owned(), self.rows.to_string(), short]
    }
}
