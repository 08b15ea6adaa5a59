//! What came of an arrangement.

use domain::{arrangement, framework::Conclusion};
use serde::{Serialize, Serializer};
use wire::{
    Language,
    convert::enums,
    v1::{self, result_told},
};

use super::shared::{Moment, Named, Words, moment};

/// A phase in the life of an arrangement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LifePhase(arrangement::LifePhase);

/// What was concluded; none if this version does not know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Which(pub(crate) Option<Conclusion>);

/// How the life of an arrangement stands on the day of the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Life {
    /// In which phase it is.
    pub(crate) phase: Option<LifePhase>,
    /// The planned days on which it is still to be evaluated.
    pub(crate) to_evaluate_on: Vec<String>,
    /// Those of them that have passed.
    pub(crate) overdue_on: Vec<String>,
}

/// An evaluation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Evaluation {
    /// Its number.
    pub(crate) number: u32,
    /// The day on which it was planned.
    pub(crate) planned_on: Option<String>,
    /// The day on which it was done.
    pub(crate) evaluated_on: String,
    /// What was measured.
    pub(crate) results: Vec<Measured>,
    /// What was found.
    pub(crate) findings: Words,
    /// Where it comes from.
    pub(crate) source: Words,
    /// When it was written down.
    pub(crate) recorded_time: Option<Moment>,
}

/// What an indicator came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Measured {
    /// Which.
    pub(crate) indicator: Named,
    /// What was counted.
    pub(crate) measured: Measurement,
    /// Whether it would give a small number of pupils away, so that it may not be passed on.
    pub(crate) is_small: bool,
}

/// What was counted: one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Measurement {
    /// So many pupils.
    Pupils(u32),
    /// So many of a group.
    Share { part: u32, whole: u32 },
    /// A score in tenths, and how many gave one.
    Score { tenths: u32, by: u32 },
    /// Not for this reader, or erased.
    Withheld,
}

/// A conclusion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Concluded {
    /// From which evaluation; none without one.
    pub(crate) evaluation_number: Option<u32>,
    /// Which.
    pub(crate) conclusion: Which,
    /// The day on which it was drawn.
    pub(crate) concluded_on: String,
    /// The body that said so.
    pub(crate) body: Option<Named>,
    /// The dossier that follows.
    pub(crate) follower_dossier_id: Option<String>,
    /// Its number.
    pub(crate) follower_reference: Option<String>,
    /// In which arrangement it goes up.
    pub(crate) into_arrangement_id: Option<String>,
    /// Why, and what changes.
    pub(crate) reason: Words,
    /// On which days it is evaluated next.
    pub(crate) evaluations_on: Vec<String>,
    /// When it was written down.
    pub(crate) recorded_time: Option<Moment>,
}

impl LifePhase {
    /// The phase that a message names; none if it is in none.
    pub(crate) fn of(given: i32) -> Option<Self> {
        enums::life_phase_from(given).map(Self)
    }

    /// The phase for people, e.g. `3: uitvoering`.
    pub(crate) fn told(self, language: Language) -> String {
        let name = match language {
            Language::Dutch => self.0.name_nl(),
            Language::English => self.0.name(),
        };
        format!("{}: {name}", self.0.number())
    }
}

impl Serialize for LifePhase {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.0.name())
    }
}

impl Serialize for Which {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.0.map_or("unknown", Conclusion::name))
    }
}

impl From<v1::LifeTold> for Life {
    fn from(life: v1::LifeTold) -> Self {
        let v1::LifeTold { phase, to_evaluate_on, overdue_on } = life;
        Self { phase: LifePhase::of(phase), to_evaluate_on, overdue_on }
    }
}

impl From<v1::EvaluationTold> for Evaluation {
    fn from(told: v1::EvaluationTold) -> Self {
        Self {
            number: told.number,
            planned_on: told.planned_on,
            evaluated_on: told.evaluated_on,
            results: told.results.into_iter().map(Into::into).collect(),
            findings: told.findings.unwrap_or_default().into(),
            source: told.source.unwrap_or_default().into(),
            recorded_time: told.recorded_time.and_then(|time| moment(time.seconds, time.nanos)),
        }
    }
}

impl From<v1::ResultTold> for Measured {
    fn from(told: v1::ResultTold) -> Self {
        let measured = match told.value {
            Some(result_told::Value::Pupils(number)) => Measurement::Pupils(number),
            Some(result_told::Value::Share(v1::ShareCounted { part, whole })) => {
                Measurement::Share { part, whole }
            }
            Some(result_told::Value::Score(v1::ScoreCounted { tenths, by })) => {
                Measurement::Score { tenths, by }
            }
            Some(result_told::Value::Withheld(_)) | None => Measurement::Withheld,
        };
        Self { indicator: told.indicator.unwrap_or_default().into(), measured, is_small: told.is_small }
    }
}

impl From<v1::ConclusionTold> for Concluded {
    fn from(told: v1::ConclusionTold) -> Self {
        Self {
            evaluation_number: told.evaluation_number,
            conclusion: Which(enums::conclusion_from(told.conclusion)),
            concluded_on: told.concluded_on,
            body: told.body.map(Into::into),
            follower_dossier_id: told.follower_dossier_id,
            follower_reference: told.follower_reference,
            into_arrangement_id: told.into_arrangement_id,
            reason: told.reason.unwrap_or_default().into(),
            evaluations_on: told.evaluations_on,
            recorded_time: told.recorded_time.and_then(|time| moment(time.seconds, time.nanos)),
        }
    }
}
