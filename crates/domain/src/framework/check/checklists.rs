//! The lists by which proposals are prepared, and which of them a round asks for.

use super::{FaultKind, Found, List, Place, limits};
use crate::{
    framework::{Checklist, Framework, checklist::Item},
    ids::ChecklistId,
};

/// What is wrong with a list by which proposals are prepared, or with asking for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChecklistFault {
    /// The list asks for nothing.
    Empty,
    /// A text of an item is empty, too long, or holds control characters.
    TextUnfit {
        /// The characters it has.
        length: usize,
        /// The most it may have.
        max: usize,
    },
    /// A round asks for a list that there is not.
    Unknown {
        /// What was named.
        checklist: ChecklistId,
    },
    /// A round asks for the same list twice.
    Twice {
        /// Which one.
        checklist: ChecklistId,
    },
}

impl ChecklistFault {
    /// The rule's name, as services and the command line report it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Empty => "CHECKLIST_EMPTY",
            Self::TextUnfit { .. } => "ITEM_TEXT_UNFIT",
            Self::Unknown { .. } => "CHECKLIST_UNKNOWN",
            Self::Twice { .. } => "CHECKLIST_TWICE",
        }
    }
}

impl From<ChecklistFault> for FaultKind {
    fn from(fault: ChecklistFault) -> Self {
        Self::Checklist(fault)
    }
}

pub(super) fn check(framework: &Framework, found: &mut Found) {
    let lists = &framework.checklists;
    found.length(Place::Framework, List::Checklists, lists.len(), limits::CHECKLISTS_MAX);
    found.duplicates(lists.iter().map(|list| &list.id), |id| Place::Checklist(id.clone()));
    for list in lists {
        self::list(list, found);
    }
    for round in &framework.route.rounds {
        let place = || Place::Round(round.id.clone());
        for (number, id) in round.prepared.iter().enumerate() {
            if framework.checklist(id).is_none() {
                found.at(place(), ChecklistFault::Unknown { checklist: id.clone() }.into());
            }
            if round.prepared[..number].contains(id) {
                found.at(place(), ChecklistFault::Twice { checklist: id.clone() }.into());
            }
        }
    }
}

fn list(list: &Checklist, found: &mut Found) {
    let place = || Place::Checklist(list.id.clone());
    let at = |id: &_| Place::ChecklistItem(list.id.clone(), Clone::clone(id));
    for name in [&list.title, &list.version, &list.source] {
        found.name(place(), name);
    }
    if list.items.is_empty() {
        found.at(place(), ChecklistFault::Empty.into());
    }
    found.length(place(), List::Themes, list.themes.len(), limits::THEMES_MAX);
    found.length(place(), List::Items, list.items.len(), limits::ITEMS_MAX);
    found.duplicates(list.themes.iter().map(|theme| &theme.id), |id| {
        Place::ChecklistTheme(list.id.clone(), id.clone())
    });
    for theme in &list.themes {
        found.name(Place::ChecklistTheme(list.id.clone(), theme.id.clone()), &theme.title);
    }
    found.duplicates(list.items.iter().map(|item| &item.id), at);
    for item in &list.items {
        for text in texts(item) {
            let length = text.chars().count();
            let unfit = text.trim().is_empty() || text.chars().any(char::is_control);
            if unfit || length > limits::ITEM_LENGTH_MAX {
                let max = limits::ITEM_LENGTH_MAX;
                found.at(at(&item.id), ChecklistFault::TextUnfit { length, max }.into());
            }
        }
    }
}

/// Every text of an item for people.
fn texts(item: &Item) -> impl Iterator<Item = &String> {
    let step = item.step.iter().flat_map(|step| {
        [&step.goal, &step.holder, &step.result].into_iter().chain(&step.to_do).chain(&step.tools)
    });
    std::iter::once(&item.text).chain(&item.at).chain(step)
}
