//! What can be expected: of a route, of a dossier, and what another framework would have meant.
//!
//! - [`here`]: of a draft, on this machine

mod here;

use wire::v1::{self, framework_source::Source};

use super::{finding, framework, session::Session};
use crate::{
    cli::{
        forecast::{Command, Compare, Dossier, Later, Route, Rules},
        values::DossierName,
    },
    client::{Client, timed},
    failure::Failure,
    show::json::{
        forecast::{DossierForecast, RouteForecast},
        what_if::Comparison,
    },
};

/// Tells what can be expected.
pub(super) async fn run(session: &Session, command: Command) -> Result<(), Failure> {
    match command {
        Command::Route(Route { rules: Rules { draft: Some(draft), .. }, on, round, later }) => {
            here::route(session, &draft, on.as_deref(), round.as_deref(), &later)
        }
        Command::Route(route) => self::route(session, &session.client().await?, route).await,
        Command::Dossier(dossier) => self::dossier(session, &session.client().await?, dossier).await,
        Command::Compare(compare) => self::compare(session, compare).await,
    }
}

async fn route(session: &Session, client: &Client, asked: Route) -> Result<(), Failure> {
    let request = v1::ForecastRouteRequest {
        framework: Some(adopted(asked.rules)),
        round_id: asked.round,
        submitted_on: asked.on,
        later: later(asked.later),
        at: None,
    };
    let answer = client.forecasts().forecast_route(timed(request)).await;
    let answer = answer.map_err(|status| session.refused(&status))?.into_inner();
    session.show(&RouteForecast::from(answer))
}

async fn dossier(session: &Session, client: &Client, asked: Dossier) -> Result<(), Failure> {
    use v1::forecast_dossier_request::Dossier as Named;
    let at = finding::read_at(session, client, asked.when.as_of.as_ref()).await?;
    let request = v1::ForecastDossierRequest {
        dossier: Some(match asked.dossier {
            DossierName::Id(id) => Named::DossierId(id.to_string()),
            DossierName::Reference(reference) => Named::Reference(reference),
        }),
        submitted_on: asked.on,
        later: later(asked.later),
        at,
    };
    let answer = client.forecasts().forecast_dossier(timed(request)).await;
    let answer = answer.map_err(|status| session.refused(&status))?.into_inner();
    session.show(&DossierForecast::from(answer))
}

async fn compare(session: &Session, asked: Compare) -> Result<(), Failure> {
    let other = match &asked.rules.draft {
        Some(draft) => {
            // What is wrong with a draft is told here, with every line.
            let (_, file) = framework::of_file(session, draft)?;
            v1::FrameworkSource { source: Some(Source::File(file)) }
        }
        None => adopted(asked.rules),
    };
    let client = session.client().await?;
    let request = v1::CompareFrameworksRequest {
        other: Some(other),
        opened_from: asked.from,
        opened_until: asked.until,
        at: None,
    };
    let answer = client.forecasts().compare_frameworks(timed(request)).await;
    let answer = answer.map_err(|status| session.refused(&status))?.into_inner();
    session.show(&Comparison { details: asked.details, ..answer.into() })
}

fn adopted(rules: Rules) -> v1::FrameworkSource {
    let adopted =
        v1::framework_source::AdoptedVersion { framework_id: rules.framework, version: rules.version };
    v1::FrameworkSource { source: Some(Source::Adopted(adopted)) }
}

fn later(later: Later) -> Vec<v1::LaterRound> {
    let rounds = later.rounds.into_iter();
    rounds.map(|later| v1::LaterRound { round_id: later.round, submitted_on: later.day }).collect()
}
