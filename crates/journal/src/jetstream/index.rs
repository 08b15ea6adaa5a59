//! Where every record stands, by command and by history: what is kept in memory of the stream.
//!
//! It is fed by the stream in order, and ahead of that by our own acknowledged appends. What another writer stored comes
//! with the stream only, so the index may be behind. It never says what is not so: it only does not know yet.

use std::collections::{HashMap, hash_map::Entry as Slot};

use domain::ids::{CommandId, Revision};
use record::{HistoryId, Position};

use super::message::Found;
use crate::shards::Shards;

/// What is known of the stream.
pub(super) struct Index {
    /// For the record at position p, at p - 1: the record before it in its history; [`Position::START`] for the first.
    previous: Vec<Position>,
    tails: Shards<HistoryId, Tail>,
    commands: Shards<CommandId, Position>,
    /// Histories of which we know more than the stream has told yet.
    ahead: HashMap<HistoryId, Tail>,
}

/// The last record of a history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tail {
    pub(super) revision: Revision,
    pub(super) position: Position,
}

/// Why a record does not belong where it was found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misplaced {
    /// Its history has another revision before it.
    #[error("the record is revision {found} of {history}, after revision {last}")]
    Revision {
        /// The history.
        history: HistoryId,
        /// The revision before it.
        last: Revision,
        /// The revision that it says it is.
        found: Revision,
    },
    /// Its command has a record already.
    #[error("the command {command} has a record already, at position {first}")]
    Command {
        /// The command.
        command: CommandId,
        /// Where its first record stands.
        first: Position,
    },
}

impl Index {
    pub(super) fn new() -> Self {
        Self { previous: Vec::new(), tails: Shards::new(), commands: Shards::new(), ahead: HashMap::new() }
    }

    /// Up to where the stream has told everything.
    pub(super) fn position(&self) -> Position {
        Position(self.previous.len() as u64)
    }

    /// Where the record of this command stands.
    pub(super) fn find(&self, command: CommandId) -> Option<Position> {
        self.commands.get(&command).copied()
    }

    /// The last known record of a history.
    pub(super) fn tail(&self, history: &HistoryId) -> Tail {
        let told = self.tails.get(history).copied().unwrap_or_default();
        self.ahead.get(history).copied().filter(|tail| tail.position > told.position).unwrap_or(told)
    }

    /// The positions of a history up to where the stream has told everything, first to last.
    pub(super) fn positions(&self, history: &HistoryId) -> Vec<Position> {
        let mut positions = Vec::new();
        let mut at = self.tails.get(history).copied().unwrap_or_default().position;
        while at > Position::START {
            positions.push(at);
            let place = usize::try_from(at.0 - 1).expect("there is a record in memory for each");
            at = self.previous[place];
        }
        positions.reverse();
        positions
    }

    /// Takes note of an append of our own that was acknowledged.
    pub(super) fn acknowledge(&mut self, history: &HistoryId, tail: Tail, command: CommandId) {
        self.commands.entry(command).insert_entry(tail.position);
        if tail.position > self.position() {
            self.ahead.insert(history.clone(), tail);
        }
    }

    /// Takes up the next record of the stream, which the caller has seen to be the next.
    ///
    /// # Errors
    /// When its history or its command says that it does not belong there.
    pub(super) fn add(&mut self, found: &Found) -> Result<(), Misplaced> {
        let Found { position, history, revision, command, .. } = found;
        let last = self.tails.get(history).copied().unwrap_or_default();
        if *revision != last.revision.next() {
            return Err(Misplaced::Revision {
                history: history.clone(),
                last: last.revision,
                found: *revision,
            });
        }
        match self.commands.entry(*command) {
            Slot::Occupied(first) if first.get() != position => {
                return Err(Misplaced::Command { command: *command, first: *first.get() });
            }
            slot @ (Slot::Occupied(_) | Slot::Vacant(_)) => slot.insert_entry(*position),
        };
        self.previous.push(last.position);
        let tail = Tail { revision: *revision, position: *position };
        self.tails.entry(history.clone()).insert_entry(tail);
        if self.ahead.get(history).is_some_and(|ahead| ahead.position <= *position) {
            self.ahead.remove(history);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use uuid::Uuid;

    use super::*;

    fn found(position: u64, history: &str, revision: u64, command: u128) -> Found {
        Found {
            position: Position(position),
            history: history.parse().expect("a history"),
            revision: Revision(revision),
            command: CommandId(Uuid::from_u128(command)),
            record: Bytes::new(),
            texts: None,
        }
    }

    #[test]
    fn what_we_appended_is_known_before_the_stream_tells_it() {
        let mut index = Index::new();
        let first = found(1, "framework.a", 1, 1);
        index.add(&first).expect("it belongs there");
        let tail = Tail { revision: Revision(2), position: Position(3) };
        index.acknowledge(&first.history, tail, CommandId(Uuid::from_u128(3)));
        assert_eq!(index.tail(&first.history), tail);
        assert_eq!(index.find(CommandId(Uuid::from_u128(3))), Some(Position(3)));
        assert_eq!(index.positions(&first.history), [Position(1)]);
        for next in [found(2, "framework.b", 1, 2), found(3, "framework.a", 2, 3)] {
            index.add(&next).expect("it belongs there");
        }
        assert_eq!(index.positions(&first.history), [Position(1), Position(3)]);
        assert!(index.ahead.is_empty(), "nothing is ahead of the stream any more");
    }

    #[test]
    fn what_does_not_belong_is_named() {
        let mut index = Index::new();
        index.add(&found(1, "framework.a", 1, 1)).expect("it belongs there");
        let again = index.add(&found(2, "framework.b", 1, 1));
        let (command, first) = (CommandId(Uuid::from_u128(1)), Position(1));
        assert_eq!(again, Err(Misplaced::Command { command, first }));
        assert!(matches!(index.add(&found(2, "framework.a", 1, 2)), Err(Misplaced::Revision { .. })));
        assert!(matches!(index.add(&found(2, "framework.b", 2, 2)), Err(Misplaced::Revision { .. })));
        assert_eq!(index.position(), Position(1));
    }
}
