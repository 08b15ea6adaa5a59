//! Where every record stands: what is kept in memory of a journal, and all that is.
//!
//! Per record an offset and the previous position of its history, sixteen bytes; per history its tail; per
//! command its position. The bytes of the records stay in the segments.
//!
//! A group on its way to the device is in the index too, so that its entries are judged like all others and nothing
//! is looked up twice. Until it is confirmed no reader is shown any of it, and it can be withdrawn.

use std::collections::{BTreeMap, hash_map::Entry as Slot};

use domain::ids::{CommandId, FrameworkId, Revision};
use record::{HistoryId, Position};

use super::{damage::Damage, line::Line, segment::Segment};
use crate::{
    Entry,
    append::{Error, judge},
    shards::Shards,
};

/// Where one line stands.
pub(super) struct Place {
    pub(super) segment: Segment,
    pub(super) segment_number: usize,
    pub(super) offset: u64,
    /// Up to where the line goes, its newline included.
    pub(super) end: u64,
}

/// What is in the journal.
pub(super) struct Index {
    segments: Vec<Segment>,
    /// The record at position p is number p - 1.
    records: Vec<Record>,
    tails: Shards<HistoryId, Tail>,
    commands: Shards<CommandId, Position>,
    /// Where the first record of each framework stands.
    frameworks: BTreeMap<FrameworkId, Position>,
    /// The last position that is durable. What is beyond it is a group on its way.
    head: Position,
}

struct Record {
    /// Where its line begins in its segment; zero until it is durable.
    offset: u64,
    /// The record before it in its history; [`Position::START`] for the first.
    previous: Position,
}

#[derive(Clone, Copy, Default)]
struct Tail {
    revision: Revision,
    position: Position,
}

/// Why an entry is not taken.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) error: Error,
    /// Only durable records speak against it. If not, it falls with the group that it came with.
    pub(super) certain: bool,
}

/// For readers: what is durable.
impl Index {
    pub(super) fn new() -> Self {
        Self {
            segments: Vec::new(),
            records: Vec::new(),
            tails: Shards::new(),
            commands: Shards::new(),
            frameworks: BTreeMap::new(),
            head: Position::START,
        }
    }

    /// The last position; [`Position::START`] while there is none.
    pub(super) fn head(&self) -> Position {
        self.head
    }

    /// Where the record of this command stands.
    pub(super) fn find(&self, command: CommandId) -> Option<Position> {
        self.commands.get(&command).copied().filter(|position| *position <= self.head)
    }

    /// The frameworks that have a history, by name.
    pub(super) fn frameworks(&self) -> Vec<FrameworkId> {
        let durable = self.frameworks.iter().filter(|(_, first)| **first <= self.head);
        durable.map(|(framework, _)| framework.clone()).collect()
    }

    /// The segments, oldest first.
    pub(super) fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Where the record at this position stands; `None` beyond the head and at the start.
    pub(super) fn place(&self, position: Position) -> Option<Place> {
        if position > self.head {
            return None;
        }
        let offset = self.record(position)?.offset;
        let segment_number = self.segments.partition_point(|segment| segment.first <= position) - 1;
        let segment = self.segments[segment_number].clone();
        let next = position.next();
        let next_segment = self.segments.get(segment_number + 1);
        let is_last = next > self.head || next_segment.is_some_and(|segment| segment.first == next);
        let end = self.record(next).filter(|_| !is_last).map_or(segment.end, |next| next.offset);
        Some(Place { segment, segment_number, offset, end })
    }

    /// The positions of a history, first to last.
    pub(super) fn positions(&self, history: &HistoryId) -> Vec<Position> {
        let mut positions = Vec::new();
        let mut at = self.tails.get(history).copied().unwrap_or_default().position;
        while let Some(record) = self.record(at) {
            if at <= self.head {
                positions.push(at);
            }
            at = record.previous;
        }
        positions.reverse();
        positions
    }

    fn record(&self, position: Position) -> Option<&Record> {
        let number = usize::try_from(position.0.checked_sub(1)?).ok()?;
        self.records.get(number)
    }
}

