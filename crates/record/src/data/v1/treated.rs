//! What bodies did, one shape for every outcome, and how that is corrected. Read and no longer written: version 2 has
//! the stances of the parties.

use domain::{
    dossier::{command, event},
    ids::{BodyId, EndId, PartyId, RoundId, StepId},
    sealed::Sealed,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    document::{Opening, VisitRef},
    names::{EndKind, Outcome, Role},
};
use crate::scalar::{Number, Text};

/// `kennisname-vastgelegd`, `advies-uitgebracht`, `besluit-genomen`, `overeenstemming-uitgebleven`,
/// `besluit-bekrachtigd`, `dossier-aangehouden`, `dossier-terugverwezen`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Treated {
    pub(crate) visit: VisitRef,
    pub(crate) body: Text<BodyId>,
    pub(crate) role: Role,
    pub(crate) outcome: Outcome,
    pub(crate) treated_on: Text<Date>,
    pub(crate) motivation: Option<Text<Sealed>>,
    pub(crate) conditions: Vec<ConditionSet>,
    pub(crate) judged: Vec<Judgement>,
    pub(crate) departs_from: Vec<VisitRef>,
    pub(crate) next: Next,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConditionSet {
    number: u32,
    text: Text<Sealed>,
    #[serde(skip_serializing_if = "Option::is_none")]
    holder: Option<Text<PartyId>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<Text<Date>>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Judgement {
    condition: u32,
    met: bool,
}

/// `to` says which of the others are there. Flat, because serde reads a tagged enum through a buffer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Next {
    pub(crate) to: To,
    pub(crate) opens: Option<Opening>,
    pub(crate) round: Option<Text<RoundId>>,
    pub(crate) resume_at: Option<Text<StepId>>,
    pub(crate) end: Option<Text<EndId>>,
    pub(crate) kind: Option<EndKind>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum To {
    Visit,
    Round,
    Revision,
    End,
}

/// `uitkomst-gecorrigeerd`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OutcomeCorrected {
    pub(crate) corrects: Number,
    pub(crate) reason: Text<Sealed>,
    pub(crate) treated: Treated,
}

/// Fields that are each well-formed, but not together.
#[derive(Debug)]
pub(crate) struct Contradiction {
    /// Where.
    pub(crate) field: &'static str,
    /// What is wrong there.
    pub(crate) reason: &'static str,
}

impl From<&event::ConditionSet> for ConditionSet {
    fn from(event::ConditionSet { number, text, holder, due }: &event::ConditionSet) -> Self {
        Self { number: number.0, text: Text(*text), holder: holder.clone().map(Text), due: due.map(Text) }
    }
}

impl From<ConditionSet> for event::ConditionSet {
    fn from(ConditionSet { number, text, holder, due }: ConditionSet) -> Self {
        Self {
            number: event::ConditionNumber(number),
            text: text.0,
            holder: holder.map(|text| text.0),
            due: due.map(|text| text.0),
        }
    }
}

impl From<&command::Judgement> for Judgement {
    fn from(command::Judgement { condition, met }: &command::Judgement) -> Self {
        Self { condition: condition.0, met: *met }
    }
}

impl From<Judgement> for command::Judgement {
    fn from(Judgement { condition, met }: Judgement) -> Self {
        Self { condition: event::ConditionNumber(condition), met }
    }
}
