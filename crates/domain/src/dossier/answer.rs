//! Answering conditions: the coordinator says how each is met. A body judges it later.

use std::collections::BTreeSet;

use super::{
    command::AnswerConditions,
    event::{ConditionsAnswered, Event},
    permit,
    refusal::{Countable, Refusal},
    state::Dossier,
    treat::CONDITIONS_MAX,
};
use crate::context::Context;

/// The coordinator answers conditions that no body has found met yet; each once in a command.
pub(super) fn decide(
    dossier: &Dossier,
    command: AnswerConditions,
    context: &Context,
) -> Result<Event, Refusal> {
    permit::coordinator(dossier, context)?;
    permit::underway(dossier)?;
    let given = command.answers.len();
    if given == 0 {
        return Err(Refusal::AnswerRequired);
    }
    if given > CONDITIONS_MAX {
        return Err(Refusal::TooMany { what: Countable::Answers, given, max: CONDITIONS_MAX });
    }
    let mut seen = BTreeSet::new();
    for answer in &command.answers {
        let number = answer.condition;
        match dossier.condition(number) {
            None => return Err(Refusal::ConditionUnknown { condition: number }),
            Some(condition) if !condition.is_open() => {
                return Err(Refusal::ConditionMet { condition: number });
            }
            Some(_) => {}
        }
        if !seen.insert(number) {
            return Err(Refusal::Repeated { what: Countable::Answers, which: number.0.to_string() });
        }
    }
    Ok(Event::ConditionsAnswered(ConditionsAnswered { answers: command.answers }))
}
