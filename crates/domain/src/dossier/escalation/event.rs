//! What can happen to a dossier on the ladder.

use jiff::civil::Date;

use crate::{
    dossier::event::{Opening, VisitRef},
    framework::Holder,
    ids::{EndId, PartyId, RungId},
    mandate::MandateRef,
    sealed::Sealed,
};

/// A fact about a dossier on the ladder. That no agreement led there stands in the outcome itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Somebody escalated a visit that waits for its body.
    EscalationOpened(EscalationOpened),
    /// The holder of a rung did not come to a solution; it is now with the next.
    EscalationMoved(EscalationMoved),
    /// The dossier can go on.
    EscalationResolved(EscalationResolved),
    /// Nor did the last rung: a dispute was brought before somebody.
    EscalationUnresolved(EscalationUnresolved),
    /// The dispute was concluded.
    DisputeConcluded(DisputeConcluded),
}

/// A dossier came onto a rung.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnRung {
    /// Which rung.
    pub rung: RungId,
    /// Who holds it, as the framework says.
    pub holder: Holder,
    /// Since which day.
    pub since: Date,
    /// The last day of its term. A passed term moves nothing.
    pub due: Date,
}

/// Somebody escalated a visit that waits for its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EscalationOpened {
    /// The visit.
    pub visit: VisitRef,
    /// What led to it.
    pub cause: Cause,
    /// Why, in words.
    pub reason: Sealed,
    /// The first rung.
    pub on: OnRung,
}

/// What led to an escalation of a visit that waits for its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// The term of the visit had passed.
    PassedTerm {
        /// Its last day.
        due: Date,
    },
    /// The procesbegeleider escalates, under a mandate for it.
    Procesbegeleider {
        /// For which party they work.
        party: PartyId,
        /// The mandate.
        mandate: MandateRef,
    },
}

/// A rung was left without a solution, for the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EscalationMoved {
    /// The visit that was escalated.
    pub visit: VisitRef,
    /// The rung that was left.
    pub from: RungId,
    /// The rung after it.
    pub to: OnRung,
    /// Why it was not solved there.
    pub reason: Sealed,
}

/// The dossier can go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EscalationResolved {
    /// The visit that was escalated.
    pub visit: VisitRef,
    /// The rung on which it was solved.
    pub rung: RungId,
    /// On which day.
    pub resolved_on: Date,
    /// How.
    pub words: Sealed,
    /// Where the dossier goes on.
    pub next: Onward,
}

/// Where a dossier goes on when it leaves the ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Onward {
    /// The visit that was escalated still waits for its body, and goes on.
    SameVisit,
    /// A new visit to the step that it was escalated from.
    Visit(Opening),
    /// Nowhere: it ends, and the parties did not agree.
    End(EndId),
}

/// A dispute was brought before somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EscalationUnresolved {
    /// The visit that was escalated.
    pub visit: VisitRef,
    /// The last rung.
    pub rung: RungId,
    /// On which day it was left, and the dispute brought.
    pub unresolved_on: Date,
    /// Why it was not solved there.
    pub reason: Sealed,
    /// The dispute.
    pub terms: DisputeTerms,
}

/// What a dispute is, and by what terms it is heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputeTerms {
    /// What is asked.
    pub kind: DisputeKind,
    /// Before whom, in words.
    pub before: Sealed,
    /// Between which parties, at least two, each once.
    pub parties: Vec<PartyId>,
    /// Calendar days within which there must be a defence, if that is laid down.
    pub defence_days: Option<u32>,
    /// Calendar days after the last hearing within which there must be advice or a ruling, if that is laid down.
    pub advice_days: Option<u32>,
}

/// What is asked of whom a dispute is brought before (F37).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DisputeKind {
    /// Advies.
    Advice,
    /// Bindend advies.
    BindingAdvice,
    /// Arbitrage.
    Arbitration,
    /// Bemiddeling.
    Mediation,
}

/// The dispute was concluded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputeConcluded {
    /// The visit that was escalated.
    pub visit: VisitRef,
    /// On which day.
    pub concluded_on: Date,
    /// What came of it, in words.
    pub words: Sealed,
    /// Where the dossier goes on, or how it ends.
    pub next: Onward,
}

impl DisputeKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Advice, Self::BindingAdvice, Self::Arbitration, Self::Mediation];

    /// The name in records and facts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::BindingAdvice => "binding-advice",
            Self::Arbitration => "arbitration",
            Self::Mediation => "mediation",
        }
    }

    /// The name in Dutch.
    pub fn name_nl(self) -> &'static str {
        match self {
            Self::Advice => "advies",
            Self::BindingAdvice => "bindend advies",
            Self::Arbitration => "arbitrage",
            Self::Mediation => "bemiddeling",
        }
    }

    /// The name in English, in a sentence.
    pub fn name_en(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::BindingAdvice => "binding advice",
            Self::Arbitration => "arbitration",
            Self::Mediation => "mediation",
        }
    }
}
