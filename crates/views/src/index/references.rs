//! Which dossier has which reference number.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use super::{count, place};
use crate::reference::ReferenceNumber;

/// The dossiers of every prefix and year, in the order of their numbers.
#[derive(Debug, Default)]
pub(crate) struct References {
    by_prefix: HashMap<Arc<str>, BTreeMap<i16, Vec<u32>>>,
}

impl References {
    /// Gives a dossier the next number of a prefix and year.
    pub(crate) fn next(&mut self, prefix: &Arc<str>, year: i16, dossier: u32) -> u32 {
        let years = self.by_prefix.entry(Arc::clone(prefix)).or_default();
        let dossiers = years.entry(year).or_default();
        dossiers.push(dossier);
        count(dossiers.len())
    }

    pub(crate) fn find(&self, reference: &ReferenceNumber) -> Option<u32> {
        let dossiers = self.by_prefix.get(&reference.prefix)?.get(&reference.year)?;
        dossiers.get(place(reference.number.checked_sub(1)?)).copied()
    }
}
