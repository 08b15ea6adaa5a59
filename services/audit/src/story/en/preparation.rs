//! What a record of a preparation says, in English.

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
                "The preparation began on framework ‘{}’ version {}, with {}.",
                framework.id,
                framework.version,
                Language::English.list(&lists)
            )
        }
        Event::ListTaken(ListTaken { list }) => {
            format!("The preparation uses ‘{}’ as well.", names.checklist(list))
        }
        Event::Noted(note) => noted(note, names),
        Event::ActionAgreed(ActionAgreed { on, agreed }) => {
            format!(
                "{} That was in a conversation on {}.",
                action::agreed(agreed, names),
                Language::English.date(*on)
            )
        }
        Event::ActionClosed(closed) => action::closed(closed, ""),
    }
}

fn noted(note: &Note, names: Names<'_>) -> String {
    let date = |on| Language::English.date(on);
    let at = item(note.at(), names);
    match note {
        Note::Step(step) => format!("Step {at} was carried out on {}.", date(step.on)),
        Note::Answer(answer) => {
            let agreed = if answer.agreement.is_some() { ", with an agreement" } else { "" };
            format!("Question {at} was answered{agreed}.")
        }
        Note::Count(CountGiven { counted, .. }) => {
            let number = match counted.count {
                Count::Told(number) => Language::English.number(u64::from(number)),
                Count::Few(_) => "a small number".to_owned(),
            };
            format!("Count {at} is {number}, as of {}.", date(counted.on))
        }
        Note::Partner(PartnerNoted { spoken_on: Some(on), .. }) => {
            format!("Partner {at} was spoken with on {}.", date(*on))
        }
        Note::Partner(PartnerNoted { spoken_on: None, .. }) => {
            format!("Partner {at} was not spoken with yet.")
        }
        Note::Support(support) => format!("Support {at} was given on {}.", date(support.on)),
    }
}

/// An item, e.g. `3.7 of ‘Gespreksmap’`.
fn item(at: &ItemRef, names: Names<'_>) -> String {
    format!("{} of ‘{}’", at.item, names.checklist(&at.list))
}
