//! What bodies did, one shape for every outcome, and how that is corrected.

use domain::{
    decision,
    dossier::{command, event},
    ids::BodyId,
    sealed::Sealed,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{next::Next, stance::PartyStance};
use crate::{
    data::v1::{self, ConditionSet, Contradiction, Judgement, Outcome, Role, VisitRef},
    scalar::{Number, Text},
};

/// `kennisname-vastgelegd`, `advies-uitgebracht`, `besluit-genomen`, `overeenstemming-uitgebleven`,
/// `besluit-bekrachtigd`, `dossier-aangehouden`, `dossier-terugverwezen`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Treated {
    visit: VisitRef,
    body: Text<BodyId>,
    role: Role,
    outcome: Outcome,
    treated_on: Text<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    motivation: Option<Text<Sealed>>,
    conditions: Vec<ConditionSet>,
    judged: Vec<Judgement>,
    stances: Vec<PartyStance>,
    departs_from: Vec<VisitRef>,
    next: Next,
}

/// `uitkomst-gecorrigeerd`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OutcomeCorrected {
    corrects: Number,
    reason: Text<Sealed>,
    treated: Treated,
}

/// No stances were written down then, which says nothing of where the parties stood.
impl From<v1::Treated> for Treated {
    fn from(treated: v1::Treated) -> Self {
        let v1::Treated {
            visit,
            body,
            role,
            outcome,
            treated_on,
            motivation,
            conditions,
            judged,
            departs_from,
            next,
        } = treated;
        Self {
            visit,
            body,
            role,
            outcome,
            treated_on,
            motivation,
            conditions,
            judged,
            stances: Vec::new(),
            departs_from,
            next: next.into(),
        }
    }
}

impl From<v1::OutcomeCorrected> for OutcomeCorrected {
    fn from(v1::OutcomeCorrected { corrects, reason, treated }: v1::OutcomeCorrected) -> Self {
        Self { corrects, reason, treated: treated.into() }
    }
}

impl From<&event::Treated> for Treated {
    fn from(treated: &event::Treated) -> Self {
        let event::Treated {
            visit,
            body,
            role,
            outcome,
            treated_on,
            motivation,
            conditions,
            judged,
            stances,
            departs_from,
            next,
        } = treated;
        Self {
            visit: visit.into(),
            body: Text(body.clone()),
            role: (*role).into(),
            outcome: (*outcome).into(),
            treated_on: Text(*treated_on),
            motivation: motivation.map(Text),
            conditions: conditions.iter().map(ConditionSet::from).collect(),
            judged: judged.iter().map(Judgement::from).collect(),
            stances: stances.iter().map(PartyStance::from).collect(),
            departs_from: departs_from.iter().map(VisitRef::from).collect(),
            next: next.into(),
        }
    }
}

impl TryFrom<Treated> for event::Treated {
    type Error = Contradiction;

    fn try_from(treated: Treated) -> Result<Self, Contradiction> {
        Ok(Self {
            visit: treated.visit.into(),
            body: treated.body.0,
            role: treated.role.into(),
            outcome: treated.outcome.into(),
            treated_on: treated.treated_on.0,
            motivation: treated.motivation.map(|text| text.0),
            conditions: treated.conditions.into_iter().map(event::ConditionSet::from).collect(),
            judged: treated.judged.into_iter().map(command::Judgement::from).collect(),
            stances: treated.stances.into_iter().map(decision::PartyStance::from).collect(),
            departs_from: treated.departs_from.into_iter().map(event::VisitRef::from).collect(),
            next: treated.next.try_into()?,
        })
    }
}

impl From<&event::OutcomeCorrected> for OutcomeCorrected {
    fn from(event::OutcomeCorrected { corrects, reason, treated }: &event::OutcomeCorrected) -> Self {
        Self { corrects: Number(*corrects), reason: Text(*reason), treated: treated.into() }
    }
}

impl TryFrom<OutcomeCorrected> for event::OutcomeCorrected {
    type Error = Contradiction;

    fn try_from(corrected: OutcomeCorrected) -> Result<Self, Contradiction> {
        let OutcomeCorrected { corrects, reason, treated } = corrected;
        Ok(Self { corrects: corrects.0, reason: reason.0, treated: treated.try_into()? })
    }
}
