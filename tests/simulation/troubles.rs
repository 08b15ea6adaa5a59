//! What befell appends: what the journal answered to each, held at the end against what it stored.

use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
};

use bytes::Bytes;
use domain::ids::CommandId;
use journal::append::Error;
use record::Position;

use crate::replica::Replica;

/// Every append that was answered.
#[derive(Default)]
pub(crate) struct Appends(Mutex<Vec<Append>>);

struct Append {
    command: CommandId,
    /// No two orders have the same.
    texts: Bytes,
    answer: Result<Position, Error>,
    /// Where the log ended when it was answered.
    head: Position,
}

/// How often appends were befallen by what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Troubles {
    /// Stored, and nobody was told.
    pub(crate) acks_lost: usize,
    /// Stored only after nobody could be told.
    pub(crate) late: usize,
    /// Never stored, and nobody was told.
    pub(crate) lost: usize,
    /// Stored, and taken for a repeat, because it was sent twice below.
    pub(crate) duplicates: usize,
    /// Refused because another append to the history came first.
    pub(crate) overtaken: usize,
    /// Refused because of another append to the history that came to nothing.
    pub(crate) conflicts: usize,
    pub(crate) overloaded: usize,
    pub(crate) full: usize,
    pub(crate) poisoned: usize,
    /// Refused because the log was out of reach.
    pub(crate) cut_off: usize,
}

impl Appends {
    /// Writes down an answer to the append of a command with its texts, and where the log ended then.
    pub(crate) fn answered(
        &self,
        (command, texts): (CommandId, Bytes),
        answer: &Result<Position, Error>,
        head: Position,
    ) {
        let append = Append { command, texts, answer: answer.clone(), head };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(append);
    }

    /// What befell them, now that nothing is on its way any more.
    pub(crate) fn troubles(&self, replica: &Replica) -> Troubles {
        let appends = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let acknowledged: BTreeSet<_> = appends.iter().filter_map(|it| it.answer.clone().ok()).collect();
        let mut troubles = Troubles::default();
        for Append { command, texts, answer, head } in &*appends {
            let of_it = |position: &Position| {
                replica.at(*position).is_some_and(|(stored, _)| stored.entry.texts == *texts)
            };
            // What an intake sent twice may have come in by the second append.
            let unnoticed = |position: &Position| of_it(position) && !acknowledged.contains(position);
            let count = match answer {
                Err(Error::Repeated { position }) if of_it(position) => &mut troubles.duplicates,
                Err(Error::Unclear) => match replica.commands.get(command).filter(|it| unnoticed(it)) {
                    Some(position) if position <= head => &mut troubles.acks_lost,
                    Some(_) => &mut troubles.late,
                    None => &mut troubles.lost,
                },
                Err(Error::Conflict { expected, actual }) if expected == actual => &mut troubles.conflicts,
                Err(Error::Conflict { .. }) => &mut troubles.overtaken,
                Err(Error::Overloaded) => &mut troubles.overloaded,
                Err(Error::Full) => &mut troubles.full,
                Err(Error::Poisoned { .. }) => &mut troubles.poisoned,
                Err(Error::CutOff { .. }) => &mut troubles.cut_off,
                Ok(_)
                | Err(
                    Error::Repeated { .. }
                    | Error::RecordTooLarge { .. }
                    | Error::TextsTooLarge { .. }
                    | Error::Malformed { .. }
                    | Error::RevisionZero
                    | Error::Closed,
                ) => continue,
            };
            *count += 1;
        }
        troubles
    }
}

impl Troubles {
    pub(crate) fn add(&mut self, other: &Self) {
        let counts = [
            (&mut self.acks_lost, other.acks_lost),
            (&mut self.late, other.late),
            (&mut self.lost, other.lost),
            (&mut self.duplicates, other.duplicates),
            (&mut self.overtaken, other.overtaken),
            (&mut self.conflicts, other.conflicts),
            (&mut self.overloaded, other.overloaded),
            (&mut self.full, other.full),
            (&mut self.poisoned, other.poisoned),
            (&mut self.cut_off, other.cut_off),
        ];
        counts.into_iter().for_each(|(sum, more)| *sum += more);
    }
}
