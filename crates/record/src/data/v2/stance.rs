//! Where a party stood, and who sat for it.

use domain::{
    decision,
    ids::{ActorId, PartyId},
    sealed::Sealed,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    data::v1::{MandateRef, names::names},
    scalar::Text,
};

names! {
    /// Where a party stands.
    Stance = decision::Stance {
        Agrees = "agrees",
        AgreesWithConditions = "agrees-with-conditions",
        Objects = "objects",
        Abstains = "abstains",
        Absent = "absent",
        Recused = "recused",
    }

    /// As what someone sits for a party.
    Office = decision::Office {
        Executive = "executive",
        Official = "official",
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartyStance {
    party: Text<PartyId>,
    stance: Stance,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<Text<Sealed>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    replacement: Option<Replacement>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mandate: Option<MandateRef>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dissent: Option<Text<Sealed>>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Replacement {
    seated: Text<ActorId>,
    replaces: Text<ActorId>,
    office: Office,
    reported_on: Text<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Text<Sealed>>,
}

impl From<&decision::PartyStance> for PartyStance {
    fn from(taken: &decision::PartyStance) -> Self {
        let decision::PartyStance { party, stance, words, replacement, mandate, dissent } = taken;
        Self {
            party: Text(party.clone()),
            stance: (*stance).into(),
            words: words.map(Text),
            replacement: replacement.as_ref().map(Replacement::from),
            mandate: mandate.map(Into::into),
            dissent: dissent.map(Text),
        }
    }
}

impl From<PartyStance> for decision::PartyStance {
    fn from(taken: PartyStance) -> Self {
        let PartyStance { party, stance, words, replacement, mandate, dissent } = taken;
        Self {
            party: party.0,
            stance: stance.into(),
            words: words.map(|text| text.0),
            replacement: replacement.map(decision::Replacement::from),
            mandate: mandate.map(Into::into),
            dissent: dissent.map(|text| text.0),
        }
    }
}

impl From<&decision::Replacement> for Replacement {
    fn from(replacement: &decision::Replacement) -> Self {
        let decision::Replacement { seated, replaces, office, reported_on, reason } = replacement;
        Self {
            seated: Text(seated.clone()),
            replaces: Text(replaces.clone()),
            office: (*office).into(),
            reported_on: Text(*reported_on),
            reason: reason.map(Text),
        }
    }
}

impl From<Replacement> for decision::Replacement {
    fn from(replacement: Replacement) -> Self {
        let Replacement { seated, replaces, office, reported_on, reason } = replacement;
        Self {
            seated: seated.0,
            replaces: replaces.0,
            office: office.into(),
            reported_on: reported_on.0,
            reason: reason.map(|text| text.0),
        }
    }
}
