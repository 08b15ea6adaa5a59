//! Why something is not noted in a preparation, or why a round is not submitted without one.

use jiff::civil::Date;

use super::{complete::Missing, event::ItemRef};
use crate::{
    action,
    context::Capacity,
    framework::checklist::ItemKind,
    ids::{ChecklistId, RoundId},
};

/// The rule that forbids it, and the facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No preparation was begun for this dossier.
    PreparationUnknown,
    /// A preparation was already begun for this dossier.
    AlreadyBegun,
    /// Only a coordinator prepares.
    NotPermitted {
        /// The capacity they acted in.
        acted_as: Capacity,
    },
    /// The framework of the dossier has no lists.
    NoLists,
    /// The framework has no such list.
    ListUnknown {
        /// What was given.
        list: ChecklistId,
        /// What could have been.
        known: Vec<ChecklistId>,
    },
    /// A list is named twice.
    Repeated {
        /// Which.
        list: ChecklistId,
    },
    /// The list is used already.
    ListAlreadyTaken {
        /// Which.
        list: ChecklistId,
    },
    /// The list is not used in this preparation.
    ListNotTaken {
        /// Which.
        list: ChecklistId,
        /// Those that are.
        taken: Vec<ChecklistId>,
    },
    /// The list has no such item.
    ItemUnknown {
        /// What was given.
        at: ItemRef,
    },
    /// The item asks for something else than was noted.
    OtherKind {
        /// Which.
        at: ItemRef,
        /// What was noted.
        noted: ItemKind,
        /// What it is.
        is: ItemKind,
    },
    /// What was done was done in the past, or today.
    DateInFuture {
        /// What was given.
        given: Date,
        /// Today.
        today: Date,
    },
    /// A small number of pupils stands in the clear.
    FewInTheClear {
        /// From how many on a number may stand in the clear.
        threshold: u32,
    },
    /// Too much was noted.
    TooMany {
        /// How much there may be.
        max: usize,
    },
    /// The rules of actions forbid it.
    Action(action::Refusal),
    /// The framework asks for lists to be complete before this round is submitted, and they are not.
    NotPrepared {
        /// The round.
        round: RoundId,
        /// What is missing.
        missing: Vec<Missing>,
    },
}

impl Refusal {
    /// The rule's name, as services report it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::PreparationUnknown => "PREPARATION_UNKNOWN",
            Self::AlreadyBegun => "ALREADY_BEGUN",
            Self::NotPermitted { .. } => "NOT_PERMITTED",
            Self::NoLists => "NO_CHECKLISTS",
            Self::ListUnknown { .. } => "CHECKLIST_UNKNOWN",
            Self::Repeated { .. } => "REPEATED",
            Self::ListAlreadyTaken { .. } => "CHECKLIST_ALREADY_USED",
            Self::ListNotTaken { .. } => "CHECKLIST_NOT_USED",
            Self::ItemUnknown { .. } => "CHECKLIST_ITEM_UNKNOWN",
            Self::OtherKind { .. } => "CHECKLIST_ITEM_OF_OTHER_KIND",
            Self::DateInFuture { .. } => "DATE_IN_FUTURE",
            Self::FewInTheClear { .. } => "SMALL_NUMBER_IN_THE_CLEAR",
            Self::TooMany { .. } => "TOO_MANY",
            Self::Action(refusal) => refusal.name(),
            Self::NotPrepared { .. } => "NOT_PREPARED",
        }
    }
}
