//! What can happen to a preparation.

use jiff::civil::Date;

use crate::{
    action::{Agreed, Closed},
    count::Counted,
    framework::{FrameworkRef, checklist::ItemKind},
    ids::{ChecklistId, ItemId},
    sealed::{
        Sealed,
        names::{AGREEMENT, ANSWER, BY, HOLDER, PARTNER, RESULT, WITH},
    },
};

/// A fact about a preparation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// It was begun.
    PreparationBegun(PreparationBegun),
    /// Another list is used as well.
    ListTaken(ListTaken),
    /// Something on a list was done, answered or agreed.
    Noted(Note),
    /// Something to do was agreed.
    ActionAgreed(ActionAgreed),
    /// Something to do was done or dropped.
    ActionClosed(Closed),
}

/// It was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreparationBegun {
    /// The framework of the dossier; its digest pins the lists.
    pub framework: FrameworkRef,
    /// The lists that are used, in the order of the framework.
    pub lists: Vec<ChecklistId>,
}

/// Another list is used as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListTaken {
    /// Which.
    pub list: ChecklistId,
}

/// Something to do was agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionAgreed {
    /// The day of the conversation that agreed it.
    pub on: Date,
    /// What, who and by when, under its number in this preparation.
    pub agreed: Agreed,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemRef {
    /// The list.
    pub list: ChecklistId,
    /// Its number there.
    pub item: ItemId,
}

/// What was noted of an item. The same item may be noted again; both stay, and the last counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// A step was carried out.
    Step(StepCarriedOut),
    /// A question was answered.
    Answer(QuestionAnswered),
    /// A number of pupils was given.
    Count(CountGiven),
    /// A partner was spoken with, or was not yet.
    Partner(PartnerNoted),
    /// The plan has support at a level.
    Support(SupportRecorded),
}

/// A step was carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepCarriedOut {
    /// Which.
    pub at: ItemRef,
    /// On which day it was done.
    pub on: Date,
    /// Who held it (regiehouder), in words.
    pub holder: Sealed,
    /// What came of it, in words.
    pub result: Sealed,
}

/// A question was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionAnswered {
    /// Which.
    pub at: ItemRef,
    /// The answer, in words.
    pub answer: Sealed,
    /// What was agreed (afspraak), in words.
    pub agreement: Option<Sealed>,
    /// With whom, in words.
    pub with: Option<Sealed>,
}

/// A number of pupils was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountGiven {
    /// Which.
    pub at: ItemRef,
    /// How many, of which day, by whose account.
    pub counted: Counted,
}

/// A partner was spoken with, or was not yet: "met wie wel, met wie nog niet".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerNoted {
    /// Which.
    pub at: ItemRef,
    /// On which day. `None`: not yet.
    pub spoken_on: Option<Date>,
    /// Who it is, or what there is to say of it, in words.
    pub words: Option<Sealed>,
}

/// The plan has support at a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportRecorded {
    /// Which level.
    pub at: ItemRef,
    /// On which day it was given.
    pub on: Date,
    /// By whom, in words.
    pub by: Sealed,
}

impl Note {
    /// The item that it is about.
    pub fn at(&self) -> &ItemRef {
        match self {
            Self::Step(noted) => &noted.at,
            Self::Answer(noted) => &noted.at,
            Self::Count(noted) => &noted.at,
            Self::Partner(noted) => &noted.at,
            Self::Support(noted) => &noted.at,
        }
    }

    /// The kind of item that it answers.
    pub fn kind(&self) -> ItemKind {
        match self {
            Self::Step(_) => ItemKind::Step,
            Self::Answer(_) => ItemKind::Question,
            Self::Count(_) => ItemKind::Count,
            Self::Partner(_) => ItemKind::Partner,
            Self::Support(_) => ItemKind::Support,
        }
    }

    /// The day that it names, if it names one.
    pub fn on(&self) -> Option<Date> {
        match self {
            Self::Step(noted) => Some(noted.on),
            Self::Answer(_) => None,
            Self::Count(noted) => Some(noted.counted.on),
            Self::Partner(noted) => noted.spoken_on,
            Self::Support(noted) => Some(noted.on),
        }
    }

    /// Its words: what they are, and the digest that stands for each, in the order of the record.
    pub fn sealed(&self) -> Vec<(&'static str, Sealed)> {
        match self {
            Self::Step(noted) => vec![(HOLDER, noted.holder), (RESULT, noted.result)],
            Self::Answer(noted) => {
                let further = [(AGREEMENT, noted.agreement), (WITH, noted.with)];
                let further = further.into_iter().filter_map(|(name, words)| Some((name, words?)));
                std::iter::once((ANSWER, noted.answer)).chain(further).collect()
            }
            Self::Count(noted) => noted.counted.sealed().collect(),
            Self::Partner(noted) => noted.words.map(|words| (PARTNER, words)).into_iter().collect(),
            Self::Support(noted) => vec![(BY, noted.by)],
        }
    }

    /// Every sealed text of the note.
    pub fn sealed_mut(&mut self) -> Vec<&mut Sealed> {
        match self {
            Self::Step(noted) => vec![&mut noted.holder, &mut noted.result],
            Self::Answer(noted) => {
                let further = noted.agreement.iter_mut().chain(&mut noted.with);
                std::iter::once(&mut noted.answer).chain(further).collect()
            }
            Self::Count(noted) => noted.counted.sealed_mut().collect(),
            Self::Partner(noted) => noted.words.iter_mut().collect(),
            Self::Support(noted) => vec![&mut noted.by],
        }
    }
}
