//! The register of mandates, for `AgendaService`: who may act for which party, now and as it was.

use access::Read;
use door::Asker;
use tonic::{Request, Response, Status};
use views::query;
use wire::{
    convert::{Violations, query::Mandates},
    v1::{ListMandatesRequest, ListMandatesResponse},
};

use super::{ReadingRoom, dossier::names};
use crate::{
    page::{Ended, Part},
    tell,
};

impl ReadingRoom {
    pub(super) async fn mandates(
        &self,
        request: Request<ListMandatesRequest>,
    ) -> Result<Response<ListMandatesResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        asker.may_read(&Read::Agenda)?;
        let language = asker.language;
        let invalid = |violations: Violations| violations.status(language);
        let asked = Mandates::try_from(request.into_inner()).map_err(invalid)?;
        let before = Ended::before(&asked.page).map_err(invalid)?;
        let read = self.reading.as_of(asked.when, language).await?;
        let Part { as_of, after, limit } = Part::of(&asked.page, before, read.as_of);
        let question = query::mandates::Query {
            party: asked.party,
            holder: asked.holder,
            on: asked.on,
            as_of,
            after,
            limit,
        };
        let page = self.reading.ask(language, move |views| views.mandates(&question)).await?;
        self.reading.not_older(asked.when, page.position, language)?;
        let reflected = self.reading.reflected(read.as_of, page.position, language).await?;
        let mandates = page.rows.iter().map(|row| {
            let framework = self.reading.framework(&row.mandate.granted.framework);
            tell::mandate::mandate(row, names(framework.as_ref()))
        });
        Ok(Response::new(ListMandatesResponse {
            mandates: mandates.collect(),
            next_page_token: Ended::token(page.position, page.next),
            reflects: Some(self.reading.reflects(read, reflected)),
        }))
    }
}
