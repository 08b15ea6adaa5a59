//! What is done under a mandate, held against the mandate as the record says that it was seen: a rule between two histories.

use domain::{
    Event, arrangement,
    dossier::{self, State, mandated},
    ids::Revision,
    mandate::{self, MandateRef},
};
use record::{HistoryId, Record};

use super::{Cause, Held, Kept, Matter, Verifier};

/// A mandate after each of its records, for somebody may have seen it before it was revoked.
#[derive(Debug, Default)]
pub(super) struct Mandates(Vec<mandate::State>);

impl Mandates {
    /// As it is now.
    pub(super) fn last(&self) -> &mandate::State {
        self.0.last().unwrap_or(&mandate::State::Ungranted)
    }

    pub(super) fn evolve(&mut self, event: &mandate::Event) {
        self.0.push(mandate::evolve(self.last().clone(), event));
    }

    pub(super) fn pass(&mut self) {
        self.0.push(mandate::pass(self.last().clone()));
    }

    /// As it was when its history ended with a revision.
    fn at(&self, revision: Revision) -> &mandate::State {
        let place = revision.0.checked_sub(1).and_then(|place| usize::try_from(place).ok());
        place.and_then(|place| self.0.get(place)).unwrap_or(&mandate::State::Ungranted)
    }
}

impl Verifier {
    /// Whether every mandate that a record names covers what was done under it.
    pub(super) fn covered(&self, kept: &Kept<'_>, record: &Record) -> Result<(), Cause> {
        match &record.event {
            Event::Dossier(event) if event.may_name_mandates() => {
                let Some(Held { matter: Matter::Dossier(State::Opened(dossier)), .. }) =
                    self.histories.get(kept.history)
                else {
                    return Ok(());
                };
                let (command, context) = (dossier::replay::command_of(event), record.context());
                let uses = mandated::uses(dossier, &command, &context);
                uses.into_iter().try_for_each(|(named, used)| self.covers(named, &used))
            }
            Event::Arrangement(arrangement::Event::CommitmentGiven(given)) => {
                given.commitment.used().map_or(Ok(()), |(named, used)| self.covers(named, &used))
            }
            Event::Dossier(_)
            | Event::Arrangement(_)
            | Event::FrameworkAdopted(_)
            | Event::Meeting(_)
            | Event::Mandate(_)
            | Event::Preparation(_)
            | Event::Keeping(_) => Ok(()),
        }
    }

    /// Whether a mandate, as it was seen, covers a use of it. One that is not among the records was not granted.
    fn covers(&self, named: MandateRef, used: &mandate::Use<'_>) -> Result<(), Cause> {
        let granted = match self.histories.get(&HistoryId::Mandate(named.id)) {
            Some(Held { matter: Matter::Mandate(states), .. }) => states.at(named.revision),
            Some(_) | None => &mandate::State::Ungranted,
        };
        mandate::covers(named.id, granted, used).map(drop).map_err(Cause::MandateRefused)
    }
}
