//! When the operating system wants the server to stop.

use std::io;

/// Begins to listen for the signals that mean "stop" (SIGTERM and SIGINT, elsewhere Ctrl-C); the future resolves at
/// the first of them.
///
/// # Errors
/// When the handlers cannot be installed.
pub fn stop() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        Ok(async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

/// Makes a write beyond a limit of file sizes (`ulimit -f`, `LimitFSIZE=`) fail like one on a full disk, from which the
/// server recovers, instead of ending the process by SIGXFSZ.
///
/// # Errors
/// When the handler cannot be installed.
pub fn survive_file_size_limit() -> io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        // The handler stays when its receiver goes.
        let limit = rustix::process::Signal::XFSZ.as_raw();
        signal(SignalKind::from_raw(limit)).map(drop)?;
    }
    Ok(())
}
