//! How many calls are let in at a time, and how long one may take. What does not fit is answered at once.

use std::time::Duration;

/// The most calls with one answer that are in progress at a time. More than a journal's queue of appends holds
/// would only wait.
pub const CALLS_MAX: usize = 2_048;
/// The most streams that are open at a time. They have places of their own, so that those who watch an agenda
/// never keep anybody from recording an outcome.
pub const STREAMS_MAX: usize = 4_096;
/// The most calls about health at a time. They need no token, so they share no place with those that do.
pub const HEALTH_CALLS_MAX: usize = 256;
/// The most seconds until a call is answered, or a stream begins.
pub const ANSWER_SECONDS_MAX: u64 = 30;

/// What a [`Turnstile`](crate::Turnstile) lets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Calls with one answer at a time.
    pub calls: usize,
    /// Open streams at a time.
    pub streams: usize,
    /// Calls about health at a time.
    pub health_calls: usize,
    /// How long a call may go without an answer, and a stream without its beginning.
    pub answer_within: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            calls: CALLS_MAX,
            streams: STREAMS_MAX,
            health_calls: HEALTH_CALLS_MAX,
            answer_within: Duration::from_secs(ANSWER_SECONDS_MAX),
        }
    }
}
