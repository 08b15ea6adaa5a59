//! Anything that can happen to the keeping of a history.

use domain::{
    ids::Revision,
    keeping::{
        Event, Ground, RecordTexts,
        event::{ErasureDeclined, ErasureRequested, HistoryConfirmed, HoldLifted, HoldPlaced, TextsErased},
    },
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use record::REVISION_MAX;

use super::{actor, sealed};

fn revision() -> impl Strategy<Value = Revision> {
    (1..=REVISION_MAX).prop_map(Revision)
}

fn texts() -> impl Strategy<Value = Vec<RecordTexts>> {
    let record = (revision(), vec(sealed(), 0..6));
    vec(record.prop_map(|(revision, texts)| RecordTexts { revision, texts }), 0..5)
}

pub(super) fn event() -> impl Strategy<Value = Event> {
    let asked = (select(&Ground::ALL), texts(), option::of(sealed()));
    let asked = asked.prop_map(|(ground, texts, reason)| ErasureRequested { ground, texts, reason });
    let declined = (revision(), actor(), sealed())
        .prop_map(|(request, requested_by, reason)| ErasureDeclined { request, requested_by, reason });
    let erased = (revision(), actor(), select(&Ground::ALL), texts()).prop_map(
        |(request, requested_by, ground, texts)| TextsErased { request, requested_by, ground, texts },
    );
    let placed = sealed().prop_map(|reason| HoldPlaced { reason });
    let lifted = (revision(), sealed()).prop_map(|(hold, reason)| HoldLifted { hold, reason });
    let confirmed = revision().prop_map(|last| HistoryConfirmed { last });
    prop_oneof![
        asked.prop_map(Event::ErasureRequested),
        declined.prop_map(Event::ErasureDeclined),
        erased.prop_map(Event::TextsErased),
        placed.prop_map(Event::HoldPlaced),
        lifted.prop_map(Event::HoldLifted),
        confirmed.prop_map(Event::HistoryConfirmed),
    ]
}
