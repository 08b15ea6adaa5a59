//! Where a condition was set, answered and judged.

use domain::{
    dossier::{
        Dossier,
        event::{ConditionNumber, Treated},
        state::Progress,
    },
    ids::Revision,
};
use wire::v1::ConditionAct;

/// What a record does with a condition, and where the rest of its story stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Trace {
    /// Which condition.
    pub(super) number: ConditionNumber,
    /// What the record does with it.
    pub(super) act: ConditionAct,
    /// The record that set it. `None`: that cannot be found, which only damage can make.
    pub(super) set: Option<Revision>,
    /// The record before in which the coordinator said last how it is met.
    pub(super) answered: Option<Revision>,
}

/// The conditions that a record sets, which is at this revision.
pub(super) fn set(treated: &Treated, at: Revision) -> impl Iterator<Item = Trace> {
    treated.conditions.iter().map(move |set| Trace {
        number: set.number,
        act: ConditionAct::Set,
        set: Some(at),
        answered: None,
    })
}

/// The conditions that a record judges.
pub(super) fn judged(treated: &Treated, before: &Dossier) -> impl Iterator<Item = Trace> {
    treated.judged.iter().map(move |judgement| {
        let act = if judgement.met { ConditionAct::Met } else { ConditionAct::NotMet };
        of(judgement.condition, act, before)
    })
}

/// A condition that there was before.
pub(super) fn of(number: ConditionNumber, act: ConditionAct, before: &Dossier) -> Trace {
    let condition = before.condition(number);
    let set_by = condition.and_then(|condition| before.visit(&condition.set_by));
    let set = set_by.and_then(|visit| match &visit.progress {
        Progress::Treated { revision, .. } => Some(*revision),
        Progress::Waiting | Progress::Void => None,
    });
    Trace { number, act, set, answered: condition.and_then(|condition| condition.answered) }
}
