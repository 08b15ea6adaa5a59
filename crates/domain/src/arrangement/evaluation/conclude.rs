//! Drawing a conclusion from an evaluation.

use jiff::civil::Date;

use super::{command::Conclude, event::ArrangementConcluded, refusal::Refusal as R};
use crate::{
    arrangement::{begin::each_once, refusal::Refusal, register::ENTRY_LIST_MAX, state::Arrangement},
    framework::{Conclusion, ConclusionRoute, Framework},
    ids::EvaluationNumber,
};

/// Whether the dossiers and arrangements that it names are what it takes them for is [`super::between`].
pub(in crate::arrangement) fn decide(
    framework: &Framework,
    arrangement: &Arrangement,
    command: Conclude,
    today: Date,
) -> Result<ArrangementConcluded, Refusal> {
    if let Some(end) = arrangement.ended() {
        return Err(R::Over { conclusion: end.conclusion, on: end.on }.into());
    }
    if command.on > today {
        return Err(R::DateInFuture { given: command.on, today }.into());
    }
    match command.evaluation {
        Some(number) => drawn_from(arrangement, number, command.on)?,
        None if command.conclusion == Conclusion::Close => {}
        None => return Err(R::EvaluationRequired { conclusion: command.conclusion }.into()),
    }
    by_route(framework, &command)?;
    fits(arrangement, &command)?;
    let Conclude { evaluation, conclusion, on, body, follower, into, reason, evaluations } = command;
    Ok(ArrangementConcluded { evaluation, conclusion, on, body, follower, into, reason, evaluations })
}

/// From an evaluation one conclusion is drawn, and not before it was done.
fn drawn_from(arrangement: &Arrangement, number: EvaluationNumber, on: Date) -> Result<(), Refusal> {
    let Some(evaluation) = arrangement.evaluation(number) else {
        return Err(R::EvaluationUnknown { given: number, last: arrangement.last_evaluation() }.into());
    };
    if arrangement.conclusion_of(number).is_some() {
        return Err(R::AlreadyConcluded { evaluation: number }.into());
    }
    if on < evaluation.recorded.on {
        return Err(R::ConcludedTooEarly { on, evaluated: evaluation.recorded.on }.into());
    }
    Ok(())
}

/// It is drawn by the way that the framework names for it.
fn by_route(framework: &Framework, command: &Conclude) -> Result<(), Refusal> {
    let conclusion = command.conclusion;
    if let Some(unknown) = command.body.as_ref().filter(|body| framework.body(body).is_none()) {
        return Err(R::BodyUnknown(unknown.clone()).into());
    }
    match framework.evaluation.get(&conclusion) {
        Some(ConclusionRoute::Body(needed)) if command.body.as_ref() != Some(needed) => {
            Err(R::ConcludedElsewhere { conclusion, body: needed.clone() }.into())
        }
        Some(ConclusionRoute::Dossier) if command.follower.is_none() => {
            Err(R::FollowerRequired { conclusion }.into())
        }
        Some(ConclusionRoute::Body(_) | ConclusionRoute::Dossier) | None => Ok(()),
    }
}

/// It says what belongs to it, and nothing else.
fn fits(arrangement: &Arrangement, command: &Conclude) -> Result<(), Refusal> {
    let Conclude { conclusion, on, follower, into, evaluations, .. } = command;
    let conclusion = *conclusion;
    if conclusion == Conclusion::Develop && follower.is_none() {
        return Err(R::FollowerRequired { conclusion }.into());
    }
    if conclusion != Conclusion::Integrate && into.is_some() {
        return Err(R::IntoNotPossible { conclusion }.into());
    }
    if conclusion.ends() && !evaluations.is_empty() {
        return Err(R::NothingToEvaluate { conclusion }.into());
    }
    let planned = arrangement.planned();
    let (given, max) = (planned.len() + evaluations.len(), ENTRY_LIST_MAX);
    if given > max && !evaluations.is_empty() {
        return Err(Refusal::TooMany { given, max });
    }
    if let Some(given) = evaluations.iter().find(|planned| *planned <= on) {
        return Err(R::PlannedTooEarly { given: *given, on: *on }.into());
    }
    each_once(planned.iter().chain(evaluations))
}
