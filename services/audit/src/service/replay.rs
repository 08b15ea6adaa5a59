//! A dossier as it was.

use domain::ids::DossierId;
use door::{Asker, incident::internal};
use record::HistoryId;
use tonic::Status;
use wire::{
    Names,
    convert::query,
    failure::{Failure, Thing},
    v1::ReplayResponse,
};

use super::{Desk, moments::Cut};
use crate::replay::Replay;

impl Desk {
    /// A dossier as of a position or a moment, folded from its records.
    pub(super) async fn dossier(
        &self,
        asker: &Asker,
        asked: &query::Replay,
    ) -> Result<ReplayResponse, Status> {
        let known = self.known().await;
        let history = HistoryId::Dossier(asked.dossier);
        let records = self.readable(asker, &history).await?;
        let Cut { count, position, silence } = self.cut(asker, &records, known, &asked.when).await?;
        let replay = Replay::of(&records[..count]).map_err(|error| internal(&error, asker.language))?;
        let framework = match replay.state().dossier() {
            Ok(dossier) => self.frameworks.named(self.journal.as_ref(), &dossier.framework).await,
            Err(_) => None,
        };
        let names = framework.as_deref().map_or_else(Names::none, Names::of);
        let dossier = replay.told(asked.dossier, names).ok_or_else(|| not_yet(asker, asked.dossier))?;
        let position = position.unwrap_or(replay.position());
        Ok(ReplayResponse {
            dossier: Some(dossier),
            reflects: Some(self.reflects(asker, position, silence).await?),
            records: count as u64,
        })
    }
}

/// The dossier had not been opened yet.
fn not_yet(asker: &Asker, dossier: DossierId) -> Status {
    Failure::NotFound { what: Thing::Dossier, asked: dossier.to_string() }.status(asker.language)
}
