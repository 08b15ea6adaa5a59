//! Who is bound by what was decided, for `DossierService`: per arrangement and per party, with what each has of it.

use access::Read;
use door::Asker;
use tonic::{Request, Response, Status};
use views::query;
use wire::{
    convert::{Violations, query::Bound},
    failure::Thing,
    v1::{ListBoundRequest, ListBoundResponse},
};

use super::{ReadingRoom, reader};
use crate::{
    page::{Ended, Part},
    reading::missing,
    tell,
};

/// How many arrangements one answer tells of at most: each has a row for every party of its framework, with its words.
const ARRANGEMENTS_MAX: usize = 20;

impl ReadingRoom {
    pub(super) async fn bound(
        &self,
        request: Request<ListBoundRequest>,
    ) -> Result<Response<ListBoundResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        asker.may_read(&Read::Register)?;
        let language = asker.language;
        let invalid = |violations: Violations| violations.status(language);
        let asked = Bound::try_from(request.into_inner()).map_err(invalid)?;
        let before = Ended::before(&asked.page).map_err(invalid)?;
        let read = self.reading.as_of(asked.when, language).await?;
        let Part { as_of, after, limit } = Part::of(&asked.page, before, read.as_of);
        let question =
            query::bound::Query { dossier: asked.dossier, as_of, after, limit: limit.min(ARRANGEMENTS_MAX) };
        let page = self.reading.ask(language, move |views| views.bound(&question)).await?;
        self.reading.not_older(asked.when, page.position, language)?;
        if let Some(dossier) = asked.dossier.filter(|_| page.rows.is_empty() && before.is_none()) {
            let named = dossier.to_string();
            return Err(missing(read, page.position, Thing::Arrangement, named, language));
        }
        if let Some(party) = &asked.party {
            self.reading.known_party(party, language)?;
        }
        let reflected = self.reading.reflected(read.as_of, page.position, language).await?;
        let on = self.reading.day(read.as_of, reflected, language)?;
        let arrangements = page.rows.iter().map(|row| {
            let framework = self.reading.framework(&row.told.arrangement.begun.framework);
            let asked = tell::bound::Asked {
                party: asked.party.as_ref(),
                on,
                framework: framework.as_deref(),
                reader: reader(&asker, row.told.coordinator.as_ref()),
            };
            tell::bound::arrangement(row, asked)
        });
        Ok(Response::new(ListBoundResponse {
            arrangements: arrangements.collect(),
            next_page_token: Ended::token(page.position, page.next),
            reflects: Some(self.reading.reflects(read, reflected)),
            on: on.to_string(),
        }))
    }
}
