//! Where checkpoints are published, and whose turn it is to sign.
//!
//! - `lease`: whose turn it is; [`region`]: the board that the processes of a region share
//!
//! On one machine there is nobody else: [`Alone`]. Where several processes keep the ledger of one region, one signs and the
//! others recompute; a checkpoint counts once [`Board::publish`] took it, and that takes it only if the one before is
//! still the newest.

pub mod lease;
pub mod region;

use std::error::Error as Cause;

use journal::BoxFuture;
use tlog::SignedCheckpoint;
use tokio::sync::watch;

pub use region::Region;

/// Where the checkpoints of one log are published.
pub trait Board: Send + Sync {
    /// Whether others publish there, too. If not, a log without a checkpoint here has none at all.
    fn has_others(&self) -> bool {
        true
    }

    /// The newest checkpoint that was published, asked anew; none before the first. A board without others has none of its
    /// own: there the checkpoint in the folder is the newest.
    fn newest(&self) -> BoxFuture<'_, Result<Option<SignedCheckpoint>, Error>>;

    /// Publishes a checkpoint if the one before is still the newest: from here on it counts.
    ///
    /// Called when its tiles are durable here. After [`Error::Unavailable`] it may have been published all the same;
    /// it is then tried again with the same arguments, and must succeed if `next` is the newest.
    fn publish<'a>(
        &'a self,
        previous: Option<&'a SignedCheckpoint>,
        next: &'a SignedCheckpoint,
    ) -> BoxFuture<'a, Result<(), Error>>;

    /// Waits until this process has something to do: sign, if it is its turn, or else compare with a checkpoint of
    /// more records than this.
    fn turn(&self, size: u64) -> BoxFuture<'_, Result<Turn, Error>>;

    /// Whether it is the turn of this process to sign, as far as it knows: then it is also the one that asks witnesses.
    fn is_turn(&self) -> bool {
        true
    }

    /// Gives up the turn and takes none any more: the ledger has ended here, in order or not, and nobody should wait for it.
    fn leave(&self) -> BoxFuture<'_, ()> {
        Box::pin(async {})
    }

    /// What lies where the newest checkpoint with the cosignatures of enough witnesses is kept for all: whether it is one, is
    /// for others to judge. What is no checkpoint at all counts as none. A board without others has none of its own:
    /// that lies in the folder.
    fn witnessed(&self) -> BoxFuture<'_, Result<Option<SignedCheckpoint>, Error>> {
        Box::pin(async { Ok(None) })
    }

    /// Keeps such a checkpoint for all, in place of the one that [`witnessed`](Self::witnessed) told, if that still lies there.
    fn keep_witnessed<'a>(
        &'a self,
        _: Option<&'a SignedCheckpoint>,
        _: &'a SignedCheckpoint,
    ) -> BoxFuture<'a, Result<(), Error>> {
        Box::pin(async { Ok(()) })
    }
}

/// What a process does next.
#[derive(Debug, Clone, PartialEq)]
pub enum Turn {
    /// It signs what it has integrated.
    Sign,
    /// It recomputes the root of what another signed.
    Compare(SignedCheckpoint),
}

/// Why a board did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another process published since: it is no longer the turn of this one.
    #[error("another process has published a checkpoint since")]
    Moved,
    /// The board did not answer. Trying again may help.
    #[error("the board of checkpoints cannot be reached")]
    Unavailable(#[source] Box<dyn Cause + Send + Sync>),
}

/// The board of a ledger that nobody else keeps.
#[derive(Debug, Clone, Copy, Default)]
pub struct Alone;

impl Board for Alone {
    fn has_others(&self) -> bool {
        false
    }

    fn newest(&self) -> BoxFuture<'_, Result<Option<SignedCheckpoint>, Error>> {
        Box::pin(async { Ok(None) })
    }

    fn publish<'a>(
        &'a self,
        _: Option<&'a SignedCheckpoint>,
        _: &'a SignedCheckpoint,
    ) -> BoxFuture<'a, Result<(), Error>> {
        Box::pin(async { Ok(()) })
    }

    fn turn(&self, _: u64) -> BoxFuture<'_, Result<Turn, Error>> {
        Box::pin(async { Ok(Turn::Sign) })
    }
}

/// The board of a ledger that never signs: it compares with what it is told.
#[derive(Debug, Default)]
pub struct Told {
    newest: watch::Sender<Option<SignedCheckpoint>>,
}

impl Told {
    /// Tells of a checkpoint that was published elsewhere. Signatures are verified by the ledger. An older one is told, too:
    /// the ledger compares it with its history.
    pub fn observe(&self, note: SignedCheckpoint) {
        self.newest.send_replace(Some(note));
    }
}

impl Board for Told {
    fn newest(&self) -> BoxFuture<'_, Result<Option<SignedCheckpoint>, Error>> {
        Box::pin(async { Ok(self.newest.borrow().clone()) })
    }

    fn publish<'a>(
        &'a self,
        _: Option<&'a SignedCheckpoint>,
        _: &'a SignedCheckpoint,
    ) -> BoxFuture<'a, Result<(), Error>> {
        Box::pin(async { Err(Error::Moved) })
    }

    fn turn(&self, size: u64) -> BoxFuture<'_, Result<Turn, Error>> {
        let mut newest = self.newest.subscribe();
        Box::pin(async move {
            let larger = |note: &Option<SignedCheckpoint>| {
                note.as_ref().is_some_and(|note| note.checkpoint().size() > size)
            };
            let note = newest.wait_for(larger).await.map_err(|closed| Error::Unavailable(closed.into()))?;
            // It is some by what was waited for.
            note.clone().map(Turn::Compare).ok_or(Error::Moved)
        })
    }

    fn is_turn(&self) -> bool {
        false
    }
}
