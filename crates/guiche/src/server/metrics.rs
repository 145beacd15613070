//! Metrics in the Prometheus exposition format, for a listener of their own.
//!
//! The rooms below record with the `metrics` macros; this collects. Names end in `_seconds` for durations, `_jobs`
//! for batch sizes, `_total` for counters.

use std::time::Duration;

use axum::{Router, routing::get};
use http::header::CONTENT_TYPE;
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};

/// Upper bounds of the buckets of durations: 100 µs, a hit in memory, to 10 s, beyond which nobody waits.
const SECONDS: [f64; 16] =
    [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// Upper bounds of the buckets of the number of jobs that share a commit.
const JOBS: [f64; 11] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0, 1024.0];

/// How often histograms are folded, so that their memory stays bounded when nobody scrapes.
const UPKEEP: Duration = Duration::from_secs(5);

/// Makes this process collect metrics. Once per process, before anything records.
///
/// # Errors
/// When a recorder is installed already.
pub fn install() -> Result<PrometheusHandle, BuildError> {
    let handle = builder()?.install_recorder()?;
    metrics::gauge!("guiche_build_info", "version" => env!("CARGO_PKG_VERSION")).set(1.0);
    Ok(handle)
}

fn builder() -> Result<PrometheusBuilder, BuildError> {
    PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS)?
        .set_buckets_for_metric(Matcher::Suffix("_jobs".to_owned()), &JOBS)
}

/// Folds the histograms from time to time, for as long as the future is polled: spawn it.
pub async fn upkeep(handle: PrometheusHandle) {
    let mut interval = tokio::time::interval(UPKEEP);
    loop {
        interval.tick().await;
        handle.run_upkeep();
    }
}

/// `GET /metrics`, and `GET /healthz` to see that the process answers.
pub fn router(handle: PrometheusHandle) -> Router {
    let render = move || async move { ([(CONTENT_TYPE, "text/plain; version=0.0.4")], handle.render()) };
    Router::new().route("/metrics", get(render)).route("/healthz", get(async || "ok\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_and_batches_have_buckets() {
        let recorder = builder().unwrap().build_recorder();
        metrics::with_local_recorder(&recorder, || {
            metrics::histogram!("guiche_request_seconds").record(0.003);
            metrics::histogram!("guiche_store_group_jobs").record(3.0);
        });
        let text = recorder.handle().render();
        assert!(text.contains(r#"guiche_request_seconds_bucket{le="0.005"} 1"#), "{text}");
        assert!(text.contains(r#"guiche_store_group_jobs_bucket{le="2"} 0"#), "{text}");
    }
}
