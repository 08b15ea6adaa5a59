//! Why something is not noted in a preparation, or why a round is not submitted without one, in English.

use domain::{
    dossier::refusal::Needs,
    ids::ChecklistId,
    preparation::{ItemRef, Refusal as R, complete::Missing},
};

use super::{
    action, not_permitted,
    phrase::{capacity, choice, date, each, number},
};
use crate::{language::Language, names::Names};

pub(in crate::refusal) fn told(refusal: &R, names: Names<'_>) -> String {
    match refusal {
        R::PreparationUnknown => {
            "No preparation was begun for this dossier yet. Begin one first with ‘prepare begin’.".into()
        }
        R::AlreadyBegun => {
            "A preparation was already begun for this dossier. Go on in that one, or add a list with ‘prepare take’."
                .into()
        }
        R::NotPermitted { acted_as } => {
            not_permitted(&capacity(acted_as, names), &Needs::Coordinator, names)
        }
        R::NoLists => "The framework of this dossier has no lists to prepare by. \
            Submit without preparation, or ask the administrator for a framework with lists."
            .into(),
        R::ListUnknown { list, known } => format!(
            "The framework has no list ‘{list}’. Choose from {}.",
            each(known, |list| choice(list, names.checklist(list)))
        ),
        R::Repeated { list } => format!("List ‘{list}’ is named twice. Name each list once."),
        R::ListAlreadyTaken { list } => {
            format!("List {} is in use already. There is nothing to do.", named(list, names))
        }
        R::ListNotTaken { list, taken } => format!(
            "List {} is not used in this preparation; {} are. Add it with ‘prepare take’.",
            named(list, names),
            each(taken, |list| named(list, names))
        ),
        R::ItemUnknown { at } => format!(
            "List {} has no item ‘{}’. See with ‘prepare show’ which numbers there are.",
            named(&at.list, names),
            at.item
        ),
        R::OtherKind { at: ItemRef { list, item }, noted, is } => format!(
            "Item ‘{item}’ of list {} is of the kind {is} and not {noted}. Choose another item, or note it as {is}.",
            named(list, names)
        ),
        R::DateInFuture { given, today } => format!(
            "The date {} is after today, {}. Note what has happened, with a day until today.",
            date(*given),
            date(*today)
        ),
        R::FewInTheClear { threshold } => format!(
            "A number of pupils below {} may not stand in the clear. Give it with ‘prepare count’, which seals it.",
            number(*threshold)
        ),
        R::TooMany { max } => format!(
            "One preparation can hold {} notes, and there are as many. Write the rest in the documents.",
            number(*max as u64)
        ),
        R::Action(refusal) => action::told(refusal),
        R::NotPrepared { round, missing } => format!(
            "The framework asks for a complete preparation before ‘{}’ is submitted; missing are: {}. \
            Complete it with ‘prepare’, and submit then.",
            names.round(round),
            each(missing, |missing| left(missing, names))
        ),
    }
}

fn named(list: &ChecklistId, names: Names<'_>) -> String {
    choice(list, names.checklist(list))
}

/// What is missing of a list: its numbers, and how many.
fn left(missing: &Missing, names: Names<'_>) -> String {
    let items: Vec<_> = missing.items.iter().map(ToString::to_string).collect();
    format!("of {} {}", named(&missing.list, names), Language::English.list(&items))
}
