//! What a party says for itself of what was decided, at a step where each does.

use domain::{
    dossier::event,
    framework,
    ids::{BodyId, PartyId},
    sealed::Sealed,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{document::VisitRef, mandate::MandateRef, names::Outcome, treated::Contradiction};
use crate::{
    data::v2::Next,
    scalar::{Number, Text},
};

/// `bekrachtiging-uitgesproken`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PartySpoke {
    visit: VisitRef,
    body: Text<BodyId>,
    party: Text<PartyId>,
    ratified: bool,
    decided_on: Text<Date>,
    organ: Text<Sealed>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reasons: Option<Text<Sealed>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mandate: Option<MandateRef>,
    #[serde(skip_serializing_if = "Option::is_none")]
    replaces: Option<Replaces>,
    #[serde(skip_serializing_if = "Option::is_none")]
    completes: Option<Completes>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Replaces {
    revision: Number,
    reason: Text<Sealed>,
}

/// What the parties said together: what else a treatment has stands in their own records, or not at all.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Completes {
    outcome: Outcome,
    treated_on: Text<Date>,
    next: Next,
}

impl From<&event::PartySpoke> for PartySpoke {
    fn from(spoke: &event::PartySpoke) -> Self {
        let event::PartySpoke { visit, body, voice, replaces, completes } = spoke;
        let event::Voice { party, ratified, decided_on, organ, reasons, mandate } = voice;
        Self {
            visit: visit.into(),
            body: Text(body.clone()),
            party: Text(party.clone()),
            ratified: *ratified,
            decided_on: Text(*decided_on),
            organ: Text(*organ),
            reasons: reasons.map(Text),
            mandate: mandate.map(Into::into),
            replaces: replaces.map(|event::Replaces { revision, reason }| Replaces {
                revision: Number(revision),
                reason: Text(reason),
            }),
            completes: completes.as_deref().map(|treated| Completes {
                outcome: treated.outcome.into(),
                treated_on: Text(treated.treated_on),
                next: (&treated.next).into(),
            }),
        }
    }
}

impl TryFrom<PartySpoke> for event::PartySpoke {
    type Error = Contradiction;

    fn try_from(spoke: PartySpoke) -> Result<Self, Contradiction> {
        let visit = event::VisitRef::from(spoke.visit);
        let body = spoke.body.0;
        let completes = spoke.completes.map(|completes| completes.treated(&visit, &body)).transpose()?;
        let voice = event::Voice {
            party: spoke.party.0,
            ratified: spoke.ratified,
            decided_on: spoke.decided_on.0,
            organ: spoke.organ.0,
            reasons: spoke.reasons.map(|text| text.0),
            mandate: spoke.mandate.map(Into::into),
        };
        let replaces = spoke
            .replaces
            .map(|Replaces { revision, reason }| event::Replaces { revision: revision.0, reason: reason.0 });
        Ok(Self { visit, body, voice, replaces, completes: completes.map(Box::new) })
    }
}

impl Completes {
    fn treated(self, visit: &event::VisitRef, body: &BodyId) -> Result<event::Treated, Contradiction> {
        let outcome = framework::Outcome::from(self.outcome);
        if !framework::Role::Ratifies.outcomes_at(true).contains(&outcome) {
            let reason = "parties ratify together, or do not";
            return Err(Contradiction { field: "completes.outcome", reason });
        }
        Ok(event::Treated {
            visit: visit.clone(),
            body: body.clone(),
            role: framework::Role::Ratifies,
            outcome,
            treated_on: self.treated_on.0,
            motivation: None,
            conditions: Vec::new(),
            judged: Vec::new(),
            stances: Vec::new(),
            departs_from: Vec::new(),
            next: self.next.try_into()?,
        })
    }
}
