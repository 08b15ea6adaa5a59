//! A round of checkpoints: tiles for all of them, made durable once, then each signed and published.

use std::sync::Arc;

use tlog::{SignedCheckpoint, SigningKey};

use super::{
    ROUND_CHECKPOINTS_MAX,
    following::{End, Following},
};
use crate::{RECORDS_PER_CHECKPOINT_MAX, Stop, folder::TileFile, integrator::Step};

impl Following<'_> {
    /// Signs over the records that come next.
    pub(super) fn sign(&mut self) -> Result<(), End> {
        let Some(key) = &self.shared.key else { return Err(Stop::NoKey.into()) };
        if !self.leading {
            self.take_the_lead()?;
        }
        if self.leading {
            self.gather()?;
            let (steps, files) = self.steps()?;
            self.publish_round(key, steps, &files)?;
        }
        Ok(())
    }

    /// Catches up with what others published, so that what is signed continues it.
    fn take_the_lead(&mut self) -> Result<(), End> {
        let shared = self.shared;
        if !shared.board.has_others() {
            self.leading = true;
            return Ok(());
        }
        let here = self.integrator.size();
        match (self.insist(|| shared.board.newest())?, self.published.clone()) {
            (Some(note), _) if note.checkpoint().size() < here => {
                Err(Stop::BoardBehind { published: note.checkpoint().size(), here }.into())
            }
            (Some(note), _) => {
                self.compare(note)?;
                self.leading = true;
                Ok(())
            }
            // A log that was kept on one machine until now.
            (None, Some(first)) => {
                self.leading = self.ask(|| shared.board.publish(None, &first))?.is_ok();
                Ok(())
            }
            (None, None) => {
                self.leading = true;
                Ok(())
            }
        }
    }

    /// Takes what waits into the tree: as many full tiles as a round may have, or, if there is none, all of it.
    fn steps(&mut self) -> Result<(Vec<Step>, Vec<TileFile>), End> {
        let (mut steps, mut files) = (Vec::new(), Vec::new());
        let mut since = self.integrator.size();
        let tile = RECORDS_PER_CHECKPOINT_MAX;
        let fills = since % tile + self.waiting.len() as u64 >= tile;
        while steps.len() < ROUND_CHECKPOINTS_MAX {
            let more = self.integrator.size() % tile + self.waiting.len() as u64 >= tile;
            if fills && !more || !self.push()? {
                break;
            }
            let size = self.integrator.size();
            if size.is_multiple_of(tile) || !fills && self.waiting.is_empty() {
                steps.push(self.integrator.step(since, &mut files));
                since = size;
            }
        }
        self.round_taken();
        Ok((steps, files))
    }

    fn publish_round(&mut self, key: &SigningKey, steps: Vec<Step>, files: &[TileFile]) -> Result<(), End> {
        let shared = self.shared;
        if steps.is_empty() {
            return Ok(());
        }
        self.persist(|| shared.folder.make_durable(files))?;
        self.check_halted()?;
        let signed = steps.iter().map(|step| SignedCheckpoint::sign(key, step.size, step.root));
        let notes = signed.collect::<Result<Vec<_>, _>>().map_err(Stop::Unsigned)?;
        self.persist(|| shared.folder.stage(&notes))?;
        let mut previous = self.published.clone();
        for (nth, note) in notes.into_iter().enumerate() {
            if self.ask(|| shared.board.publish(previous.as_deref(), &note))?.is_err() {
                self.leading = false;
                break;
            }
            self.persist(|| shared.folder.put_staged(nth))?;
            previous = Some(Arc::new(note));
        }
        self.persist(|| shared.folder.settle())?;
        self.publish(previous);
        if self.leading {
            self.sweep(files);
            return Ok(());
        }
        self.rewind()
    }

    /// Partial tiles are needed until the full one is under a published checkpoint.
    pub(super) fn sweep(&self, files: &[TileFile]) {
        let full = files.iter().map(|(tile, _)| *tile).filter(|tile| !tile.is_partial());
        full.for_each(|tile| self.shared.folder.sweep(tile));
    }
}
