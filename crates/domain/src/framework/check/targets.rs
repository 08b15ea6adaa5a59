//! Where each outcome of a step leads: everywhere it must, forward only, and to nothing that it does not mean.

use super::{FaultKind, Found, LadderFault, Place, RatifierFault};
use crate::{
    framework::{EndKind, Framework, Opener, Outcome, Role, Route, Step, Target},
    ids::RoundId,
};

pub(super) fn check(framework: &Framework, found: &mut Found) {
    let route = &framework.route;
    for (index, step) in route.steps.iter().enumerate() {
        for outcome in step.outcomes().iter().filter(|outcome| !step.on.contains_key(outcome)) {
            let place = Place::StepOutcome(step.id.clone(), *outcome);
            found.at(place, FaultKind::OutcomeUnhandled { role: step.role });
        }
        for (outcome, target) in &step.on {
            let place = Place::StepOutcome(step.id.clone(), *outcome);
            if !step.role.outcomes().contains(outcome) {
                found.at(place, FaultKind::OutcomeOfOtherRole { role: step.role });
            } else if !step.outcomes().contains(outcome) {
                found.at(place, RatifierFault::Deferral.into());
            } else if let Some(kind) = turning(*outcome, target)
                .or_else(|| climbing(framework, *outcome, target))
                .or_else(|| leading(route, index, step, target))
                .or_else(|| meaning(route, step.role, *outcome, target))
            {
                found.at(place, kind);
            }
        }
    }
}

/// Only a deferral stays, and only a referral goes back to the submitter; they do nothing else.
fn turning(outcome: Outcome, target: &Target) -> Option<FaultKind> {
    let stays = matches!(target, Target::Again);
    let goes_back = matches!(target, Target::Submitter);
    let target = target.clone();
    match outcome {
        Outcome::Deferred => (!stays).then_some(FaultKind::DeferralLeadsAway { target }),
        Outcome::ReferredBack => (!goes_back).then_some(FaultKind::ReferralLeadsAway { target }),
        Outcome::Noted
        | Outcome::Positive
        | Outcome::PositiveWithConditions
        | Outcome::Negative
        | Outcome::NoAdvice
        | Outcome::Adopted
        | Outcome::AdoptedAmended
        | Outcome::AdoptedWithConditions
        | Outcome::Rejected
        | Outcome::NoAgreement
        | Outcome::Ratified
        | Outcome::NotRatified => (stays || goes_back).then_some(FaultKind::OutcomeTurnsBack { target }),
    }
}

/// Only no agreement leads onto the ladder, and only onto one that it may open.
fn climbing(framework: &Framework, outcome: Outcome, target: &Target) -> Option<FaultKind> {
    let ladder = &framework.ladder;
    let opens = !ladder.rungs.is_empty() && ladder.opened_by.contains(&Opener::NoAgreement);
    match (target, outcome) {
        (Target::Ladder, Outcome::NoAgreement) => (!opens).then_some(LadderFault::Closed.into()),
        (Target::Ladder, _) => Some(LadderFault::LedOnto.into()),
        (Target::Step(_) | Target::Round(_) | Target::Again | Target::Submitter | Target::End(_), _) => None,
    }
}

/// What is named exists, and lies ahead. Only so does every dossier end: the rest is bounded by visits.
fn leading(route: &Route, index: usize, step: &Step, target: &Target) -> Option<FaultKind> {
    let backward = || FaultKind::LeadsBackward { target: target.clone() };
    match target {
        Target::Again | Target::Submitter | Target::Ladder => None,
        Target::End(end) => route.end(end).is_none().then(|| FaultKind::EndUnknown { end: end.clone() }),
        Target::Step(named) => {
            let Some(place) = route.steps.iter().position(|other| other.id == *named) else {
                return Some(FaultKind::StepUnknown { step: named.clone() });
            };
            if place <= index {
                return Some(backward());
            }
            let round = &route.steps[place].round;
            let past = FaultKind::LeadsPastOpening { step: named.clone(), round: round.clone() };
            (*round != step.round).then_some(past)
        }
        Target::Round(named) => {
            let place = |id: &RoundId| route.rounds.iter().position(|round| round.id == *id);
            let Some(ahead) = place(named) else {
                return Some(FaultKind::RoundUnknown { round: named.clone() });
            };
            place(&step.round).is_some_and(|here| ahead <= here).then(backward)
        }
    }
}

/// The target does not make something else of the outcome than it is.
fn meaning(route: &Route, role: Role, outcome: Outcome, target: &Target) -> Option<FaultKind> {
    let Target::End(named) = target else {
        let misled = outcome == Outcome::NoAgreement && matches!(target, Target::Round(_));
        return misled.then(|| FaultKind::NoAgreementDecides { target: target.clone() });
    };
    let (end, kind) = (named.clone(), route.end(named)?.kind);
    if kind == EndKind::Withdrawn {
        return Some(FaultKind::WithdrawnByBody { end });
    }
    if means(outcome, kind) {
        return None;
    }
    Some(match (outcome, role) {
        (Outcome::NoAgreement, _) => FaultKind::NoAgreementDecides { target: target.clone() },
        (_, Role::Informed | Role::Advises) => FaultKind::AdviceIsVeto { end, kind },
        (_, Role::Decides | Role::Ratifies) => FaultKind::EndContradictsOutcome { end, kind },
    })
}

/// Whether an outcome can end a dossier in an end of this kind.
fn means(outcome: Outcome, kind: EndKind) -> bool {
    match outcome {
        Outcome::Rejected => kind == EndKind::Rejected,
        Outcome::NoAgreement => kind == EndKind::NoAgreement,
        Outcome::NotRatified => matches!(kind, EndKind::Rejected | EndKind::NoAgreement),
        // A body may take notice of a decision, or advise on it, after it was taken.
        Outcome::Noted
        | Outcome::Positive
        | Outcome::PositiveWithConditions
        | Outcome::Negative
        | Outcome::NoAdvice
        | Outcome::Adopted
        | Outcome::AdoptedAmended
        | Outcome::AdoptedWithConditions
        | Outcome::Ratified => kind == EndKind::Adopted,
        Outcome::Deferred | Outcome::ReferredBack => false,
    }
}
