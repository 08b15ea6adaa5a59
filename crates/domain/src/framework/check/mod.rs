//! Whether a framework is sound: every fault, each with its place.
//!
//! A sound framework leaves no dossier without a way on, bounds every loop, asks for no document that nobody
//! could have submitted, and promises no term that the meetings cannot keep.
//!
//! - [`kind`]: what can be wrong, one variant a rule
//! - [`limits`]: how much a framework may hold
//! - `head`, `parties`, `documents`, `rounds`, `checklists`: the lists
//! - `ladder`: the rungs, and what leads onto them
//! - `steps`, `ratifiers`, `targets`: one step by itself, who ratifies at it, and where each of its outcomes leads
//! - `evaluation`: the ways by which evaluations are concluded
//! - `paths`: what holds on every way through the route

mod checklists;
mod documents;
mod evaluation;
mod head;
pub mod kind;
mod ladder;
pub mod limits;
mod parties;
mod paths;
mod ratifiers;
mod rounds;
mod steps;
mod targets;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod route_tests;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use self::{
    checklists::ChecklistFault,
    kind::{FaultKind, List},
    ladder::LadderFault,
    ratifiers::RatifierFault,
};
use super::{Conclusion, Framework, Outcome};
use crate::ids::{
    BodyId, ChecklistId, EndId, FormatId, ItemId, PartyId, RoundId, RungId, SectionId, StepId, TermId,
};

/// Something in a framework that would leave a dossier without a way on, or promise what cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What is wrong.
    pub kind: FaultKind,
}

/// Where in a framework. A name that stands twice is the later of the two.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The framework as a whole.
    Framework,
    /// A party.
    Party(PartyId),
    /// A body.
    Body(BodyId),
    /// A document format.
    Format(FormatId),
    /// A section of a document format.
    Section(FormatId, SectionId),
    /// A round.
    Round(RoundId),
    /// A step.
    Step(StepId),
    /// What follows on one outcome of a step.
    StepOutcome(StepId, Outcome),
    /// An end.
    End(EndId),
    /// A list by which proposals are prepared.
    Checklist(ChecklistId),
    /// A theme of such a list.
    ChecklistTheme(ChecklistId, ItemId),
    /// An item of such a list.
    ChecklistItem(ChecklistId, ItemId),
    /// The ladder as a whole.
    Ladder,
    /// A rung of the ladder.
    Rung(RungId),
    /// The way by which a conclusion of an evaluation is drawn.
    Evaluation(Conclusion),
    /// A term of one of the lists.
    Term(TermList, TermId),
}

/// One of a framework's lists of terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TermList {
    /// What an arrangement can be for.
    Functions,
    /// What it can be paid from.
    FundingCodes,
    /// What its results are measured by.
    Indicators,
}

/// Every fault of a framework, in the order of the checks. Empty: it is sound.
pub fn faults(framework: &Framework) -> Vec<Fault> {
    let mut found = Found::default();
    head::check(framework, &mut found);
    parties::check(framework, &mut found);
    documents::check(framework, &mut found);
    checklists::check(framework, &mut found);
    rounds::check(framework, &mut found);
    steps::check(framework, &mut found);
    targets::check(framework, &mut found);
    ladder::check(framework, &mut found);
    evaluation::check(framework, &mut found);
    // The ways through an overlong route are not walked: its length is the fault to mend first.
    if framework.route.steps.len() <= limits::STEPS_MAX && framework.route.rounds.len() <= limits::ROUNDS_MAX
    {
        paths::check(framework, &mut found);
    }
    found.0
}

/// The faults found so far.
#[derive(Default)]
struct Found(Vec<Fault>);

impl Found {
    fn at(&mut self, place: Place, kind: FaultKind) {
        self.0.push(Fault { place, kind });
    }

    /// Notes at `place` that the list there is longer than it may be.
    fn length(&mut self, place: Place, list: List, count: usize, max: usize) {
        if count > max {
            self.at(place, FaultKind::ListTooLong { list, count, max });
        }
    }

    /// Notes every name that stands more than once.
    fn duplicates<'a, T: Ord + 'a>(
        &mut self,
        names: impl IntoIterator<Item = &'a T>,
        place: impl Fn(&T) -> Place,
    ) {
        let mut seen = std::collections::BTreeSet::new();
        for name in names {
            if !seen.insert(name) {
                self.at(place(name), FaultKind::DuplicateId);
            }
        }
    }

    /// Notes a name for people that is empty or too long.
    fn name(&mut self, place: Place, name: &str) {
        let length = name.chars().count();
        if name.trim().is_empty() || length > limits::NAME_LENGTH_MAX || name.chars().any(char::is_control) {
            self.at(place, FaultKind::NameUnfit { length, max: limits::NAME_LENGTH_MAX });
        }
    }
}
