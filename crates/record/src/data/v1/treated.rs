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
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Next {
    to: To,
    #[serde(skip_serializing_if = "Option::is_none")]
    opens: Option<Opening>,
    #[serde(skip_serializing_if = "Option::is_none")]
    round: Option<Text<RoundId>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resume_at: Option<Text<StepId>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Text<EndId>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<EndKind>,
}

#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum To {
    #[default]
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

impl From<&event::Next> for Next {
    fn from(next: &event::Next) -> Self {
        match next {
            event::Next::Visit(opening) => {
                Self { to: To::Visit, opens: Some(opening.into()), ..Self::default() }
            }
            event::Next::Round(round) => {
                Self { to: To::Round, round: Some(Text(round.clone())), ..Self::default() }
            }
            event::Next::Revision { resume_at } => {
                Self { to: To::Revision, resume_at: Some(Text(resume_at.clone())), ..Self::default() }
            }
            event::Next::End { end, kind } => Self {
                to: To::End,
                end: Some(Text(end.clone())),
                kind: Some((*kind).into()),
                ..Self::default()
            },
        }
    }
}

impl TryFrom<Next> for event::Next {
    type Error = Contradiction;

    fn try_from(next: Next) -> Result<Self, Contradiction> {
        let Next { to, opens, round, resume_at, end, kind } = next;
        match (to, opens, round, resume_at, end, kind) {
            (To::Visit, Some(opens), None, None, None, None) => Ok(Self::Visit(opens.into())),
            (To::Round, None, Some(round), None, None, None) => Ok(Self::Round(round.0)),
            (To::Revision, None, None, Some(step), None, None) => Ok(Self::Revision { resume_at: step.0 }),
            (To::End, None, None, None, Some(end), Some(kind)) => {
                Ok(Self::End { end: end.0, kind: kind.into() })
            }
            (To::Visit | To::Round | To::Revision | To::End, ..) => Err(Contradiction {
                field: "next",
                reason: "a visit has `opens`, a round has `round`, a revision has `resume_at`, an end has `end` and \
                         `kind`, and nothing else",
            }),
        }
    }
}
