//! What follows when a body has treated a visit.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{
    command::{Judgement, NewCondition, RecordOutcome, Treatment},
    escalation,
    event::{ConditionNumber, ConditionSet, Event, Next, Treated, VisitRef},
    permit,
    refusal::{Because, Countable, Refusal},
    state::{Dossier, Visit},
    visit,
};
use crate::{
    context::Context,
    decision,
    framework::{End, Framework, Outcome, Role, Step, Target},
    ids::StepId,
};

/// The most conditions in one dossier.
pub const CONDITIONS_MAX: usize = 200;

/// The secretary of a body records what it did with the visit that the dossier is at.
pub(super) fn decide(
    framework: &Framework,
    dossier: &Dossier,
    command: RecordOutcome,
    context: &Context,
) -> Result<Event, Refusal> {
    permit::own_framework(framework, dossier)?;
    let visit = visit::waiting(dossier, &command.visit, context)?;
    treatment(framework, dossier, visit, command.treatment, &[], context).map(Event::treated)
}

/// What a treatment of a visit amounts to. Conditions get the numbers of those that they are `restating`,
/// then new ones.
pub(super) fn treatment(
    framework: &Framework,
    dossier: &Dossier,
    visit: &Visit,
    treatment: Treatment,
    restating: &[ConditionSet],
    context: &Context,
) -> Result<Treated, Refusal> {
    let opening = &visit.opening;
    let step = framework.route.step(&opening.visit.step).ok_or_else(|| permit::other_framework(dossier))?;
    if step.is_for_each_party() {
        let parties = framework.ratifiers(step).into_iter().map(|party| party.id.clone()).collect();
        return Err(Refusal::EachPartySpeaks { step: step.id.clone(), parties });
    }
    let Some(target) = step.on.get(&treatment.outcome) else {
        return Err(Refusal::OutcomeNotOfRole { outcome: treatment.outcome, role: step.role });
    };
    dates(visit, &treatment, context)?;
    conditions(framework, dossier, step.role, &treatment)?;
    judgements(dossier, &treatment.judged)?;
    founded(framework, dossier, step, &treatment)?;
    let departs_from = departures(dossier, visit, treatment.outcome);
    motivated(&treatment, &departs_from)?;
    if treatment.resume_at.is_some() && *target != Target::Submitter {
        return Err(Refusal::ResumeNotPossible { outcome: treatment.outcome });
    }
    let (arrived, resume_at) = (treatment.treated_on, treatment.resume_at.as_ref());
    let next = next(framework, dossier, step, target, arrived, resume_at)?;
    Ok(Treated {
        visit: opening.visit.clone(),
        body: opening.body.clone(),
        role: opening.role,
        outcome: treatment.outcome,
        treated_on: treatment.treated_on,
        motivation: treatment.motivation,
        conditions: numbered(dossier, treatment.conditions, restating),
        judged: treatment.judged,
        stances: treatment.stances,
        departs_from,
        next,
    })
}

/// Nothing is done with a visit before it arrived or after today.
pub(super) fn date(visit: &Visit, given: Date, context: &Context) -> Result<(), Refusal> {
    let arrived = visit.opening.arrived;
    if given > context.today {
        return Err(Refusal::DateInFuture { given, today: context.today });
    }
    if given < arrived {
        return Err(Refusal::DateBeforeArrival { given, arrived });
    }
    Ok(())
}

fn dates(visit: &Visit, treatment: &Treatment, context: &Context) -> Result<(), Refusal> {
    let given = treatment.treated_on;
    date(visit, given, context)?;
    let past = treatment.conditions.iter().filter_map(|condition| condition.due).find(|due| *due < given);
    past.map_or(Ok(()), |due| Err(Refusal::DueDatePast { given: due, treated_on: given }))
}

fn conditions(
    framework: &Framework,
    dossier: &Dossier,
    role: Role,
    treatment: &Treatment,
) -> Result<(), Refusal> {
    let outcome = treatment.outcome;
    if outcome.sets_conditions() == treatment.conditions.is_empty() {
        let instead = role.outcomes().iter().copied().find(|outcome| outcome.sets_conditions());
        return Err(if outcome.sets_conditions() {
            Refusal::ConditionsRequired { outcome }
        } else {
            Refusal::ConditionsNotPossible { outcome, instead }
        });
    }
    let given = dossier.conditions.len() + treatment.conditions.len();
    if given > CONDITIONS_MAX {
        return Err(Refusal::TooMany { what: Countable::Conditions, given, max: CONDITIONS_MAX });
    }
    let mut holders = treatment.conditions.iter().filter_map(|condition| condition.holder.as_ref());
    match holders.find(|party| framework.party(party).is_none()) {
        Some(party) => Err(Refusal::PartyUnknown { party: party.clone() }),
        None => Ok(()),
    }
}

fn judgements(dossier: &Dossier, judged: &[Judgement]) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    for judgement in judged {
        let number = judgement.condition;
        match dossier.condition(number) {
            None => return Err(Refusal::ConditionUnknown { condition: number }),
            Some(condition) if !condition.is_open() => {
                return Err(Refusal::ConditionMet { condition: number });
            }
            Some(_) => {}
        }
        if !seen.insert(number) {
            return Err(Refusal::Repeated { what: Countable::Judgements, which: number.0.to_string() });
        }
    }
    Ok(())
}

