//! `DossierService`: dossiers, their documents, and the register of arrangements.

use std::sync::Arc;

use access::Read;
use domain::{
    arrangement::evaluation::life::{self, LifePhase},
    dossier::state::Phase,
    framework::{EndKind, Framework},
};
use door::Asker;
use record::Position;
use tonic::{Request, Response, Status, async_trait};
use views::{
    AsOf, PhaseKind, Views,
    query::{self, dossier::Key, dossiers::Order},
};
use wire::{
    Language, Names,
    convert::{
        Violations, enums,
        query::{DossierName, Dossiers, OneDossier, RegisterEntries, When},
        violation::Fault,
    },
    failure::{Failure, Thing},
    v1::{
        self, FindSimilarRequest, FindSimilarResponse, GetArrangementRequest, GetArrangementResponse,
        GetDocumentRequest, GetDocumentResponse, GetDossierRequest, GetDossierResponse,
        GetPreparationRequest, GetPreparationResponse, ListBoundRequest, ListBoundResponse,
        ListDossiersRequest, ListDossiersResponse, ListRegisterRequest, ListRegisterResponse,
        dossier_service_server::DossierService,
    },
};

use super::ReadingRoom;
use crate::{
    page::{Ended, Part},
    reading::{Asked, missing},
    tell,
};

#[async_trait]
impl DossierService for ReadingRoom {
    async fn get_dossier(
        &self,
        request: Request<GetDossierRequest>,
    ) -> Result<Response<GetDossierResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        asker.may_read(&Read::Dossier)?;
        let language = asker.language;
        let asked =
            OneDossier::try_from(request.into_inner()).map_err(|violations| violations.status(language))?;
        let read = self.reading.as_of(asked.when, language).await?;
        let found = self.dossier(&asked.dossier, asked.when, read, language).await?;
        let framework = self.reading.framework(&found.dossier.framework);
        let reflected = self.reading.reflected(read.as_of, found.position, language).await?;
        // While nobody can say which day that was, the dossier is told without how much of its terms was used up.
        let day = self.reading.day(read.as_of, reflected, language).ok();
        let life_phase = self.life_phase(&found, language).await?;
        Ok(Response::new(GetDossierResponse {
            life_phase: life_phase.map_or(v1::LifePhase::Unspecified, enums::life_phase).into(),
            dossier: Some(tell::dossier::whole(&found.dossier, framework.as_deref(), day)),
            meetings: tell::meeting::of_visits(&found.dossier),
            reflects: Some(self.reading.reflects(read, reflected)),
        }))
    }

    async fn get_preparation(
        &self,
        request: Request<GetPreparationRequest>,
    ) -> Result<Response<GetPreparationResponse>, Status> {
        self.preparation(request).await
    }

    async fn list_dossiers(
        &self,
        request: Request<ListDossiersRequest>,
    ) -> Result<Response<ListDossiersResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        asker.may_read(&Read::Dossier)?;
        let language = asker.language;
        let invalid = |violations: Violations| violations.status(language);
        let asked = Dossiers::try_from(request.into_inner()).map_err(invalid)?;
        if matches!(asked.when, When::AsOfPosition(_) | When::AsOfMoment(_)) {
            return Err(invalid(Violations::one("at", Fault::NotForLists)));
        }
        let before = Ended::before(&asked.page).map_err(invalid)?;
        let read = self.reading.as_of(asked.when, language).await?;
        let Part { as_of, after, limit } = Part::of(&asked.page, before, read.as_of);
        let order = match asked.order {
            v1::DossierOrder::OpenedOldest | v1::DossierOrder::Reference => Order::OpenedOldest,
            v1::DossierOrder::ChangedNewest | v1::DossierOrder::Unspecified => Order::ChangedNewest,
        };
        let question = query::dossiers::Query {
            filter: query::dossiers::Filter {
                phases: asked.phases.iter().flat_map(|kind| phases(*kind)).collect(),
                waits_for: asked.waits_for,
                party: asked.party,
                coordinator: asked.mine.then(|| asker.caller.actor.clone()),
                framework: asked.framework,
                function: None,
                title: asked.title_contains,
            },
            order,
            as_of,
            after,
            limit,
        };
        let (page, listed) = self.reading.ask(language, move |views| list(views, &question)).await?;
        self.reading.not_older(asked.when, page.position, language)?;
        let reflected = self.reading.reflected(read.as_of, page.position, language).await?;
        let dossiers = listed.iter().map(|dossier| {
            let framework = self.reading.framework(&dossier.framework);
            tell::dossier::summary(dossier, names(framework.as_ref()))
        });
        Ok(Response::new(ListDossiersResponse {
            dossiers: dossiers.collect(),
            next_page_token: Ended::token(page.position, page.next),
            reflects: Some(self.reading.reflects(read, reflected)),
        }))
    }

    async fn list_register(
        &self,
        request: Request<ListRegisterRequest>,
    ) -> Result<Response<ListRegisterResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        asker.may_read(&Read::Register)?;
        let language = asker.language;
        let invalid = |violations: Violations| violations.status(language);
        let asked = RegisterEntries::try_from(request.into_inner()).map_err(invalid)?;
        let before = Ended::before(&asked.page).map_err(invalid)?;
        let read = self.reading.as_of(asked.when, language).await?;
        let Part { as_of, after, limit } = Part::of(&asked.page, before, read.as_of);
        let overdue_on =
            if asked.evaluation_overdue { Some(self.day_asked(read.as_of, language).await?) } else { None };
        let question = query::register::Query {
            filter: query::register::Filter {
                party: asked.party,
                level: asked.level,
                function: asked.function,
                text: asked.contains,
                overdue_on,
            },
            as_of,
            after,
            limit,
        };
        let page = self.reading.ask(language, move |views| views.register(&question)).await?;
        self.reading.not_older(asked.when, page.position, language)?;
        let reflected = self.reading.reflected(read.as_of, page.position, language).await?;
        let day = self.reading.day(read.as_of, reflected, language).ok();
        let framework = self.reading.newest_framework(page.position);
        let log = self.reading.journal.log_id().0;
        let added: Vec<_> = page.rows.iter().map(|row| row.added).collect();
        let entered = self.reading.each_recorded(&added, language).await?;
        let entries = page.rows.iter().zip(entered);
        let entries = entries
            .map(|(row, entered)| tell::register::entry(row, log, (entered, day), names(framework.as_ref())));
        Ok(Response::new(ListRegisterResponse {
            entries: entries.collect(),
            next_page_token: Ended::token(page.position, page.next),
            reflects: Some(self.reading.reflects(read, reflected)),
        }))
    }

    async fn get_arrangement(
        &self,
        request: Request<GetArrangementRequest>,
    ) -> Result<Response<GetArrangementResponse>, Status> {
        self.arrangement(request).await
    }

    async fn list_bound(
        &self,
        request: Request<ListBoundRequest>,
    ) -> Result<Response<ListBoundResponse>, Status> {
        self.bound(request).await
    }

    async fn find_similar(
        &self,
        request: Request<FindSimilarRequest>,
    ) -> Result<Response<FindSimilarResponse>, Status> {
        self.similar(request).await
    }

    async fn get_document(
        &self,
        request: Request<GetDocumentRequest>,
    ) -> Result<Response<GetDocumentResponse>, Status> {
        self.document(request).await
    }
}

