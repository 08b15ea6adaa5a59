//! The root of what another process signed, computed from the journal here.

use std::{sync::Arc, time::Duration};

use tlog::{Hash, SignedCheckpoint, source::Tree};

use super::{
    ROUND_CHECKPOINTS_MAX,
    following::{End, Following},
};
use crate::{RECORDS_PER_CHECKPOINT_MAX, Stop};

/// How many records are taken into the tree before their full tiles are made durable.
const RECORDS_AT_ONCE: u64 = RECORDS_PER_CHECKPOINT_MAX * ROUND_CHECKPOINTS_MAX as u64;

impl Following<'_> {
    /// Compares a published checkpoint with the records here; waits for those that it covers.
    pub(super) fn compare(&mut self, note: SignedCheckpoint) -> Result<(), End> {
        self.leading = false;
        let checkpoint = note.verify(&self.shared.verifier).map_err(Stop::NotOurs)?;
        let (size, published) = (checkpoint.size(), checkpoint.root());
        if size <= self.integrator.size() {
            same(size, published, self.root_at(size)?)?;
            // Of the empty log, where nobody here has its checkpoint: what is signed next follows it.
            if self.published.is_none() {
                self.keep(note)?;
            }
            return Ok(());
        }
        let since = self.integrator.size();
        while self.integrator.size() < size {
            if !self.integrate(size)? {
                // It was told to end before all records were there: nothing is known of this checkpoint.
                self.waiting.clear();
                return self.rewind();
            }
        }
        let mut files = Vec::new();
        let step = self.integrator.step(since, &mut files);
        same(size, published, step.root)?;
        let shared = self.shared;
        self.persist(|| shared.folder.make_durable(&files))?;
        self.keep(note)?;
        self.sweep(&files);
        Ok(())
    }

    /// A checkpoint that another published counts here, too.
    fn keep(&mut self, note: SignedCheckpoint) -> Result<(), End> {
        let shared = self.shared;
        self.persist(|| shared.folder.replace_checkpoint(&note))?;
        self.publish(Some(Arc::new(note)));
        Ok(())
    }

    /// Takes records into the tree up to this size, and makes full tiles durable when there are many. False when it ends
    /// before.
    fn integrate(&mut self, size: u64) -> Result<bool, End> {
        if self.waiting.is_empty() && (self.ending || !self.more(Duration::MAX)?) {
            return Ok(false);
        }
        let until = size.min(self.integrator.size() + RECORDS_AT_ONCE);
        while self.integrator.size() < until && self.push()? {}
        if self.integrator.size() < size {
            let (shared, files) = (self.shared, self.integrator.take_full().collect::<Vec<_>>());
            self.persist(|| shared.folder.make_durable(&files))?;
        }
        Ok(true)
    }

    fn root_at(&self, size: u64) -> Result<Hash, End> {
        let here = self.integrator.size();
        let tree = Tree::open(&self.shared.folder, here, self.integrator.root()).map_err(Stop::Tiles)?;
        tree.root_at(size).map_err(|error| Stop::Tiles(error).into())
    }
}

fn same(size: u64, published: Hash, here: Hash) -> Result<(), End> {
    if published == here { Ok(()) } else { Err(Stop::OtherRoot { size, published, here }.into()) }
}
