//! What came of an arrangement: what was measured, and what that led to.

use domain::{
    arrangement::{self, Found as TheirFound, MeasureForm},
    ids::{ArrangementId, BodyId, DossierId, EvaluationNumber, TermId},
    sealed::Sealed,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::names::Conclusion;
use crate::scalar::{Number, Text, texts, values};

/// `evaluatie-vastgelegd`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EvaluationRecorded {
    number: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    planned: Option<Text<Date>>,
    on: Text<Date>,
    results: Vec<Measured>,
    findings: Text<Sealed>,
    source: Text<Sealed>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Measured {
    indicator: Text<TermId>,
    found: Found,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Found {
    Told(Numbers),
    Hidden(Hidden),
}

/// Numbers of pupils; a score in tenths of a point.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "lowercase")]
enum Numbers {
    Pupils(u32),
    Share { part: u32, whole: u32 },
    Score { tenths: u16, by: u32 },
}

/// The digest of numbers of this form.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Hidden {
    Pupils(Text<Sealed>),
    Share(Text<Sealed>),
    Score(Text<Sealed>),
}

/// `conclusie-getrokken`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArrangementConcluded {
    #[serde(skip_serializing_if = "Option::is_none")]
    evaluation: Option<u32>,
    conclusion: Conclusion,
    on: Text<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Text<BodyId>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    follower: Option<Follower>,
    #[serde(skip_serializing_if = "Option::is_none")]
    into: Option<Text<ArrangementId>>,
    reason: Text<Sealed>,
    evaluations: Vec<Text<Date>>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Follower {
    dossier: Text<DossierId>,
    revision: Number,
}

impl From<&arrangement::EvaluationRecorded> for EvaluationRecorded {
    fn from(recorded: &arrangement::EvaluationRecorded) -> Self {
        let arrangement::EvaluationRecorded { number, planned, on, results, findings, source } = recorded;
        Self {
            number: number.0,
            planned: planned.map(Text),
            on: Text(*on),
            results: results.iter().map(Measured::from).collect(),
            findings: Text(*findings),
            source: Text(*source),
        }
    }
}

impl From<EvaluationRecorded> for arrangement::EvaluationRecorded {
    fn from(recorded: EvaluationRecorded) -> Self {
        let EvaluationRecorded { number, planned, on, results, findings, source } = recorded;
        Self {
            number: EvaluationNumber(number),
            planned: planned.map(|text| text.0),
            on: on.0,
            results: results.into_iter().map(Into::into).collect(),
            findings: findings.0,
            source: source.0,
        }
    }
}

impl From<&arrangement::Measured> for Measured {
    fn from(arrangement::Measured { indicator, found }: &arrangement::Measured) -> Self {
        let found = match *found {
            TheirFound::Told(numbers) => Found::Told(numbers.into()),
            TheirFound::Hidden(MeasureForm::Pupils, sealed) => Found::Hidden(Hidden::Pupils(Text(sealed))),
            TheirFound::Hidden(MeasureForm::Share, sealed) => Found::Hidden(Hidden::Share(Text(sealed))),
            TheirFound::Hidden(MeasureForm::Score, sealed) => Found::Hidden(Hidden::Score(Text(sealed))),
        };
        Self { indicator: Text(indicator.clone()), found }
    }
}

impl From<Measured> for arrangement::Measured {
    fn from(Measured { indicator, found }: Measured) -> Self {
        let found = match found {
            Found::Told(numbers) => TheirFound::Told(numbers.into()),
            Found::Hidden(Hidden::Pupils(sealed)) => TheirFound::Hidden(MeasureForm::Pupils, sealed.0),
            Found::Hidden(Hidden::Share(sealed)) => TheirFound::Hidden(MeasureForm::Share, sealed.0),
            Found::Hidden(Hidden::Score(sealed)) => TheirFound::Hidden(MeasureForm::Score, sealed.0),
        };
        Self { indicator: indicator.0, found }
    }
}

impl From<arrangement::Numbers> for Numbers {
    fn from(numbers: arrangement::Numbers) -> Self {
        match numbers {
            arrangement::Numbers::Pupils(number) => Self::Pupils(number),
            arrangement::Numbers::Share { part, whole } => Self::Share { part, whole },
            arrangement::Numbers::Score { tenths, by } => Self::Score { tenths, by },
        }
    }
}

impl From<Numbers> for arrangement::Numbers {
    fn from(numbers: Numbers) -> Self {
        match numbers {
            Numbers::Pupils(number) => Self::Pupils(number),
            Numbers::Share { part, whole } => Self::Share { part, whole },
            Numbers::Score { tenths, by } => Self::Score { tenths, by },
        }
    }
}

impl From<&arrangement::ArrangementConcluded> for ArrangementConcluded {
    fn from(drawn: &arrangement::ArrangementConcluded) -> Self {
        let arrangement::ArrangementConcluded {
            evaluation,
            conclusion,
            on,
            body,
            follower,
            into,
            reason,
            evaluations,
        } = drawn;
        let follower = follower.map(|arrangement::Follower { dossier, revision }| Follower {
            dossier: Text(dossier),
            revision: Number(revision),
        });
        Self {
            evaluation: evaluation.map(|number| number.0),
            conclusion: (*conclusion).into(),
            on: Text(*on),
            body: body.clone().map(Text),
            follower,
            into: into.map(Text),
            reason: Text(*reason),
            evaluations: texts(evaluations),
        }
    }
}

impl From<ArrangementConcluded> for arrangement::ArrangementConcluded {
    fn from(drawn: ArrangementConcluded) -> Self {
        let ArrangementConcluded { evaluation, conclusion, on, body, follower, into, reason, evaluations } =
            drawn;
        let follower = follower.map(|Follower { dossier, revision }| arrangement::Follower {
            dossier: dossier.0,
            revision: revision.0,
        });
        Self {
            evaluation: evaluation.map(EvaluationNumber),
            conclusion: conclusion.into(),
            on: on.0,
            body: body.map(|text| text.0),
            follower,
            into: into.map(|text| text.0),
            reason: reason.0,
            evaluations: values(evaluations),
        }
    }
}
