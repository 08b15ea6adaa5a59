//! How long dossiers took, and would have taken under another framework.

use serde::Serialize;
use wire::v1;

use super::shared::{FrameworkRef, Named, Reflects};

/// What `forecast compare` answers. All times are in calendar days; those of many dossiers are medians.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Comparison {
    /// The other framework.
    pub(crate) other: FrameworkRef,
    /// Each body.
    pub(crate) bodies: Vec<Body>,
    /// The days with the submitter.
    pub(crate) submitter_days: Sides<Option<u32>>,
    /// The days from the first submission to the last decision that is compared.
    pub(crate) total_days: Sides<Option<u32>>,
    /// Each dossier.
    pub(crate) dossiers: Vec<Dossier>,
    /// How many dossiers left no round that the other framework has.
    pub(crate) not_compared: u32,
    /// What was assumed, for people.
    pub(crate) assumptions: Vec<String>,
    /// What the answer reflects.
    pub(crate) reflects: Reflects,
    /// Whether people are shown each dossier.
    #[serde(skip)]
    pub(crate) details: bool,
}

/// One body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Body {
    /// The body.
    pub(crate) body: Named,
    /// How many visits dossiers paid to it.
    pub(crate) visits: Sides<u32>,
    /// How many days a dossier was there. `null`: none came there.
    pub(crate) days: Sides<Option<u32>>,
}

/// The same figure three times.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Sides<T> {
    /// As it went.
    pub(crate) really: T,
    /// Under the dossiers' own frameworks, kept to the day.
    pub(crate) own: T,
    /// Under the other framework, kept to the day.
    pub(crate) other: T,
}

/// One dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Dossier {
    /// Its id.
    pub(crate) dossier_id: String,
    /// Its number for people.
    pub(crate) reference: String,
    /// The framework it runs on.
    pub(crate) framework: FrameworkRef,
    /// Its times.
    #[serde(flatten)]
    pub(crate) times: Sides<Times>,
}

/// How long a dossier was, or would have been, with each body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Times {
    /// With each body that it met.
    pub(crate) bodies: Vec<Stay>,
    /// With the submitter.
    pub(crate) submitter_days: u32,
    /// In all.
    pub(crate) total_days: u32,
}

/// How long a dossier was with a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Stay {
    /// The body.
    pub(crate) body: String,
    /// How often it came there.
    pub(crate) visits: u32,
    /// The days there, together.
    pub(crate) days: u32,
}

impl From<v1::CompareFrameworksResponse> for Comparison {
    fn from(answer: v1::CompareFrameworksResponse) -> Self {
        Self {
            other: answer.other.unwrap_or_default().into(),
            bodies: answer.bodies.into_iter().map(Into::into).collect(),
            submitter_days: answer.submitter_days.unwrap_or_default().into(),
            total_days: answer.total_days.unwrap_or_default().into(),
            dossiers: answer.dossiers.into_iter().map(Into::into).collect(),
            not_compared: answer.not_compared,
            assumptions: answer.assumptions.into_iter().map(|assumed| assumed.message).collect(),
            reflects: answer.reflects.unwrap_or_default().into(),
            details: false,
        }
    }
}

impl From<v1::BodyComparison> for Body {
    fn from(told: v1::BodyComparison) -> Self {
        let v1::ComparedCounts { really, own, other } = told.visits.unwrap_or_default();
        Self {
            body: told.body.unwrap_or_default().into(),
            visits: Sides { really, own, other },
            days: told.days.unwrap_or_default().into(),
        }
    }
}

impl From<v1::ComparedDays> for Sides<Option<u32>> {
    fn from(told: v1::ComparedDays) -> Self {
        let v1::ComparedDays { really, own, other } = told;
        Self { really, own, other }
    }
}

impl From<v1::ComparedDossier> for Dossier {
    fn from(told: v1::ComparedDossier) -> Self {
        let times = |times: Option<v1::RouteTimes>| times.unwrap_or_default().into();
        Self {
            dossier_id: told.dossier_id,
            reference: told.reference,
            framework: told.framework.unwrap_or_default().into(),
            times: Sides { really: times(told.really), own: times(told.own), other: times(told.other) },
        }
    }
}

impl From<v1::RouteTimes> for Times {
    fn from(told: v1::RouteTimes) -> Self {
        let stays = told.bodies.into_iter();
        Self {
            bodies: stays
                .map(|stay| Stay { body: stay.body_id, visits: stay.visits, days: stay.days })
                .collect(),
            submitter_days: told.submitter_days,
            total_days: told.total_days,
        }
    }
}
