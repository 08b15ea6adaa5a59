//! What is appended and what is stored, with the limits that hold in every journal.

use bytes::Bytes;
use domain::ids::{CommandId, Revision};
use record::{HistoryId, Position};

use crate::append::{Error, Malformation, Part};

/// The most bytes of one record.
pub const RECORD_BYTES_MAX: usize = 65_535;
/// The most bytes of the texts beside one record.
pub const TEXTS_BYTES_MAX: usize = 2 * 1024 * 1024;

/// One record on its way into the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The history that it continues.
    pub history: HistoryId,
    /// The revision that it takes: one more than its author had seen.
    pub revision: Revision,
    /// The command that it answers. Unique in the whole log.
    pub command: CommandId,
    /// The record's exact bytes: JSON on one line, at most [`RECORD_BYTES_MAX`].
    pub record: Bytes,
    /// The disclosures beside it: a JSON array on one line, `[]` for none, at most [`TEXTS_BYTES_MAX`]. No space stands at
    /// its end: the file journal fills with spaces what is erased.
    pub texts: Bytes,
}

/// One record in the journal. A clone shares the bytes.
///
/// The bytes may be a slice of a larger block that was read at once; who keeps a few records for long copies
/// them, or keeps the block alive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its place in the journal.
    pub position: Position,
    /// What was appended.
    pub entry: Entry,
}

impl Entry {
    /// Whether any journal could store this entry.
    ///
    /// # Errors
    /// The first limit or rule that it breaks. Tabs and newlines are refused because a line of the file
    /// journal has tabs between its columns; JSON never needs them outside of a text's escapes.
    pub fn check(&self) -> Result<(), Error> {
        if self.record.len() > RECORD_BYTES_MAX {
            return Err(Error::RecordTooLarge { bytes: self.record.len() });
        }
        if self.texts.len() > TEXTS_BYTES_MAX {
            return Err(Error::TextsTooLarge { bytes: self.texts.len() });
        }
        if self.revision == Revision(0) {
            return Err(Error::RevisionZero);
        }
        let (record, texts) = (unfit(&self.record), malformation(&self.texts));
        for (part, fault) in [(Part::Record, record), (Part::Texts, texts)] {
            if let Some(fault) = fault {
                return Err(Error::Malformed { part, fault });
            }
        }
        Ok(())
    }
}

/// What is wrong with texts.
pub(crate) fn malformation(texts: &[u8]) -> Option<Malformation> {
    unfit(texts).or_else(|| texts.ends_with(b" ").then_some(Malformation::Padded))
}

/// Why bytes cannot stand on one line of text.
fn unfit(bytes: &[u8]) -> Option<Malformation> {
    if bytes.is_empty() {
        return Some(Malformation::Empty);
    }
    if let Err(error) = std::str::from_utf8(bytes) {
        return Some(Malformation::NotUtf8 { at: error.valid_up_to() });
    }
    // All bytes are looked at before the question is asked, so that the compiler can take many at once.
    let breaks = bytes.iter().fold(false, |breaks, byte| breaks | is_break(*byte));
    if !breaks {
        return None;
    }
    bytes.iter().position(|byte| is_break(*byte)).map(|at| Malformation::Break { at })
}

fn is_break(byte: u8) -> bool {
    byte == b'\t' || byte == b'\n'
}
