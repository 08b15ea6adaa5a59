//! The preparation of a dossier, for `DossierService`: now and as it was.

use access::Read;
use door::Asker;
use tonic::{Request, Response, Status};
use wire::{
    convert::query::OnePreparation,
    failure::Thing,
    v1::{GetPreparationRequest, GetPreparationResponse},
};

use super::{ReadingRoom, reader};
use crate::{reading::missing, tell};

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
        let reader = reader(&asker, found.coordinator.as_ref());
        let reflected = self.reading.reflected(read.as_of, answer.position, language).await?;
        let on = self.reading.day(read.as_of, reflected, language)?;
        let asked = tell::preparation::Asked { framework: &framework, reader, on };
        Ok(Response::new(GetPreparationResponse {
            preparation: Some(tell::preparation::preparation(dossier, &found, asked)),
            on: on.to_string(),
            reflects: Some(self.reading.reflects(read, reflected)),
        }))
    }
}
