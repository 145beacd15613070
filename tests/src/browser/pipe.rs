//! The Chrome DevTools protocol over two pipes: messages of JSON, each ended by a zero byte.
//!
//! Over pipes, and not over a socket, nobody else can join, there is no port to agree on, and the browser ends when the test's
//! process does, however that ends.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::sync::{Mutex as AsyncMutex, oneshot};
use tokio::time::timeout;

/// After this long without an answer there will be none, however slow the machine is.
const PATIENCE: Duration = Duration::from_secs(60);

/// Why a command did not do what it says: in the browser's words.
#[derive(Debug, thiserror::Error)]
#[error("{method}: {said}")]
pub struct Refused {
    method: &'static str,
    said: String,
}

/// Hears of what happens in a session: the event's name and its parameters.
type Listener = Box<dyn Fn(&str, &Value) + Send>;

/// A connection to a browser. Clones share it.
#[derive(Clone)]
pub struct Pipe(Arc<Inner>);

struct Inner {
    to_browser: AsyncMutex<Box<dyn AsyncWrite + Send + Unpin>>,
    last_id: AtomicU64,
    waiting: Mutex<HashMap<u64, oneshot::Sender<Value>>>,
    listeners: Mutex<HashMap<String, Listener>>,
}

impl Pipe {
    /// Speaks over these two.
    pub fn new(
        to_browser: impl AsyncWrite + Send + Unpin + 'static,
        from_browser: impl AsyncRead + Send + Unpin + 'static,
    ) -> Self {
        let inner = Arc::new(Inner {
            to_browser: AsyncMutex::new(Box::new(to_browser)),
            last_id: AtomicU64::new(0),
            waiting: Mutex::default(),
            listeners: Mutex::default(),
        });
        // It holds on to the connection no longer than its users do, so that the browser hears of their end.
        let heard = Arc::downgrade(&inner);
        tokio::spawn(async move {
            let mut messages = BufReader::new(from_browser);
            let mut message = Vec::new();
            while messages.read_until(0, &mut message).await.is_ok_and(|length| length > 0) {
                let Some(inner) = heard.upgrade() else { return };
                let said = serde_json::from_slice(message.strip_suffix(&[0]).unwrap_or(&message));
                inner.heard(&said.expect("JSON"));
                message.clear();
            }
            // Whoever still waits is told by the end of its channel.
            if let Some(inner) = heard.upgrade() {
                locked(&inner.waiting).clear();
            }
        });
        Self(inner)
    }

    /// Has the browser as a whole do something; its answer.
    ///
    /// # Errors
    ///
    /// What the browser refuses.
    pub async fn ask(&self, method: &'static str, params: Value) -> Result<Value, Refused> {
        self.send(method, json!({"method": method, "params": params})).await
    }

    /// Has a session's page do something; its answer.
    ///
    /// # Errors
    ///
    /// What the browser refuses; where the page goes away meanwhile, that too.
    pub async fn ask_page(
        &self,
        session: &str,
        method: &'static str,
        params: Value,
    ) -> Result<Value, Refused> {
        self.send(method, json!({"method": method, "params": params, "sessionId": session})).await
    }

    /// Has this listener hear of what happens in a session from now on.
    pub fn listen(&self, session: &str, listener: impl Fn(&str, &Value) + Send + 'static) {
        locked(&self.0.listeners).insert(session.into(), Box::new(listener));
    }

    async fn send(&self, method: &'static str, mut message: Value) -> Result<Value, Refused> {
        let id = self.0.last_id.fetch_add(1, Ordering::Relaxed) + 1;
        message["id"] = id.into();
        let (answer, answered) = oneshot::channel();
        locked(&self.0.waiting).insert(id, answer);
        let bytes = [message.to_string().as_bytes(), &[0]].concat();
        let mut to_browser = self.0.to_browser.lock().await;
        let written = to_browser.write_all(&bytes).await;
        drop(to_browser);
        let refused = |said: &str| Refused { method, said: said.into() };
        written.map_err(|error| refused(&error.to_string()))?;
        let answered = timeout(PATIENCE, answered).await.map_err(|_| refused("no answer"))?;
        let mut answer = answered.map_err(|_| refused("the browser has ended"))?;
        match answer.get("error") {
            Some(error) => Err(refused(&error.to_string())),
            None => Ok(answer["result"].take()),
        }
    }
}

impl Inner {
    fn heard(&self, message: &Value) {
        if let Some(id) = message["id"].as_u64() {
            if let Some(waiting) = locked(&self.waiting).remove(&id) {
                // Nobody may be there any more who asked.
                drop(waiting.send(message.clone()));
            }
        } else if let (Some(session), Some(event)) =
            (message["sessionId"].as_str(), message["method"].as_str())
            && let Some(listener) = locked(&self.listeners).get(session)
        {
            listener(event, &message["params"]);
        }
    }
}

impl std::fmt::Debug for Pipe {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Pipe").finish_non_exhaustive()
    }
}

/// A test that failed while it held the lock is not the next one's trouble.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
