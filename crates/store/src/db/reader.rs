//! The threads that read, each with a connection of its own.
//!
//! A snapshot begins after the jobs that read it were taken from the queue, so each sees everything that was committed
//! before it was asked, and it ends before anybody is answered: none is held while bytes go to a socket.

use crossbeam_channel::Receiver;

use super::job::Job;
use super::sqlite::Connection;
use super::writer::Message;
use crate::{Error, Tx};

/// The most jobs that share a snapshot.
const GROUP: usize = 16;

/// Runs jobs until told to stop.
pub(crate) fn run(connection: &Connection, queue: &Receiver<Message>) {
    loop {
        let Ok(Message::Job(first)) = queue.recv() else { return };
        let mut group = vec![first];
        let mut stopping = false;
        while group.len() < GROUP && !stopping {
            match queue.try_recv() {
                Ok(Message::Job(job)) => group.push(job),
                Ok(Message::Stop) => stopping = true,
                Err(_) => break,
            }
        }
        let failure = run_group(connection, &mut group).err().map(|error| error.to_string());
        if connection.in_transaction() {
            let _ = connection.steer("ROLLBACK");
        }
        for job in group {
            job.settle(failure.clone().map(Error::Storage));
        }
        if stopping {
            return;
        }
    }
}

fn run_group(connection: &Connection, group: &mut [Box<dyn Job>]) -> Result<(), Error> {
    connection.steer("BEGIN")?;
    for job in group {
        job.run(&mut Tx(connection));
    }
    connection.steer("COMMIT")
}
