//! Preparations: whatever was noted, a view says at every position what the records up to it say.

use domain::{
    Event,
    context::Capacity,
    count::{Count, Counted},
    ids::{DossierId, Revision},
    preparation::{
        self, ItemRef, Note, State,
        event::{CountGiven, ListTaken, PartnerNoted, PreparationBegun, QuestionAnswered},
    },
};
use jiff::civil::date;
use record::{HistoryId, Position};

use super::{
    region::id,
    then::views_of,
    world::{Sealing, World},
};
use crate::{AsOf, words::Words};

impl World {
    /// Begins the preparation of a dossier, or notes something in it.
    pub(super) fn prepare_any(&mut self, dossier: DossierId) {
        let history = HistoryId::Preparation(dossier);
        let last = self.records.iter().filter(|record| record.history == history).count() as u64;
        let (event, texts) = if last == 0 { (self.beginning(), b"[]".to_vec()) } else { self.note_any() };
        let command = self.command();
        let capacity = Capacity::Coordinator { party: id("swv-po") };
        self.append(history, Revision(last + 1), command, capacity, Event::Preparation(event), texts);
    }

    fn beginning(&self) -> preparation::Event {
        let framework = self.frameworks[0].reference.clone();
        preparation::Event::PreparationBegun(PreparationBegun { framework, lists: vec![id("gespreksmap")] })
    }

    fn note_any(&mut self) -> (preparation::Event, Vec<u8>) {
        let at = |item: &str| ItemRef { list: id("gespreksmap"), item: id(item) };
        let (which, number) = (self.dice.below(4), self.dice.pick(&["1.1", "1.2"]));
        let mut sealing = Sealing::new(self);
        let event = match which {
            0 => preparation::Event::ListTaken(ListTaken { list: id("stappenplan-zio") }),
            1 => preparation::Event::Noted(Note::Answer(QuestionAnswered {
                at: at(number),
                answer: sealing.seal("ja, met de school"),
                agreement: Some(sealing.seal("wij bellen elke maand")),
                with: None,
            })),
            2 => preparation::Event::Noted(Note::Count(CountGiven {
                at: at("a"),
                counted: Counted {
                    count: Count::Few(sealing.seal("7")),
                    on: date(2025, 10, 1),
                    source: sealing.seal("telling"),
                },
            })),
            _ => preparation::Event::Noted(Note::Partner(PartnerNoted {
                at: at("gemeenten"),
                spoken_on: None,
                words: None,
            })),
        };
        (event, sealing.texts())
    }
}

/// The preparation of a dossier as its records up to a position say.
fn prepared_at(world: &World, dossier: DossierId, at: Position) -> State {
    let until = usize::try_from(at.0).unwrap().min(world.records.len());
    world.records[..until].iter().fold(State::Unbegun, |state, record| {
        match (&record.history, &record.event) {
            (HistoryId::Preparation(id), Event::Preparation(event)) if *id == dossier => {
                preparation::evolve(state, event)
            }
            (HistoryId::Preparation(id), Event::Keeping(_)) if *id == dossier => preparation::pass(state),
            _ => state,
        }
    })
}

#[test]
fn a_preparation_is_the_fold_of_its_history_at_every_position() {
    let (mut seen, mut words) = (0, 0);
    for seed in 0..4 {
        let world = World::walked(seed, 200);
        let (_directory, views) = views_of(&world);
        views.apply(&world.stored).unwrap();
        for at in (0..=world.records.len() as u64).step_by(7) {
            let at = Position(at);
            for dossier in world.dossiers.keys() {
                let answer = views.preparation(*dossier, AsOf::Position(at)).unwrap();
                let told = match answer.found {
                    Some(found) => {
                        let notes = found.preparation.notes.iter().flat_map(|noted| noted.note.sealed());
                        let known = notes.filter(|(_, sealed)| found.words(sealed) != Words::Erased);
                        words += known.count();
                        seen += 1;
                        State::Begun(Box::new(found.preparation))
                    }
                    None => State::Unbegun,
                };
                assert_eq!(told, prepared_at(&world, *dossier, at), "seed {seed} at {at}");
            }
        }
    }
    assert!(seen > 0 && words > 0, "there were preparations, with words");
}
