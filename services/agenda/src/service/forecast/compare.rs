//! Dossiers of a period under another framework.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    forecast::{
        Blocked, Planned, Times, Trail,
        side_by_side::{BodySides, Compared, SideBySide},
    },
    framework::{Framework, FrameworkRef},
    ids::BodyId,
};
use door::incident::internal;
use jiff::Timestamp;
use record::Position;
use tonic::Status;
use views::{
    AsOf, Views,
    query::{
        self,
        dossier::{Dossier, Key},
        dossiers::{Order, Query},
    },
};
use wire::{
    Language, Names,
    convert::{
        answer,
        forecast::compare::{assumptions, body, days, times},
        query::forecast::OtherFramework,
    },
    failure::{Failure, ForecastFailure},
    v1::{self, CompareFrameworksResponse},
};

use super::{ReadingRoom, blocked, trail};

/// How many dossiers are compared at a time. Each is walked along two routes, so this bounds the work of one call.
const COMPARED_DOSSIERS_MAX: usize = query::PAGE_ROWS_MAX;

/// The dossiers that were opened in a period.
struct Period {
    position: Position,
    dossiers: Vec<Dossier>,
    /// There are more than are compared at a time.
    is_too_wide: bool,
}

/// A dossier, by its number, and how long it took.
struct Walked {
    place: usize,
    compared: Compared,
}

impl ReadingRoom {
    pub(super) async fn compared(
        &self,
        asked: OtherFramework,
        language: Language,
    ) -> Result<CompareFrameworksResponse, Status> {
        let read = self.reading.as_of(asked.when, language).await?;
        let other = self.rules(&asked.other, language).await?;
        let clock = &self.reading.clock;
        let from = asked.from.map(|day| clock.begins(day));
        let until = asked.until.map(|day| clock.begins(day.tomorrow().unwrap_or(day)));
        let period =
            self.reading.ask(language, move |views| opened_in(views, from, until, read.as_of)).await?;
        self.reading.not_older(asked.when, period.position, language)?;
        if period.is_too_wide {
            return Err(
                Failure::Forecast(ForecastFailure::TooWide { max: COMPARED_DOSSIERS_MAX }).status(language)
            );
        }
        let mut own: BTreeMap<FrameworkRef, Arc<Framework>> = BTreeMap::new();
        for dossier in &period.dossiers {
            if !own.contains_key(&dossier.framework) {
                own.insert(dossier.framework.clone(), self.own(dossier, language)?);
            }
        }
        let planned = self.planned(None, AsOf::Position(period.position), language).await?;
        let rules = Arc::clone(&other);
        let walking = tokio::task::spawn_blocking(move || {
            let walked = walked(&period.dossiers, &own, &rules, &planned);
            (period, own, walked)
        });
        let (period, own, walked) = walking.await.map_err(|error| internal(&error, language))?;
        let walked = walked.map_err(|(error, of)| {
            let of = own.values().find(|framework| framework.reference == of).unwrap_or(&other);
            blocked(&error, of, language)
        })?;
        let reflected = self.reading.reflected(read.as_of, period.position, language).await?;
        let reflects = self.reading.reflects(read, reflected);
        let told = told(&period.dossiers, &own, &other, &walked, language);
        Ok(CompareFrameworksResponse { reflects: Some(reflects), ..told })
    }
}

