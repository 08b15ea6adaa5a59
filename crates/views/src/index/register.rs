//! The register of arrangements: what was registered, and the dossiers that ended adopted.
//!
//! An entry stands in the register from one position until before another: a correction that reopens a dossier takes
//! its entry away again, and a second decision makes a second entry.

use std::collections::BTreeSet;

use domain::ids::ArrangementId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{count, place};
use crate::{
    checkpoint::Checkpoint,
    fact::{KeptApart, Tag},
    store::{self, Error, Key, Store, Writer},
};

/// What an entry has for a removal while it stands in the register.
const STANDS: u64 = u64::MAX;
/// About what an entry takes while it waits to be written, in bytes.
const ENTRY_BYTES: usize = 1024;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) added: u64,
    removed: u64,
    pub(crate) party: u32,
    /// Only groups take the decision route.
    pub(crate) is_group: bool,
    pub(crate) source: Source,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Source {
    /// A dossier ended adopted.
    Dossier(u32),
    /// An administrator registered what existed.
    Registered(Box<Registered>),
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Registered {
    pub(crate) id: [u8; 16],
    pub(crate) name: KeptApart,
    pub(crate) target_group: Option<KeptApart>,
    pub(crate) partners: Vec<KeptApart>,
    pub(crate) funding: Vec<u32>,
    pub(crate) functions: Vec<u32>,
}

#[derive(Debug, Default)]
pub(crate) struct Register {
    entries: Vec<Entry>,
    /// Entries that are newer here than in the store.
    dirty: BTreeSet<u32>,
}

impl Register {
    pub(crate) fn load(store: &Store, checkpoint: &Checkpoint) -> Result<Self, Error> {
        let (mut register, until) = (Self::default(), checkpoint.position.0);
        for kept in store.scan(Key::REGISTER) {
            let (key, value) = kept?;
            if key != Key::Register(register.len()) {
                return Err(Error::damaged("an entry of the register is missing"));
            }
            let mut entry: Entry = store::decoded(&value)?;
            if entry.removed != STANDS && entry.removed > until {
                entry.removed = STANDS;
                register.dirty.insert(register.len());
            }
            register.entries.push(entry);
        }
        let counted = place(checkpoint.counts.register);
        if register.entries.len() < counted {
            return Err(Error::damaged("the register has fewer entries than at the checkpoint"));
        }
        register.entries.truncate(counted);
        register.dirty.retain(|number| place(*number) < counted);
        Ok(register)
    }

    pub(crate) fn len(&self) -> u32 {
        count(self.entries.len())
    }

    pub(crate) fn add(&mut self, added: u64, party: u32, is_group: bool, source: Source) {
        self.dirty.insert(self.len());
        self.entries.push(Entry { added, removed: STANDS, party, is_group, source });
    }

    /// Takes the entry of a dossier out of the register, if it stands there.
    pub(crate) fn remove(&mut self, removed: u64, dossier: u32) {
        let stands = |entry: &Entry| {
            entry.removed == STANDS && matches!(entry.source, Source::Dossier(number) if number == dossier)
        };
        if let Some(number) = self.entries.iter().rposition(stands) {
            self.entries[number].removed = removed;
            self.dirty.insert(count(number));
        }
    }

    /// Whether an arrangement was ever registered under this id. Asked only when somebody erases, so that every entry is
    /// looked at rather than kept by its id as well.
    pub(crate) fn is_registered(&self, id: ArrangementId) -> bool {
        let is = |entry: &Entry| matches!(&entry.source, Source::Registered(known) if known.id() == id);
        self.entries.iter().any(is)
    }

    /// Forgets words of an arrangement that was registered. Whether any of these were kept.
    pub(crate) fn erase(&mut self, id: ArrangementId, erased: &[Tag]) -> bool {
        let mut forgot = false;
        for (number, entry) in (0..).zip(&mut self.entries) {
            let Source::Registered(known) = &mut entry.source else { continue };
            if known.id() == id && known.erase(erased) {
                self.dirty.insert(number);
                forgot = true;
            }
        }
        forgot
    }

    /// What stood in the register at a position, in the order of entering, from after another position.
    pub(crate) fn at(&self, at: u64, after: u64) -> impl Iterator<Item = &Entry> {
        let first = self.entries.partition_point(|entry| entry.added <= after);
        let entered = self.entries[first..].iter().take_while(move |entry| entry.added <= at);
        entered.filter(move |entry| at < entry.removed)
    }

    pub(crate) fn dirty_bytes(&self) -> usize {
        self.dirty.len() * ENTRY_BYTES
    }

    pub(crate) fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        for number in &self.dirty {
            writer.put(&Key::Register(*number), &store::encoded(&self.entries[place(*number)]))?;
        }
        Ok(())
    }

    pub(crate) fn written(&mut self) {
        self.dirty.clear();
    }
}

impl Registered {
    pub(crate) fn id(&self) -> ArrangementId {
        ArrangementId(Uuid::from_bytes(self.id))
    }

    fn erase(&mut self, erased: &[Tag]) -> bool {
        let kept = [&mut self.name].into_iter().chain(&mut self.target_group).chain(&mut self.partners);
        kept.fold(false, |forgot, kept| kept.erase(erased) | forgot)
    }
}
