//! Durations told as figures.

use std::time::Duration;

/// Writes a line for whoever started the program.
#[expect(clippy::print_stdout, reason = "telling figures is what this program is for")]
pub(crate) fn say(line: &str) {
    println!("{line}");
}

/// How long each of many things took, and all of them together.
pub(crate) struct Measured {
    took: Vec<Duration>,
    all: Duration,
}

impl Measured {
    pub(crate) fn new(mut took: Vec<Duration>, all: Duration) -> Self {
        took.sort_unstable();
        Self { took, all }
    }

    /// What was measured in turns, as one.
    pub(crate) fn joined(turns: Vec<Self>) -> Self {
        let all = turns.iter().map(|turn| turn.all).sum();
        Self::new(turns.into_iter().flat_map(|turn| turn.took).collect(), all)
    }

    /// How many a second.
    #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
    pub(crate) fn rate(&self) -> f64 {
        self.took.len() as f64 / self.all.as_secs_f64()
    }

    /// The duration that so many in a hundred stay within.
    pub(crate) fn percentile(&self, percent: usize) -> Duration {
        let place = (self.took.len() * percent / 100).min(self.took.len().saturating_sub(1));
        self.took.get(place).copied().unwrap_or_default()
    }

    /// One line: the rate, the median and the 99th percentile.
    pub(crate) fn tell(&self, what: &str) {
        say(&format!(
            "{what:<44} {:>9.0}/s   p50 {:>9.3} ms   p99 {:>9.3} ms",
            self.rate(),
            self.percentile(50).as_secs_f64() * 1_000.0,
            self.percentile(99).as_secs_f64() * 1_000.0,
        ));
    }

    /// One line without a rate, for what waits for something else in between.
    pub(crate) fn tell_times(&self, what: &str) {
        let last = self.took.last().copied().unwrap_or_default();
        say(&format!(
            "{what:<60} p50 {:>9.3} ms   p99 {:>9.3} ms   max {:>9.3} ms",
            self.percentile(50).as_secs_f64() * 1_000.0,
            self.percentile(99).as_secs_f64() * 1_000.0,
            last.as_secs_f64() * 1_000.0,
        ));
    }

    /// One line: this rate as a part of another.
    pub(crate) fn beside(&self, what: &str, floor: &Self) {
        say(&format!("{what}: {:.2}", self.rate() / floor.rate()));
    }
}