/// The dossiers that were opened from one moment up to another, as of when.
fn opened_in(
    views: &Views,
    from: Option<Timestamp>,
    until: Option<Timestamp>,
    as_of: AsOf,
) -> Result<Period, query::Error> {
    // Moments are kept in whole microseconds, so nothing lies between this and the beginning of the day.
    let before = |moment: Timestamp| views.position_at(moment - jiff::SignedDuration::from_micros(1));
    let after = from.map(before).transpose()?.unwrap_or(Position::START);
    let last = until.map(before).transpose()?;
    let is_within = |opened: Position| last.is_none_or(|last| opened <= last);
    let question = |after, as_of, limit| Query {
        filter: query::dossiers::Filter::default(),
        order: Order::OpenedOldest,
        as_of,
        after,
        limit,
    };
    let page = views.dossiers(&question(after, as_of, COMPARED_DOSSIERS_MAX))?;
    let is_too_wide = match page.next {
        None => false,
        Some(next) => {
            let beyond = views.dossiers(&question(next, AsOf::Position(page.position), 1))?;
            beyond.rows.first().is_some_and(|row| is_within(row.opened))
        }
    };
    let mut dossiers = Vec::new();
    for row in page.rows.iter().filter(|row| !is_too_wide && is_within(row.opened)) {
        dossiers.extend(views.dossier(&Key::Id(row.id), AsOf::Position(page.position))?.dossier);
    }
    Ok(Period { position: page.position, dossiers, is_too_wide })
}

/// Walks every dossier along its own framework and the other. The error names the framework that gives no date.
fn walked(
    dossiers: &[Dossier],
    own: &BTreeMap<FrameworkRef, Arc<Framework>>,
    other: &Framework,
    planned: &Planned,
) -> Result<Vec<Walked>, (Blocked, FrameworkRef)> {
    let mut walked = Vec::new();
    for (place, dossier) in dossiers.iter().enumerate() {
        let trail = trail(dossier);
        let Some(own) = own.get(&dossier.framework) else { continue };
        let sides = (Times::really(&trail), under(own, planned, &trail)?, under(other, planned, &trail)?);
        if let (Some(really), Some(own), Some(other)) = sides {
            walked.push(Walked { place, compared: Compared { really, own, other } });
        }
    }
    Ok(walked)
}

fn under(
    framework: &Framework,
    planned: &Planned,
    trail: &Trail,
) -> Result<Option<Times>, (Blocked, FrameworkRef)> {
    let times = Times::under(framework, planned, trail);
    times.map_err(|blocked| (blocked, framework.reference.clone()))
}

fn told(
    dossiers: &[Dossier],
    own: &BTreeMap<FrameworkRef, Arc<Framework>>,
    other: &Framework,
    walked: &[Walked],
    language: Language,
) -> CompareFrameworksResponse {
    let compared: Vec<Compared> = walked.iter().map(|walked| walked.compared.clone()).collect();
    let table = SideBySide::of(&compared);
    let rows = walked.iter().filter_map(|walked| {
        let dossier = dossiers.get(walked.place)?;
        Some(v1::ComparedDossier {
            dossier_id: dossier.id.to_string(),
            reference: dossier.reference.to_string(),
            framework: Some(answer::framework_ref(&dossier.framework)),
            really: Some(times(&walked.compared.really)),
            own: Some(times(&walked.compared.own)),
            other: Some(times(&walked.compared.other)),
        })
    });
    CompareFrameworksResponse {
        other: Some(answer::framework_ref(&other.reference)),
        bodies: bodies(&table.bodies, own, other),
        submitter_days: Some(days(&table.submitter_days)),
        total_days: Some(days(&table.total_days)),
        dossiers: rows.collect(),
        not_compared: u32::try_from(dossiers.len() - walked.len()).unwrap_or(u32::MAX),
        assumptions: assumptions(language),
        reflects: None,
    }
}

/// The bodies of the other framework in its order, then those that it leaves out.
fn bodies(
    sides: &BTreeMap<BodyId, BodySides>,
    own: &BTreeMap<FrameworkRef, Arc<Framework>>,
    other: &Framework,
) -> Vec<v1::BodyComparison> {
    let kept = other.bodies.iter().filter_map(|kept| Some((&kept.id, sides.get(&kept.id)?, other)));
    let left_out = sides.iter().filter(|(id, _)| other.body(id).is_none()).map(|(id, sides)| {
        let knows = own.values().find(|framework| framework.body(id).is_some());
        (id, sides, knows.map_or(other, |framework| framework.as_ref()))
    });
    let rows = kept.chain(left_out);
    rows.map(|(id, sides, framework)| body(answer::body(id, Names::of(framework)), sides)).collect()
}
