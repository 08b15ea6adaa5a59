//! `ForecastService`: what can be expected of a dossier, and what another framework would have meant.
//!
//! - [`compare`]: dossiers of a period under another framework

//!
//! Forecasts are made when they are asked: pure functions of the views, a framework and a day. Nothing is kept.

mod compare;

use std::sync::Arc;

use access::Read;
use domain::{
    dossier::{
        refusal::{Awaits, Refusal},
        state::Phase,
    },
    forecast::{
        Blocked, Planned, Standing, Trail,
        passing::Later,
        trail::{Paid, Treated},
    },
    framework::Framework,
};
use door::{Asker, incident::internal};
use jiff::civil::Date;
use tonic::{Request, Response, Status, async_trait};
use views::{AsOf, query};
use wire::{
    Language, Names,
    convert::{
        answer, forecast,
        query::{
            FrameworkSource,
            forecast::{DossierForecast, OtherFramework, RouteForecast},
        },
    },
    failure::{Failure, ForecastFailure, Thing},
    v1::{
        self, CompareFrameworksRequest, CompareFrameworksResponse, ForecastDossierRequest,
        ForecastDossierResponse, ForecastRouteRequest, ForecastRouteResponse,
        forecast_service_server::ForecastService,
    },
};

use super::ReadingRoom;
use crate::tell;

#[async_trait]
impl ForecastService for ReadingRoom {
    async fn forecast_route(
        &self,
        request: Request<ForecastRouteRequest>,
    ) -> Result<Response<ForecastRouteResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        asker.may_read(&Read::Framework)?;
        let language = asker.language;
        let asked = RouteForecast::try_from(request.into_inner())
            .map_err(|violations| violations.status(language))?;
        let read = self.reading.as_of(asked.when, language).await?;
        let position = self.reading.views.position();
        let framework = self.rules(&asked.framework, language).await?;
        let on = asked.submitted.unwrap_or_else(|| self.reading.clock.today());
        let standing = Standing::submitting(&framework, asked.round, on)
            .map_err(|error| blocked(&error, &framework, language))?;
        let planned = self.planned(Some(on), read.as_of, language).await?;
        let told = foretold(&framework, planned, standing, asked.later, language).await?;
        let reflected = self.reading.reflected(read.as_of, position, language).await?;
        Ok(Response::new(ForecastRouteResponse {
            framework: Some(answer::framework_ref(&framework.reference)),
            forecast: Some(told),
            reflects: Some(self.reading.reflects(read, reflected)),
        }))
    }

    async fn forecast_dossier(
        &self,
        request: Request<ForecastDossierRequest>,
    ) -> Result<Response<ForecastDossierResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        asker.may_read(&Read::Dossier)?;
        let language = asker.language;
        let asked = DossierForecast::try_from(request.into_inner())
            .map_err(|violations| violations.status(language))?;
        let read = self.reading.as_of(asked.when, language).await?;
        let found = self.dossier(&asked.dossier, asked.when, read, language).await?;
        let dossier = &found.dossier;
        let framework = self.own(dossier, language)?;
        let reflected = self.reading.reflected(read.as_of, found.position, language).await?;
        let today = self.reading.day(read.as_of, reflected, language)?;
        if let Phase::Escalated { visit } = &dossier.phase {
            let step = Names::of(&framework).step(&visit.step);
            return Err(Failure::Forecast(ForecastFailure::OnLadder { step }).status(language));
        }
        let standing = standing(dossier, today, asked.submitted)
            .map_err(|refusal| wire::refusal::dossier(&refusal, language, Names::of(&framework)))?;
        let planned = self.planned(Some(today), AsOf::Position(found.position), language).await?;
        let told = foretold(&framework, planned, standing, asked.later, language).await?;
        Ok(Response::new(ForecastDossierResponse {
            dossier_id: dossier.id.to_string(),
            reference: dossier.reference.to_string(),
            title: Some(tell::words(&dossier.title)),
            framework: Some(answer::framework_ref(&dossier.framework)),
            forecast: Some(told),
            reflects: Some(self.reading.reflects(read, reflected)),
        }))
    }

    async fn compare_frameworks(
        &self,
        request: Request<CompareFrameworksRequest>,
    ) -> Result<Response<CompareFrameworksResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        asker.may_read(&Read::Dossier)?;
        let asked = OtherFramework::try_from(request.into_inner())
            .map_err(|violations| violations.status(asker.language))?;
        self.compared(asked, asker.language).await.map(Response::new)
    }
}

