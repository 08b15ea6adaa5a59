//! What happened, line by line: a hash of it always, the lines when a seed is replayed.

use std::io::Write as _;

/// The story of one seed.
pub(crate) struct Trace {
    hash: u64,
    shown: bool,
    pub(crate) step: usize,
}

impl Trace {
    pub(crate) fn new(shown: bool) -> Self {
        Self { hash: 0xcbf2_9ce4_8422_2325, shown, step: 0 }
    }

    /// Something happened.
    pub(crate) fn tell(&mut self, line: &str) {
        self.hash(line.as_bytes());
        if self.shown {
            // A failing replay is what this is for, so the line must be out before the panic.
            writeln!(std::io::stderr(), "{:>5} {line}", self.step).expect("there is an error output");
        }
    }

    /// Something happened that is too long to be shown.
    pub(crate) fn hash(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.hash = (self.hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    /// The same for the same story.
    pub(crate) fn digest(&self) -> u64 {
        self.hash
    }
}
