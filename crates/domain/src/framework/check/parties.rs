//! Who holds seats, and whether the bodies they sit in can come together.

use std::collections::{BTreeMap, BTreeSet};

use super::{FaultKind, Found, List, Place, limits};
use crate::{
    framework::{Body, Framework},
    ids::PartyKind,
};

pub(super) fn check(framework: &Framework, found: &mut Found) {
    found.length(Place::Framework, List::Parties, framework.parties.len(), limits::PARTIES_MAX);
    found.duplicates(framework.parties.iter().map(|party| &party.id), |id| Place::Party(id.clone()));
    let mut kinds = BTreeMap::new();
    for party in &framework.parties {
        found.name(Place::Party(party.id.clone()), &party.name);
        *kinds.entry(&party.kind).or_insert(0) += 1;
    }
    found.length(Place::Framework, List::Bodies, framework.bodies.len(), limits::BODIES_MAX);
    found.duplicates(framework.bodies.iter().map(|body| &body.id), |id| Place::Body(id.clone()));
    for body in &framework.bodies {
        words(body, found);
        seats(body, &kinds, found);
    }
}

fn words(body: &Body, found: &mut Found) {
    let place = || Place::Body(body.id.clone());
    found.name(place(), &body.name);
    let (length, max) = (body.composition.chars().count(), limits::COMPOSITION_LENGTH_MAX);
    if length > max {
        found.at(place(), FaultKind::CompositionTooLong { length, max });
    }
    let (papers_due_days, max) = (body.papers_due_days, limits::PAPERS_DUE_DAYS_MAX);
    if papers_due_days > max {
        found.at(place(), FaultKind::PapersDueTooEarly { papers_due_days, max });
    }
    let dispatch_days = body.dispatch_days;
    if dispatch_days > papers_due_days {
        found.at(place(), FaultKind::DispatchTooEarly { dispatch_days, papers_due_days });
    }
}

/// `kinds` says how many parties there are of each kind.
fn seats(body: &Body, kinds: &BTreeMap<&PartyKind, usize>, found: &mut Found) {
    let place = || Place::Body(body.id.clone());
    if body.seats.is_empty() {
        return found.at(place(), FaultKind::BodyWithoutSeats);
    }
    let mut seated = BTreeSet::new();
    for kind in &body.seats {
        if !kinds.contains_key(kind) {
            found.at(place(), FaultKind::SeatKindUnknown { kind: kind.clone() });
        } else if !seated.insert(kind) {
            found.at(place(), FaultKind::SeatKindTwice { kind: kind.clone() });
        }
    }
    let parties_of = |kind: &PartyKind| kinds.get(kind).copied().unwrap_or(0);
    let parties: usize = seated.iter().map(|kind| parties_of(kind)).sum();
    // A kind without parties was named above, and makes every count too low.
    if seated.len() < body.seats.len() {
        return;
    }
    let quorum = body.quorum;
    if exceeds(quorum.parties, parties) {
        found.at(place(), FaultKind::QuorumAboveParties { quorum: quorum.parties, parties });
    }
    for kind in seated {
        let (per_kind, parties) = (quorum.per_kind, parties_of(kind));
        if exceeds(per_kind, parties) {
            found.at(place(), FaultKind::QuorumAboveKind { per_kind, kind: kind.clone(), parties });
        }
    }
}

fn exceeds(asked: u32, there_are: usize) -> bool {
    usize::try_from(asked).is_ok_and(|asked| asked > there_are)
}
