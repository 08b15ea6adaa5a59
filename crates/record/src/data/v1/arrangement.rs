//! An existing arrangement that was registered.

use domain::{
    arrangement,
    ids::{PartyId, TermId},
    sealed::Sealed,
};
use serde::{Deserialize, Serialize};

use super::names::Level;
use crate::scalar::{Text, texts, values};

/// `arrangement-geregistreerd`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArrangementRegistered {
    name: Text<Sealed>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target_group: Option<Text<Sealed>>,
    partners: Vec<Text<Sealed>>,
    funding: Vec<Text<TermId>>,
    functions: Vec<Text<TermId>>,
    party: Text<PartyId>,
    level: Level,
}

impl From<&arrangement::ArrangementRegistered> for ArrangementRegistered {
    fn from(registered: &arrangement::ArrangementRegistered) -> Self {
        let arrangement::ArrangementRegistered {
            name,
            target_group,
            partners,
            funding,
            functions,
            party,
            level,
        } = registered;
        Self {
            name: Text(*name),
            target_group: target_group.map(Text),
            partners: texts(partners),
            funding: texts(funding),
            functions: texts(functions),
            party: Text(party.clone()),
            level: (*level).into(),
        }
    }
}

impl From<ArrangementRegistered> for arrangement::ArrangementRegistered {
    fn from(registered: ArrangementRegistered) -> Self {
        Self {
            name: registered.name.0,
            target_group: registered.target_group.map(|text| text.0),
            partners: values(registered.partners),
            funding: values(registered.funding),
            functions: values(registered.functions),
            party: registered.party.0,
            level: registered.level.into(),
        }
    }
}
