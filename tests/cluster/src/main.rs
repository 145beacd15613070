//! A cluster to try things on: prints its URL, and is gone with the end of its standard input, or by Ctrl-C.

use std::io::{self, Write};

use guiche_cluster::{Cluster, Error, Options};

fn main() -> Result<(), Error> {
    let cluster = Cluster::start(&Options::default())?;
    println!("{}\n{}", cluster.url("postgres"), cluster.folder().display());
    let _ = io::stdout().flush().and_then(|()| io::copy(&mut io::stdin().lock(), &mut io::sink()));
    Ok(())
}
