//! One arrangement, for `DossierService`: what was planned with it, and what came of that.

use access::Read;
use door::Asker;
use tonic::{Request, Response, Status};
use wire::{
    convert::{evaluation, query::OneArrangement},
    failure::Thing,
    v1::{GetArrangementRequest, GetArrangementResponse},
};

use super::{ReadingRoom, dossier::names, reader};
use crate::{reading::missing, tell};

impl ReadingRoom {
    pub(super) async fn arrangement(
        &self,
        request: Request<GetArrangementRequest>,
    ) -> Result<Response<GetArrangementResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        asker.may_read(&Read::Register)?;
        let language = asker.language;
        let asked = OneArrangement::try_from(request.into_inner())
            .map_err(|violations| violations.status(language))?;
        let read = self.reading.as_of(asked.when, language).await?;
        let id = asked.dossier;
        let answer = self.reading.ask(language, move |views| views.arrangement(id, read.as_of)).await?;
        self.reading.not_older(asked.when, answer.position, language)?;
        let Some(told) = answer.arrangement else {
            return Err(missing(read, answer.position, Thing::Arrangement, id.to_string(), language));
        };
        let framework = self.reading.framework(&told.arrangement.begun.framework);
        let threshold = tell::threshold(framework.as_deref());
        let reflected = self.reading.reflected(read.as_of, answer.position, language).await?;
        let reader = reader(&asker, told.coordinator.as_ref());
        let day = self.reading.day(read.as_of, reflected, language).ok();
        let names = names(framework.as_ref());
        let mut arrangement = tell::arrangement::arrangement(id, &told, reader, threshold, names);
        arrangement.life = day.map(|day| evaluation::life(&told.arrangement, day));
        Ok(Response::new(GetArrangementResponse {
            arrangement: Some(arrangement),
            reflects: Some(self.reading.reflects(read, reflected)),
        }))
    }
}