/// For the writer and for recovery.
impl Index {
    /// Begins a new segment. What is confirmed from now on stands in it.
    pub(super) fn add_segment(&mut self, segment: Segment) {
        self.segments.push(segment);
    }

    /// Judges an entry against everything here, and takes it up behind the last one.
    pub(super) fn stage(&mut self, entry: &Entry) -> Result<Position, Refusal> {
        let head = self.head;
        self.put(entry.history.clone(), entry.revision, entry.command, |found, tail| {
            let rests_on = found.unwrap_or(tail.position);
            judge(entry, found, tail.revision).map_err(|error| Refusal { error, certain: rests_on <= head })
        })
    }

    /// Shows readers the group that was staged: its lines begin at these offsets of the last segment, in order, and the
    /// last one ends at `end`.
    pub(super) fn confirm(&mut self, offsets: impl Iterator<Item = u64>, end: u64) {
        let durable = usize::try_from(self.head.0).expect("there is a record in memory for each");
        for (record, offset) in self.records[durable..].iter_mut().zip(offsets) {
            record.offset = offset;
        }
        self.head = Position(self.records.len() as u64);
        self.segments.last_mut().expect("lines stand in a segment").end = end;
    }

    /// Forgets the group that was staged; these are its entries that were not refused, in order.
    pub(super) fn withdraw<'a>(&mut self, entries: impl DoubleEndedIterator<Item = &'a Entry>) {
        for entry in entries.rev() {
            let Some(Record { previous, .. }) = self.records.pop() else {
                unreachable!("what is withdrawn was staged");
            };
            self.commands.remove(&entry.command);
            if previous > Position::START {
                let tail = Tail { revision: Revision(entry.revision.0 - 1), position: previous };
                self.tails.entry(entry.history.clone()).insert_entry(tail);
                continue;
            }
            self.tails.remove(&entry.history);
            if let HistoryId::Framework(framework) = &entry.history {
                self.frameworks.remove(framework);
            }
        }
        assert_eq!(self.records.len() as u64, self.head.0, "all of the group is withdrawn");
    }

    /// Takes up a line that was found at this offset of a segment and ends at `end`.
    ///
    /// # Errors
    /// When it is not the record that belongs there.
    pub(super) fn add_found(&mut self, offset: u64, line: Line) -> Result<(), Damage> {
        let Line { position: found, history, revision, command, .. } = line;
        let expected = self.head.next();
        if found != expected {
            return Err(Damage::Position { expected, found });
        }
        self.put(history.clone(), revision, command, |found, tail| {
            if let Some(first) = found {
                return Err(Damage::RepeatedCommand { command, first });
            }
            let expected = tail.revision.next();
            if revision == expected {
                Ok(())
            } else {
                Err(Damage::Revision { history, expected, found: revision })
            }
        })?;
        if let Some(record) = self.records.last_mut() {
            record.offset = offset;
        }
        self.head = expected;
        Ok(())
    }

    /// Adds a record if the judge has nothing against it, given where its command stands and how its history ends.
    fn put<E>(
        &mut self,
        history: HistoryId,
        revision: Revision,
        command: CommandId,
        judge: impl FnOnce(Option<Position>, Tail) -> Result<(), E>,
    ) -> Result<Position, E> {
        let position = Position(self.records.len() as u64).next();
        let framework =
            if let HistoryId::Framework(framework) = &history { Some(framework.clone()) } else { None };
        let command = self.commands.entry(command);
        let tail = self.tails.entry(history);
        let found = if let Slot::Occupied(found) = &command { Some(*found.get()) } else { None };
        let before = if let Slot::Occupied(tail) = &tail { *tail.get() } else { Tail::default() };
        judge(found, before)?;
        command.insert_entry(position);
        tail.insert_entry(Tail { revision, position });
        self.records.push(Record { offset: 0, previous: before.position });
        if let Some(framework) = framework {
            self.frameworks.entry(framework).or_insert(position);
        }
        Ok(position)
    }
}

#[cfg(test)]
mod tests;
