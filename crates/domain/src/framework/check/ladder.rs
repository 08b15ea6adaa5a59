//! The ladder: its rungs, what leads onto it, and that a dispute at its top can end a dossier.

use std::collections::BTreeSet;

use super::{FaultKind, Found, List, Place, limits};
use crate::{
    framework::{EndKind, Framework, Holder, Opener, Outcome, Rung, Target},
    ids::PartyId,
};

/// What is wrong with a ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LadderFault {
    /// Something is said of a ladder that has no rungs.
    WithoutRungs,
    /// Nothing leads onto the ladder.
    Unopened,
    /// The ladder may be opened by what can never happen in this framework.
    OpenerUnused {
        /// By what.
        opener: Opener,
    },
    /// The ladder may be opened so often as no framework may have it, or never.
    TimesUnfit {
        /// How often.
        times_max: u32,
        /// The most it may be.
        max: u32,
    },
    /// A dispute that does not bring a dossier back must end it, and there is not exactly one end of no agreement.
    EndUnclear {
        /// How many there are.
        ends: usize,
    },
    /// The function that holds a rung is not said, or at too great a length.
    FunctionUnfit {
        /// The characters it has.
        length: usize,
        /// The most it may have.
        max: usize,
    },
    /// There is no such party.
    PartyUnknown {
        /// What was named.
        party: PartyId,
    },
    /// An outcome leads onto a ladder that it may not open, or that is not there.
    Closed,
    /// Only no agreement leads onto the ladder.
    LedOnto,
}

impl LadderFault {
    /// The rule's name, as services and the command line report it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::WithoutRungs => "LADDER_WITHOUT_RUNGS",
            Self::Unopened => "LADDER_UNOPENED",
            Self::OpenerUnused { .. } => "OPENER_UNUSED",
            Self::TimesUnfit { .. } => "TIMES_UNFIT",
            Self::EndUnclear { .. } => "LADDER_END_UNCLEAR",
            Self::FunctionUnfit { .. } => "FUNCTION_UNFIT",
            Self::PartyUnknown { .. } => "PARTY_UNKNOWN",
            Self::Closed => "LADDER_CLOSED",
            Self::LedOnto => "LEADS_ONTO_LADDER",
        }
    }
}

impl From<LadderFault> for FaultKind {
    fn from(fault: LadderFault) -> Self {
        Self::Ladder(fault)
    }
}

pub(super) fn check(framework: &Framework, found: &mut Found) {
    let ladder = &framework.ladder;
    if ladder.rungs.is_empty() {
        if !ladder.opened_by.is_empty() {
            found.at(Place::Ladder, LadderFault::WithoutRungs.into());
        }
        return;
    }
    found.length(Place::Ladder, List::Rungs, ladder.rungs.len(), limits::RUNGS_MAX);
    found.duplicates(ladder.rungs.iter().map(|rung| &rung.id), |id| Place::Rung(id.clone()));
    for rung in &ladder.rungs {
        self::rung(framework, rung, found);
    }
    openers(framework, found);
    let (times_max, max) = (ladder.times_max, limits::TIMES_MAX);
    if !(1..=max).contains(&times_max) {
        found.at(Place::Ladder, LadderFault::TimesUnfit { times_max, max }.into());
    }
    let ends = framework.route.ends.iter().filter(|end| end.kind == EndKind::NoAgreement).count();
    if ends != 1 {
        found.at(Place::Ladder, LadderFault::EndUnclear { ends }.into());
    }
}

fn rung(framework: &Framework, rung: &Rung, found: &mut Found) {
    let place = || Place::Rung(rung.id.clone());
    found.name(place(), &rung.name);
    let (term_days, max) = (rung.term_days, limits::TERM_DAYS_MAX);
    if !(1..=max).contains(&term_days) {
        found.at(place(), FaultKind::TermUnfit { term_days, max });
    }
    match &rung.holder {
        Holder::Body(body) if framework.body(body).is_none() => {
            found.at(place(), FaultKind::BodyUnknown { body: body.clone() });
        }
        Holder::Party(party) if framework.party(party).is_none() => {
            found.at(place(), LadderFault::PartyUnknown { party: party.clone() }.into());
        }
        Holder::Function(function) => {
            let (length, max) = (function.chars().count(), limits::NAME_LENGTH_MAX);
            if function.trim().is_empty() || length > max || function.chars().any(char::is_control) {
                found.at(place(), LadderFault::FunctionUnfit { length, max }.into());
            }
        }
        Holder::Body(_) | Holder::Party(_) => {}
    }
}

/// Something leads onto the ladder, and whatever may do so can happen.
fn openers(framework: &Framework, found: &mut Found) {
    let openers: BTreeSet<Opener> = framework.ladder.opened_by.iter().copied().collect();
    if openers.is_empty() {
        return found.at(Place::Ladder, LadderFault::Unopened.into());
    }
    let steps = &framework.route.steps;
    for opener in openers {
        let can_happen = match opener {
            Opener::NoAgreement => {
                steps.iter().any(|step| step.on.get(&Outcome::NoAgreement) == Some(&Target::Ladder))
            }
            Opener::PassedTerm => steps.iter().any(|step| step.term_days.is_some()),
            Opener::Procesbegeleider => true,
        };
        if !can_happen {
            found.at(Place::Ladder, LadderFault::OpenerUnused { opener }.into());
        }
    }
}
