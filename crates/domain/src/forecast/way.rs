//! Where a step leads.

use super::Blocked;
use crate::{
    framework::{End, Outcome, Role, Round, Route, Step, Target},
    ids::{RoundId, StepId},
};

/// Where a dossier goes after a step.
#[derive(Debug, Clone, Copy)]
pub(super) enum Onward<'f> {
    /// To another step of the round.
    Step(&'f Step),
    /// To the submitter, for the document of another round.
    Round(&'f Round),
    /// Nowhere: it has ended.
    End(&'f End),
}

/// The outcome with which a body in this role lets a dossier go on: noted, positive, adopted, ratified. Without
/// conditions, because they would ask for more.
pub(super) fn leads_on(role: Role) -> Outcome {
    match role {
        Role::Informed => Outcome::Noted,
        Role::Advises => Outcome::Positive,
        Role::Decides => Outcome::Adopted,
        Role::Ratifies => Outcome::Ratified,
    }
}

/// Where an outcome leads that does not turn back.
pub(super) fn after<'f>(route: &'f Route, step: &Step, outcome: Outcome) -> Result<Onward<'f>, Blocked> {
    let onward = step.on.get(&outcome).and_then(|target| match target {
        Target::Step(id) => route.step(id).map(Onward::Step),
        Target::Round(id) => route.round(id).map(Onward::Round),
        Target::End(id) => route.end(id).map(Onward::End),
        // Whether anybody on the ladder solves it nobody can foretell: then it ends there.
        Target::Ladder => route.no_agreement_end().map(Onward::End),
        Target::Again | Target::Submitter => None,
    });
    onward.ok_or_else(|| Blocked::LeadsNowhere { step: step.id.clone() })
}

/// The first step of a round.
pub(super) fn first_step<'f>(route: &'f Route, round: &RoundId) -> Result<&'f Step, Blocked> {
    route.first_step(round).ok_or_else(|| Blocked::RoundUnknown { round: round.clone() })
}

/// The step with this name.
pub(super) fn step<'f>(route: &'f Route, id: &StepId) -> Result<&'f Step, Blocked> {
    route.step(id).ok_or_else(|| Blocked::StepUnknown { step: id.clone() })
}
