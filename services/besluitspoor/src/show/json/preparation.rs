//! The preparation of a dossier.

use domain::framework::checklist::ItemKind;
use serde::Serialize;
use wire::{convert::enums, v1};

use super::{
    actions::{ToDo, status},
    arrangement::Pupils,
    shared::{FrameworkRef, Named, Reflects, Words},
};

/// What `prepare show` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct PreparationAnswer {
    /// The preparation.
    pub(crate) preparation: Preparation,
    /// The day to which it was counted what is overdue.
    pub(crate) on: String,
    /// What the answer reflects.
    pub(crate) reflects: Reflects,
}

/// A preparation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Preparation {
    /// The dossier, and the id of its preparation.
    pub(crate) dossier_id: String,
    /// The framework that has the lists.
    pub(crate) framework: FrameworkRef,
    /// The lists that are used.
    pub(crate) checklists: Vec<Checklist>,
    /// What is to be done, in the order in which it was agreed.
    pub(crate) actions: Vec<PreparedAction>,
    /// The last record of its history.
    pub(crate) revision: u64,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct PreparedAction {
    /// Its number in the preparation.
    pub(crate) action: u32,
    /// What a conversation agreed, and what came of it.
    #[serde(flatten)]
    pub(crate) to_do: ToDo,
}

/// A list, and how far it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Checklist {
    /// Its short name.
    pub(crate) checklist_id: String,
    /// Its name for people.
    pub(crate) title: String,
    /// Which version of it.
    pub(crate) version: String,
    /// Who made it.
    pub(crate) source: String,
    /// Of how many items that it is not complete without something was noted.
    pub(crate) done: u32,
    /// How many such items it has.
    pub(crate) of: u32,
    /// The rounds that are not submitted before it is complete.
    pub(crate) asked_by: Vec<Named>,
    /// Its themes.
    pub(crate) themes: Vec<Theme>,
}

/// A theme of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Theme {
    /// Its number or short name.
    pub(crate) theme_id: String,
    /// Its name for people.
    pub(crate) title: String,
    /// Its items.
    pub(crate) items: Vec<Item>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Item {
    /// Its number or short name.
    pub(crate) item_id: String,
    /// What it asks for: step, question, count, partner or support.
    pub(crate) kind: &'static str,
    /// What it says.
    pub(crate) text: String,
    /// Where it stands in the source.
    pub(crate) at: Option<String>,
    /// Whether the list is complete without it.
    pub(crate) optional: bool,
    /// What the source says of a step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) step: Option<Step>,
    /// What was noted of it, the last first.
    pub(crate) notes: Vec<Note>,
}

/// What the source says of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Step {
    /// What it is for.
    pub(crate) goal: String,
    /// Who usually holds it.
    pub(crate) holder: String,
    /// What there is to do.
    pub(crate) to_do: Vec<String>,
    /// What may be used for it.
    pub(crate) tools: Vec<String>,
    /// What it results in.
    pub(crate) result: String,
}

/// What was noted. Fields that do not belong to the kind are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Note {
    /// The record that says so.
    pub(crate) revision: u64,
    /// The day: of the step, the count, the conversation or the support.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) on: Option<String>,
    /// Who held the step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) holder: Option<Words>,
    /// What came of the step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) result: Option<Words>,
    /// The answer to the question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) answer: Option<Words>,
    /// What was agreed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) agreement: Option<Words>,
    /// With whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) with: Option<Words>,
    /// How many pupils.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) number: Option<u32>,
    /// Fewer pupils than this; how many is not told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fewer_than: Option<u32>,
    /// Whether the number is small, and not to be told to others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) is_small: Option<bool>,
    /// Where the number comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source: Option<Words>,
    /// Whether the partner was spoken with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) spoken: Option<bool>,
    /// Who the partner is, or what there is to say of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) words: Option<Words>,
    /// Who gave the support.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) by: Option<Words>,
}

