//! What the second port answers: the metrics to who shows a token, and to everybody whether the services do.
//!
//! The metrics hold no words, so any token of the register will do; none at all will not.

use std::{fmt::Write as _, sync::Arc};

use bytes::Bytes;
use door::Door;
use http::{
    HeaderValue, Method, Response, StatusCode,
    header::{ALLOW, CONTENT_TYPE, WWW_AUTHENTICATE},
    request,
};
use http_body_util::Full;
use prometheus_client::{encoding::text, registry::Registry};
use wire::Language;

use super::condition::{Condition, Troubles};

const METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
const WORDS: &str = "text/plain; charset=utf-8";

/// What the second port answers from.
pub(super) struct MetricsPort {
    pub(super) door: Door,
    pub(super) condition: Condition,
    pub(super) registry: Arc<Registry>,
}

impl MetricsPort {
    /// The answer to a request with this head.
    pub(super) fn answer(&self, head: &request::Parts) -> Response<Full<Bytes>> {
        if head.method != Method::GET {
            let mut response = words(StatusCode::METHOD_NOT_ALLOWED, "only GET is answered here\n".into());
            response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET"));
            return response;
        }
        match head.uri.path() {
            "/metrics" => self.metrics(head),
            "/healthz" => health(&self.condition.look(), self.condition.view_lag_records()),
            _ => words(StatusCode::NOT_FOUND, "there are /metrics and /healthz\n".into()),
        }
    }

    fn metrics(&self, head: &request::Parts) -> Response<Full<Bytes>> {
        if let Err(obstacle) = self.door.identify(&head.headers) {
            let told = format!("{}: {}\n", obstacle.name(), obstacle.told(Language::English));
            let mut response = words(StatusCode::UNAUTHORIZED, told);
            response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            return response;
        }
        self.condition.look();
        let mut metrics = String::new();
        match text::encode(&mut metrics, &self.registry) {
            Ok(()) => answer(StatusCode::OK, METRICS, metrics),
            Err(_) => words(StatusCode::INTERNAL_SERVER_ERROR, "the metrics cannot be written\n".into()),
        }
    }
}

/// Whether every service that runs here does, and how far the views are behind the journal.
fn health(troubles: &Troubles, view_lag_records: Option<u64>) -> Response<Full<Bytes>> {
    let mut told = String::new();
    // Writing to a string cannot fail.
    let lag = view_lag_records.map(|records| format!("views: {records} records behind the journal\n"));
    for (service, trouble) in troubles {
        if let Some(trouble) = trouble {
            let _ = writeln!(told, "{}: {trouble}", service.name());
        }
    }
    let (code, told) = if told.is_empty() {
        (StatusCode::OK, "ok\n".to_owned())
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, told)
    };
    words(code, lag.unwrap_or_default() + &told)
}

fn words(status: StatusCode, told: String) -> Response<Full<Bytes>> {
    answer(status, WORDS, told)
}

fn answer(status: StatusCode, kind: &'static str, told: String) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(told)));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}
