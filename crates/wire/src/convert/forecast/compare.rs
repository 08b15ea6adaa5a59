//! How long dossiers took, and would have taken, side by side.

use domain::forecast::{
    Times,
    side_by_side::{BodySides, Sides},
};

use super::assumption;
use crate::{language::Language, v1};

/// What every comparison assumes.
pub fn assumptions(language: Language) -> Vec<v1::Assumption> {
    use v1::AssumptionCode as Code;
    let codes = [
        Code::FactsStay,
        Code::NeverMetAtOnce,
        Code::LeftOutNoTime,
        Code::RoundsLeftOnly,
        Code::MeetsWhenCalled,
    ];
    codes.map(|code| assumption(code, language)).to_vec()
}

/// How long a dossier was with each body.
pub fn times(times: &Times) -> v1::RouteTimes {
    let stays = times.bodies.iter().map(|(body, stay)| v1::BodyStay {
        body_id: body.to_string(),
        visits: stay.visits,
        days: stay.days,
    });
    v1::RouteTimes {
        bodies: stays.collect(),
        submitter_days: times.submitter_days,
        total_days: times.total_days,
    }
}

/// One body, side by side.
pub fn body(body: v1::Named, sides: &BodySides) -> v1::BodyComparison {
    let Sides { really, own, other } = sides.visits;
    v1::BodyComparison {
        body: Some(body),
        visits: Some(v1::ComparedCounts { really, own, other }),
        days: Some(days(&sides.days)),
    }
}

/// Medians, side by side.
pub fn days(sides: &Sides<Option<u32>>) -> v1::ComparedDays {
    let Sides { really, own, other } = *sides;
    v1::ComparedDays { really, own, other }
}
