//! A dossier on the ladder as a message.

use jiff::civil::Date;
use views::query::escalation::{Escalation, Standing};
use wire::{
    Names,
    convert::{answer, enums, escalation},
    v1,
};

use super::words;

/// One time that a dossier was escalated; `None` for the day: it is not known.
pub(crate) fn escalation(told: &Escalation, day: Option<Date>, names: Names<'_>) -> v1::Escalation {
    use v1::EscalationStanding as S;
    let rungs = told.rungs.iter().map(|stay| v1::RungStay {
        on: Some(escalation::on_rung(&stay.on, names)),
        because: stay.because.as_ref().map(words),
        revision: stay.revision.0,
    });
    let dispute = told.dispute.as_ref().map(|dispute| v1::Dispute {
        kind: enums::dispute_kind(dispute.kind).into(),
        before: Some(words(&dispute.before)),
        parties: dispute.parties.iter().map(|party| answer::party(party, names)).collect(),
        defence_days: dispute.defence_days,
        advice_days: dispute.advice_days,
        since: dispute.since.to_string(),
        reason: Some(words(&dispute.reason)),
        revision: dispute.revision.0,
    });
    let (standing, left) = match &told.standing {
        Standing::Open => (S::Open, None),
        Standing::Left { on, words, next, .. } => (S::Left, Some((on, words, next))),
        Standing::Overtaken => (S::Overtaken, None),
        Standing::Void => (S::Void, None),
    };
    v1::Escalation {
        visit: Some(answer::visit_ref(&told.visit)),
        reason: told.reason.as_ref().map(words),
        rungs: rungs.collect(),
        dispute,
        standing: standing.into(),
        left_on: left.map(|(on, ..)| on.to_string()),
        solution: left.map(|(_, said, _)| words(said)),
        next: left.map(|(_, _, next)| escalation::onward(next, names)),
        overdue: day.is_some_and(|day| told.is_over(day)),
        revision: told.revision.0,
        ..escalation::caused(told.cause.as_ref(), names)
    }
}
