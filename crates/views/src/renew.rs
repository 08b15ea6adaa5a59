//! Leaving a store behind that has had words which were erased.
//!
//! An erasure takes the words out of every row at once, and nobody is shown them any more. But sled keeps what it overwrites
//! until it sees fit, so they are still in its files. Everything that counts is copied into another store, which never had
//! them; that one takes over as a new version does, and the old directory goes. The checkpoint says that this is due, and says
//! so before a row is written without the words: a crash at any moment leaves it due, or done.

use std::{
    mem,
    panic::{AssertUnwindSafe, catch_unwind},
};

use crate::{Views, checkpoint::Checkpoint, open::Error, store::Store};

impl Views {
    /// Whether the store has had words that were erased, so that it should be [left behind](Self::renew).
    pub fn is_stained(&self) -> bool {
        self.look(|live| live.is_stained)
    }

    /// Copies the view to another store, which takes the place of this one. Readers go on meanwhile; records wait.
    ///
    /// Does nothing while the store has had no such words, or while another version counts: that one goes when this one has
    /// caught up.
    ///
    /// # Errors
    /// It could not be copied, named, or the old one not removed. Nothing is lost; try again later.
    pub fn renew(&self) -> Result<(), Error> {
        let mut place = self.place();
        let _feeding = self.feeding();
        if !place.is_current || !self.is_stained() {
            return Ok(());
        }
        let directory = place.home.at(&place.name);
        let io = |source| Error::Io { directory: directory.clone(), source };
        self.flush_while_fed().map_err(|error| io(std::io::Error::other(error)))?;
        let next = place.begin_next()?;
        let copied = self.look(|live| Some(copy(&live.store, &next, &live.checkpoint())));
        copied.unwrap_or(Ok(())).map_err(|error| io(std::io::Error::other(error)))?;
        place.name_next().map_err(io)?;
        let old = self.write().as_mut().map(|live| mem::replace(&mut live.store, next));
        // It is let go of before its directory is taken away.
        let _ = catch_unwind(AssertUnwindSafe(|| drop(old)));
        place.home.keep_only(&place.name).map_err(io)?;
        if let Some(live) = self.write().as_mut() {
            live.is_stained = false;
        }
        tracing::info!(directory = %place.home.at(&place.name).display(), "view has left erased words behind");
        Ok(())
    }
}

/// Copies what counts, and only that: of a value that became shorter the old end is still in the store.
fn copy(from: &Store, to: &Store, checkpoint: &Checkpoint) -> Result<(), crate::store::Error> {
    let mut writer = from.copy_rows(to)?;
    Checkpoint { is_stained: false, ..*checkpoint }.write(&mut writer)?;
    writer.finish()?;
    to.flush()
}
