//! What came of an arrangement, as messages.

use domain::{
    arrangement::{ArrangementConcluded, EvaluationRecorded},
    sealed::Sealed,
};
use views::query::arrangement::Told;
use wire::{
    Names,
    convert::{answer, enums, evaluation},
    v1,
};

use super::{Reader, words};

/// What was evaluated, by number.
pub(crate) fn evaluations(told: &Told, reader: Reader, names: Names<'_>) -> Vec<v1::EvaluationTold> {
    let few = |sealed: &Sealed| reader.few(&told.words(sealed));
    let recorded = told.arrangement.evaluations.iter().map(|evaluation| {
        let EvaluationRecorded { number, planned, on, results, findings, source } = &evaluation.recorded;
        let results = results.iter().map(|measured| {
            evaluation::found(&measured.found, answer::indicator(&measured.indicator, names), few)
        });
        v1::EvaluationTold {
            number: number.0,
            planned_on: planned.map(|planned| planned.to_string()),
            evaluated_on: on.to_string(),
            results: results.collect(),
            findings: Some(words(&told.words(findings))),
            source: Some(words(&told.words(source))),
            recorded_time: told.recorded(evaluation.revision).map(answer::timestamp),
        }
    });
    recorded.collect()
}

/// What was concluded, in the order of recording.
pub(crate) fn conclusions(told: &Told, names: Names<'_>) -> Vec<v1::ConclusionTold> {
    let drawn = told.arrangement.conclusions.iter().map(|concluded| {
        let ArrangementConcluded { evaluation, conclusion, on, body, follower, into, reason, evaluations } =
            &concluded.drawn;
        let follower = follower.map(|follower| follower.dossier);
        let reference = told.followers.iter().find(|(id, _)| Some(*id) == follower);
        v1::ConclusionTold {
            evaluation_number: evaluation.map(|number| number.0),
            conclusion: enums::conclusion(*conclusion).into(),
            concluded_on: on.to_string(),
            body: body.as_ref().map(|body| answer::body(body, names)),
            follower_dossier_id: follower.map(|id| id.to_string()),
            follower_reference: reference.map(|(_, reference)| reference.to_string()),
            into_arrangement_id: into.map(|id| id.to_string()),
            reason: Some(words(&told.words(reason))),
            evaluations_on: evaluations.iter().map(ToString::to_string).collect(),
            recorded_time: told.recorded(concluded.revision).map(answer::timestamp),
        }
    });
    drawn.collect()
}
