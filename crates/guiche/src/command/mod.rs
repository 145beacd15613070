//! The command line: what can be typed, one file for each noun.

mod account;
mod audit;
mod backup;
mod custom_field;
mod customer;
mod doctor;
mod email;
mod expiry;
mod global;
mod import;
mod merge;
mod named;
mod openapi;
mod operator;
mod organization;
mod relocate;
mod restore;
mod sandbox;
mod secret;
mod serve;
mod token;
mod values;

use clap::{Parser, Subcommand};

use self::global::Global;
use crate::Failure;
use crate::logging;

/// A help desk in one binary, with an HTTP API compatible with the TomTicket API v2.0.
///
/// Values go to standard output, everything else to standard error; the exit status is not 0 on a fault.
/// The commands work beside a running server.
#[derive(Debug, Parser)]
#[command(name = "guiche", version, propagate_version = false)]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the API until SIGTERM or SIGINT; the first start makes an account and prints its token once.
    Serve(serve::Serve),
    /// Serve the API in memory, alike at each start, with a known token and faults on demand: to test clients against.
    Sandbox(sandbox::Sandbox),
    /// Make, change and list accounts.
    #[command(subcommand)]
    Account(account::Account),
    /// Make, list and revoke API tokens.
    #[command(subcommand)]
    Token(token::Token),
    /// Make and list operators, the people of the desk, and let them set a password.
    #[command(subcommand)]
    Operator(operator::Operator),
    /// Make, change, delete and list organizations, the companies that customers belong to.
    #[command(subcommand)]
    Organization(organization::Organization),
    /// Make and list portfolios, in which customers are looked after.
    #[command(subcommand)]
    Portfolio(named::Named),
    /// Make, change, retire and list custom fields.
    #[command(subcommand)]
    CustomField(custom_field::CustomField),
    /// Make and list departments, which serve customers.
    #[command(subcommand)]
    Department(named::Named),
    /// Take customers out of service and bring them back; write them into a file, read them from one, make one of two.
    #[command(subcommand)]
    Customer(customer::Customer),
    /// List, resume, cancel and undo imports of customers.
    #[command(subcommand)]
    Import(import::Import),
    /// Block e-mail addresses and list those that are blocked.
    #[command(subcommand)]
    Email(email::Email),
    /// Verify the audit trail, and erase what it keeps of a customer.
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Copy the whole database into a file, also while the server runs.
    Backup(backup::Backup),
    /// Put a copy in the place of the database, which no process may have open.
    Restore(restore::Restore),
    /// Move everything into another database, of this engine or the other; an interrupted move goes on where it was.
    Move(relocate::Relocate),
    /// Check configuration, database, disk space and permissions; each finding comes with what to do.
    Doctor(doctor::Doctor),
    /// Print the API's OpenAPI document.
    Openapi,
}

/// Does what was typed.
pub fn run(cli: Cli) -> Result<(), Failure> {
    let Cli { global, command } = cli;
    if !matches!(command, Command::Serve(_) | Command::Sandbox(_)) {
        logging::init(logging::LogFormat::Text, "warn,guiche_store=info".parse()?)?;
    }
    match command {
        Command::Serve(serve) => serve.run(&global),
        Command::Sandbox(sandbox) => sandbox.run(),
        Command::Account(account) => account.run(&global),
        Command::Token(token) => token.run(&global),
        Command::Operator(operator) => operator.run(&global),
        Command::Organization(organization) => organization.run(&global),
        Command::Portfolio(portfolio) => portfolio.run(&global, named::PORTFOLIO),
        Command::CustomField(field) => field.run(&global),
        Command::Department(department) => department.run(&global, named::DEPARTMENT),
        Command::Customer(customer) => customer.run(&global),
        Command::Import(import) => import.run(&global),
        Command::Email(email) => email.run(&global),
        Command::Audit(audit) => audit.run(&global),
        Command::Backup(backup) => backup.run(&global),
        Command::Restore(restore) => restore.run(&global),
        Command::Move(relocate) => relocate.run(),
        Command::Doctor(doctor) => doctor.run(&global),
        Command::Openapi => openapi::run(),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
