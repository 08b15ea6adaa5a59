//! Leads records past a verifier: all of a journal, or one history with what it stands on.
//!
//! A passage goes on only when it is asked for its next step, so whoever reads its progress slowly slows it down.

use std::vec;

use jiff::Timestamp;
use journal::{Follow, Journal, Stored, read};
use record::{HistoryId, Position};

use super::{Difference, Verifier};
use crate::stands_on::stands_on;

/// The most records that are checked before other tasks of the thread get a turn: about a millisecond's work.
pub const RECORDS_PER_TURN: usize = 64;

/// A verification on its way.
pub struct Passage {
    verifier: Verifier,
    records: Records,
    until: Position,
}

enum Records {
    /// All that follow.
    Following(Box<dyn Follow>),
    /// These.
    Gathered(vec::IntoIter<Stored>),
    /// None: the first place could not be read.
    Unreadable(Option<Difference>),
}

/// How a verification stands after a step.
#[derive(Debug)]
pub enum Step {
    /// All good so far.
    Progress(Progress),
    /// Every record agrees.
    Agreed(Progress),
    /// This one does not.
    Different(Difference),
    /// The journal was closed meanwhile.
    Closed,
}

/// How far a verification is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The last record that was checked. [`Position::START`]: none was.
    pub position: Position,
    /// When that record was recorded. `None`: there was none.
    pub recorded: Option<Timestamp>,
    /// How many records were decided again.
    pub records: u64,
}

impl Passage {
    /// A verification of every record that the journal has now.
    pub fn of_journal(journal: &dyn Journal) -> Self {
        Self {
            verifier: Verifier::of_journal(),
            records: Records::Following(journal.follow(Position::START)),
            until: journal.head(),
        }
    }

    /// A verification of one history, and of what it stands on: adoptions and mandates. `None`: it does not exist.
    pub async fn of_history(journal: &dyn Journal, history: &HistoryId) -> Option<Self> {
        let until = journal.head();
        let records = match gathered(journal, history, until).await {
            Ok(gathered) if gathered.is_empty() => return None,
            Ok(gathered) => Records::Gathered(gathered.into_iter()),
            Err(error) => {
                let difference = Difference::unreadable(Position::START, Some(history.clone()), error);
                Records::Unreadable(Some(difference))
            }
        };
        Some(Self { verifier: Verifier::of_histories(), records, until })
    }

    /// Goes on by some records.
    pub async fn step(&mut self) -> Step {
        let batch = match &mut self.records {
            Records::Unreadable(difference) => {
                return difference.take().map_or(Step::Closed, Step::Different);
            }
            Records::Gathered(gathered) => gathered.by_ref().take(RECORDS_PER_TURN).collect(),
            Records::Following(_) if self.verifier.position() >= self.until => Vec::new(),
            Records::Following(follow) => match follow.next().await {
                Ok(batch) => batch,
                Err(error) => {
                    return match Difference::following(self.verifier.position(), error) {
                        Ok(difference) => Step::Different(difference),
                        Err(_) => Step::Closed,
                    };
                }
            },
        };
        if batch.is_empty() {
            return Step::Agreed(self.progress());
        }
        for (nth, stored) in batch.iter().enumerate() {
            if nth > 0 && nth % RECORDS_PER_TURN == 0 {
                tokio::task::yield_now().await;
            }
            if stored.position > self.until {
                break;
            }
            if let Err(difference) = self.verifier.check(stored) {
                return Step::Different(difference);
            }
        }
        Step::Progress(self.progress())
    }

    fn progress(&self) -> Progress {
        Progress {
            position: self.verifier.position(),
            recorded: self.verifier.recorded(),
            records: self.verifier.records(),
        }
    }
}

/// The records of a history and of what it stands on, in the order of the journal; none if it does not exist.
async fn gathered(
    journal: &dyn Journal,
    history: &HistoryId,
    until: Position,
) -> Result<Vec<Stored>, read::Error> {
    let mut records = journal.read(history).await?;
    records.retain(|stored| stored.position <= until);
    let Some(last) = records.last().map(|stored| stored.position) else { return Ok(records) };
    let beneath = stands_on(journal, history, &records).await?;
    records.extend(beneath.into_iter().filter(|stored| stored.position < last));
    records.sort_by_key(|stored| stored.position);
    Ok(records)
}
