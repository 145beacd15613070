//! `guiche doctor`: what is right, what is not, and what to do about it.

mod configuration;
mod database;
mod machine;
mod moving;
mod server;

use clap::Args;
use guiche_store::Url;
use serde::Serialize;

use super::global::Global;
use crate::Failure;
use crate::config::{Config, Given};
use crate::output;

/// Takes the flags of `serve`, to check the server as it would be started with them.
#[derive(Debug, Args)]
pub(super) struct Doctor {
    /// Print a JSON array of objects.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    given: Given,
}

/// What a check found.
#[derive(Debug, Serialize)]
struct Finding {
    check: &'static str,
    verdict: Verdict,
    finding: String,
    fix: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Verdict {
    Ok,
    Warning,
    Problem,
}

impl Finding {
    fn ok(check: &'static str, finding: impl Into<String>) -> Self {
        Self { check, verdict: Verdict::Ok, finding: finding.into(), fix: None }
    }

    fn warning(check: &'static str, finding: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { check, verdict: Verdict::Warning, finding: finding.into(), fix: Some(fix.into()) }
    }

    fn problem(check: &'static str, finding: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { check, verdict: Verdict::Problem, finding: finding.into(), fix: Some(fix.into()) }
    }

    fn line(&self) -> String {
        let verdict = match self.verdict {
            Verdict::Ok => "ok",
            Verdict::Warning => "warning",
            Verdict::Problem => "problem",
        };
        // A parser's message may have several lines; a check has one.
        let finding = self.finding.split_whitespace().collect::<Vec<_>>().join(" ");
        let fix = self.fix.as_ref().map(|fix| format!("; {fix}")).unwrap_or_default();
        format!("{verdict:<7}  {}: {finding}{fix}", self.check)
    }
}

impl Doctor {
    pub(super) fn run(self, global: &Global) -> Result<(), Failure> {
        let typed = self.given.over(global.typed());
        let (file, finding) = configuration::file(global);
        let config = Config::from(typed.over(file));
        let mut findings = vec![finding];
        findings.extend(configuration::all(&config));
        findings.extend(match &config.database {
            Url::Sqlite(file) => database::all(file),
            Url::Postgres(url) => server::all(url),
            // Nobody can name it.
            Url::Memory => Vec::new(),
        });
        findings.extend(machine::all(&config));
        if self.json {
            output::line(serde_json::to_string_pretty(&findings)?)?;
        } else {
            for finding in &findings {
                output::line(finding.line())?;
            }
        }
        match findings.iter().filter(|finding| finding.verdict == Verdict::Problem).count() {
            0 => Ok(()),
            1 => Err(Failure::new("there is a problem")),
            problems => Err(Failure::new(format!("there are {problems} problems"))),
        }
    }
}
