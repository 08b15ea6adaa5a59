//! Recording what an evaluation found.

use jiff::civil::Date;

use super::{
    command::Evaluate,
    event::EvaluationRecorded,
    measured::{Found, Numbers, give_away},
    refusal::Refusal as R,
};
use crate::{
    arrangement::{
        begin::{each_once, known_indicator},
        parts::SCORE_MAX,
        refusal::Refusal,
        register::ENTRY_LIST_MAX,
        state::Arrangement,
    },
    framework::Framework,
};

/// An arrangement that is over can still be evaluated: whether parents and pupils were content shows in its last phase.
pub(in crate::arrangement) fn decide(
    framework: &Framework,
    arrangement: &Arrangement,
    command: Evaluate,
    today: Date,
) -> Result<EvaluationRecorded, Refusal> {
    let Evaluate { planned, on, results, findings, source } = command;
    if let Some(given) = planned {
        let known = arrangement.planned();
        if !known.contains(&given) {
            return Err(R::NotPlanned { given, known }.into());
        }
        if arrangement.evaluation_of(given).is_some() {
            return Err(R::AlreadyEvaluated { planned: given }.into());
        }
    }
    if on > today {
        return Err(R::DateInFuture { given: on, today }.into());
    }
    if results.len() > ENTRY_LIST_MAX {
        return Err(Refusal::TooMany { given: results.len(), max: ENTRY_LIST_MAX });
    }
    each_once(results.iter().map(|measured| &measured.indicator))?;
    for measured in &results {
        known_indicator(framework, &measured.indicator)?;
        if let Found::Told(Numbers::Score { tenths, .. }) = measured.found
            && tenths > SCORE_MAX
        {
            return Err(Refusal::ValueBeyond { indicator: measured.indicator.clone(), max: SCORE_MAX });
        }
    }
    let told: Vec<Numbers> = results.iter().filter_map(|measured| measured.found.told()).collect();
    let threshold = framework.small_number_threshold;
    if give_away(&told, threshold) {
        return Err(Refusal::SmallNumberShown { threshold });
    }
    let number = arrangement.next_evaluation();
    Ok(EvaluationRecorded { number, planned, on, results, findings, source })
}
