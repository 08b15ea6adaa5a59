//! The tree over the records: of all that there are, and as the ledger of each machine follows its own journal.

use std::{
    collections::BTreeMap,
    pin::pin,
    task::{Context, Poll, Waker},
};

use journal::{Follow, Journal, Stored};
use record::Position;
use tests::chance::Chance;
use tlog::{Frontier, Hash, Tile, frontier::LengthError, hash::leaf_hash};
use tokio::task::unconstrained;

/// The tree over all records, and its root after each.
#[derive(Default)]
pub(crate) struct Tree {
    edge: Frontier,
    /// From that of one record.
    roots: Vec<Hash>,
}

/// The tree of one machine.
#[derive(Default)]
pub(crate) struct Ledger {
    edge: Frontier,
    follower: Option<Box<dyn Follow>>,
}

impl Tree {
    /// Appends the bytes of the next record.
    pub(crate) fn push(&mut self, record: &[u8]) {
        push(&mut self.edge, record);
        self.roots.push(self.edge.root());
    }

    /// The root after the last record.
    pub(crate) fn root(&self) -> Hash {
        self.edge.root()
    }

    /// A root that is known never changes.
    ///
    /// # Panics
    /// If a tree has another root than this one had at its size, or is larger.
    pub(crate) fn invariant_a_root_stays(&self, edge: &Frontier) {
        let Some(last) = edge.size().checked_sub(1) else { return };
        let known = usize::try_from(last).ok().and_then(|last| self.roots.get(last));
        assert_eq!(known, Some(&edge.root()), "the root of {} records", edge.size());
    }

    /// The same of every size of a tree over these records.
    ///
    /// # Panics
    /// If there is another root at one of them.
    pub(crate) fn invariant_every_root_stays<'r>(&self, records: impl Iterator<Item = &'r [u8]>) {
        let mut edge = Frontier::default();
        for record in records {
            push(&mut edge, record);
            self.invariant_a_root_stays(&edge);
        }
    }
}

impl Ledger {
    /// Begins anew on a journal that was opened again: on what its tiles hold, or from the first record.
    pub(crate) fn open(&mut self, journal: &dyn Journal, chance: &mut Chance) {
        self.edge = if chance.percent(50) { self.restored() } else { Frontier::default() };
        self.follower = Some(journal.follow(Position(self.edge.size())));
    }

    /// Lets go of the journal.
    pub(crate) fn close(&mut self) {
        self.follower = None;
    }

    /// What its journal has heard of since.
    pub(crate) fn heard(&mut self) -> Vec<Stored> {
        let Some(follower) = &mut self.follower else { return Vec::new() };
        let next = pin!(unconstrained(follower.next())).poll(&mut Context::from_waker(Waker::noop()));
        // What cannot be read now is followed later.
        if let Poll::Ready(Ok(records)) = next { records } else { Vec::new() }
    }

    /// Takes that in, and holds the root after each record against the one that is known.
    pub(crate) fn take(&mut self, records: Vec<Stored>, tree: &Tree) {
        for stored in records {
            push(&mut self.edge, &stored.entry.record);
            tree.invariant_a_root_stays(&self.edge);
        }
    }

    /// How many records it has taken in.
    pub(crate) fn size(&self) -> u64 {
        self.edge.size()
    }

    /// The edge as it is read again from its partial tiles.
    fn restored(&self) -> Frontier {
        let tiles: BTreeMap<Tile, &[u8]> = self.edge.partials().collect();
        let read = |tile| Ok(tiles.get(&tile).map(|bytes| bytes.to_vec()).unwrap_or_default());
        let restored = Frontier::restore::<LengthError>(self.edge.size(), read);
        restored.expect("partial tiles are as wide as they say")
    }
}

fn push(edge: &mut Frontier, record: &[u8]) {
    edge.push(leaf_hash(record));
    drop(edge.take_finished());
}
