//! When the records were written down: the latest moment up to each position.
//!
//! Clocks jump back, positions do not. So the moment of a position is the latest of all records up to it, which never
//! decreases, and "as it was at that moment" has one answer: the last position whose moment had come by then.

use std::collections::BTreeMap;

use super::count;
use crate::{
    checkpoint::Checkpoint,
    store::{self, Error, Key, Store, Writer},
};

/// How many records' moments are in one block; few in tests, so that short histories have several.
pub(crate) const MOMENTS_IN_BLOCK: usize = if cfg!(test) { 8 } else { 256 };

/// Moments are in microseconds since 1970.
#[derive(Debug, Default)]
pub(crate) struct Moments {
    /// The first moment of each block.
    starts: Vec<i64>,
    /// How many records have a moment: those at positions 1 to this.
    len: u64,
    /// The last block, as far as it goes.
    tail: Vec<i64>,
    /// Blocks before it that are newer here than in the store.
    dirty: BTreeMap<u32, Vec<i64>>,
}

impl Moments {
    pub(crate) fn load(store: &Store, checkpoint: &Checkpoint) -> Result<Self, Error> {
        let mut moments = Self::default();
        for kept in store.scan(Key::MOMENTS) {
            let (key, value) = kept?;
            let Key::Moments(block) = key else { continue };
            moments.restore(block, read(&value)?, checkpoint.position.0)?;
        }
        if moments.len == checkpoint.position.0 {
            Ok(moments)
        } else {
            Err(Error::damaged("there are fewer moments than records at the checkpoint"))
        }
    }

    fn restore(&mut self, block: u32, mut kept: Vec<i64>, until: u64) -> Result<(), Error> {
        let room = usize::try_from(until.saturating_sub(self.len)).unwrap_or(usize::MAX);
        kept.truncate(room);
        // An empty one is left where it is: it is written over when these records come again.
        let Some(first) = kept.first() else { return Ok(()) };
        if count(self.starts.len()) != block || !self.len.is_multiple_of(MOMENTS_IN_BLOCK as u64) {
            return Err(Error::damaged("a block of moments is missing"));
        }
        self.starts.push(*first);
        self.len += kept.len() as u64;
        self.tail = kept;
        Ok(())
    }

    /// The record at the next position was written down then.
    pub(crate) fn push(&mut self, moment_us: i64) {
        let moment_us = self.tail.last().map_or(moment_us, |latest| moment_us.max(*latest));
        if self.tail.len() == MOMENTS_IN_BLOCK {
            let full = std::mem::replace(&mut self.tail, Vec::with_capacity(MOMENTS_IN_BLOCK));
            self.dirty.insert(count(self.starts.len() - 1), full);
        }
        if self.tail.is_empty() {
            self.starts.push(moment_us);
        }
        self.tail.push(moment_us);
        self.len += 1;
    }

    /// The last position whose moment had come by then; zero if none had.
    pub(crate) fn position_at(&self, store: &Store, moment_us: i64) -> Result<u64, Error> {
        let begun = self.starts.partition_point(|start| *start <= moment_us);
        let Some(block) = begun.checked_sub(1) else { return Ok(0) };
        let within = |moments: &[i64]| moments.partition_point(|moment| *moment <= moment_us) as u64;
        let within = match self.dirty.get(&count(block)) {
            Some(moments) => within(moments),
            None if begun == self.starts.len() => within(&self.tail),
            None => within(&stored(store, count(block))?),
        };
        Ok(block as u64 * MOMENTS_IN_BLOCK as u64 + within)
    }

    /// About how much waits to be written, in bytes.
    pub(crate) fn dirty_bytes(&self) -> usize {
        self.dirty.len() * MOMENTS_IN_BLOCK * size_of::<i64>()
    }

    pub(crate) fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        for (block, moments) in &self.dirty {
            writer.put(&Key::Moments(*block), &store::encoded(&written(moments)))?;
        }
        match self.starts.len().checked_sub(1) {
            Some(last) => writer.put(&Key::Moments(count(last)), &store::encoded(&written(&self.tail))),
            None => Ok(()),
        }
    }

    pub(crate) fn written(&mut self) {
        self.dirty.clear();
    }
}

/// The first moment, then how much later each next one is.
fn written(moments: &[i64]) -> Vec<i64> {
    let mut before = 0;
    moments.iter().map(|moment| moment - std::mem::replace(&mut before, *moment)).collect()
}

fn read(value: &[u8]) -> Result<Vec<i64>, Error> {
    let mut moment = 0_i64;
    let later = store::decoded::<Vec<i64>>(value)?.into_iter().map(|later| {
        moment = moment.checked_add(later)?;
        Some(moment)
    });
    later.collect::<Option<_>>().ok_or_else(|| Error::damaged("a block of moments has impossible ones"))
}

fn stored(store: &Store, block: u32) -> Result<Vec<i64>, Error> {
    let value = store.get(&Key::Moments(block))?;
    read(&value.ok_or_else(|| Error::damaged("a block of moments is not there"))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_has_one_position_whatever_the_clocks_did() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        let mut moments = Moments::default();
        assert_eq!(moments.position_at(&store, 5).unwrap(), 0);
        for moment in [10, 30, 20, 30, 40, 5] {
            moments.push(moment);
        }
        let expected = [(9, 0), (10, 1), (29, 1), (30, 4), (39, 4), (40, 6), (i64::MAX, 6)];
        for (moment, position) in expected {
            assert_eq!(moments.position_at(&store, moment).unwrap(), position, "{moment}");
        }
    }

    #[test]
    fn moments_are_found_again_in_the_store() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        let mut moments = Moments::default();
        for moment in 0..1_000 {
            moments.push(3 * moment);
            if moment % 77 == 0 {
                let mut writer = Writer::new(&store);
                moments.write(&mut writer).unwrap();
                writer.finish().unwrap();
                moments.written();
            }
        }
        for position in 1..=1_000 {
            let moment = 3 * (i64::try_from(position).unwrap() - 1);
            assert_eq!(moments.position_at(&store, moment + 2).unwrap(), position);
        }
        assert_eq!(moments.starts.len(), 1_000_usize.div_ceil(MOMENTS_IN_BLOCK));
    }
}
