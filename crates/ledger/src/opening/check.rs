//! All records that were signed, hashed once more, and the files they should be in.

use std::collections::BTreeSet;

use journal::Journal;
use record::Position;
use tlog::Tile;
use tokio::runtime::Handle;

use super::Error;
use crate::{
    folder::{Folder, TileFile},
    integrator::{Integrator, RECORDS_PER_CHECKPOINT_MAX},
    runner::ROUND_CHECKPOINTS_MAX,
};

/// How many bytes of files are written at once when they are written anew.
const MEND_BYTES_MAX: usize = 16 * 1024 * 1024;

pub(super) struct Check<'a> {
    pub(super) folder: &'a Folder,
    pub(super) journal: &'a dyn Journal,
    pub(super) handle: &'a Handle,
    /// The records that were signed.
    pub(super) size: u64,
}

impl Check<'_> {
    /// The tree of the records that were signed, and the tiles whose files are not what they should be.
    pub(super) fn journal_and_files(&self) -> Result<(Integrator, BTreeSet<Tile>), Error> {
        let mut differing = BTreeSet::new();
        let integrator = self.replay(|(tile, bytes)| {
            if self.folder.tile(tile)?.as_ref() != Some(&bytes) {
                differing.insert(tile);
            }
            Ok(())
        })?;
        Ok((integrator, differing))
    }

    /// Writes these tiles anew from the journal. Called once its root is known to be the one that was signed.
    pub(super) fn mend(&self, differing: &BTreeSet<Tile>) -> Result<(), Error> {
        let Some(first) = differing.first() else { return Ok(()) };
        tracing::warn!(tiles = differing.len(), %first, "tiles lack or are damaged; writing them anew from the journal");
        let (mut files, mut bytes) = (Vec::new(), 0);
        self.replay(|file| {
            if differing.contains(&file.0) {
                bytes += file.1.len();
                files.push(file);
            }
            if bytes >= MEND_BYTES_MAX {
                self.folder.make_durable(&files)?;
                (files, bytes) = (Vec::new(), 0);
            }
            Ok(())
        })?;
        Ok(self.folder.make_durable(&files)?)
    }

    /// Gives every tile of the tree once, and the tree.
    fn replay(&self, mut each: impl FnMut(TileFile) -> Result<(), Error>) -> Result<Integrator, Error> {
        let mut integrator = Integrator::default();
        let mut follow = self.journal.follow(Position::START);
        while integrator.size() < self.size {
            let records = self.handle.block_on(follow.next()).map_err(Error::Journal)?;
            for stored in records.iter().take_while(|stored| stored.position <= Position(self.size)) {
                let pushed = integrator.push(stored.position, &stored.entry.record);
                pushed.map_err(|unfit| Error::Records { why: unfit.to_string() })?;
            }
            integrator.take_full().try_for_each(&mut each)?;
        }
        integrator.partials().try_for_each(|(tile, bytes)| each((tile, bytes.to_vec())))?;
        Ok(integrator)
    }

    /// Takes away partial tiles that a crash left where the tree was last written to.
    pub(super) fn sweep(&self) {
        let reach = RECORDS_PER_CHECKPOINT_MAX * ROUND_CHECKPOINTS_MAX as u64;
        let tiles = Tile::between(self.size.saturating_sub(reach), self.size);
        tiles.into_iter().filter(|tile| !tile.is_partial()).for_each(|full| self.folder.sweep(full));
    }
}
