//! What is counted of calls: how they ended by method, what callers were refused for, how long they took, how many
//! are in progress.

use std::{sync::OnceLock, time::Duration};

use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::Registry,
};
use tonic::{Code, Status};
use tonic_types::StatusExt as _;

use crate::methods::{Kind, Method};

/// The upper bounds of the durations that are told apart, in seconds.
const SECONDS: [f64; 12] =
    [0.000_25, 0.000_5, 0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.25, 1.0, 4.0];
/// How many codes gRPC has.
const CODES: usize = 17;

/// The counters of calls. Cheap to clone; clones count together.
#[derive(Debug, Clone)]
pub struct Metrics {
    ended: Family<Ended, Counter>,
    refusals: Family<Refused, Counter>,
    seconds: Family<Of, Histogram, fn() -> Histogram>,
    in_progress: Family<InProgress, Gauge>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Ended {
    method: String,
    code: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Refused {
    reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Of {
    method: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct InProgress {
    kind: &'static str,
}

/// The counters of one method, looked up once, so that a call costs no look-up by labels.
#[derive(Debug)]
pub(crate) struct Counters {
    ended: [OnceLock<Counter>; CODES],
    seconds: OnceLock<Histogram>,
}

impl Metrics {
    /// Counters that show in this registry.
    pub fn register(registry: &mut Registry) -> Self {
        let metrics = Self::default();
        registry.register("calls", "Calls that ended, by method and gRPC code", metrics.ended.clone());
        registry.register(
            "call_refusals",
            "Calls that were refused or failed, by the reason that the caller was told",
            metrics.refusals.clone(),
        );
        registry.register(
            "call_seconds",
            "From the arrival of a call to the end of its answer, by method; streams and calls that found no \
             place are left out",
            metrics.seconds.clone(),
        );
        registry.register("calls_in_progress", "Calls that are in now, by kind", metrics.in_progress.clone());
        metrics
    }

    /// How many calls of a kind are in progress.
    pub(crate) fn in_progress(&self, kind: Kind) -> Gauge {
        let kind = match kind {
            Kind::Call => "call",
            Kind::Stream => "stream",
            Kind::Health => "health",
        };
        self.in_progress.get_or_create_owned(&InProgress { kind })
    }

    /// Counts a call that ended.
    pub(crate) fn count(&self, method: &Method, counters: &Counters, code: Code) {
        let ended = counters.ended.get(usize::try_from(i32::from(code)).unwrap_or(CODES));
        let Some(ended) = ended else { return };
        ended
            .get_or_init(|| {
                self.ended.get_or_create_owned(&Ended { method: method.name.clone(), code: code_name(code) })
            })
            .inc();
    }

    /// Counts what a caller was told when a call did not succeed: the reason in its details. What tonic itself
    /// answers has none; its code then says it.
    pub(crate) fn refused(&self, told: &Status) {
        let details = told.get_error_details();
        let reason = details.error_info().map_or(code_name(told.code()), |info| info.reason.as_str());
        self.refusals.get_or_create_owned(&Refused { reason: reason.to_owned() }).inc();
    }

    /// Notes how long a call took.
    pub(crate) fn time(&self, method: &Method, counters: &Counters, took: Duration) {
        let seconds = counters
            .seconds
            .get_or_init(|| self.seconds.get_or_create_owned(&Of { method: method.name.clone() }));
        seconds.observe(took.as_secs_f64());
    }
}

impl Default for Metrics {
    /// Counters that show nowhere.
    fn default() -> Self {
        Self {
            ended: Family::default(),
            refusals: Family::default(),
            seconds: Family::new_with_constructor(|| Histogram::new(SECONDS)),
            in_progress: Family::default(),
        }
    }
}

impl Default for Counters {
    fn default() -> Self {
        Self { ended: [const { OnceLock::new() }; CODES], seconds: OnceLock::new() }
    }
}

/// The name of a code, as the gRPC specification writes it.
pub(crate) fn code_name(code: Code) -> &'static str {
    match code {
        Code::Ok => "OK",
        Code::Cancelled => "CANCELLED",
        Code::Unknown => "UNKNOWN",
        Code::InvalidArgument => "INVALID_ARGUMENT",
        Code::DeadlineExceeded => "DEADLINE_EXCEEDED",
        Code::NotFound => "NOT_FOUND",
        Code::AlreadyExists => "ALREADY_EXISTS",
        Code::PermissionDenied => "PERMISSION_DENIED",
        Code::ResourceExhausted => "RESOURCE_EXHAUSTED",
        Code::FailedPrecondition => "FAILED_PRECONDITION",
        Code::Aborted => "ABORTED",
        Code::OutOfRange => "OUT_OF_RANGE",
        Code::Unimplemented => "UNIMPLEMENTED",
        Code::Internal => "INTERNAL",
        Code::Unavailable => "UNAVAILABLE",
        Code::DataLoss => "DATA_LOSS",
        Code::Unauthenticated => "UNAUTHENTICATED",
    }
}

#[cfg(test)]
mod tests {
    use prometheus_client::encoding::text::encode;
    use wire::{Language, failure::Failure};

    use super::*;

    #[test]
    fn calls_are_counted_by_method_and_code() {
        let mut registry = Registry::default();
        let metrics = Metrics::register(&mut registry);
        let method = Method { name: "a.B/C".into(), kind: Kind::Call };
        let counters = Counters::default();
        for code in [Code::Ok, Code::Ok, Code::Unauthenticated] {
            metrics.count(&method, &counters, code);
        }
        metrics.refused(&Status::unimplemented(""));
        metrics.refused(&Failure::Stopping.status(Language::Dutch));
        metrics.time(&method, &counters, Duration::from_millis(3));
        metrics.in_progress(Kind::Stream).inc();
        let mut text = String::new();
        encode(&mut text, &registry).unwrap();
        for line in [
            r#"calls_total{method="a.B/C",code="OK"} 2"#,
            r#"calls_total{method="a.B/C",code="UNAUTHENTICATED"} 1"#,
            r#"call_refusals_total{reason="UNIMPLEMENTED"} 1"#,
            r#"call_refusals_total{reason="SERVICE_STOPPING"} 1"#,
            r#"call_seconds_bucket{le="0.004",method="a.B/C"} 1"#,
            r#"call_seconds_bucket{le="0.002",method="a.B/C"} 0"#,
            r#"calls_in_progress{kind="stream"} 1"#,
        ] {
            assert!(text.contains(line), "{line} in\n{text}");
        }
    }
}
