//! How much happened, so that a simulation in which nothing happens is noticed.

use domain::{
    Event, dossier,
    dossier::state::{Dossier, Phase},
    meeting,
};
use intake::Error;

use crate::{kept::Kept, notebook::Answered, replica::Replica, seeds::On, troubles::Troubles};

/// Counts over one life, or many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tally {
    pub(crate) intakes: usize,
    pub(crate) restarts: usize,
    pub(crate) looks: usize,
    /// Restarts with something on its way.
    pub(crate) crashes: usize,
    pub(crate) cuts: usize,
    pub(crate) troubles: Troubles,
    pub(crate) kept: Kept,
    records: usize,
    corrections: usize,
    spoken: usize,
    mandated: usize,
    escalated: usize,
    dossiers_ended: usize,
    papers_sent: usize,
    meetings_held: usize,
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
            Answered::Refused(error) => {
                self.refused += 1;
                self.kept.count_refused(error);
            }
            Answered::Failed(_) => self.failed += 1,
            Answered::Unclear(_) => self.unclear += 1,
        }
    }

    pub(crate) fn count_records(&mut self, replica: &Replica) {
        self.records = replica.records.len();
        self.kept.count_records(replica);
        let of_dossiers = |is: fn(&dossier::Event) -> bool| {
            let happened = |event: &Event| matches!(event, Event::Dossier(event) if is(event));
            replica.records.iter().filter(|(_, record)| happened(&record.event)).count()
        };
        self.corrections = of_dossiers(|event| matches!(event, dossier::Event::OutcomeCorrected(_)));
        self.spoken = of_dossiers(|event| matches!(event, dossier::Event::PartySpoke(_)));
        self.mandated = of_dossiers(|event| !event.mandates().is_empty());
        self.escalated = of_dossiers(is_by_procesbegeleider);
        let happened = |is: fn(&meeting::Event) -> bool| {
            let of_meetings = |event: &Event| matches!(event, Event::Meeting(event) if is(event));
            replica.records.iter().filter(|(_, record)| of_meetings(&record.event)).count()
        };
        self.papers_sent = happened(|event| matches!(event, meeting::Event::PapersSent(_)));
        self.meetings_held = happened(|event| matches!(event, meeting::Event::MeetingHeld(_)));
        let ended =
            |state: dossier::State| matches!(state.dossier(), Ok(Dossier { phase: Phase::Ended { .. }, .. }));
        self.dossiers_ended = replica.dossiers().into_iter().filter(|id| ended(replica.dossier(*id))).count();
    }

    pub(crate) fn add(&mut self, other: &Self) {
        let counts = [
            (&mut self.intakes, other.intakes),
            (&mut self.restarts, other.restarts),
            (&mut self.looks, other.looks),
            (&mut self.crashes, other.crashes),
            (&mut self.cuts, other.cuts),
            (&mut self.records, other.records),
            (&mut self.corrections, other.corrections),
            (&mut self.spoken, other.spoken),
            (&mut self.mandated, other.mandated),
            (&mut self.escalated, other.escalated),
            (&mut self.dossiers_ended, other.dossiers_ended),
            (&mut self.papers_sent, other.papers_sent),
            (&mut self.meetings_held, other.meetings_held),
            (&mut self.done, other.done),
            (&mut self.repeated, other.repeated),
            (&mut self.refused, other.refused),
            (&mut self.stale, other.stale),
            (&mut self.reused, other.reused),
            (&mut self.failed, other.failed),
            (&mut self.unclear, other.unclear),
        ];
        counts.into_iter().for_each(|(sum, more)| *sum += more);
        self.troubles.add(&other.troubles);
        self.kept.add(&other.kept);
    }

    /// Of what there was too little in so many lives on a journal: of some things each life has its share, of others there
    /// must be one at all. A simulation without them has shown nothing.
    pub(crate) fn missing(&self, on: On, lives: usize) -> Vec<&'static str> {
        let each = [
            ("records", self.records, on.records()),
            ("refused", self.refused, 5),
            ("repeated", self.repeated, 1),
            ("unclear", self.unclear, 1),
            ("restarts", self.restarts, 2),
            ("looks", self.looks, 1),
        ];
        let too_few = each.into_iter().filter(|(_, count, a_life)| *count < a_life * lives);
        let once = [
            ("corrections", self.corrections),
            ("parties that spoke", self.spoken),
            ("acts under a mandate", self.mandated),
            ("escalations under a mandate", self.escalated),
            ("dossiers ended", self.dossiers_ended),
            ("papers sent", self.papers_sent),
            ("meetings held", self.meetings_held),
            ("stale", self.stale),
            ("reused", self.reused),
            ("failed", self.failed),
            ("crashes", self.crashes),
        ];
        let never = once.into_iter().chain(self.troubles_of(on)).filter(|(_, count)| *count == 0);
        let names = too_few.map(|(name, ..)| name).chain(never.map(|(name, _)| name));
        names.chain(self.kept.missing(lives)).collect()
    }

    /// Every kind of trouble that a journal can make.
    fn troubles_of(&self, on: On) -> Vec<(&'static str, usize)> {
        let told = &self.troubles;
        let of_lines = [
            ("lost acknowledgements", told.acks_lost),
            ("late entries", told.late),
            ("lost entries", told.lost),
            ("duplicates", told.duplicates),
            ("conflicts with nothing", told.conflicts),
            ("conflicts with another", told.overtaken),
            ("overload", told.overloaded),
        ];
        let of_disks = [("full disks", told.full), ("failed disks", told.poisoned)];
        let of_nets = [("partitions", self.cuts), ("appends into a partition", told.cut_off)];
        match on {
            On::Memory => [&of_lines[..], &of_disks].concat(),
            On::File => of_disks.to_vec(),
            On::Shared => [&of_lines[..], &of_nets].concat(),
        }
    }
}

/// Whether a procesbegeleider escalated under a mandate of their own.
fn is_by_procesbegeleider(event: &dossier::Event) -> bool {
    use dossier::escalation::Event as E;
    matches!(event, dossier::Event::Escalation(E::EscalationOpened(_))) && !event.mandates().is_empty()
}
