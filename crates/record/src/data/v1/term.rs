//! How the term of a visit stands still, and runs again.

use domain::{
    dossier::event,
    ids::{BodyId, PartyId},
    sealed::Sealed,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{document::VisitRef, treated::Contradiction};
use crate::scalar::Text;

/// `termijn-opgeschort`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TermSuspended {
    visit: VisitRef,
    body: Text<BodyId>,
    from: Text<Date>,
    waits_for: WaitingOn,
    reason: Text<Sealed>,
}

/// `whom` says which of the others is there.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WaitingOn {
    whom: Whom,
    #[serde(skip_serializing_if = "Option::is_none")]
    party: Option<Text<PartyId>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Text<BodyId>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<Text<Sealed>>,
}

#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Whom {
    #[default]
    Submitter,
    Party,
    Body,
    Outside,
}

/// `termijn-hervat`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TermResumed {
    visit: VisitRef,
    body: Text<BodyId>,
    runs_from: Text<Date>,
    due: Text<Date>,
}

impl From<&event::TermSuspended> for TermSuspended {
    fn from(suspended: &event::TermSuspended) -> Self {
        let event::TermSuspended { visit, body, from, waits_for, reason } = suspended;
        Self {
            visit: visit.into(),
            body: Text(body.clone()),
            from: Text(*from),
            waits_for: waits_for.into(),
            reason: Text(*reason),
        }
    }
}

impl TryFrom<TermSuspended> for event::TermSuspended {
    type Error = Contradiction;

    fn try_from(suspended: TermSuspended) -> Result<Self, Contradiction> {
        let TermSuspended { visit, body, from, waits_for, reason } = suspended;
        Ok(Self {
            visit: visit.into(),
            body: body.0,
            from: from.0,
            waits_for: waits_for.try_into()?,
            reason: reason.0,
        })
    }
}

impl From<&event::WaitingOn> for WaitingOn {
    fn from(waits_for: &event::WaitingOn) -> Self {
        match waits_for {
            event::WaitingOn::Submitter => Self::default(),
            event::WaitingOn::Party(party) => {
                Self { whom: Whom::Party, party: Some(Text(party.clone())), ..Self::default() }
            }
            event::WaitingOn::Body(body) => {
                Self { whom: Whom::Body, body: Some(Text(body.clone())), ..Self::default() }
            }
            event::WaitingOn::Outside(words) => {
                Self { whom: Whom::Outside, words: Some(Text(*words)), ..Self::default() }
            }
        }
    }
}

impl TryFrom<WaitingOn> for event::WaitingOn {
    type Error = Contradiction;

    fn try_from(WaitingOn { whom, party, body, words }: WaitingOn) -> Result<Self, Contradiction> {
        match (whom, party, body, words) {
            (Whom::Submitter, None, None, None) => Ok(Self::Submitter),
            (Whom::Party, Some(party), None, None) => Ok(Self::Party(party.0)),
            (Whom::Body, None, Some(body), None) => Ok(Self::Body(body.0)),
            (Whom::Outside, None, None, Some(words)) => Ok(Self::Outside(words.0)),
            (Whom::Submitter | Whom::Party | Whom::Body | Whom::Outside, ..) => Err(Contradiction {
                field: "waits_for",
                reason: "a party has `party`, a body has `body`, somebody outside has `words`, and nothing else",
            }),
        }
    }
}

impl From<&event::TermResumed> for TermResumed {
    fn from(event::TermResumed { visit, body, runs_from, due }: &event::TermResumed) -> Self {
        Self { visit: visit.into(), body: Text(body.clone()), runs_from: Text(*runs_from), due: Text(*due) }
    }
}

impl From<TermResumed> for event::TermResumed {
    fn from(TermResumed { visit, body, runs_from, due }: TermResumed) -> Self {
        Self { visit: visit.into(), body: body.0, runs_from: runs_from.0, due: due.0 }
    }
}
