//! What is asked of an arrangement that began, and what is told of what came of it.

use domain::{
    arrangement::{
        Arrangement, Command, Conclude, Evaluate, Follower, Found, LifePhase, MeasureForm, Measured, Numbers,
        parts::SCORE_MAX,
    },
    ids::{ArrangementId, DossierId, EvaluationNumber, Revision, TermId},
    sealed::Sealed,
};
use jiff::civil::Date;

use super::{
    arrangement::Asked,
    command::{dossier, head},
    enums,
    fields::{Fields, TextRule},
    seal::{self, Seal},
    violation::{Fault, Violations},
};
use crate::{
    limits::{CONDITION_CHARS_MAX, EVALUATIONS_MAX, INDICATORS_MAX, MOTIVATION_CHARS_MAX},
    v1,
};

/// Reads the request whole and seals its words, and the numbers that would give a small one away, when nothing is wrong with
/// it.
///
/// # Errors
/// Every violation; nothing was sealed then.
pub fn evaluation(
    request: v1::EvaluateArrangementRequest,
    threshold: u32,
    seal: &mut impl Seal,
) -> Result<Asked, Violations> {
    let mut fields = Fields::default();
    let head = head(&mut fields, &request.command_id, request.expected_revision, request.acting_as);
    let dossier = dossier(&mut fields, &request.dossier_id);
    let planned = fields.optional(request.planned_on, |fields, day| fields.date("planned_on", &day));
    let on = fields.date("evaluated_on", &request.evaluated_on);
    let results = fields.list("results", request.results, INDICATORS_MAX, measured);
    let findings = fields.words("findings", request.findings, TextRule::lines(MOTIVATION_CHARS_MAX));
    let source = fields.words("source", request.source, TextRule::lines(CONDITION_CHARS_MAX));
    let ((head, dossier, planned, on, results, findings, source), warnings) =
        fields.finish(|| Some((head?, dossier?, planned?, on?, results?, findings?, source?)))?;
    let (indicators, counted): (Vec<TermId>, Vec<Numbers>) = results.into_iter().unzip();
    let found = Found::of_each(&counted, threshold, |name, words| seal.seal(name, words));
    let results = indicators.into_iter().zip(found);
    let evaluate = Evaluate {
        planned,
        on,
        results: results.map(|(indicator, found)| Measured { indicator, found }).collect(),
        findings: seal.seal(seal::FINDINGS, &findings.0),
        source: seal.seal(seal::SOURCE, &source.0),
    };
    Ok(Asked { head, dossier, command: Command::Evaluate(Box::new(evaluate)), warnings })
}

/// What was counted. What cannot be is not repeated: it may be a small number.
fn measured(fields: &mut Fields, path: &str, measured: v1::MeasuredIndicator) -> Option<(TermId, Numbers)> {
    use v1::measured_indicator::Value as Given;
    let indicator = fields.name(&format!("{path}.indicator_id"), &measured.indicator_id);
    let place = format!("{path}.value");
    let numbers = match fields.required(&place, measured.value)? {
        Given::Pupils(number) => Some(Numbers::Pupils(number)),
        Given::Share(v1::ShareCounted { part, whole }) => {
            (part <= whole).then_some(Numbers::Share { part, whole })
        }
        Given::Score(v1::ScoreCounted { tenths, by }) => {
            let tenths = u16::try_from(tenths).ok().filter(|tenths| *tenths <= SCORE_MAX);
            tenths.map(|tenths| Numbers::Score { tenths, by })
        }
    };
    if numbers.is_none() {
        fields.note(&place, Fault::NotMeasured);
    }
    Some((indicator?, numbers?))
}

