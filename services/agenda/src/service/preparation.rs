//! The preparation of a dossier, for `DossierService`: now and as it was.

use access::Read;
use domain::ids::DossierId;
use door::Asker;
use tonic::{Request, Response, Status};
use views::{AsOf, query::dossier::Key};
use wire::{
    Language,
    convert::query::OnePreparation,
    failure::Thing,
    v1::{GetPreparationRequest, GetPreparationResponse},
};

use super::ReadingRoom;
use crate::{
    reading::missing,
    tell::{self, preparation::Reader},
};

impl ReadingRoom {
    pub(super) async fn preparation(
        &self,
        request: Request<GetPreparationRequest>,
    ) -> Result<Response<GetPreparationResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        asker.may_read(&Read::Dossier)?;
        let language = asker.language;
        let asked = OnePreparation::try_from(request.into_inner())
            .map_err(|violations| violations.status(language))?;
        let read = self.reading.as_of(asked.when, language).await?;
        let dossier = asked.dossier;
        let answer = self.reading.ask(language, move |views| views.preparation(dossier, read.as_of)).await?;
        self.reading.not_older(asked.when, answer.position, language)?;
        let unknown = || missing(read, answer.position, Thing::Preparation, dossier.to_string(), language);
        let found = answer.found.ok_or_else(unknown)?;
        let framework = self.reading.framework(&found.preparation.framework).ok_or_else(unknown)?;
        let knows_few = self.is_own_coordinator(&asker, dossier, language).await?;
        let reflected = self.reading.reflected(read.as_of, answer.position, language).await?;
        Ok(Response::new(GetPreparationResponse {
            preparation: Some(tell::preparation::preparation(
                dossier,
                &found,
                &framework,
                Reader { knows_few },
            )),
            reflects: Some(self.reading.reflects(read, reflected)),
        }))
    }

    /// Whether who asks may know the small numbers of a dossier: who answers for it now, also of what was written down before.
    async fn is_own_coordinator(
        &self,
        asker: &Asker,
        dossier: DossierId,
        language: Language,
    ) -> Result<bool, Status> {
        let found =
            self.reading.ask(language, move |views| views.dossier(&Key::Id(dossier), AsOf::Now)).await?;
        let Some(dossier) = found.dossier else { return Ok(false) };
        Ok(asker.may_read(&Read::SmallNumbers { coordinator: dossier.coordinator }).is_ok())
    }
}
