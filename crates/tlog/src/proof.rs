//! The text of one proof, with the checkpoint it is against (c2sp.org/tlog-proof, files `.tlog-proof`).
//!
//! ```text
//! c2sp.org/tlog-proof@v1
//! extra <base64>                  optional, and not proved
//! index 12345
//! <base64 hash>                   none or more, that beside the leaf first
//!
//! <the signed checkpoint>
//! ```

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};

use crate::{Checkpoint, Hash, SignedCheckpoint, VerifierKey, hash, inclusion, signed};

const HEAD: &str = "c2sp.org/tlog-proof@v1";
/// More hashes than any way to a root has.
const HASHES_MAX: usize = 64;

/// That a leaf stands in a log at a place, for whoever has the leaf and the log's key.
#[derive(Debug, Clone, PartialEq)]
pub struct TlogProof {
    /// Bytes that whoever made the proof sends along. They are not proved.
    pub extra: Option<Vec<u8>>,
    /// The leaf, from 0.
    pub index: u64,
    /// The hashes beside its way to the root, from the leaf up.
    pub hashes: Vec<Hash>,
    /// The checkpoint whose root they lead to.
    pub checkpoint: SignedCheckpoint,
}

/// Why a text is no proof.
#[derive(Debug, thiserror::Error)]
pub enum ParseError {
    /// It begins otherwise.
    #[error("a proof begins with the line {HEAD}")]
    Head,
    /// A line is not what stands there in a proof.
    #[error("line {line} of the proof should be {expected}")]
    Line {
        /// The line, from 1.
        line: usize,
        /// What it should be.
        expected: &'static str,
    },
    /// What follows the blank line is no signed checkpoint.
    #[error("the proof does not end with a signed checkpoint")]
    Checkpoint(#[from] signed::Error),
}

/// Why a proof does not show that the leaf is in the log.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The checkpoint is not that of the log, or not signed by its key.
    #[error("the checkpoint of the proof cannot be relied on")]
    Checkpoint(#[from] signed::Error),
    /// The hashes do not lead from the leaf to the root.
    #[error("the proof does not hold for this leaf")]
    Inclusion(#[from] inclusion::Error),
}

impl TlogProof {
    /// Reads a proof, without verifying anything. A proof is written in one way only.
    ///
    /// # Errors
    /// [`ParseError`].
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let (head, note) = text.split_once("\n\n").ok_or(ParseError::Head)?;
        let mut lines = head.split('\n').zip(1..).peekable();
        if lines.next().is_none_or(|(line, _)| line != HEAD) {
            return Err(ParseError::Head);
        }
        let extra = match lines.next_if(|(line, _)| line.starts_with("extra ")) {
            Some((line, at)) => {
                let expected = ParseError::Line { line: at, expected: "`extra` and base64" };
                Some(STANDARD.decode(&line["extra ".len()..]).map_err(|_| expected)?)
            }
            None => None,
        };
        let no_index = |line| ParseError::Line { line, expected: "`index` and digits without leading zeros" };
        let (line, at) = lines.next().ok_or(no_index(2))?;
        let index = line.strip_prefix("index ").and_then(|index| index.parse().ok()).ok_or(no_index(at))?;
        if line != format!("index {index}") {
            return Err(no_index(at));
        }
        let read = |(nth, (text, line))| {
            let hash = hash::parse(text).filter(|_| nth < HASHES_MAX);
            hash.ok_or(ParseError::Line { line, expected: "one of at most 64 hashes" })
        };
        let hashes = lines.enumerate().map(read).collect::<Result<_, _>>()?;
        Ok(Self { extra, index, hashes, checkpoint: SignedCheckpoint::parse(note.as_bytes())? })
    }

    /// The checkpoint, if it is signed by the log's key and the leaf with this hash is under it.
    ///
    /// # Errors
    /// [`Error`].
    pub fn verify(&self, leaf: Hash, key: &VerifierKey) -> Result<&Checkpoint, Error> {
        let checkpoint = self.checkpoint.verify(key)?;
        inclusion::verify(&self.hashes, self.index, checkpoint.size(), checkpoint.root(), leaf)?;
        Ok(checkpoint)
    }
}

/// The text of the file.
impl fmt::Display for TlogProof {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{HEAD}")?;
        if let Some(extra) = &self.extra {
            writeln!(out, "extra {}", STANDARD.encode(extra))?;
        }
        writeln!(out, "index {}", self.index)?;
        self.hashes.iter().try_for_each(|hash| writeln!(out, "{hash}"))?;
        write!(out, "\n{}", self.checkpoint)
    }
}
