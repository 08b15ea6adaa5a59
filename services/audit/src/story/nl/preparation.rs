//! What a record of a preparation says, in Dutch.

use domain::{
    count::Count,
    preparation::{
        Event, ItemRef, Note,
        event::{ActionAgreed, CountGiven, ListTaken, PartnerNoted, PreparationBegun},
    },
};
use wire::{Language, Names};

use super::action;

pub(super) fn told(event: &Event, names: Names<'_>) -> String {
    match event {
        Event::PreparationBegun(PreparationBegun { framework, lists }) => {
            let lists: Vec<_> = lists.iter().map(|list| format!("‘{}’", names.checklist(list))).collect();
            format!(
                "De voorbereiding is begonnen op kader ‘{}’ versie {}, met {}.",
                framework.id,
                framework.version,
                Language::Dutch.list(&lists)
            )
        }
        Event::ListTaken(ListTaken { list }) => {
            format!("Bij de voorbereiding wordt ook ‘{}’ gebruikt.", names.checklist(list))
        }
        Event::Noted(note) => noted(note, names),
        Event::ActionAgreed(ActionAgreed { on, agreed }) => {
            format!(
                "{} Dat was in een gesprek op {}.",
                action::agreed(agreed, names),
                Language::Dutch.date(*on)
            )
        }
        Event::ActionClosed(closed) => action::closed(closed, ""),
    }
}

fn noted(note: &Note, names: Names<'_>) -> String {
    let date = |on| Language::Dutch.date(on);
    let at = item(note.at(), names);
    match note {
        Note::Step(step) => format!("Stap {at} is op {} uitgevoerd.", date(step.on)),
        Note::Answer(answer) => {
            let agreed = if answer.agreement.is_some() { ", met een afspraak" } else { "" };
            format!("Vraag {at} is beantwoord{agreed}.")
        }
        Note::Count(CountGiven { counted, .. }) => {
            let number = match counted.count {
                Count::Told(number) => Language::Dutch.number(u64::from(number)),
                Count::Few(_) => "een klein aantal".to_owned(),
            };
            format!("Aantal {at} is {number}, op {}.", date(counted.on))
        }
        Note::Partner(PartnerNoted { spoken_on: Some(on), .. }) => {
            format!("Met partner {at} is op {} gesproken.", date(*on))
        }
        Note::Partner(PartnerNoted { spoken_on: None, .. }) => {
            format!("Met partner {at} is nog niet gesproken.")
        }
        Note::Support(support) => {
            format!("Het draagvlak {at} is er sinds {}.", date(support.on))
        }
    }
}

/// An item, e.g. `3.7 van ‘Gespreksmap’`.
fn item(at: &ItemRef, names: Names<'_>) -> String {
    format!("{} van ‘{}’", at.item, names.checklist(&at.list))
}
