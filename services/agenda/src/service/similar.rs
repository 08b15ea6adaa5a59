//! Which existing arrangements a proposal resembles, for `DossierService`.

use access::Read;
use door::Asker;
use tonic::{Request, Response, Status};
use views::query;
use wire::{
    convert::{answer, query::Similar},
    failure::Thing,
    v1::{self, FindSimilarRequest, FindSimilarResponse},
};

use super::{ReadingRoom, dossier::names};
use crate::{reading::missing, tell};

impl ReadingRoom {
    pub(super) async fn similar(
        &self,
        request: Request<FindSimilarRequest>,
    ) -> Result<Response<FindSimilarResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        asker.may_read(&Read::Register)?;
        let language = asker.language;
        let asked =
            Similar::try_from(request.into_inner()).map_err(|violations| violations.status(language))?;
        let read = self.reading.as_of(asked.when, language).await?;
        let Similar { dossier, name, target_group, partners, functions, limit, when } = asked;
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let as_of = read.as_of;
        let question =
            query::similar::Query { dossier, name, target_group, partners, functions, as_of, limit };
        let found = self.reading.ask(language, move |views| views.similar(&question)).await?;
        self.reading.not_older(when, found.position, language)?;
        if let Some(id) = dossier.filter(|_| !found.is_known) {
            return Err(missing(read, found.position, Thing::Dossier, id.to_string(), language));
        }
        let reflected = self.reading.reflected(read.as_of, found.position, language).await?;
        let day = self.reading.day(read.as_of, reflected, language).ok();
        let framework = self.reading.newest_framework(found.position);
        let names = names(framework.as_ref());
        let log = self.reading.journal.log_id().0;
        let added: Vec<_> = found.rows.iter().map(|(row, _)| row.added).collect();
        let entered = self.reading.each_recorded(&added, language).await?;
        let similar =
            found.rows.iter().zip(entered).map(|((row, likeness), entered)| v1::SimilarArrangement {
                entry: Some(tell::register::entry(row, log, (entered, day), names)),
                weight: likeness.weight,
                partners: likeness.partners.clone(),
                words: likeness.words.clone(),
                functions: answer::functions(&likeness.functions, names),
            });
        Ok(Response::new(FindSimilarResponse {
            similar: similar.collect(),
            reflects: Some(self.reading.reflects(read, reflected)),
        }))
    }
}