/// The outcome follows from where the parties stood.
fn founded(
    framework: &Framework,
    dossier: &Dossier,
    step: &Step,
    treatment: &Treatment,
) -> Result<(), Refusal> {
    let body = framework.body(&step.body).ok_or_else(|| permit::other_framework(dossier))?;
    decision::judge(framework, step, body, &treatment.stances, treatment.outcome, treatment.treated_on)?;
    Ok(())
}

/// The visits of this round whose latest advice a decision goes against: adopting what was advised
/// against, or rejecting what was advised for.
fn departures(dossier: &Dossier, visit: &Visit, outcome: Outcome) -> Vec<VisitRef> {
    if visit.opening.role != Role::Decides {
        return Vec::new();
    }
    let against = |advice: Outcome| match advice {
        Outcome::Negative => outcome.adopts(),
        Outcome::Positive | Outcome::PositiveWithConditions => outcome == Outcome::Rejected,
        Outcome::Noted
        | Outcome::NoAdvice
        | Outcome::Adopted
        | Outcome::AdoptedAmended
        | Outcome::AdoptedWithConditions
        | Outcome::Rejected
        | Outcome::NoAgreement
        | Outcome::Ratified
        | Outcome::NotRatified
        | Outcome::Deferred
        | Outcome::ReferredBack => false,
    };
    let mut heard: BTreeSet<&StepId> = BTreeSet::new();
    let mut departs: Vec<VisitRef> = Vec::new();
    for treated in dossier.visits.iter().rev().filter(|past| past.opening.round == visit.opening.round) {
        let Some(advice) = treated.treated().filter(|treated| treated.role == Role::Advises) else {
            continue;
        };
        if !advice.outcome.turns_back() && heard.insert(&advice.visit.step) && against(advice.outcome) {
            departs.push(advice.visit.clone());
        }
    }
    departs.reverse();
    departs
}

fn motivated(treatment: &Treatment, departs_from: &[VisitRef]) -> Result<(), Refusal> {
    let because = if treatment.motivation.is_some() {
        return Ok(());
    } else if treatment.outcome.needs_motivation() {
        Because::Outcome(treatment.outcome)
    } else if !departs_from.is_empty() {
        Because::DepartsFrom(departs_from.to_vec())
    } else {
        return Ok(());
    };
    Err(Refusal::MotivationRequired { because })
}

/// Where a dossier goes that a body let go on a day. It arrives on that day, not on the one on which this was written down:
/// minutes come late, and the next body may have met in between.
pub(super) fn next(
    framework: &Framework,
    dossier: &Dossier,
    step: &Step,
    target: &Target,
    arrived: Date,
    resume_at: Option<&StepId>,
) -> Result<Next, Refusal> {
    let open = |step: &Step| Next::Visit(visit::opening(framework, dossier, step, None, arrived));
    let unknown = || permit::other_framework(dossier);
    match target {
        Target::Step(id) => framework.route.step(id).map(open).ok_or_else(unknown),
        Target::Round(round) => Ok(Next::Round(round.clone())),
        Target::End(id) => Ok(ended(framework.route.end(id).ok_or_else(unknown)?)),
        Target::Ladder => {
            // What is on the ladder already stays where it is there.
            let on = dossier.escalation().map(|open| open.on().clone());
            match on.or_else(|| escalation::first(framework, dossier, &step.id, arrived)) {
                Some(on) => Ok(Next::Ladder(on)),
                None => Ok(ended(framework.route.no_agreement_end().ok_or_else(unknown)?)),
            }
        }
        Target::Again => {
            visits_left(dossier, std::slice::from_ref(step))?;
            Ok(open(step))
        }
        Target::Submitter => resume(framework, dossier, step, resume_at),
    }
}

fn ended(end: &End) -> Next {
    Next::End { end: end.id.clone(), kind: end.kind }
}

/// A referral back names where the dossier goes on from; every step from there must have a visit left.
fn resume(
    framework: &Framework,
    dossier: &Dossier,
    step: &Step,
    asked: Option<&StepId>,
) -> Result<Next, Refusal> {
    let Some(resume_at) = asked.or(step.returns_to.first()) else {
        return Err(permit::other_framework(dossier));
    };
    if !step.returns_to.contains(resume_at) {
        let possible = step.returns_to.clone();
        return Err(Refusal::CannotResumeAt { asked: resume_at.clone(), possible });
    }
    visits_left(dossier, framework.route.steps_between(resume_at, &step.id))?;
    Ok(Next::Revision { resume_at: resume_at.clone() })
}

/// Loops are bounded: a dossier comes to a step only as often as the framework says.
fn visits_left(dossier: &Dossier, steps: &[Step]) -> Result<(), Refusal> {
    match steps.iter().find(|step| dossier.visits_paid(&step.id) >= step.visits_max) {
        Some(step) => Err(Refusal::VisitsExhausted { step: step.id.clone(), visits_max: step.visits_max }),
        None => Ok(()),
    }
}

fn numbered(
    dossier: &Dossier,
    conditions: Vec<NewCondition>,
    restating: &[ConditionSet],
) -> Vec<ConditionSet> {
    let mut last = dossier.last_condition;
    let mut restated = restating.iter().map(|set| set.number);
    let mut number = || {
        restated.next().unwrap_or_else(|| {
            last = ConditionNumber(last.0.saturating_add(1));
            last
        })
    };
    let set = |new: NewCondition| ConditionSet {
        number: number(),
        text: new.text,
        holder: new.holder,
        due: new.due,
    };
    conditions.into_iter().map(set).collect()
}
