//! What can be expected under a draft, on this machine. Nothing is asked of a service.

use std::path::Path;

use domain::forecast::{Blocked, Planned, Standing, forecast};
use jiff::{Timestamp, civil::Date};
use wire::{
    Names,
    convert::{self, answer, query::forecast::RouteForecast as Asked},
    v1,
};

use super::{framework, later};
use crate::{
    cli::forecast::Later,
    client,
    commands::session::Session,
    exit::Exit,
    failure::Failure,
    show::json::{forecast::RouteForecast, shared::region},
};

/// Tells what can be expected under a draft.
pub(super) fn route(
    session: &Session,
    draft: &Path,
    on: Option<&str>,
    round: Option<&str>,
    rounds: &Later,
) -> Result<(), Failure> {
    let (framework, file) = framework::of_file(session, draft)?;
    // Read as a service reads it, so that what is wrong is told in the same words.
    let request = v1::ForecastRouteRequest {
        framework: Some(v1::FrameworkSource { source: Some(v1::framework_source::Source::File(file)) }),
        round_id: round.map(str::to_owned),
        submitted_on: on.map(str::to_owned),
        later: later(rounds.clone()),
        at: None,
    };
    let asked = Asked::try_from(request)
        .map_err(|violations| client::failure(&violations.status(session.language), session.language))?;
    let blocked = |blocked: Blocked| {
        let told = wire::refusal::forecast(&blocked, session.language, Names::of(&framework));
        told.map_or_else(
            || Failure::new(Exit::Internal, blocked.to_string()),
            |status| client::failure(&status, session.language),
        )
    };
    let on = asked.submitted.unwrap_or_else(today);
    let standing = Standing::submitting(&framework, asked.round, on).map_err(blocked)?;
    let made = forecast(&framework, &Planned::default(), &standing, &asked.later).map_err(blocked)?;
    session.show(&RouteForecast::from(v1::ForecastRouteResponse {
        framework: Some(answer::framework_ref(&framework.reference)),
        forecast: Some(convert::forecast::forecast(&made, &framework, &standing, session.language)),
        reflects: None,
    }))
}

fn today() -> Date {
    Timestamp::now().to_zoned(region()).date()
}
