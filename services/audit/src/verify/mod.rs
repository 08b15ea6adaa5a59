//! The semantic replay of a journal: every record decided again by the rules of its framework, and compared.
//!
//! What is checked, and how, is [`verifier::replay`]; the offline verifier does the same with a bundle.
//!
//! - [`Verifier`]: checks the records of a journal one after the other, without I/O
//! - [`difference`]: the first record that does not hold, in words and facts
//! - [`passage`]: leads the records of a journal, or of one history, past a verifier
//! - `nl`, `en`: what a difference means

pub mod difference;
pub mod passage;

mod en;
mod nl;

use jiff::Timestamp;
use journal::Stored;
use record::Position;
use verifier::replay::{self, Kept};

pub use self::{
    difference::Difference,
    passage::{Passage, Step},
};

/// Checks records in the order of the journal.
#[derive(Debug, Default)]
pub struct Verifier(replay::Verifier);

impl Verifier {
    /// A verifier of a whole journal: the first record must be at position 1, and none may be missing.
    pub fn of_journal() -> Self {
        Self(replay::Verifier::of_journal())
    }

    /// A verifier of some histories: positions must rise, and may have gaps. The adoption of every framework
    /// that those histories use must be among them, in its place.
    pub fn of_histories() -> Self {
        Self(replay::Verifier::of_histories())
    }

    /// Checks the next record.
    ///
    /// # Errors
    /// The [`Difference`], when the record is not what the rules and the records before it give.
    pub fn check(&mut self, stored: &Stored) -> Result<(), Difference> {
        let Stored { position, entry } = stored;
        let kept = Kept {
            position: *position,
            history: &entry.history,
            revision: entry.revision,
            command: entry.command,
            record: &entry.record,
            texts: &entry.texts,
        };
        Ok(self.0.check(&kept)?)
    }

    /// The last record that was checked; [`Position::START`] before the first.
    pub fn position(&self) -> Position {
        self.0.position()
    }

    /// When that record was recorded.
    pub fn recorded(&self) -> Option<Timestamp> {
        self.0.recorded()
    }

    /// How many records were checked.
    pub fn records(&self) -> u64 {
        self.0.records()
    }
}