/// Reads the request whole and seals its words when nothing is wrong with it.
///
/// # Errors
/// Every violation; nothing was sealed then.
pub fn conclusion(
    request: v1::ConcludeArrangementRequest,
    seal: &mut impl Seal,
) -> Result<Asked, Violations> {
    let mut fields = Fields::default();
    let head = head(&mut fields, &request.command_id, request.expected_revision, request.acting_as);
    let dossier = dossier(&mut fields, &request.dossier_id);
    let evaluation = fields
        .optional(request.evaluation_number, |fields, number| fields.counted("evaluation_number", number));
    let drawn = fields.value("conclusion", request.conclusion, enums::conclusion_from);
    let on = fields.date("concluded_on", &request.concluded_on);
    let body = fields.optional(request.body_id, |fields, id| fields.name("body_id", &id));
    let follower =
        fields.optional(request.follower_dossier_id, |fields, id| fields.uuid("follower_dossier_id", &id));
    let into =
        fields.optional(request.into_arrangement_id, |fields, id| fields.uuid("into_arrangement_id", &id));
    let reason = fields.words("reason", request.reason, TextRule::lines(MOTIVATION_CHARS_MAX));
    let evaluations =
        fields.list("evaluations_on", request.evaluations_on, EVALUATIONS_MAX, |fields, path, on| {
            fields.date(path, &on)
        });
    let ((head, dossier, evaluation, named, words), warnings) = fields.finish(|| {
        let named = (drawn?, on?, body?, follower?, into?);
        Some((head?, dossier?, evaluation?, named, (reason?, evaluations?)))
    })?;
    let ((conclusion, on, body, follower, into), (reason, mut evaluations)) = (named, words);
    evaluations.sort_unstable();
    let conclude = Conclude {
        evaluation: evaluation.map(EvaluationNumber),
        conclusion,
        on,
        body,
        follower: follower.map(|id| Follower { dossier: DossierId(id), revision: Revision::default() }),
        into: into.map(ArrangementId),
        reason: seal.seal(seal::MOTIVATION, &reason.0),
        evaluations,
    };
    Ok(Asked { head, dossier, command: Command::Conclude(Box::new(conclude)), warnings })
}

/// What was found as a message. `few` opens what would give a small number away: give nothing to who is outside the
/// submitter's circle.
pub fn found(
    found: &Found,
    indicator: v1::Named,
    few: impl FnOnce(&Sealed) -> Option<String>,
) -> v1::ResultTold {
    use v1::result_told::Value as Told;
    let (is_small, numbers) = match found {
        Found::Told(numbers) => (false, Some(*numbers)),
        Found::Hidden(form, sealed) => (true, few(sealed).and_then(|words| Numbers::read(*form, &words))),
    };
    let value = match numbers {
        Some(Numbers::Pupils(number)) => Told::Pupils(number),
        Some(Numbers::Share { part, whole }) => Told::Share(v1::ShareCounted { part, whole }),
        Some(Numbers::Score { tenths, by }) => Told::Score(v1::ScoreCounted { tenths: tenths.into(), by }),
        None => Told::Withheld(form(found.form()).into()),
    };
    v1::ResultTold { indicator: Some(indicator), value: Some(value), is_small }
}

fn form(form: MeasureForm) -> v1::MeasureForm {
    match form {
        MeasureForm::Pupils => v1::MeasureForm::Pupils,
        MeasureForm::Share => v1::MeasureForm::Share,
        MeasureForm::Score => v1::MeasureForm::Score,
    }
}

/// How an arrangement stands on a day.
pub fn life(arrangement: &Arrangement, day: Date) -> v1::LifeTold {
    life_of(arrangement.phase(), &arrangement.to_evaluate(), day)
}

/// How an arrangement in a phase stands on a day, if it is still to be evaluated on these.
pub fn life_of(phase: LifePhase, to_evaluate: &[Date], day: Date) -> v1::LifeTold {
    let overdue = to_evaluate.iter().filter(|planned| **planned < day);
    v1::LifeTold {
        phase: enums::life_phase(phase).into(),
        to_evaluate_on: to_evaluate.iter().map(ToString::to_string).collect(),
        overdue_on: overdue.map(ToString::to_string).collect(),
    }
}
