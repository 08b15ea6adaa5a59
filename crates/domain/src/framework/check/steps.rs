//! One step by itself: its body, its term, its visits, its documents, where it may refer back to, and what stances it
//! asks for.

use std::collections::BTreeMap;

use super::{FaultKind, Found, List, Place, limits, ratifiers};
use crate::{
    calendar::meeting::Gap,
    decision::Bearing,
    framework::{Asked, Body, Framework, Outcome, Step},
    ids::BodyId,
};

/// The longest time between two meetings of each body that has a meeting rule.
type Gaps<'a> = BTreeMap<&'a BodyId, Option<Gap>>;

pub(super) fn check(framework: &Framework, found: &mut Found) {
    let steps = &framework.route.steps;
    found.length(Place::Framework, List::Steps, steps.len(), limits::STEPS_MAX);
    found.duplicates(steps.iter().map(|step| &step.id), |id| Place::Step(id.clone()));
    let gaps = gaps(framework);
    for step in steps {
        references(framework, step, found);
        visits(step, found);
        term(framework, &gaps, step, found);
        returns(framework, step, found);
        stances(step, found);
        ratifiers::check(framework, step, found);
    }
}

fn references(framework: &Framework, step: &Step, found: &mut Found) {
    let place = || Place::Step(step.id.clone());
    if framework.route.round(&step.round).is_none() {
        found.at(place(), FaultKind::RoundUnknown { round: step.round.clone() });
    }
    if framework.body(&step.body).is_none() {
        found.at(place(), FaultKind::BodyUnknown { body: step.body.clone() });
    }
    let named = step.requires.iter().map(Vec::len).sum();
    found.length(place(), List::Requirements, named, limits::REQUIREMENTS_MAX);
    for any_of in &step.requires {
        if any_of.is_empty() {
            found.at(place(), FaultKind::RequirementEmpty);
        }
        for format in any_of.iter().filter(|format| framework.format(format).is_none()) {
            found.at(place(), FaultKind::FormatUnknown { format: format.clone() });
        }
    }
}

fn gaps(framework: &Framework) -> Gaps<'_> {
    let gap = |body: &Body| {
        let meets = body.meets.as_ref()?;
        Some(meets.longest_gap(&framework.calendar))
    };
    framework.bodies.iter().filter_map(|body| Some((&body.id, gap(body)?))).collect()
}

fn visits(step: &Step, found: &mut Found) {
    let (visits_max, max) = (step.visits_max, limits::VISITS_MAX);
    if !(1..=max).contains(&visits_max) {
        found.at(Place::Step(step.id.clone()), FaultKind::VisitsUnfit { visits_max, max });
    }
}

/// Papers that just miss a meeting wait for the next one, and must be there some days before it.
fn term(framework: &Framework, gaps: &Gaps<'_>, step: &Step, found: &mut Found) {
    let Some(term_days) = step.term_days else { return };
    let place = || Place::Step(step.id.clone());
    let max = limits::TERM_DAYS_MAX;
    if !(1..=max).contains(&term_days) {
        return found.at(place(), FaultKind::TermUnfit { term_days, max });
    }
    // Parties that each ratify for themselves do so in meetings of their own, of which a framework knows nothing.
    if step.is_for_each_party() {
        return;
    }
    let Some(body) = framework.body(&step.body) else { return };
    let Some(gap) = gaps.get(&body.id).copied() else { return };
    let papers_due_days = body.papers_due_days;
    if gap.is_none_or(|gap| term_days < gap.working_days.saturating_add(papers_due_days)) {
        found.at(place(), FaultKind::TermTooShort { term_days, gap, papers_due_days });
    }
}

fn stances(step: &Step, found: &mut Found) {
    let none_judged = !step.role.outcomes().iter().any(|outcome| Bearing::of(*outcome).is_judged());
    if (step.stances == Asked::Required || step.mandates == Asked::Required) && none_judged {
        found.at(Place::Step(step.id.clone()), FaultKind::StancesUnused { role: step.role });
    }
}

fn returns(framework: &Framework, step: &Step, found: &mut Found) {
    let place = || Place::Step(step.id.clone());
    let refers_back = step.role.outcomes().contains(&Outcome::ReferredBack);
    if refers_back && step.returns_to.is_empty() {
        found.at(place(), FaultKind::ReturnsMissing);
    }
    if !refers_back && !step.returns_to.is_empty() {
        return found.at(place(), FaultKind::ReturnsUnused { role: step.role });
    }
    for back in &step.returns_to {
        match framework.route.step(back) {
            None => found.at(place(), FaultKind::StepUnknown { step: back.clone() }),
            Some(earlier) => {
                let is_earlier = !framework.route.steps_between(&earlier.id, &step.id).is_empty();
                if earlier.round != step.round || !is_earlier {
                    found.at(place(), FaultKind::ReturnsForward { step: back.clone() });
                }
            }
        }
    }
}
