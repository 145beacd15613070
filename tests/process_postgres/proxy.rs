//! A line between a server and its database that can be cut.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// Forwards what comes to a port of its own.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    /// None where it is cut.
    lines: Arc<Mutex<Option<JoinSet<()>>>>,
    _accepting: JoinSet<()>,
}

impl Proxy {
    /// A way to this port of this machine.
    pub async fn to(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("its address");
        let lines = Arc::new(Mutex::new(Some(JoinSet::new())));
        let mut accepting = JoinSet::new();
        let to_keep = Arc::clone(&lines);
        accepting.spawn(async move {
            while let Ok((mut here, _)) = listener.accept().await {
                // Where it is cut or nobody listens there, whoever came is hung up on.
                let mut lines = to_keep.lock().expect("no panic");
                let Some(lines) = lines.as_mut() else { continue };
                lines.spawn(async move {
                    if let Ok(mut there) = TcpStream::connect(("127.0.0.1", port)).await {
                        let _ = copy_bidirectional(&mut here, &mut there).await;
                    }
                });
            }
        });
        Self { address, lines, _accepting: accepting }
    }

    /// The port to come to.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Cuts all lines, in the middle of whatever is said, and lets none through until it is mended.
    pub async fn cut(&self) {
        let lines = self.lines.lock().expect("no panic").take();
        lines.unwrap_or_default().shutdown().await;
    }

    /// Lets new lines through.
    pub fn mend(&self) {
        *self.lines.lock().expect("no panic") = Some(JoinSet::new());
    }
}
