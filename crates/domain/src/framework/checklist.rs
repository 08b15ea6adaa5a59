//! The lists by which a proposal is prepared: the Stappenplan, the Gespreksmap, or what a region asks itself.

use crate::ids::{ChecklistId, ItemId};

/// A list of what to do, ask, count and whom to speak with before a proposal is submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checklist {
    /// Its short name, e.g. `gespreksmap`.
    pub id: ChecklistId,
    /// Its name for people.
    pub title: String,
    /// Which version of it, in the words of whoever made it.
    pub version: String,
    /// Who made it, and what it is called there.
    pub source: String,
    /// Its themes or phases, in order.
    pub themes: Vec<Theme>,
    /// Everything on it, theme by theme.
    pub items: Vec<Item>,
}

/// A theme of a list: a phase of the Stappenplan, a theme of the Gespreksmap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Its number or short name in the list.
    pub id: ItemId,
    /// Its name for people.
    pub title: String,
}

/// One thing on a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its number in the list, as its source has it where that has one, e.g. `3.7`, `a` or `gemeenten`.
    pub id: ItemId,
    /// The theme that it stands under.
    pub theme: ItemId,
    /// What it asks for.
    pub kind: ItemKind,
    /// What it says: the question, what is counted, the name of the step.
    pub text: String,
    /// Where it stands in the source, in words.
    pub at: Option<String>,
    /// Whether a list is complete without it: what comes after the decision, a partner who need not be there.
    pub optional: bool,
    /// What the source says of a step; only steps have it.
    pub step: Option<Box<StepWords>>,
}

/// What an item asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemKind {
    /// A step to carry out, with its holder and result.
    Step,
    /// A question to answer together, with what was agreed.
    Question,
    /// A number of pupils, with its date and source.
    Count,
    /// A partner to speak with.
    Partner,
    /// A level at which the plan must have support.
    Support,
}

/// What the source says of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepWords {
    /// What it is for.
    pub goal: String,
    /// Who usually holds it, and who is involved.
    pub holder: String,
    /// What there is to do.
    pub to_do: Vec<String>,
    /// What may be used for it.
    pub tools: Vec<String>,
    /// What it results in.
    pub result: String,
}

impl Checklist {
    /// The item with this number.
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == *id)
    }
}

impl ItemKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Step, Self::Question, Self::Count, Self::Partner, Self::Support];

    /// The name in framework files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Step => "step",
            Self::Question => "question",
            Self::Count => "count",
            Self::Partner => "partner",
            Self::Support => "support",
        }
    }

    /// The name in Dutch.
    pub fn name_nl(self) -> &'static str {
        match self {
            Self::Step => "stap",
            Self::Question => "vraag",
            Self::Count => "aantal",
            Self::Partner => "partner",
            Self::Support => "draagvlak",
        }
    }
}

impl std::fmt::Display for ItemKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
