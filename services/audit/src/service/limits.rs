//! How much is read at a time. Whoever asks more is answered at once, and never waits in a queue.

use std::time::Duration;

/// The most streams of records at a time, and verifications of one history.
pub const STREAMS_MAX: usize = 32;
/// The most verifications of the whole journal at a time. Each holds the state of every dossier in memory.
pub const VERIFICATIONS_MAX: usize = 2;
/// The most comparisons of two moments at a time. Each holds what changed on agendas in memory.
pub const COMPARISONS_MAX: usize = 4;
/// The most dossiers, frameworks and arrangements that one comparison is about.
pub const HISTORIES_COMPARED_MAX: usize = 10_000;
/// The most rows of an agenda in one message of a comparison: some 500 kB with the longest titles.
pub const AGENDA_ENTRIES_MAX: usize = 400;
/// The most messages that wait in one stream for its reader. One message has one record, at most with its
/// words in two forms: less than 3.8 MB, within the 4 MiB that clients commonly accept.
pub const MESSAGES_WAITING_MAX: usize = 8;
/// The longest that one message waits for its reader, in seconds; then the stream ends with an error, so that
/// its place is free again.
pub const READER_WAIT_SECONDS_MAX: u64 = 60;
/// The longest that a receipt or a bundle waits for a checkpoint that covers it, in seconds: many times what signing takes.
pub const CHECKPOINT_WAIT_SECONDS_MAX: u64 = 10;
/// The longest that whoever asks for words waits until those that are to be gone are gone, in seconds.
pub const ERASURE_WAIT_SECONDS_MAX: u64 = 10;
/// The most bytes of a file of a bundle in one message.
pub const PIECE_BYTES_MAX: usize = 1024 * 1024;
/// After how many records a verification says how far it is.
pub const RECORDS_PER_PROGRESS: u64 = 10_000;

/// What a desk takes on at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Streams of records at a time, and verifications of one history.
    pub streams: usize,
    /// Verifications of the whole journal at a time.
    pub verifications: usize,
    /// Comparisons of two moments at a time.
    pub comparisons: usize,
    /// Dossiers, frameworks and arrangements that one comparison is about.
    pub histories_compared: usize,
    /// How long a message waits for its reader.
    pub reader_wait: Duration,
    /// How long a receipt or a bundle waits for a checkpoint that covers it.
    pub checkpoint_wait: Duration,
    /// How long whoever asks for words waits until those that are to be gone are gone.
    pub erasure_wait: Duration,
    /// After how many records a verification says how far it is.
    pub records_per_progress: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            streams: STREAMS_MAX,
            verifications: VERIFICATIONS_MAX,
            comparisons: COMPARISONS_MAX,
            histories_compared: HISTORIES_COMPARED_MAX,
            reader_wait: Duration::from_secs(READER_WAIT_SECONDS_MAX),
            checkpoint_wait: Duration::from_secs(CHECKPOINT_WAIT_SECONDS_MAX),
            erasure_wait: Duration::from_secs(ERASURE_WAIT_SECONDS_MAX),
            records_per_progress: RECORDS_PER_PROGRESS,
        }
    }
}
