//! What those who write in one dossier know of it together: a notice board that everyone looks at, and that is behind
//! as soon as somebody writes. When so much was asked of the dossier as the checker can take, another takes its place.

use tests::{chance::Chance, people::Person};

use super::{
    operation::{OPERATIONS_MAX, Operation},
    reference::{Act, Answer, OTHER_COORDINATOR},
};
use crate::commands::{Command, Desks, PARTY, Place, hand_over};

/// How often in a hundred the dossier goes to a colleague.
const HAND_OVER_PERCENT: usize = 12;
/// How often in a hundred whoever writes says which revision they have seen.
const EXPECTING_PERCENT: usize = 30;

/// What is known of a dossier.
pub(super) struct Board {
    dossier: String,
    revision: u64,
    place: Place,
    /// At which revision the dossier came to that place.
    placed: u64,
    holder: Person,
    held: u64,
    left: u32,
    /// Whether somebody is opening the next one.
    is_opening: bool,
}

impl Board {
    /// No dossier yet.
    pub(super) fn new() -> Self {
        Self {
            dossier: String::new(),
            revision: 0,
            place: Place::Nowhere,
            placed: 0,
            holder: coordinator(),
            held: 0,
            left: OPERATIONS_MAX - 1,
            is_opening: false,
        }
    }

    /// What could be asked next, of which dossier and by whom; nothing while another opens it.
    pub(super) fn plan(&mut self, desks: &Desks, chance: &mut Chance) -> Option<(String, Command, Person)> {
        if self.is_opening {
            return None;
        }
        if self.left == 0 || matches!(self.place, Place::Nowhere) {
            *self = Self { is_opening: true, ..Self::new() };
            return Some((String::new(), self.place.command(desks, chance), coordinator()));
        }
        self.left -= 1;
        let command = if chance.percent(HAND_OVER_PERCENT) {
            hand_over(&self.dossier, &other(&self.holder))
        } else {
            self.place.command(desks, chance)
        };
        let command =
            if chance.percent(EXPECTING_PERCENT) { command.expecting(self.revision) } else { command };
        Some((self.dossier.clone(), command, self.holder.clone()))
    }

    /// Takes note of what came of it.
    pub(super) fn learn(&mut self, operation: &Operation) {
        if operation.asked.act == Act::Open {
            self.is_opening = false;
            self.dossier.clone_from(&operation.dossier);
        }
        let Some(end) = &operation.end else { return };
        if operation.dossier != self.dossier {
            return;
        }
        match &end.answer {
            Answer::Recorded { revision, .. } => {
                self.revision = self.revision.max(*revision);
                self.moved(operation, *revision, end.place.as_ref());
            }
            Answer::Refused { reason, found } => {
                self.revision = self.revision.max(found.unwrap_or(0));
                if reason == OTHER_COORDINATOR && self.holder == operation.by {
                    self.holder = other(&operation.by);
                }
            }
        }
    }

    fn moved(&mut self, operation: &Operation, revision: u64, place: Option<&Place>) {
        match (&operation.asked.act, place) {
            (Act::HandOver(_), _) if revision > self.held => {
                self.held = revision;
                self.holder = other(&operation.by);
            }
            // A document that was filed after the round was submitted moves nothing.
            (Act::File, Some(place @ Place::Filed { round: of, .. })) => {
                if let Place::Waiting { round, .. } | Place::Filed { round, .. } = &self.place
                    && round == of
                {
                    self.place = place.clone();
                }
            }
            (Act::Open | Act::Submit(_) | Act::Treat(_), Some(place)) if revision > self.placed => {
                self.placed = revision;
                self.place = place.clone();
            }
            _ => {}
        }
    }
}

fn coordinator() -> Person {
    Person::Coordinator(PARTY.into())
}

/// The other one of the two who coordinate for the party.
fn other(person: &Person) -> Person {
    if *person == coordinator() { Person::Colleague(PARTY.into()) } else { coordinator() }
}
