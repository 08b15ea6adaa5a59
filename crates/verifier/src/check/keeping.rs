//! What records say of the keeping of their history: how long it was, and which words of it were erased.
//!
//! Words that were erased stand in the record that the erasure names, and nowhere in the bundle. The record came before
//! the erasure, so it is read once more: but only when something was erased at all, and only those records are kept.

use std::collections::{BTreeMap, BTreeSet};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{Event, ids::Revision, keeping, sealed::Sealed, words};
use record::{HistoryId, Position, Record};

use super::{
    decisions::place,
    disclosures::Shown,
    read_through::Decoded,
    records::{Raw, Records},
};
use crate::report::{Findings, Rule};

/// The most words that are remembered as erased: those of a thousand of the largest erasures, 100 MB.
const ERASED_MAX: usize = 1_000_000;

/// The last revision that a record confirms, if it is a confirmation.
pub(super) fn confirms(event: &Event) -> Option<Revision> {
    match event {
        Event::Keeping(keeping::Event::HistoryConfirmed(confirmed)) => Some(confirmed.last),
        Event::Keeping(
            keeping::Event::ErasureRequested(_)
            | keeping::Event::ErasureDeclined(_)
            | keeping::Event::TextsErased(_)
            | keeping::Event::HoldPlaced(_)
            | keeping::Event::HoldLifted(_),
        )
        | Event::Dossier(_)
        | Event::FrameworkAdopted(_)
        | Event::Arrangement(_)
        | Event::Meeting(_)
        | Event::Mandate(_)
        | Event::Preparation(_) => None,
    }
}

/// Which words were erased, by the record they stood beside.
#[derive(Default)]
pub(super) struct Erased {
    texts: BTreeMap<(HistoryId, Revision), BTreeMap<Sealed, Position>>,
    count: usize,
    /// Whether there were more than are remembered.
    more: bool,
}

impl Erased {
    /// Takes in what records say.
    pub(super) fn see(&mut self, decoded: &[Decoded]) {
        for decoded in decoded {
            let Ok(record) = &decoded.record else { continue };
            let Event::Keeping(keeping::Event::TextsErased(erased)) = &record.event else { continue };
            for named in &erased.texts {
                let place = (record.history.clone(), named.revision);
                for text in &named.texts {
                    if self.count == ERASED_MAX {
                        self.more = true;
                        return;
                    }
                    let new = self.texts.entry(place.clone()).or_default().insert(*text, decoded.position);
                    self.count += usize::from(new.is_none());
                }
            }
        }
    }

    /// How many words were erased.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Holds them against the records that they stood beside, and against the words that are shown.
    pub(super) fn check(mut self, mut records: Records<'_>, shown: &mut Shown, findings: &mut Findings) {
        if self.more {
            findings.add(Rule::ErasedTooMany, "", ERASED_MAX, "");
        }
        while !self.texts.is_empty() {
            let batch = records.next();
            if batch.is_empty() {
                break;
            }
            for Raw { position, bytes } in &batch {
                let Ok(record) = record::decode(bytes) else { continue };
                if let Some(texts) = self.texts.remove(&(record.history.clone(), record.revision)) {
                    held_against(*position, &record, texts, shown, findings);
                }
            }
        }
        // No record has that place at all.
        for ((history, revision), texts) in self.texts {
            for (text, by) in texts {
                let told = || (format!("{history} {revision}"), sealed(&text), String::new());
                findings.add_with(Rule::ErasedUnknown, Some(by), told);
            }
        }
    }
}

fn held_against(
    position: Position,
    record: &Record,
    texts: BTreeMap<Sealed, Position>,
    shown: &mut Shown,
    findings: &mut Findings,
) {
    let has: BTreeSet<Sealed> = words::of(&record.event).into_iter().map(|(_, sealed)| sealed).collect();
    let is_shown = shown.of(position);
    for (text, by) in texts {
        if !has.contains(&text) {
            let told = || (place(position, Some(record)), sealed(&text), String::new());
            findings.add_with(Rule::ErasedUnknown, Some(by), told);
        }
        if is_shown.contains(&text) {
            let told = || (place(position, Some(record)), String::new(), sealed(&text));
            findings.add_with(Rule::ErasedButShown, Some(position), told);
        }
    }
}

fn sealed(text: &Sealed) -> String {
    URL_SAFE_NO_PAD.encode(text.0.0)
}
