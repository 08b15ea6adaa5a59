//! Who waited for what, and from when until when: the agendas of all bodies at every position.
//!
//! The visits to one body stand in the order in which they were opened, in blocks. Of each block is known when the
//! last of it was closed, so that the agenda at a position skips the blocks that were done by then.

use super::{
    count, place,
    visit_block::{Block, VISITS_IN_BLOCK, Visit},
};
use crate::{
    checkpoint::Checkpoint,
    store::{Error, Key, Store, Writer},
};

/// About what a block takes while it waits to be written, in bytes.
const BLOCK_BYTES: usize = VISITS_IN_BLOCK * size_of::<Visit>();

#[derive(Debug, Default)]
pub(crate) struct Visits {
    /// By the body's number.
    bodies: Vec<Body>,
    /// Where there are blocks that are newer here than in the store: body, block.
    dirty: Vec<(u32, u32)>,
    total: u64,
}

#[derive(Debug, Default)]
struct Body {
    blocks: Vec<Block>,
    open: u32,
}

/// The visits that were open at a position.
pub(crate) struct OpenAt {
    pub(crate) visits: Vec<Visit>,
    /// Whether there are more after these.
    pub(crate) more: bool,
}

impl Visits {
    pub(crate) fn load(store: &Store, checkpoint: &Checkpoint) -> Result<Self, Error> {
        let mut visits = Self::default();
        for kept in store.scan(Key::VISITS) {
            let (key, value) = kept?;
            let Key::Visits(body, number) = key else { continue };
            // One that had not begun is left where it is: it is written over when its visits come again.
            let Some(block) = Block::restore(key, &value, checkpoint.position.0)? else { continue };
            visits.restore(body, number, block)?;
        }
        if visits.total == checkpoint.counts.visits {
            Ok(visits)
        } else {
            Err(Error::damaged("there are not as many visits as at the checkpoint"))
        }
    }

    fn restore(&mut self, body: u32, number: u32, block: Block) -> Result<(), Error> {
        self.total += block.len() as u64;
        if block.is_dirty() {
            self.dirty.push((body, number));
        }
        let kept = self.body_mut(body);
        if count(kept.blocks.len()) != number || !kept.blocks.last().is_none_or(Block::is_full) {
            return Err(Error::damaged("a block of visits is missing"));
        }
        kept.open += count(block.open);
        kept.blocks.push(block);
        Ok(())
    }

    pub(crate) fn total(&self) -> u64 {
        self.total
    }

    /// How many visits wait for a body now.
    pub(crate) fn open_count(&self, body: u32) -> u32 {
        self.bodies.get(place(body)).map_or(0, |body| body.open)
    }

    /// A visit to a body begins. Positions only grow, so it is the last.
    pub(crate) fn open(&mut self, store: &Store, body: u32, opened: u64, dossier: u32) -> Result<(), Error> {
        let kept = self.body_mut(body);
        let was_dirty = match kept.blocks.last_mut().filter(|last| !last.is_full()) {
            Some(last) => {
                let was_dirty = last.is_dirty();
                last.push(store, opened, dossier)?;
                was_dirty
            }
            None => {
                let key = Key::Visits(body, count(kept.blocks.len()));
                kept.blocks.push(Block::begin(key, opened, dossier));
                false
            }
        };
        kept.open += 1;
        let number = count(kept.blocks.len() - 1);
        self.total += 1;
        if !was_dirty {
            self.dirty.push((body, number));
        }
        Ok(())
    }

    /// The visit to a body that was opened at a position ends.
    pub(crate) fn close(&mut self, store: &Store, body: u32, opened: u64, closed: u64) -> Result<(), Error> {
        let missing = || Error::damaged("a visit that ends was never opened");
        let kept = self.bodies.get_mut(place(body)).ok_or_else(missing)?;
        let after = kept.blocks.partition_point(|block| block.first_opened <= opened);
        let number = after.checked_sub(1).ok_or_else(missing)?;
        let block = &mut kept.blocks[number];
        let was_dirty = block.is_dirty();
        if !block.close(store, opened, closed)? {
            return Err(missing());
        }
        kept.open -= 1;
        if !was_dirty {
            self.dirty.push((body, count(number)));
        }
        Ok(())
    }

    /// The visits to a body that were open at a position, in order of opening, from after another position.
    pub(crate) fn open_at(
        &self,
        store: &Store,
        body: u32,
        at: u64,
        after: u64,
        limit: usize,
    ) -> Result<OpenAt, Error> {
        let mut found = OpenAt { visits: Vec::new(), more: false };
        let Some(kept) = self.bodies.get(place(body)) else { return Ok(found) };
        let first = kept.blocks.partition_point(|block| block.first_opened <= after).saturating_sub(1);
        let begun = kept.blocks[first..].iter().take_while(|block| block.first_opened <= at);
        for block in begun.filter(|block| !block.is_done_by(at)) {
            for visit in block.visits(store)?.iter() {
                if visit.opened <= after || !visit.is_open_at(at) {
                    continue;
                }
                if found.visits.len() == limit {
                    found.more = true;
                    return Ok(found);
                }
                found.visits.push(*visit);
            }
        }
        Ok(found)
    }

    /// About how much waits to be written, in bytes.
    pub(crate) fn dirty_bytes(&self) -> usize {
        self.dirty.len() * BLOCK_BYTES
    }

    pub(crate) fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        let mut dirty = self.dirty.clone();
        dirty.sort_unstable();
        for (body, number) in dirty {
            let block = &self.bodies[place(body)].blocks[place(number)];
            if let Some((key, value)) = block.unwritten() {
                writer.put(&key, &value)?;
            }
        }
        Ok(())
    }

    pub(crate) fn written(&mut self) {
        for (body, number) in std::mem::take(&mut self.dirty) {
            self.bodies[place(body)].blocks[place(number)].written();
        }
    }

    fn body_mut(&mut self, body: u32) -> &mut Body {
        let body = place(body);
        if self.bodies.len() <= body {
            self.bodies.resize_with(body + 1, Body::default);
        }
        &mut self.bodies[body]
    }
}
