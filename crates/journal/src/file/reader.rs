//! Reading single records: one read of the segment each, with both checksums compared.

use bytes::Bytes;
use domain::ids::Revision;
use record::{HistoryId, Position};

use super::{Shared, damage::Damage, index::Place, line::decode};
use crate::{Stored, read::Error};

/// So many records are read before the other tasks of the thread get a turn.
const READ_RECORDS_PER_TURN: usize = 64;

/// The record at this position.
pub(super) fn at(shared: &Shared, position: Position) -> Result<Option<Stored>, Error> {
    // The lock is given back before the disk is asked.
    let place = shared.index().place(position);
    place.map(|place| stored(shared, &place, position)).transpose()
}

/// The records of a history, first to last.
pub(super) async fn history(shared: &Shared, history: &HistoryId) -> Result<Vec<Stored>, Error> {
    let positions = shared.index().positions(history);
    let mut records = Vec::with_capacity(positions.len());
    let mut revision = Revision(0);
    for (nth, position) in positions.into_iter().enumerate() {
        if nth > 0 && nth % READ_RECORDS_PER_TURN == 0 {
            give_way().await;
        }
        let Some(record) = at(shared, position)? else {
            unreachable!("the index names only positions up to its head");
        };
        revision = revision.next();
        let entry = &record.entry;
        assert!(entry.history == *history && entry.revision == revision, "the index follows one history");
        records.push(record);
    }
    Ok(records)
}

/// The error for what a segment holds at this place.
pub(super) fn damaged(path: &std::path::Path, offset: u64, damage: Damage) -> Error {
    Error::Damaged { place: place_name(path, offset), source: damage.into() }
}

/// The error for what the device said of this place.
pub(super) fn unavailable(path: &std::path::Path, offset: u64, error: std::io::Error) -> Error {
    Error::Unavailable { place: place_name(path, offset), source: error.into() }
}

/// The bytes of a line, its newline included.
pub(super) fn line(shared: &Shared, place: &Place) -> Result<Vec<u8>, Error> {
    let Place { segment, offset, end, .. } = place;
    let length = usize::try_from(end - offset).expect("a line fits in memory");
    let mut bytes = vec![0; length];
    let still = shared.still();
    segment.file.read_at(&mut bytes, *offset).map_err(|error| unavailable(&segment.path, *offset, error))?;
    drop(still);
    Ok(bytes)
}

/// The record that stands in a line.
pub(super) fn stored_in(mut bytes: Vec<u8>, place: &Place, expected: Position) -> Result<Stored, Error> {
    let Place { segment, offset, .. } = place;
    let newline = bytes.pop();
    let line = Bytes::from(bytes);
    let decoded = if newline == Some(b'\n') { decode(&line) } else { Err(Damage::Unfinished) };
    let found = decoded.map_err(|damage| damaged(&segment.path, *offset, damage))?.stored(&line);
    if found.position != expected {
        return Err(damaged(&segment.path, *offset, Damage::Position { expected, found: found.position }));
    }
    Ok(found)
}

fn stored(shared: &Shared, place: &Place, expected: Position) -> Result<Stored, Error> {
    stored_in(line(shared, place)?, place, expected)
}

fn place_name(path: &std::path::Path, offset: u64) -> String {
    format!("{} at byte {offset}", path.display())
}

/// Lets the other tasks of this thread run once.
async fn give_way() {
    let mut given = false;
    std::future::poll_fn(|context| {
        if given {
            return std::task::Poll::Ready(());
        }
        given = true;
        context.waker().wake_by_ref();
        std::task::Poll::Pending
    })
    .await;
}
