//! Opening a dossier, answering conditions, and how it changes hands or is taken back.

use domain::{
    dossier::{command, event},
    ids::{ActorId, DossierId, EndId, PartyId, RoundId, TermId},
    sealed::Sealed,
};
use serde::{Deserialize, Serialize};

use super::framework::FrameworkRef;
use crate::scalar::{Text, texts, values};

/// `dossier-geopend`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DossierOpened {
    framework: FrameworkRef,
    title: Text<Sealed>,
    functions: Vec<Text<TermId>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target_group: Option<Text<Sealed>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    follows: Option<Text<DossierId>>,
    coordinator: Text<ActorId>,
    party: Text<PartyId>,
    awaits: Text<RoundId>,
}

/// `voorwaarden-beantwoord`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConditionsAnswered {
    answers: Vec<Answer>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    condition: u32,
    text: Text<Sealed>,
}

/// `voorstel-ingetrokken`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DossierWithdrawn {
    reason: Text<Sealed>,
    end: Text<EndId>,
}

/// `dossier-overgedragen`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DossierHandedOver {
    from: Text<ActorId>,
    to: Text<ActorId>,
    party: Text<PartyId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Text<Sealed>>,
}

impl From<&event::DossierOpened> for DossierOpened {
    fn from(opened: &event::DossierOpened) -> Self {
        let event::DossierOpened {
            framework,
            title,
            functions,
            target_group,
            follows,
            coordinator,
            party,
            awaits,
        } = opened;
        Self {
            framework: framework.into(),
            title: Text(*title),
            functions: texts(functions),
            target_group: target_group.map(Text),
            follows: follows.map(Text),
            coordinator: Text(coordinator.clone()),
            party: Text(party.clone()),
            awaits: Text(awaits.clone()),
        }
    }
}

impl From<DossierOpened> for event::DossierOpened {
    fn from(opened: DossierOpened) -> Self {
        Self {
            framework: opened.framework.into(),
            title: opened.title.0,
            functions: values(opened.functions),
            target_group: opened.target_group.map(|text| text.0),
            follows: opened.follows.map(|text| text.0),
            coordinator: opened.coordinator.0,
            party: opened.party.0,
            awaits: opened.awaits.0,
        }
    }
}

impl From<&event::ConditionsAnswered> for ConditionsAnswered {
    fn from(answered: &event::ConditionsAnswered) -> Self {
        let event::ConditionsAnswered { answers } = answered;
        let answer =
            |&command::Answer { condition, text }: &_| Answer { condition: condition.0, text: Text(text) };
        Self { answers: answers.iter().map(answer).collect() }
    }
}

impl From<ConditionsAnswered> for event::ConditionsAnswered {
    fn from(answered: ConditionsAnswered) -> Self {
        let answer = |Answer { condition, text }| command::Answer {
            condition: event::ConditionNumber(condition),
            text: text.0,
        };
        Self { answers: answered.answers.into_iter().map(answer).collect() }
    }
}

impl From<&event::DossierWithdrawn> for DossierWithdrawn {
    fn from(withdrawn: &event::DossierWithdrawn) -> Self {
        let event::DossierWithdrawn { reason, end } = withdrawn;
        Self { reason: Text(*reason), end: Text(end.clone()) }
    }
}

impl From<DossierWithdrawn> for event::DossierWithdrawn {
    fn from(withdrawn: DossierWithdrawn) -> Self {
        Self { reason: withdrawn.reason.0, end: withdrawn.end.0 }
    }
}

impl From<&event::DossierHandedOver> for DossierHandedOver {
    fn from(handed_over: &event::DossierHandedOver) -> Self {
        let event::DossierHandedOver { from, to, party, reason } = handed_over;
        Self {
            from: Text(from.clone()),
            to: Text(to.clone()),
            party: Text(party.clone()),
            reason: reason.map(Text),
        }
    }
}

impl From<DossierHandedOver> for event::DossierHandedOver {
    fn from(handed_over: DossierHandedOver) -> Self {
        let DossierHandedOver { from, to, party, reason } = handed_over;
        Self { from: from.0, to: to.0, party: party.0, reason: reason.map(|text| text.0) }
    }
}