impl ReadingRoom {
    /// The framework that is asked about; a draft must be sound.
    async fn rules(&self, source: &FrameworkSource, language: Language) -> Result<Arc<Framework>, Status> {
        let (family, version) = match source {
            FrameworkSource::Adopted(family, version) => (family.clone(), version.clone()),
            FrameworkSource::File(file) => {
                return kader::read(file.as_bytes()).map(Arc::new).map_err(|findings| {
                    wire::refusal::unsound(findings.into_iter().map(tell::finding), language)
                });
            }
        };
        let today = self.reading.clock.today();
        let adopted = self.reading.ask(language, views::Views::frameworks).await?.adopted;
        let found = adopted.into_iter().rev().find(|adopted| {
            let is_asked = version
                .as_ref()
                .map_or(adopted.effective_from <= today, |version| adopted.framework.version == *version);
            adopted.framework.id == family && is_asked
        });
        let framework = found.and_then(|adopted| self.reading.framework(&adopted.framework));
        framework.ok_or_else(|| {
            let version = version.map(|version| format!(" {version}")).unwrap_or_default();
            Failure::NotFound { what: Thing::Framework, asked: format!("{family}{version}") }.status(language)
        })
    }

    /// The framework that a dossier runs on.
    fn own(&self, dossier: &query::dossier::Dossier, language: Language) -> Result<Arc<Framework>, Status> {
        let reference = &dossier.framework;
        self.reading.framework(reference).ok_or_else(|| {
            let asked = format!("{} {}", reference.id, reference.version);
            Failure::NotFound { what: Thing::Framework, asked }.status(language)
        })
    }
}

/// The forecast as a message, made off the threads that serve calls.
async fn foretold(
    framework: &Arc<Framework>,
    planned: Planned,
    standing: Standing,
    later: Later,
    language: Language,
) -> Result<v1::Forecast, Status> {
    let rules = Arc::clone(framework);
    let made = tokio::task::spawn_blocking(move || {
        let made = domain::forecast::forecast(&rules, &planned, &standing, &later)?;
        Ok(forecast::forecast(&made, &rules, &standing, language))
    });
    made.await
        .map_err(|error| internal(&error, language))?
        .map_err(|error| blocked(&error, framework, language))
}

/// Why no date can be given, as a call answers it.
fn blocked(blocked: &Blocked, framework: &Framework, language: Language) -> Status {
    let told = wire::refusal::forecast(blocked, language, Names::of(framework));
    told.unwrap_or_else(|| internal(blocked, language))
}

/// Where a dossier is; `acts` is the day on which its submitter acts, if one is named.
fn standing(dossier: &query::dossier::Dossier, today: Date, acts: Option<Date>) -> Result<Standing, Refusal> {
    let standing = trail(dossier).standing(&dossier.phase, today);
    match (standing, &dossier.phase, acts) {
        (None, Phase::Ended { end, .. }, _) => Err(Refusal::Ended { end: end.clone() }),
        (Some(Standing::AtVisit { .. }), Phase::AtStep { visit }, Some(_)) => {
            Err(Refusal::NotAwaited { awaits: Awaits::Visit(visit.clone()) })
        }
        (Some(Standing::Submitting { round, on }), _, Some(acts)) => {
            Ok(Standing::Submitting { round, on: acts.max(on) })
        }
        (Some(Standing::Revising { resume_at, on }), _, Some(acts)) => {
            Ok(Standing::Revising { resume_at, on: acts.max(on) })
        }
        (Some(standing), _, _) => Ok(standing),
        (None, _, _) => Err(Refusal::DossierUnknown),
    }
}

/// What really happened to a dossier.
fn trail(dossier: &query::dossier::Dossier) -> Trail {
    use query::dossier::Standing as Stands;
    let paid = dossier.visits.iter().filter_map(|visit| {
        let treated = match &visit.standing {
            Stands::Waiting => None,
            Stands::Treated(given) => {
                Some(Treated { outcome: given.outcome, on: given.treated_on, next: given.next.clone() })
            }
            Stands::Void => return None,
        };
        Some(Paid {
            step: visit.visit.step.clone(),
            round: visit.round.clone(),
            body: visit.body.clone(),
            arrived: visit.arrived,
            due: visit.due,
            treated,
        })
    });
    Trail { visits: paid.collect() }
}
