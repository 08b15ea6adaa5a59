//! Sending a bundle.

use std::{collections::BTreeSet, sync::Arc};

use access::Read;
use door::{Asker, incident::internal};
use ledger::Ledger;
use record::{HistoryId, Position};
use tlog::SignedCheckpoint;
use tonic::Status;
use verifier::bundle::Place;
use wire::{
    Language,
    convert::query::ledger::{Bundle, Scope},
    failure::LedgerFailure,
    v1::{ExportBundleResponse, export_bundle_response::Piece},
};

use super::{
    Answers, Desk,
    limits::PIECE_BYTES_MAX,
    proving::uncovered,
    status,
    stream::{self, Reader},
};
use crate::export::{self, Source, Taker, dossier::Evidence};

/// Sends files in pieces.
struct Sender {
    reader: Reader<ExportBundleResponse>,
    /// The file that the last bytes belonged to.
    last: Option<Place>,
}

impl Desk {
    /// The files of a bundle, under a checkpoint that covers all of it.
    pub(super) async fn bundle(
        &self,
        asker: &Asker,
        asked: &Bundle,
    ) -> Result<Answers<ExportBundleResponse>, Status> {
        let ledger = self.ledger(asker.language)?.clone();
        let at_least = match &asked.at_least {
            Some(place) => Position(self.own(asker, place)?),
            None => Position::START,
        };
        let language = asker.language;
        let (journal, eraser) = (Arc::clone(&self.journal), self.eraser.clone());
        match asked.scope {
            Scope::Region => {
                asker.may_read(&Read::Journal)?;
                let place = status::place(&self.verifications, self.limits.verifications, language)?;
                let head = self.journal.ask_head().await.max(at_least);
                let checkpoint = self.covered(&ledger, head, &asked.since, language).await?;
                Ok(stream::answer(place, self.limits.reader_wait, language, |reader| async move {
                    let mut sender = Sender { reader, last: None };
                    let source =
                        Source { journal: journal.as_ref(), ledger: &ledger, eraser: eraser.as_ref() };
                    let given = export::region::give(source, &checkpoint, &mut sender).await;
                    given.map_err(|error| broken(error, language))
                }))
            }
            Scope::Dossier(dossier) => {
                let place = status::place(&self.streams, self.limits.streams, language)?;
                let history = HistoryId::Dossier(dossier);
                let records = self.readable(asker, &history).await?;
                let last = records.last().map_or(Position::START, |last| last.position).max(at_least);
                let checkpoint = self.covered(&ledger, last, &asked.since, language).await?;
                let since = asked.since.clone();
                // Anew: what was erased meanwhile, as the bundle will say, must not be shown in it.
                let mut records = self.readable(asker, &history).await?;
                records.retain(|stored| stored.position.0 <= checkpoint.checkpoint().size());
                Ok(stream::answer(place, self.limits.reader_wait, language, |reader| async move {
                    let mut sender = Sender { reader, last: None };
                    let evidence = Evidence { checkpoint, history, records, since };
                    let source =
                        Source { journal: journal.as_ref(), ledger: &ledger, eraser: eraser.as_ref() };
                    let given = export::dossier::give(source, evidence, &mut sender).await;
                    given.map_err(|error| broken(error, language))
                }))
            }
        }
    }

    /// A checkpoint that covers a position, waited for within the limit, and that can continue those of the sizes that
    /// were kept. Everything is gone by then that records under it say is.
    async fn covered(
        &self,
        ledger: &Ledger,
        position: Position,
        since: &BTreeSet<u64>,
        language: Language,
    ) -> Result<Arc<SignedCheckpoint>, Status> {
        let covered = ledger.wait_covered(position, self.limits.checkpoint_wait).await;
        let checkpoint = covered.map_err(|error| uncovered(&error, language))?;
        let last = checkpoint.checkpoint().size();
        if let Some(asked) = since.last().copied().filter(|asked| *asked > last) {
            return Err(LedgerFailure::TreeSizeAhead { asked, last }.status(language));
        }
        self.erased(Position(last), language).await?;
        Ok(checkpoint)
    }
}

impl Taker for Sender {
    type Refused = Status;

    async fn take(&mut self, place: &Place, bytes: Vec<u8>) -> Result<(), Status> {
        if self.last.as_ref() != Some(place) {
            self.reader.give(piece(Piece::Path(place.to_string()))).await?;
            self.last = Some(place.clone());
        }
        for part in bytes.chunks(PIECE_BYTES_MAX) {
            self.reader.give(piece(Piece::Data(part.to_vec()))).await?;
        }
        Ok(())
    }
}

fn piece(piece: Piece) -> ExportBundleResponse {
    ExportBundleResponse { piece: Some(piece) }
}

fn broken(error: export::Error<Status>, language: Language) -> Status {
    match error {
        export::Error::Refused(status) => status,
        export::Error::Follow(error) => status::following(&error, language),
        export::Error::Read(error) => status::reading(&error, language),
        error @ (export::Error::Unproved(_)
        | export::Error::BrokenOff(_)
        | export::Error::Tile { .. }
        | export::Error::Undecodable { .. }) => internal(&error, language),
    }
}
