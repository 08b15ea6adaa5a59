//! A round of checkpoints: tiles for all of them, made durable once, then each signed and published.

use std::{sync::Arc, time::Duration};

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
        let newest = self.insist(|| shared.board.newest())?;
        if let Some(note) = newest.clone() {
            self.compare(note)?;
        } else {
            self.check_beginning()?;
        }
        self.consult()?;
        // What is here counts already: the log was kept on one machine until now, or the board was put back to an older state, of
        // which it was just seen that this continues it.
        let size = |note: &SignedCheckpoint| note.checkpoint().size();
        let is_told =
            self.published.as_ref().is_none_or(|here| newest.as_ref().map(size) >= Some(size(here)));
        let ahead = self.published.clone().filter(|_| !is_told);
        self.leading = match ahead {
            None => true,
            Some(here) => self.ask(|| shared.board.publish(newest.as_ref(), &here))?.is_ok(),
        };
        Ok(())
    }

    /// Has the witnesses asked what they saw, before anything is signed behind another signer. What they know more stops it.
    fn consult(&self) -> Result<(), End> {
        match self.shared.consulted.get() {
            Some(witnesses) => {
                let compared = self.until_stopped(witnesses.compared(), Duration::ZERO)?;
                Ok(compared.map_err(Stop::NotConsulted)?)
            }
            None => Ok(()),
        }
    }

    /// Where nothing is published, a log is only gone on with that was signed here before, or begun where it was said to begin:
    /// else one of which others know more would be begun anew.
    fn check_beginning(&mut self) -> Result<(), End> {
        let (folder, is_empty) = (&self.shared.folder, self.integrator.size() == 0);
        if is_empty && !folder.may_begin().map_err(Stop::Device)? {
            let directory = folder.place().directory().to_owned();
            return Err(Stop::MayNotBegin { directory }.into());
        }
        Ok(())
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
        let (mut previous, mut ended) = (self.published.clone(), Ok(()));
        for (nth, note) in notes.into_iter().enumerate() {
            match self.ask(|| shared.board.publish(previous.as_deref(), &note)) {
                Ok(Ok(())) => {}
                Ok(Err(_)) => {
                    self.leading = false;
                    break;
                }
                Err(end) => {
                    ended = Err(end);
                    break;
                }
            }
            self.persist(|| shared.folder.put_staged(nth))?;
            previous = Some(Arc::new(note));
        }
        // However the round ends, what was published counts.
        self.persist(|| shared.folder.settle())?;
        self.note_begun(previous.as_deref());
        self.publish(previous);
        ended?;
        if self.leading {
            self.sweep(files);
            return Ok(());
        }
        self.rewind()
    }

    /// Uses up the word that the log may be begun here. If that fails it is used up by the first checkpoint after the next start.
    fn note_begun(&mut self, newest: Option<&SignedCheckpoint>) {
        if self.has_begun || newest.is_none() {
            return;
        }
        match self.shared.folder.has_begun() {
            Ok(()) => self.has_begun = true,
            Err(error) => {
                tracing::warn!(why = journal::causes(&error), "it is not noted that the log has begun")
            }
        }
    }

    /// Partial tiles are needed until the full one is under a published checkpoint.
    pub(super) fn sweep(&self, files: &[TileFile]) {
        let full = files.iter().map(|(tile, _)| *tile).filter(|tile| !tile.is_partial());
        full.for_each(|tile| self.shared.folder.sweep(tile));
    }
}
