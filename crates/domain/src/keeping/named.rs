//! Which words are to be erased: by the revision of their record, and their digest there.

use std::collections::{BTreeMap, BTreeSet};

use super::refusal::{Countable, Refusal};
use crate::{ids::Revision, sealed::Sealed};

/// The most words that one erasure names, so that its record stays within bounds.
pub const ERASURE_TEXTS_MAX: usize = 1_000;
/// The most records that one erasure names words of.
pub const ERASURE_RECORDS_MAX: usize = 200;

/// Words of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordTexts {
    /// The record of the same history that they stand beside.
    pub revision: Revision,
    /// Their digests, in order.
    pub texts: Vec<Sealed>,
}

/// The words that records have: each with whether it can still be read.
pub type Standing = BTreeMap<Revision, BTreeMap<Sealed, bool>>;

/// Whether words can be erased: they stand where they are said to, and some of them are still there.
///
/// [`decide`](super::decide) does not ask this, because it knows no more of a history than its rules need. A digest that
/// stands nowhere erases nothing when it is decided again; so whoever takes commands in asks it first.
///
/// # Errors
/// [`Refusal::TextUnknown`] or [`Refusal::AlreadyErased`].
pub fn may_erase(named: &[RecordTexts], standing: &Standing) -> Result<(), Refusal> {
    let mut left = false;
    for RecordTexts { revision, texts } in named {
        for text in texts {
            match standing.get(revision).and_then(|record| record.get(text)) {
                Some(legible) => left |= legible,
                None => {
                    let which = text.0.to_string();
                    return Err(Refusal::TextUnknown { revision: *revision, which });
                }
            }
        }
    }
    if left { Ok(()) } else { Err(Refusal::AlreadyErased) }
}

/// The same words in the order of a record: by revision, then by digest, each once.
pub(super) fn in_order(named: Vec<RecordTexts>) -> Vec<RecordTexts> {
    let mut records: BTreeMap<Revision, BTreeSet<Sealed>> = BTreeMap::new();
    for RecordTexts { revision, texts } in named {
        records.entry(revision).or_default().extend(texts);
    }
    records.retain(|_, texts| !texts.is_empty());
    let ordered =
        |(revision, texts): (_, BTreeSet<_>)| RecordTexts { revision, texts: texts.into_iter().collect() };
    records.into_iter().map(ordered).collect()
}

/// Whether ordered words are some, not too many, and of records that the history has.
pub(super) fn bounded(named: &[RecordTexts], last: Revision) -> Result<(), Refusal> {
    if named.is_empty() {
        return Err(Refusal::TextsRequired);
    }
    let is_there = |revision: Revision| Revision::default() < revision && revision <= last;
    if let Some(beyond) = named.iter().find(|record| !is_there(record.revision)) {
        return Err(Refusal::RecordUnknown { asked: beyond.revision, last });
    }
    within(Countable::Records, named.len(), ERASURE_RECORDS_MAX)?;
    within(Countable::Texts, named.iter().map(|record| record.texts.len()).sum(), ERASURE_TEXTS_MAX)
}

pub(super) fn within(what: Countable, given: usize, max: usize) -> Result<(), Refusal> {
    if given > max { Err(Refusal::TooMany { what, given, max }) } else { Ok(()) }
}
