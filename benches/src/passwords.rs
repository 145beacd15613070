//! Memory while 200 creates with passwords come at once: each hash wants 19 MiB.

use crate::Outcome;
use crate::load::{self, Until};
use crate::request;
use crate::server::{Role, Server, TOKEN, folder};

/// Runs and reports.
pub(crate) fn run() -> Outcome {
    let folder = folder()?;
    let server = Server::start(Role::Whole, &folder.path().join("passwords.db"))?;
    let send = |number| request::create_with_password(TOKEN, number);
    let (load, _) = load::run(server.address, 200, Until::Sent(200), 0, send)?;
    println!(
        "200 creates with passwords at once: {} done, {} told to come again",
        200 - load.refused,
        load.refused
    );
    println!("peak memory                        {:>10.1} MB", server.memory("VmHWM")?);
    Ok(())
}
