//! Which words are to be gone, as the records say, and how far erasers have come.

use std::collections::BTreeMap;

use domain::{keeping::event::TextsErased, sealed::Sealed};
use journal::{Entry, Stored};
use record::{Disclosures, Position, seal};

use crate::replica::History;

/// What erasures that are recorded name.
#[derive(Default)]
pub(crate) struct Gone {
    /// By the record that words stood beside: each with the record that says they are gone.
    beside: BTreeMap<Position, BTreeMap<Sealed, Position>>,
    /// The records that say so, in order.
    erasures: Vec<Position>,
    /// Every erasure up to here was carried out.
    carried_out: Position,
}

impl Gone {
    /// Takes note of an erasure of words of a history.
    pub(crate) fn note(&mut self, erasure: Position, history: &History, erased: &TextsErased) {
        for named in &erased.texts {
            let place = usize::try_from(named.revision.0 - 1).expect("a small number");
            let beside = self.beside.entry(history.positions[place]).or_default();
            for sealed in &named.texts {
                beside.entry(*sealed).or_insert(erasure);
            }
        }
        self.erasures.push(erasure);
    }

    /// The next erasure of which it is not known whether it was carried out.
    pub(crate) fn next(&self) -> Option<Position> {
        self.erasures.iter().copied().find(|erasure| *erasure > self.carried_out)
    }

    /// An eraser has passed an erasure: its words are gone for ever.
    pub(crate) fn pass(&mut self, erasure: Position) {
        self.carried_out = self.carried_out.max(erasure);
    }

    /// Every erasure up to here was carried out.
    pub(crate) fn carried_out(&self) -> Position {
        self.carried_out
    }

    /// Whether words beside this record are to be gone.
    pub(crate) fn is_named_beside(&self, position: Position) -> bool {
        self.beside.contains_key(&position)
    }

    /// Whether these words are to be gone, by an erasure up to some record.
    pub(crate) fn is_named(&self, position: Position, sealed: &Sealed, until: Position) -> bool {
        let erasure = self.beside.get(&position).and_then(|named| named.get(sealed));
        erasure.is_some_and(|erasure| *erasure <= until)
    }

    /// The record that says these words are gone, wherever they stood.
    pub(crate) fn erasure_of(&self, sealed: &Sealed) -> Option<Position> {
        self.beside.values().find_map(|named| named.get(sealed)).copied()
    }

    /// How many words are to be gone.
    pub(crate) fn count(&self) -> usize {
        self.beside.values().map(BTreeMap::len).sum()
    }

    /// A record stands as it did, to the byte, and so do the words beside it but for those that a recorded erasure names. Those
    /// are gone once an eraser has passed it, and never come back.
    ///
    /// # Panics
    /// If it does not.
    pub(crate) fn invariant_only_what_is_named_goes(&self, before: &Stored, now: Option<&Stored>) {
        let position = before.position;
        let now = now.unwrap_or_else(|| panic!("position {position} stays"));
        let (stood, stands) = (&before.entry.texts, &now.entry.texts);
        let as_before = Entry { texts: stood.clone(), ..now.entry.clone() };
        assert_eq!(
            (now.position, &as_before),
            (position, &before.entry),
            "position {position} stays as it was"
        );
        let Some(named) = self.beside.get(&position) else {
            return assert_eq!(stands, stood, "nobody erased words of position {position}");
        };
        let words = |texts| Disclosures::parse(texts).expect("words can be read as long as they are there");
        let (stood_words, left) = (words(stood), words(stands));
        for (sealed, _) in named.iter().filter(|(_, erasure)| **erasure <= self.carried_out) {
            assert_eq!(left.open(sealed), None, "words of position {position} that were erased");
        }
        let digests = stood_words.iter().map(|(sealed, ..)| sealed);
        let missing: Vec<_> = digests.filter(|sealed| left.open(sealed).is_none()).collect();
        let innocent = missing.iter().find(|sealed| !named.contains_key(*sealed));
        assert_eq!(innocent, None, "words of position {position} that nobody erased");
        let remains = seal::without(stood, &missing).expect("they were read before");
        assert_eq!(*stands, remains.map_or(stood.clone(), Into::into), "what is left beside {position}");
    }
}
