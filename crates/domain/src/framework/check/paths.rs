//! What holds on every way through the route.

use std::collections::{BTreeMap, BTreeSet};

use super::{FaultKind, Found, Place};
use crate::{
    framework::{EndKind, Framework, Outcome, Route, Target},
    ids::{EndId, FormatId, RoundId, StepId},
};

pub(super) fn check(framework: &Framework, found: &mut Found) {
    let ways = Ways::of(framework);
    let reached = ways.reached(|_| true, |_| true);
    unreachable(&ways, &reached, found);
    ending(&ways, &reached, found);
    for (index, step) in framework.route.steps.iter().enumerate() {
        for any_of in &step.requires {
            let known = any_of.iter().all(|format| framework.format(format).is_some());
            if known && !any_of.is_empty() && ways.can_miss(framework, any_of, index) {
                let any_of = any_of.clone();
                found.at(Place::Step(step.id.clone()), FaultKind::RequirementUnsupplied { any_of });
            }
        }
    }
}

/// The route with its names looked up. Steps are known by their place in the route.
struct Ways<'a> {
    route: &'a Route,
    /// The end of a dispute, if there is a ladder.
    disputed: Option<&'a EndId>,
    steps: BTreeMap<&'a StepId, usize>,
    first_steps: BTreeMap<&'a RoundId, usize>,
}

/// What a dossier can come to.
#[derive(Default)]
struct Reached<'a> {
    steps: BTreeSet<usize>,
    rounds: BTreeSet<&'a RoundId>,
    ends: BTreeSet<&'a EndId>,
}

impl<'a> Ways<'a> {
    fn of(framework: &'a Framework) -> Self {
        let route = &framework.route;
        let end = route.no_agreement_end().filter(|_| !framework.ladder.rungs.is_empty());
        let disputed = end.map(|end| &end.id);
        let mut ways = Self { route, disputed, steps: BTreeMap::new(), first_steps: BTreeMap::new() };
        for (index, step) in route.steps.iter().enumerate() {
            ways.steps.entry(&step.id).or_insert(index);
            ways.first_steps.entry(&step.round).or_insert(index);
        }
        ways
    }

    /// Everything a dossier can come to by the outcomes and into the rounds that are allowed.
    fn reached(
        &self,
        outcome_allowed: impl Fn(Outcome) -> bool,
        round_allowed: impl Fn(&RoundId) -> bool,
    ) -> Reached<'a> {
        let mut reached = Reached::default();
        // A visit to whichever step can be escalated, and the dispute at the top of the ladder can end it.
        reached.ends.extend(self.disputed);
        let mut waiting = Vec::new();
        let enter = |round: &'a RoundId, reached: &mut Reached<'a>, waiting: &mut Vec<usize>| {
            if round_allowed(round) {
                reached.rounds.insert(round);
                waiting.extend(self.first_steps.get(round));
            }
        };
        if let Some(first) = self.route.rounds.first() {
            enter(&first.id, &mut reached, &mut waiting);
        }
        while let Some(index) = waiting.pop() {
            if !reached.steps.insert(index) {
                continue;
            }
            let step = &self.route.steps[index];
            for (outcome, target) in &step.on {
                if !outcome_allowed(*outcome) {
                    continue;
                }
                match target {
                    // The ladder leads back to the step itself.
                    Target::Again | Target::Ladder => {}
                    Target::Submitter => {
                        waiting.extend(self.returns(index));
                    }
                    Target::Step(next) => waiting.extend(self.steps.get(next)),
                    Target::Round(round) => enter(round, &mut reached, &mut waiting),
                    Target::End(end) => {
                        reached.ends.insert(end);
                    }
                }
            }
        }
        reached
    }

    /// The steps that a step may refer back to; others that it names are a fault of its own.
    fn returns(&self, from: usize) -> impl Iterator<Item = usize> {
        let step = &self.route.steps[from];
        let named = step.returns_to.iter().filter_map(|back| self.steps.get(back).copied());
        named.filter(move |back| *back <= from && self.route.steps[*back].round == step.round)
    }

    /// Whether a dossier can come to a step past every round that must be opened with one of these. A round
    /// that opens with a format that does not exist may do so with any: it is named elsewhere.
    fn can_miss(&self, framework: &Framework, any_of: &[FormatId], step: usize) -> bool {
        let fits = |format: &FormatId| any_of.contains(format) || framework.format(format).is_none();
        let supplies = |round: &RoundId| {
            let opens_with = self.route.round(round).map(|round| round.opens_with.as_slice());
            opens_with.is_some_and(|formats| !formats.is_empty() && formats.iter().all(fits))
        };
        self.reached(|_| true, |round| !supplies(round)).steps.contains(&step)
    }

    /// The steps from which some way leads to an end. A target that does not exist counts as one: it is
    /// named elsewhere.
    fn can_end(&self) -> BTreeSet<usize> {
        let mut can_end = BTreeSet::new();
        loop {
            let before = can_end.len();
            for (index, step) in self.route.steps.iter().enumerate().rev() {
                let leads = step.on.values().any(|target| match target {
                    Target::Again | Target::Submitter => false,
                    Target::End(_) | Target::Ladder => true,
                    Target::Step(next) => self.steps.get(next).is_none_or(|next| can_end.contains(next)),
                    Target::Round(round) => {
                        self.first_steps.get(round).is_none_or(|first| can_end.contains(first))
                    }
                });
                if leads {
                    can_end.insert(index);
                }
            }
            if can_end.len() == before {
                return can_end;
            }
        }
    }
}

fn unreachable(ways: &Ways<'_>, reached: &Reached<'_>, found: &mut Found) {
    for round in &ways.route.rounds {
        if !reached.rounds.contains(&round.id) {
            found.at(Place::Round(round.id.clone()), FaultKind::Unreachable);
        }
    }
    let can_end = ways.can_end();
    for (index, step) in ways.route.steps.iter().enumerate() {
        let place = || Place::Step(step.id.clone());
        // In a round that nothing leads to, the round is the fault.
        if !reached.steps.contains(&index) && reached.rounds.contains(&step.round) {
            found.at(place(), FaultKind::Unreachable);
        }
        if step.on.values().all(|target| matches!(target, Target::Again | Target::Submitter | Target::Ladder))
        {
            found.at(place(), FaultKind::LeadsNowhere);
        } else if !can_end.contains(&index) {
            found.at(place(), FaultKind::NoWayToEnd);
        }
    }
}

fn ending(ways: &Ways<'_>, reached: &Reached<'_>, found: &mut Found) {
    let undecided = ways.reached(|outcome| !outcome.adopts(), |_| true);
    let mut adopted = false;
    for end in &ways.route.ends {
        let place = || Place::End(end.id.clone());
        let is_reached = reached.ends.contains(&end.id);
        match end.kind {
            EndKind::Withdrawn => {}
            EndKind::Adopted | EndKind::Rejected | EndKind::NoAgreement if !is_reached => {
                found.at(place(), FaultKind::Unreachable);
            }
            EndKind::Adopted => {
                adopted = true;
                if undecided.ends.contains(&end.id) {
                    found.at(place(), FaultKind::AdoptedUndecided);
                }
            }
            EndKind::Rejected | EndKind::NoAgreement => {}
        }
    }
    if !adopted {
        found.at(Place::Framework, FaultKind::NoAdoptedEnd);
    }
}
