//! What is asked of a forecast.

use domain::{forecast::passing::Later, ids::RoundId};
use jiff::civil::Date;

use super::{
    DossierName, FrameworkSource, When,
    read::{dossier, question, reference, when},
};
use crate::{
    convert::{
        administration::framework_file,
        fields::Fields,
        violation::{Fault, Violations},
    },
    limits::LATER_ROUNDS_MAX,
    v1,
};

/// What can be expected of a dossier that is submitted on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteForecast {
    /// Under which framework.
    pub framework: FrameworkSource,
    /// The round that is submitted. `None`: the first.
    pub round: Option<RoundId>,
    /// The day. `None`: today.
    pub submitted: Option<Date>,
    /// When later rounds are submitted.
    pub later: Later,
    /// With the meetings that were planned when.
    pub when: When,
}

/// What can be expected of a dossier from where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierForecast {
    /// Which.
    pub dossier: DossierName,
    /// The day on which the submitter acts. `None`: the day that is asked about.
    pub submitted: Option<Date>,
    /// When later rounds are submitted.
    pub later: Later,
    /// From when.
    pub when: When,
}

/// How long dossiers would have taken under another framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherFramework {
    /// The other framework.
    pub other: FrameworkSource,
    /// Only dossiers that were opened on this day or later.
    pub from: Option<Date>,
    /// Only dossiers that were opened on this day or earlier.
    pub until: Option<Date>,
    /// As of when.
    pub when: When,
}

impl TryFrom<v1::ForecastRouteRequest> for RouteForecast {
    type Error = Violations;

    fn try_from(request: v1::ForecastRouteRequest) -> Result<Self, Violations> {
        question(|fields| {
            let framework = source(fields, "framework", request.framework);
            let round = fields.optional(request.round_id, |fields, id| fields.name("round_id", &id));
            let submitted =
                fields.optional(request.submitted_on, |fields, day| fields.date("submitted_on", &day));
            let later = later(fields, request.later);
            let when = when(fields, request.at);
            Some(Self {
                framework: framework?,
                round: round?,
                submitted: submitted?,
                later: later?,
                when: when?,
            })
        })
    }
}

impl TryFrom<v1::ForecastDossierRequest> for DossierForecast {
    type Error = Violations;

    fn try_from(request: v1::ForecastDossierRequest) -> Result<Self, Violations> {
        use v1::forecast_dossier_request::Dossier as Given;
        question(|fields| {
            let dossier = fields.required("dossier", request.dossier).and_then(|named| match named {
                Given::DossierId(id) => dossier(fields, &id).map(DossierName::Id),
                Given::Reference(text) => reference(fields, text),
            });
            let submitted =
                fields.optional(request.submitted_on, |fields, day| fields.date("submitted_on", &day));
            let later = later(fields, request.later);
            let when = when(fields, request.at);
            Some(Self { dossier: dossier?, submitted: submitted?, later: later?, when: when? })
        })
    }
}

impl TryFrom<v1::CompareFrameworksRequest> for OtherFramework {
    type Error = Violations;

    fn try_from(request: v1::CompareFrameworksRequest) -> Result<Self, Violations> {
        question(|fields| {
            let other = source(fields, "other", request.other);
            let from = fields.optional(request.opened_from, |fields, day| fields.date("opened_from", &day));
            let until =
                fields.optional(request.opened_until, |fields, day| fields.date("opened_until", &day));
            if let (Some(Some(from)), Some(Some(until))) = (from, until)
                && until < from
            {
                fields.note("opened_until", Fault::EarlierThanFrom);
            }
            let when = when(fields, request.at);
            Some(Self { other: other?, from: from?, until: until?, when: when? })
        })
    }
}

fn source(fields: &mut Fields, field: &str, given: Option<v1::FrameworkSource>) -> Option<FrameworkSource> {
    use v1::framework_source::Source as Given;
    match fields.required(field, given.and_then(|given| given.source))? {
        Given::Adopted(adopted) => {
            let framework = fields.name(&format!("{field}.adopted.framework_id"), &adopted.framework_id);
            let version = fields.optional(adopted.version, |fields, version| {
                fields.name(&format!("{field}.adopted.version"), &version)
            });
            Some(FrameworkSource::Adopted(framework?, version?))
        }
        Given::File(file) => {
            framework_file(fields, &format!("{field}.file"), file).map(FrameworkSource::File)
        }
    }
}

/// A round that is named twice is submitted on the later of the two days.
fn later(fields: &mut Fields, given: Vec<v1::LaterRound>) -> Option<Later> {
    let read = fields.list("later", given, LATER_ROUNDS_MAX, |fields, path, later| {
        let round: Option<RoundId> = fields.name(&format!("{path}.round_id"), &later.round_id);
        let day = fields.date(&format!("{path}.submitted_on"), &later.submitted_on);
        Some((round?, day?))
    })?;
    let mut later = Later::new();
    for (round, day) in read {
        later.entry(round).and_modify(|known| *known = day.max(*known)).or_insert(day);
    }
    Some(later)
}
