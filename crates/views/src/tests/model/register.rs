//! What the register should be.

use domain::{arrangement::Level, framework::Role};
use record::Position;

use super::{Entry, Model};
use crate::query::register;

impl Model<'_> {
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
                register::Row {
                    added,
                    name: self.words(&opened.title),
                    target_group: opened.target_group.as_ref().map(|group| self.words(group)),
                    partners: Vec::new(),
                    funding: Vec::new(),
                    functions: opened.functions.clone(),
                    party: dossier.party.clone(),
                    level: Level::Group,
                    source: register::From::Dossier {
                        id: *id,
                        reference: known.reference.clone(),
                        decision: decided.next().map(|given| given.recorded),
                    },
                }
            }
        }
    }
}
