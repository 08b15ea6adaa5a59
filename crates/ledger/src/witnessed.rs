//! What witnesses ask of this ledger, and the checkpoint that enough of them cosigned.
//!
//! Wherever a cosigned checkpoint comes from, it is told once it is signed by this log and the tree here has its records
//! and its root: who is shown it can be shown proofs under it. Whether its cosignatures are enough is for the policy to
//! judge, and only what that passed takes the place of another.

use std::{cmp::Reverse, time::Duration};

use journal::BoxFuture;
use record::Position;
use tlog::{Hash, Policy, SignedCheckpoint, VerifierKey};

use crate::{
    DeviceError, Ledger, NotCovered, State, proofs,
    witness::{Cause, Log, Stop},
};

/// How long it is waited until the records of a cosigned checkpoint are in the tree here. Longer than comparing takes.
const HERE_WAIT_MAX: Duration = Duration::from_secs(5);

/// Why a cosigned checkpoint is not told here.
#[derive(Debug, thiserror::Error)]
enum Unfit {
    #[error("it is not signed by the key of this log")]
    Foreign(#[source] tlog::signed::Error),
    #[error("its records are not in the tree here yet")]
    NotHere(#[source] NotCovered),
    #[error(
        "the checkpoint of size {size} that witnesses cosigned has root {cosigned}, but the journal here gives {here}: one \
         of the two histories was changed. Sign nothing, keep both, and find out which"
    )]
    OtherRoot { size: u64, cosigned: Hash, here: Hash },
    #[error("the tree here cannot be read")]
    Unreadable(#[source] Cause),
}

impl Ledger {
    /// What lies in the place of the newest cosigned checkpoint. One that is no checkpoint counts as none.
    fn lies_witnessed(&self) -> Result<Option<SignedCheckpoint>, DeviceError> {
        let bytes = self.shared.folder.bytes(&self.place().witnessed())?;
        Ok(bytes.and_then(|bytes| SignedCheckpoint::parse(&bytes).ok()))
    }

    /// Keeps a cosigned checkpoint in the place of the one that lies there, durably, unless it is the same.
    fn replace_witnessed(&self, note: &SignedCheckpoint) -> Result<(), DeviceError> {
        if self.lies_witnessed()?.as_ref() == Some(note) {
            return Ok(());
        }
        self.shared.folder.replace_witnessed(note)
    }

    /// Whether a cosigned checkpoint fits this log. Why not, the operator is told.
    async fn fits(&self, note: &SignedCheckpoint) -> bool {
        let Err(unfit) = self.contains(note).await else { return true };
        let (why, size) = (journal::causes(&unfit), note.checkpoint().size());
        tracing::warn!(size, why, "a cosigned checkpoint is not shown");
        false
    }

    /// Makes sure that the tree here has this checkpoint; waits a moment for its records. One with another root, signed by
    /// this log, ends the signing: somebody holds what this log cannot continue.
    async fn contains(&self, note: &SignedCheckpoint) -> Result<(), Unfit> {
        let checkpoint = note.verify(self.verifier()).map_err(Unfit::Foreign)?;
        let (size, cosigned) = (checkpoint.size(), checkpoint.root());
        let follows = !matches!(self.status().borrow().state, State::Opened);
        let limit = if follows { HERE_WAIT_MAX } else { Duration::ZERO };
        self.wait_covered(Position(size), limit).await.map_err(Unfit::NotHere)?;
        let here = self.on_disk::<_, proofs::Error>(move |ledger| ledger.root_at(size)).await;
        let here = here.map_err(Unfit::Unreadable)?;
        if here == cosigned {
            return Ok(());
        }
        let unfit = Unfit::OtherRoot { size, cosigned, here };
        self.halt(unfit.to_string());
        Err(unfit)
    }

    /// Does what waits for the disk where nobody else waits.
    fn on_disk<T: Send + 'static, E: Into<Cause> + Send + 'static>(
        &self,
        act: impl FnOnce(&Self) -> Result<T, E> + Send + 'static,
    ) -> BoxFuture<'_, Result<T, Cause>> {
        let ledger = self.clone();
        Box::pin(async move { tokio::task::spawn_blocking(move || act(&ledger)).await?.map_err(Into::into) })
    }
}

impl Log for Ledger {
    fn key(&self) -> VerifierKey {
        self.verifier().clone()
    }

    fn newest(&self) -> BoxFuture<'_, Result<Option<SignedCheckpoint>, Cause>> {
        Box::pin(async move {
            let asked = if self.board().has_others() { self.board().newest().await? } else { None };
            Ok(asked.or_else(|| self.checkpoint().map(|here| (*here).clone())))
        })
    }

    fn is_turn(&self) -> bool {
        self.board().is_turn()
    }

    fn root_at(&self, size: u64) -> BoxFuture<'_, Result<Hash, Cause>> {
        self.on_disk::<_, proofs::Error>(move |ledger| ledger.root_at(size))
    }

    fn prove(&self, old: u64, new: u64) -> BoxFuture<'_, Result<Vec<Hash>, Cause>> {
        self.on_disk::<_, proofs::Error>(move |ledger| ledger.prove_consistency(old, new))
    }

    fn witnessed(&self) -> BoxFuture<'_, Result<Vec<SignedCheckpoint>, Cause>> {
        Box::pin(async move {
            let here = self.on_disk::<_, DeviceError>(Self::lies_witnessed).await?;
            let told = self.board().witnessed().await?;
            // What lies here was kept by whoever signed before, and a board may have been put back.
            let mut found: Vec<_> = told.into_iter().chain(here).collect();
            found.sort_by_key(|note| Reverse(note.checkpoint().size()));
            let mut fitting = Vec::with_capacity(found.len());
            for note in found {
                if self.fits(&note).await {
                    fitting.push(note);
                }
            }
            Ok(fitting)
        })
    }

    fn adopt_witnessed<'a>(&'a self, note: &'a SignedCheckpoint) -> BoxFuture<'a, Result<(), Cause>> {
        let kept = note.clone();
        self.on_disk::<_, DeviceError>(move |ledger| ledger.replace_witnessed(&kept))
    }

    fn keep_witnessed<'a>(
        &'a self,
        note: &'a SignedCheckpoint,
        policy: &'a Policy,
    ) -> BoxFuture<'a, Result<(), Cause>> {
        Box::pin(async move {
            self.contains(note).await?;
            self.adopt_witnessed(note).await?;
            let there = self.board().witnessed().await?;
            // Anybody who may leave notices can leave one that only looks like more: what does not count is no reason to wait.
            if let Some(there) = &there
                && there.checkpoint().size() > note.checkpoint().size()
                && policy.judge(there).is_ok_and(|judged| judged.is_witnessed)
                && self.fits(there).await
            {
                return Ok(());
            }
            Ok(self.board().keep_witnessed(there.as_ref(), note).await?)
        })
    }

    fn stop(&self, why: &Stop) {
        self.halt(journal::causes(why));
    }
}
