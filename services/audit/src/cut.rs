//! Up to where a history is read, for a dossier as it was at a position or a moment.

use jiff::Timestamp;
use journal::{Journal, Stored, follow};
use record::Position;

use crate::replay::Undecodable;

/// How many records before one are looked at, to see whether a later moment was recorded before it. Twice as many
/// as there are commands on their way at a time.
pub(crate) const DISORDER_RECORDS_MAX: u64 = 4_096;

/// Why it cannot be said which records were there at a moment.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// The records of the time cannot be followed.
    #[error("the records around the moment cannot be followed")]
    Follow(#[from] follow::Error),
    /// One of them cannot be understood.
    #[error("a record around the moment says no time")]
    Undecodable(#[from] Undecodable),
}

/// How many of a history's records, in order, were there when the journal had reached a position.
pub(crate) fn at_position(history: &[Stored], last: Position) -> usize {
    history.partition_point(|stored| stored.position <= last)
}

/// How many of a history's records, in order, were there at a moment.
///
/// By the rule of the views a moment is the last position such that every record up to it was recorded no later.
/// Within one history time does not go back, so the records up to the moment are its beginning. Across histories
/// it may: of two commands that are decided at the same time, the one that was decided later can be appended
/// first. So from the end of that beginning those records are taken away again before which, within
/// [`DISORDER_RECORDS_MAX`] positions, one of a later moment stands.
///
/// That is the rule of the views, found without going through the whole journal. The two differ only when such a
/// record stands further back: a clock was set back, or a command was decided and then overtaken by that many
/// others. This answer then holds records that the views leave out.
pub(crate) async fn at_moment(
    journal: &dyn Journal,
    history: &[Stored],
    moment: Timestamp,
) -> Result<usize, Error> {
    let mut count = 0;
    while let Some(stored) = history.get(count) {
        if recorded(stored)? > moment {
            break;
        }
        count += 1;
    }
    while let Some(last) = count.checked_sub(1).and_then(|place| history.get(place)) {
        match later_before(journal, last.position, moment).await? {
            Some(later) => count = at_position(&history[..count], later),
            None => break,
        }
    }
    Ok(count)
}

/// The first record shortly before a position that is of a later moment.
async fn later_before(
    journal: &dyn Journal,
    position: Position,
    moment: Timestamp,
) -> Result<Option<Position>, Error> {
    let mut follow = journal.follow(Position(position.0.saturating_sub(DISORDER_RECORDS_MAX + 1)));
    // Ends at the position, which the journal has.
    loop {
        for stored in follow.next().await? {
            if stored.position >= position {
                return Ok(None);
            }
            if recorded(&stored)? > moment {
                return Ok(Some(stored.position));
            }
        }
    }
}

fn recorded(stored: &Stored) -> Result<Timestamp, Undecodable> {
    match record::decode(&stored.entry.record) {
        Ok(record) => Ok(record.recorded.now),
        Err(source) => Err(Undecodable { position: stored.position, source }),
    }
}
