//! What the register should be.

use domain::{
    arrangement::{self, Level, between::dossier_of},
    framework::Role,
    ids::ArrangementId,
};
use record::Position;

use super::{Entry, Model};
use crate::query::register;

impl Model<'_> {
    /// Takes what happened to an arrangement that a dossier decided. Who is bound has tests of its own.
    pub(super) fn live(&mut self, id: ArrangementId, event: &arrangement::Event) {
        let state = self.begun.entry(dossier_of(id)).or_default();
        *state = arrangement::evolve(std::mem::take(state), event);
    }

    pub(in crate::tests) fn register(&self) -> Vec<register::Row> {
        self.register.iter().map(|(added, entry)| self.entry(*added, entry)).collect()
    }

    fn entry(&self, added: Position, entry: &Entry) -> register::Row {
        match entry {
            Entry::Registered(id, registered) => register::Row {
                added,
                name: self.words(&registered.name),
                target_group: registered.target_group.as_ref().map(|group| self.words(group)),
                partners: registered.partners.iter().map(|partner| self.words(partner)).collect(),
                funding: registered.funding.clone(),
                functions: registered.functions.clone(),
                party: registered.party.clone(),
                level: registered.level,
                source: register::From::Registration(*id),
            },
            Entry::Dossier(id) => {
                let known = self.known.iter().find(|known| known.id == *id).unwrap();
                let (dossier, opened) = (known.dossier(), known.opened());
                let decided = dossier.visits.iter().rev().filter_map(|visit| self.given(known, visit));
                let mut decided =
                    decided.filter(|given| given.role == Role::Decides && given.outcome.adopts());
                let arrangement = self.begun.get(id).and_then(arrangement::State::begun);
                let begun = arrangement.map(|arrangement| &arrangement.begun.plan);
                let target_group = begun.map(|begun| begun.target_group).or(opened.target_group);
                let partners = begun.map(|begun| begun.partners.as_slice()).unwrap_or_default();
                let funding = begun.map(|begun| begun.funding.as_slice()).unwrap_or_default();
                register::Row {
                    added,
                    name: self.words(&opened.title),
                    target_group: target_group.as_ref().map(|group| self.words(group)),
                    partners: partners.iter().map(|partner| self.words(partner)).collect(),
                    funding: funding.iter().map(|line| line.code.clone()).collect(),
                    functions: begun.map_or(&opened.functions, |begun| &begun.functions).clone(),
                    party: dossier.party.clone(),
                    level: Level::Group,
                    source: register::From::Dossier {
                        id: *id,
                        reference: known.reference.clone(),
                        decision: decided.next().map(|given| given.recorded),
                        begun: arrangement.map(|arrangement| register::Standing {
                            phase: arrangement.phase(),
                            to_evaluate: arrangement.to_evaluate(),
                        }),
                    },
                }
            }
        }
    }
}
