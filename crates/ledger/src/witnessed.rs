//! What witnesses ask of this ledger, and the checkpoint that enough of them cosigned.

use journal::BoxFuture;
use tlog::{Hash, SignedCheckpoint, VerifierKey};

use crate::{
    DeviceError, Ledger, proofs,
    witness::{Cause, Log, Stop},
};

impl Ledger {
    /// The newest checkpoint that was kept with the cosignatures of enough witnesses.
    ///
    /// # Errors
    /// The file cannot be read. One that is no checkpoint counts as none.
    pub fn witnessed(&self) -> Result<Option<SignedCheckpoint>, DeviceError> {
        let bytes = self.shared.folder.bytes(&self.place().witnessed())?;
        Ok(bytes.and_then(|bytes| SignedCheckpoint::parse(&bytes).ok()))
    }

    /// Keeps a cosigned checkpoint in the place of an older one, durably.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn keep_witnessed(&self, note: &SignedCheckpoint) -> Result<(), DeviceError> {
        self.shared.folder.replace_witnessed(note)
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

    fn witnessed(&self) -> BoxFuture<'_, Result<Option<SignedCheckpoint>, Cause>> {
        Box::pin(async move {
            let here = self.on_disk::<_, DeviceError>(Self::witnessed).await?;
            let Some(told) = self.board().witnessed().await? else { return Ok(here) };
            // What lies here was kept by whoever signed before, and a board may have been put back.
            let size = |note: &SignedCheckpoint| note.checkpoint().size();
            if here.as_ref().is_some_and(|here| size(here) > size(&told) || *here == told) {
                return Ok(here);
            }
            told.verify(self.verifier())?;
            let kept = told.clone();
            self.on_disk::<_, DeviceError>(move |ledger| ledger.keep_witnessed(&kept)).await?;
            Ok(Some(told))
        })
    }

    fn keep_witnessed<'a>(&'a self, note: &'a SignedCheckpoint) -> BoxFuture<'a, Result<(), Cause>> {
        Box::pin(async move {
            let kept = note.clone();
            self.on_disk::<_, DeviceError>(move |ledger| ledger.keep_witnessed(&kept)).await?;
            Ok(self.board().keep_witnessed(note).await?)
        })
    }

    fn stop(&self, why: &Stop) {
        self.halt(journal::causes(why));
    }
}
