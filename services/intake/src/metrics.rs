//! What is counted: commands by kind and answer, how long a command took, and how long its append. What callers are
//! refused for is counted where every call ends, in `door`.

use std::time::Duration;

use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family, histogram::Histogram},
    registry::Registry,
};

use crate::{error::Error, order::Receipt};

/// The upper bounds of the durations that are told apart, in seconds.
const SECONDS: [f64; 12] =
    [0.000_25, 0.000_5, 0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.25, 1.0, 4.0];

/// The intake's counters. Cheap to clone; clones count together.
#[derive(Clone)]
pub struct Metrics {
    commands: Family<Answered, Counter>,
    seconds: Histogram,
    append_seconds: Histogram,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    command: &'static str,
    answer: &'static str,
}

impl Metrics {
    /// Counters that show in this registry.
    pub fn register(registry: &mut Registry) -> Self {
        let metrics = Self::default();
        registry.register(
            "intake_commands",
            "Commands by kind and answer: accepted, repeated, refused or failed",
            metrics.commands.clone(),
        );
        registry.register(
            "intake_command_seconds",
            "From the request to the receipt, the durable append included",
            metrics.seconds.clone(),
        );
        registry.register(
            "journal_append_seconds",
            "From the append of a record until it is durable; appends that failed are left out",
            metrics.append_seconds.clone(),
        );
        metrics
    }

    pub(crate) fn count(&self, command: &'static str, answer: &Result<Receipt, Error>, took: Duration) {
        let kind = match answer {
            Ok(receipt) if receipt.repeated => "repeated",
            Ok(_) => "accepted",
            Err(error) if error.refusal().is_some() => "refused",
            Err(_) => "failed",
        };
        self.commands.get_or_create(&Answered { command, answer: kind }).inc();
        self.seconds.observe(took.as_secs_f64());
    }

    pub(crate) fn appended(&self, took: Duration) {
        self.append_seconds.observe(took.as_secs_f64());
    }
}

impl Default for Metrics {
    /// Counters that show nowhere.
    fn default() -> Self {
        Self {
            commands: Family::default(),
            seconds: Histogram::new(SECONDS),
            append_seconds: Histogram::new(SECONDS),
        }
    }
}