/// A dossier that there is, and the position of the answer.
pub(super) struct Found {
    pub(super) position: Position,
    pub(super) dossier: query::dossier::Dossier,
}

impl ReadingRoom {
    /// In which phase of its life the arrangement of a dossier is.
    async fn life_phase(&self, found: &Found, language: Language) -> Result<Option<LifePhase>, Status> {
        let Found { position, dossier } = found;
        let (id, as_of) = (dossier.id, AsOf::Position(*position));
        let told = match &dossier.phase {
            Phase::Ended { kind: EndKind::Adopted, .. } => {
                self.reading.ask(language, move |views| views.arrangement(id, as_of)).await?.arrangement
            }
            Phase::Preparing { .. }
            | Phase::AtStep { .. }
            | Phase::Escalated { .. }
            | Phase::Revising { .. }
            | Phase::Ended { .. } => None,
        };
        let begun = told.as_ref().map(|told| &told.arrangement);
        Ok(life::phase(&dossier.phase, !dossier.submissions.is_empty(), begun))
    }

    /// The dossier by its id or reference number.
    pub(super) async fn dossier(
        &self,
        named: &DossierName,
        when: When,
        read: Asked,
        language: Language,
    ) -> Result<Found, Status> {
        let (key, asked) = match named {
            DossierName::Id(id) => (Some(Key::Id(*id)), id.to_string()),
            DossierName::Reference(text) => (text.parse().ok().map(Key::Reference), text.clone()),
        };
        let Some(key) = key else {
            return Err(Failure::NotFound { what: Thing::Dossier, asked }.status(language));
        };
        let answer = self.reading.ask(language, move |views| views.dossier(&key, read.as_of)).await?;
        self.reading.not_older(when, answer.position, language)?;
        let position = answer.position;
        let dossier =
            answer.dossier.ok_or_else(|| missing(read, position, Thing::Dossier, asked, language))?;
        Ok(Found { position, dossier })
    }
}

/// The names for people, as far as a framework gives them.
pub(super) fn names(framework: Option<&Arc<Framework>>) -> Names<'_> {
    framework.map_or_else(Names::none, |framework| Names::of(framework))
}

/// A page of a list, each dossier whole, as of the position of the page.
fn list(
    views: &Views,
    question: &query::dossiers::Query,
) -> Result<(query::dossiers::Page, Vec<query::dossier::Dossier>), query::Error> {
    let page = views.dossiers(question)?;
    let mut listed = Vec::with_capacity(page.rows.len());
    for row in &page.rows {
        listed.extend(views.dossier(&Key::Id(row.id), AsOf::Position(page.position))?.dossier);
    }
    Ok((page, listed))
}

fn phases(kind: v1::PhaseKind) -> Vec<PhaseKind> {
    match kind {
        v1::PhaseKind::Unspecified => Vec::new(),
        v1::PhaseKind::Preparing => vec![PhaseKind::Preparing],
        v1::PhaseKind::AtStep => vec![PhaseKind::AtStep],
        v1::PhaseKind::Revising => vec![PhaseKind::Revising],
        v1::PhaseKind::Escalated => vec![PhaseKind::Escalated],
        v1::PhaseKind::Ended => EndKind::ALL.map(PhaseKind::Ended).to_vec(),
    }
}
