//! Up to where the journal or a history is read, for what was at a position or a moment.

use jiff::Timestamp;
use journal::{Journal, Stored, follow, read};
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
    /// One of them cannot be read.
    #[error("a record around the moment cannot be read")]
    Read(#[from] read::Error),
    /// The journal has no record at a position before its end.
    #[error("there is no record at position {0}, and there is one after it")]
    Missing(Position),
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

/// The last position such that every record up to it was recorded no later than a moment; at most `head`.
///
/// Found without going through the whole journal, and so the rule of the views with the same exception as
/// [`at_moment`]: of a later record that stands more than [`DISORDER_RECORDS_MAX`] before where the moment ends, this
/// may know nothing.
pub(crate) async fn position_at(
    journal: &dyn Journal,
    head: Position,
    moment: Timestamp,
) -> Result<Position, Error> {
    // Of `later` it is known that a record of a later moment stands there, or that the journal ends before it.
    let (mut earlier, mut later) = (0, head.0 + 1);
    while later - earlier > 1 {
        let middle = Position(earlier + (later - earlier) / 2);
        let stored = journal.at(middle).await?.ok_or(Error::Missing(middle))?;
        if recorded(&stored)? > moment {
            later = middle.0;
        } else {
            earlier = middle.0;
        }
    }
    // Each turn goes back, so that this ends.
    while let Some(before) = later_before(journal, Position(later), moment).await? {
        later = before.0;
    }
    Ok(Position(later - 1))
}

/// The first record shortly before a position that is of a later moment.
async fn later_before(
    journal: &dyn Journal,
    position: Position,
    moment: Timestamp,
) -> Result<Option<Position>, Error> {
    let begun = Position(position.0.saturating_sub(DISORDER_RECORDS_MAX + 1));
    let mut follow = journal.follow(begun);
    let mut last = begun;
    // Ends before the position, so that nobody waits for a record that is still to come.
    while last.next() < position {
        for stored in follow.next().await? {
            last = stored.position;
            if last >= position {
                return Ok(None);
            }
            if recorded(&stored)? > moment {
                return Ok(Some(last));
            }
        }
    }
    Ok(None)
}

fn recorded(stored: &Stored) -> Result<Timestamp, Undecodable> {
    match record::decode(&stored.entry.record) {
        Ok(record) => Ok(record.recorded.now),
        Err(source) => Err(Undecodable { position: stored.position, source }),
    }
}
