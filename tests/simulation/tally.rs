//! How much happened, so that a simulation in which nothing happens is noticed.

use domain::{
    Event, dossier,
    dossier::state::{Dossier, Phase},
};
use intake::Error;

use crate::{notebook::Answered, replica::Replica};

/// Counts over one life, or many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tally {
    pub(crate) intakes: usize,
    pub(crate) restarts: usize,
    pub(crate) looks: usize,
    pub(crate) cuts: usize,
    records: usize,
    corrections: usize,
    dossiers_ended: usize,
    done: usize,
    repeated: usize,
    refused: usize,
    stale: usize,
    reused: usize,
    failed: usize,
    unclear: usize,
}

impl Tally {
    pub(crate) fn count_answer(&mut self, answered: &Answered) {
        match answered {
            Answered::Done(receipt) if receipt.repeated => self.repeated += 1,
            Answered::Done(_) => self.done += 1,
            Answered::Refused(Error::Stale { .. }) => self.stale += 1,
            Answered::Refused(Error::CommandIdReused { .. }) => self.reused += 1,
            Answered::Refused(_) => self.refused += 1,
            Answered::Failed(_) => self.failed += 1,
            Answered::Unclear(_) => self.unclear += 1,
        }
    }

    pub(crate) fn count_records(&mut self, replica: &Replica) {
        self.records = replica.records.len();
        let corrected = |event: &Event| matches!(event, Event::Dossier(dossier::Event::OutcomeCorrected(_)));
        self.corrections = replica.records.iter().filter(|(_, record)| corrected(&record.event)).count();
        let ended =
            |state: dossier::State| matches!(state.dossier(), Ok(Dossier { phase: Phase::Ended { .. }, .. }));
        self.dossiers_ended = replica.dossiers().into_iter().filter(|id| ended(replica.dossier(*id))).count();
    }

    pub(crate) fn add(&mut self, other: &Self) {
        let counts = [
            (&mut self.intakes, other.intakes),
            (&mut self.restarts, other.restarts),
            (&mut self.looks, other.looks),
            (&mut self.cuts, other.cuts),
            (&mut self.records, other.records),
            (&mut self.corrections, other.corrections),
            (&mut self.dossiers_ended, other.dossiers_ended),
            (&mut self.done, other.done),
            (&mut self.repeated, other.repeated),
            (&mut self.refused, other.refused),
            (&mut self.stale, other.stale),
            (&mut self.reused, other.reused),
            (&mut self.failed, other.failed),
            (&mut self.unclear, other.unclear),
        ];
        counts.into_iter().for_each(|(sum, more)| *sum += more);
    }

    /// Whether there was enough of everything, in so many lives with so many records each.
    pub(crate) fn is_eventful(&self, lives: usize, records: usize) -> bool {
        let each = [
            (self.records, records),
            (self.refused, 5),
            (self.repeated, 1),
            (self.unclear, 1),
            (self.restarts, 2),
            (self.looks, 1),
        ];
        let once = [self.corrections, self.dossiers_ended, self.stale, self.reused, self.failed];
        each.iter().all(|(count, a_life)| *count >= a_life * lives) && once.iter().all(|count| *count > 0)
    }
}
