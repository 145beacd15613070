//! A client that costs little: connections that send, wait for the answer, and send again.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::Outcome;

/// What a load came to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Load {
    /// Answers per second.
    pub(crate) rate: f64,
    /// Answers that were not 200.
    pub(crate) refused: u64,
    /// Times of single answers, sorted.
    times: Vec<Duration>,
}

impl Load {
    /// The time within which this part of the answers came.
    pub(crate) fn percentile(&self, part: f64) -> Duration {
        let last = self.times.len().saturating_sub(1);
        self.times.get((last as f64 * part) as usize).copied().unwrap_or_default()
    }

    /// The mean time of an answer on one connection.
    pub(crate) fn mean(&self) -> Duration {
        let sum: Duration = self.times.iter().sum();
        sum / u32::try_from(self.times.len().max(1)).unwrap_or(u32::MAX)
    }
}

/// When a load ends.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Until {
    /// After a time.
    Elapsed(Duration),
    /// After so many requests.
    Sent(u64),
}

/// Loads the server at `address` from `connections` connections. `request` is asked for the bytes of each request by
/// a number that counts up from `from`; returns the next number too.
pub(crate) fn run(
    address: SocketAddr,
    connections: usize,
    until: Until,
    from: u64,
    request: impl Fn(u64) -> Vec<u8> + Send + Sync + 'static,
) -> Outcome<(Load, u64)> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let shared = Arc::new(Shared {
            next: AtomicU64::new(from),
            refused: AtomicU64::new(0),
            over: AtomicBool::new(false),
            end: match until {
                Until::Sent(count) => from + count,
                Until::Elapsed(_) => u64::MAX,
            },
        });
        let request = Arc::new(request);
        let mut tasks = Vec::new();
        let began = Instant::now();
        for _ in 0..connections {
            let (shared, request) = (Arc::clone(&shared), Arc::clone(&request));
            tasks.push(tokio::spawn(async move { connection(address, &shared, &*request).await }));
        }
        if let Until::Elapsed(time) = until {
            tokio::time::sleep(time).await;
            shared.over.store(true, Relaxed);
        }
        let mut times = Vec::new();
        for task in tasks {
            times.extend(task.await?.map_err(|error| error.to_string())?);
        }
        let rate = times.len() as f64 / began.elapsed().as_secs_f64();
        times.sort_unstable();
        let refused = shared.refused.load(Relaxed);
        Ok((Load { rate, refused, times }, shared.next.load(Relaxed)))
    })
}

struct Shared {
    next: AtomicU64,
    refused: AtomicU64,
    over: AtomicBool,
    end: u64,
}

async fn connection(
    address: SocketAddr,
    shared: &Shared,
    request: &(impl Fn(u64) -> Vec<u8> + Sync),
) -> std::io::Result<Vec<Duration>> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut times = Vec::new();
    let mut buffer = Vec::with_capacity(4_096);
    while !shared.over.load(Relaxed) {
        let number = shared.next.fetch_add(1, Relaxed);
        if number >= shared.end {
            break;
        }
        let bytes = request(number);
        let began = Instant::now();
        stream.write_all(&bytes).await?;
        if !answer(&mut stream, &mut buffer).await? {
            shared.refused.fetch_add(1, Relaxed);
        }
        times.push(began.elapsed());
    }
    Ok(times)
}

/// Reads one answer with a `Content-Length`; whether its status was 200.
async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> std::io::Result<bool> {
    buffer.clear();
    loop {
        if stream.read_buf(buffer).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") else {
            continue;
        };
        let head = String::from_utf8_lossy(&buffer[..end]).to_ascii_lowercase();
        let length =
            head.split("content-length: ").nth(1).and_then(|rest| rest.split('\r').next()?.parse().ok());
        let whole = end + 4 + length.unwrap_or(0_usize);
        while buffer.len() < whole {
            stream.read_buf(buffer).await?;
        }
        return Ok(head.starts_with("http/1.1 200"));
    }
}
