//! Rounds and ends: that they have what they need, and that the steps stand in their order.

use super::{FaultKind, Found, List, Place, limits};
use crate::framework::{EndKind, Framework, Round, Route, Step};

pub(super) fn check(framework: &Framework, found: &mut Found) {
    let route = &framework.route;
    found.length(Place::Framework, List::Rounds, route.rounds.len(), limits::ROUNDS_MAX);
    found.duplicates(route.rounds.iter().map(|round| &round.id), |id| Place::Round(id.clone()));
    if route.rounds.is_empty() {
        found.at(Place::Framework, FaultKind::NoRounds);
    }
    for round in &route.rounds {
        self::round(framework, round, found);
    }
    order(route, found);
    ends(route, found);
}

fn round(framework: &Framework, round: &Round, found: &mut Found) {
    let place = || Place::Round(round.id.clone());
    found.name(place(), &round.name);
    if framework.route.first_step(&round.id).is_none() {
        found.at(place(), FaultKind::RoundWithoutSteps);
    }
    if round.opens_with.is_empty() {
        found.at(place(), FaultKind::RoundWithoutFormat);
    }
    found.length(place(), List::Requirements, round.opens_with.len(), limits::REQUIREMENTS_MAX);
    for format in round.opens_with.iter().filter(|format| framework.format(format).is_none()) {
        found.at(place(), FaultKind::FormatUnknown { format: format.clone() });
    }
}

/// Every step stands right behind those of its own round, or of a round before it.
fn order(route: &Route, found: &mut Found) {
    let place_of = |step: &Step| route.rounds.iter().position(|round| round.id == step.round);
    for pair in route.steps.windows(2) {
        let [before, step] = pair else { continue };
        if let (Some(earlier), Some(later)) = (place_of(before), place_of(step))
            && later < earlier
        {
            let after = before.round.clone();
            found.at(Place::Step(step.id.clone()), FaultKind::StepOutOfOrder { after });
        }
    }
}

fn ends(route: &Route, found: &mut Found) {
    found.length(Place::Framework, List::Ends, route.ends.len(), limits::ENDS_MAX);
    found.duplicates(route.ends.iter().map(|end| &end.id), |id| Place::End(id.clone()));
    for end in &route.ends {
        found.name(Place::End(end.id.clone()), &end.name);
    }
    let mut withdrawn = route.ends.iter().filter(|end| end.kind == EndKind::Withdrawn);
    if withdrawn.next().is_none() {
        found.at(Place::Framework, FaultKind::NoWithdrawnEnd);
    }
    for end in withdrawn {
        found.at(Place::End(end.id.clone()), FaultKind::SeveralWithdrawnEnds);
    }
}
