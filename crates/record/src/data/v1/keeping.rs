//! What happens to the keeping of a history: words are erased, holds stand, a history is confirmed.

use domain::{
    ids::ActorId,
    keeping::{self, event},
    sealed::Sealed,
};
use serde::{Deserialize, Serialize};

use super::names::Ground;
use crate::scalar::{Number, Text, texts, values};

/// `wissing-verzocht`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ErasureRequested {
    ground: Ground,
    texts: Vec<RecordTexts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Text<Sealed>>,
}

/// `wissing-afgewezen`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ErasureDeclined {
    request: Number,
    requested_by: Text<ActorId>,
    reason: Text<Sealed>,
}

/// `persoonsgegevens-gewist`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TextsErased {
    request: Number,
    requested_by: Text<ActorId>,
    ground: Ground,
    texts: Vec<RecordTexts>,
}

/// `bewaarplicht-ingesteld`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HoldPlaced {
    reason: Text<Sealed>,
}

/// `bewaarplicht-opgeheven`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HoldLifted {
    hold: Number,
    reason: Text<Sealed>,
}

/// `stand-bevestigd`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HistoryConfirmed {
    last: Number,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordTexts {
    revision: Number,
    texts: Vec<Text<Sealed>>,
}

impl From<&keeping::RecordTexts> for RecordTexts {
    fn from(named: &keeping::RecordTexts) -> Self {
        Self { revision: Number(named.revision), texts: texts(&named.texts) }
    }
}

impl From<RecordTexts> for keeping::RecordTexts {
    fn from(named: RecordTexts) -> Self {
        Self { revision: named.revision.0, texts: values(named.texts) }
    }
}

fn written(named: &[keeping::RecordTexts]) -> Vec<RecordTexts> {
    named.iter().map(Into::into).collect()
}

fn read(named: Vec<RecordTexts>) -> Vec<keeping::RecordTexts> {
    named.into_iter().map(Into::into).collect()
}

impl From<&event::ErasureRequested> for ErasureRequested {
    fn from(asked: &event::ErasureRequested) -> Self {
        let event::ErasureRequested { ground, texts, reason } = asked;
        Self { ground: (*ground).into(), texts: written(texts), reason: reason.map(Text) }
    }
}

impl From<ErasureRequested> for event::ErasureRequested {
    fn from(asked: ErasureRequested) -> Self {
        let ErasureRequested { ground, texts, reason } = asked;
        Self { ground: ground.into(), texts: read(texts), reason: reason.map(|text| text.0) }
    }
}

impl From<&event::ErasureDeclined> for ErasureDeclined {
    fn from(declined: &event::ErasureDeclined) -> Self {
        let event::ErasureDeclined { request, requested_by, reason } = declined;
        Self { request: Number(*request), requested_by: Text(requested_by.clone()), reason: Text(*reason) }
    }
}

impl From<ErasureDeclined> for event::ErasureDeclined {
    fn from(declined: ErasureDeclined) -> Self {
        let ErasureDeclined { request, requested_by, reason } = declined;
        Self { request: request.0, requested_by: requested_by.0, reason: reason.0 }
    }
}

impl From<&event::TextsErased> for TextsErased {
    fn from(erased: &event::TextsErased) -> Self {
        let event::TextsErased { request, requested_by, ground, texts } = erased;
        Self {
            request: Number(*request),
            requested_by: Text(requested_by.clone()),
            ground: (*ground).into(),
            texts: written(texts),
        }
    }
}

impl From<TextsErased> for event::TextsErased {
    fn from(erased: TextsErased) -> Self {
        let TextsErased { request, requested_by, ground, texts } = erased;
        Self { request: request.0, requested_by: requested_by.0, ground: ground.into(), texts: read(texts) }
    }
}

impl From<&event::HoldPlaced> for HoldPlaced {
    fn from(placed: &event::HoldPlaced) -> Self {
        let event::HoldPlaced { reason } = placed;
        Self { reason: Text(*reason) }
    }
}

impl From<HoldPlaced> for event::HoldPlaced {
    fn from(placed: HoldPlaced) -> Self {
        Self { reason: placed.reason.0 }
    }
}

impl From<&event::HoldLifted> for HoldLifted {
    fn from(lifted: &event::HoldLifted) -> Self {
        let event::HoldLifted { hold, reason } = lifted;
        Self { hold: Number(*hold), reason: Text(*reason) }
    }
}

impl From<HoldLifted> for event::HoldLifted {
    fn from(lifted: HoldLifted) -> Self {
        Self { hold: lifted.hold.0, reason: lifted.reason.0 }
    }
}

impl From<&event::HistoryConfirmed> for HistoryConfirmed {
    fn from(confirmed: &event::HistoryConfirmed) -> Self {
        let event::HistoryConfirmed { last } = confirmed;
        Self { last: Number(*last) }
    }
}

impl From<HistoryConfirmed> for event::HistoryConfirmed {
    fn from(confirmed: HistoryConfirmed) -> Self {
        Self { last: confirmed.last.0 }
    }
}
