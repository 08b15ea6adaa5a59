//! What a framework (kader) is: a region's rules as data. And [whether it is sound](check).
//!
//! - [`party`]: who holds seats, and the bodies they sit in
//! - [`checklist`]: the lists by which a proposal is prepared
//! - [`document`]: the formats of the documents that open a round, and what they must contain
//! - [`route`]: rounds, steps and ends, and where each outcome leads
//! - [`ladder`]: where a dossier goes that is stuck
//! - [`outcome`]: what a body may do with a visit, by role
//! - [`evaluation`]: what an evaluation of an arrangement may lead to, and who says so
//! - [`adoption`]: the record that a region adopted a framework
//! - [`check`]: every fault of a framework, with its place

pub mod adoption;
pub mod check;
pub mod checklist;
pub mod document;
pub mod evaluation;
pub mod ladder;
pub mod outcome;
pub mod party;
pub mod route;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use self::{
    checklist::Checklist,
    document::{Format, Limit, Section},
    evaluation::{Conclusion, ConclusionRoute},
    ladder::{Holder, Ladder, Opener, Rung},
    outcome::{Outcome, Role},
    party::{Body, Party, Quorum},
    route::{Asked, DecisionRule, End, EndKind, Round, Route, Step, Target},
};
use crate::{
    calendar::Calendar,
    ids::{BodyId, ChecklistId, FormatId, FrameworkId, FrameworkVersion, PartyId, TermId},
    sealed::Digest,
};

/// Which framework exactly: its family, its version, and the SHA-256 of the file's exact bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FrameworkRef {
    /// The family, e.g. `regio-alkmaar`.
    pub id: FrameworkId,
    /// The version, e.g. `2026.1`.
    pub version: FrameworkVersion,
    /// The digest of the framework file.
    pub digest: Digest,
}

/// A region's rules: parties, bodies, document formats, the route and the lists of terms.
///
/// Never changed once adopted: a dossier keeps the version it was opened on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Framework {
    /// Which framework this is.
    pub reference: FrameworkRef,
    /// Its name for people.
    pub title: String,
    /// What stands before the year in a dossier's reference number, e.g. `OZA`.
    pub reference_prefix: String,
    /// The version that this one replaces.
    pub supersedes: Option<FrameworkVersion>,
    /// The first date on which dossiers open on it.
    pub effective_from: Date,
    /// The working days that terms are counted in.
    pub calendar: Calendar,
    /// Who holds seats.
    pub parties: Vec<Party>,
    /// Who treats a dossier.
    pub bodies: Vec<Body>,
    /// What documents contain.
    pub formats: Vec<Format>,
    /// How a dossier travels.
    pub route: Route,
    /// Where a dossier goes that is stuck. Without rungs: there is no ladder.
    pub ladder: Ladder,
    /// What an arrangement can be for (S4 section 5).
    pub functions: Vec<Term>,
    /// What an arrangement can be paid from (S4 bijlage 1).
    pub funding_codes: Vec<Term>,
    /// What its results are measured by (S4 sections 7 and 8).
    pub indicators: Vec<Term>,
    /// By which proposals may be prepared before they are submitted.
    pub checklists: Vec<Checklist>,
    /// By what way each conclusion of an evaluation is drawn. What is not in it is up to who writes it down.
    pub evaluation: BTreeMap<Conclusion, ConclusionRoute>,
    /// Counts of pupils below this are never shown outside the submitter's circle.
    pub small_number_threshold: u32,
}

/// A word from one of a framework's lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its short name.
    pub id: TermId,
    /// Its name for people.
    pub name: String,
}

impl Framework {
    /// The body with this name.
    pub fn body(&self, id: &BodyId) -> Option<&Body> {
        self.bodies.iter().find(|body| body.id == *id)
    }

    /// The party with this name.
    pub fn party(&self, id: &PartyId) -> Option<&Party> {
        self.parties.iter().find(|party| party.id == *id)
    }

    /// The parties that have a seat in a body, in the order of the framework.
    pub fn seats(&self, body: &Body) -> Vec<&Party> {
        self.parties.iter().filter(|party| body.seats.contains(&party.kind)).collect()
    }

    /// The parties that each ratify for themselves at a step, in the order of the framework; none where its body speaks.
    pub fn ratifiers(&self, step: &Step) -> Vec<&Party> {
        self.parties.iter().filter(|party| step.ratified_by.contains(&party.kind)).collect()
    }

    /// The document format with this name.
    pub fn format(&self, id: &FormatId) -> Option<&Format> {
        self.formats.iter().find(|format| format.id == *id)
    }

    /// The list with this name.
    pub fn checklist(&self, id: &ChecklistId) -> Option<&Checklist> {
        self.checklists.iter().find(|list| list.id == *id)
    }

    /// Whether an arrangement can have this function.
    pub fn has_function(&self, id: &TermId) -> bool {
        self.functions.iter().any(|term| term.id == *id)
    }

    /// Whether results can be measured by this.
    pub fn has_indicator(&self, id: &TermId) -> bool {
        self.indicators.iter().any(|term| term.id == *id)
    }

    /// Whether an arrangement can be paid from this.
    pub fn has_funding_code(&self, id: &TermId) -> bool {
        self.funding_codes.iter().any(|term| term.id == *id)
    }
}