impl PreparationAnswer {
    /// The answer of the service.
    pub(crate) fn of(answer: v1::GetPreparationResponse) -> Self {
        let preparation = answer.preparation.unwrap_or_default();
        Self {
            preparation: Preparation {
                dossier_id: preparation.dossier_id,
                framework: preparation.framework.unwrap_or_default().into(),
                checklists: preparation.checklists.into_iter().map(Into::into).collect(),
                actions: preparation.actions.into_iter().map(Into::into).collect(),
                revision: preparation.revision,
            },
            on: answer.on,
            reflects: answer.reflects.unwrap_or_default().into(),
        }
    }

    /// Leaves only one list, or only what is still open.
    pub(crate) fn narrow(&mut self, list: Option<&str>, open: bool) {
        let lists = &mut self.preparation.checklists;
        lists.retain(|known| list.is_none_or(|list| known.checklist_id == list));
        if open {
            for theme in lists.iter_mut().flat_map(|list| &mut list.themes) {
                theme.items.retain(|item| item.notes.is_empty());
            }
            self.preparation.actions.retain(|action| action.to_do.closed_on.is_none());
            for list in lists {
                list.themes.retain(|theme| !theme.items.is_empty());
            }
        }
    }
}

impl From<v1::PreparedChecklist> for Checklist {
    fn from(list: v1::PreparedChecklist) -> Self {
        Self {
            checklist_id: list.checklist_id,
            title: list.title,
            version: list.version,
            source: list.source,
            done: list.done,
            of: list.of,
            asked_by: list.asked_by.into_iter().map(Into::into).collect(),
            themes: list.themes.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<v1::PreparedAction> for PreparedAction {
    fn from(action: v1::PreparedAction) -> Self {
        let to_do = ToDo {
            status: status(action.status),
            agreed_on: action.agreed_on,
            what: action.what.unwrap_or_default().into(),
            doer: action.doer.unwrap_or_default().into(),
            due_on: action.due_on,
            overdue: action.overdue,
            closed_on: action.closed_on,
            evidence: action.evidence.map(Into::into),
            dropped_because: action.dropped_because.map(Into::into),
        };
        Self { action: action.action_number, to_do }
    }
}

impl From<v1::PreparedTheme> for Theme {
    fn from(theme: v1::PreparedTheme) -> Self {
        let items = theme.items.into_iter().map(Into::into).collect();
        Self { theme_id: theme.theme_id, title: theme.title, items }
    }
}

impl From<v1::PreparedItem> for Item {
    fn from(item: v1::PreparedItem) -> Self {
        let kind = enums::checklist_item_kind_from(item.kind).map_or("unknown", ItemKind::name);
        Self {
            item_id: item.item_id,
            kind,
            text: item.text,
            at: item.at,
            optional: item.optional,
            step: item.step.map(Into::into),
            notes: item.notes.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<v1::StepGuidance> for Step {
    fn from(step: v1::StepGuidance) -> Self {
        let v1::StepGuidance { goal, holder, to_do, tools, result } = step;
        Self { goal, holder, to_do, tools, result }
    }
}

impl From<v1::ItemNote> for Note {
    fn from(note: v1::ItemNote) -> Self {
        use v1::item_note::Note as Told;
        let words = |words: Option<v1::DisclosedText>| words.map(Words::from);
        let bare = Self { revision: note.revision, ..Self::default() };
        match note.note {
            Some(Told::Step(step)) => Self {
                on: Some(step.done_on),
                holder: words(step.holder),
                result: words(step.result),
                ..bare
            },
            Some(Told::Answer(answer)) => Self {
                answer: words(answer.answer),
                agreement: words(answer.agreement),
                with: words(answer.with),
                ..bare
            },
            Some(Told::Count(counted)) => bare.counted(counted),
            Some(Told::Partner(partner)) => Self {
                spoken: Some(partner.spoken_on.is_some()),
                on: partner.spoken_on,
                words: words(partner.words),
                ..bare
            },
            Some(Told::Support(support)) => {
                Self { on: Some(support.given_on), by: words(support.by), ..bare }
            }
            None => bare,
        }
    }
}

impl Note {
    fn counted(self, counted: v1::PupilsCounted) -> Self {
        let Pupils { number, fewer_than, is_small } = counted.count.unwrap_or_default().into();
        Self {
            on: Some(counted.counted_on),
            number,
            fewer_than,
            is_small: Some(is_small),
            source: counted.source.map(Into::into),
            ..self
        }
    }
}
