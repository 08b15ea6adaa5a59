//! Why the rules of the ladder said no: one variant a rule, with the facts that led to it.

use jiff::civil::Date;

use crate::{
    context::Capacity,
    dossier::event::VisitRef,
    framework::{Holder, Opener},
    ids::{BodyId, PartyId, RungId, StepId},
};

/// The rule that forbids a command about the ladder, and the facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The framework has no ladder.
    NoLadder,
    /// The ladder is not opened by this.
    NotOpenedBy {
        /// By what was asked.
        asked: Opener,
        /// By what it is.
        openers: Vec<Opener>,
    },
    /// The capacity in which the actor acts may not escalate so.
    NotForEscalating {
        /// The capacity they acted in.
        acted_as: Capacity,
        /// The body that has the visit, of which the secretary may, beside the dossier's coordinator. `None`: a
        /// procesbegeleider acts as coordinator of the party that the mandate is for.
        body: Option<BodyId>,
    },
    /// The capacity in which the actor acts may not speak for this rung.
    NotForRung {
        /// The capacity they acted in.
        acted_as: Capacity,
        /// Who holds the rung.
        holder: Holder,
        /// The body that the dossier was escalated from, of which the secretary may.
        body: BodyId,
    },
    /// The visit is escalated already.
    AlreadyEscalated {
        /// On which rung it is.
        rung: RungId,
        /// Since which day.
        since: Date,
    },
    /// From this step the dossier was escalated as often as the framework allows.
    EscalationsExhausted {
        /// The step.
        step: StepId,
        /// How often that is.
        times_max: u32,
    },
    /// The term of the visit has not passed.
    TermNotPassed {
        /// Its last day. `None`: it stands still, so nobody knows.
        due: Option<Date>,
        /// Today.
        today: Date,
    },
    /// The dossier is not on the ladder, or was escalated from another visit.
    NotEscalated {
        /// The visit that was asked about.
        asked: VisitRef,
        /// The visit that it was escalated from, if it is on the ladder.
        escalated: Option<VisitRef>,
    },
    /// The dossier is on another rung.
    OtherRung {
        /// What was asked.
        asked: RungId,
        /// Where it is.
        on: RungId,
    },
    /// There is no rung after this one.
    LastRung {
        /// The rung.
        rung: RungId,
    },
    /// There is a rung after this one, which has it before it becomes a dispute.
    NotLastRung {
        /// The rung.
        rung: RungId,
        /// The next.
        next: RungId,
    },
    /// It became a dispute, which has to be concluded.
    Disputed {
        /// Since which day.
        since: Date,
    },
    /// It did not become a dispute.
    NotDisputed {
        /// The rung that it is on.
        on: RungId,
    },
    /// A body has the visit yet, and decides: a dispute about it ends nothing.
    VisitStillOpen {
        /// The visit.
        visit: VisitRef,
    },
    /// A dispute is between at least two parties.
    PartiesRequired {
        /// How many were given.
        given: usize,
    },
    /// A party stands twice in a dispute.
    PartyTwice {
        /// Which.
        party: PartyId,
    },
    /// More parties stand in a dispute than there can be.
    TooManyParties {
        /// How many were given.
        given: usize,
        /// The most there may be.
        max: usize,
    },
    /// The date lies before the dossier came where it is on the ladder.
    DateBeforeRung {
        /// What was given.
        given: Date,
        /// When it came there.
        since: Date,
    },
}

impl Refusal {
    /// The rule's name, as services report it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NoLadder => "NO_LADDER",
            Self::NotOpenedBy { .. } => "NOT_OPENED_BY",
            Self::NotForEscalating { .. } => "NOT_FOR_ESCALATING",
            Self::NotForRung { .. } => "NOT_FOR_RUNG",
            Self::AlreadyEscalated { .. } => "ALREADY_ESCALATED",
            Self::EscalationsExhausted { .. } => "ESCALATIONS_EXHAUSTED",
            Self::TermNotPassed { .. } => "TERM_NOT_PASSED",
            Self::NotEscalated { .. } => "NOT_ESCALATED",
            Self::OtherRung { .. } => "OTHER_RUNG",
            Self::LastRung { .. } => "LAST_RUNG",
            Self::NotLastRung { .. } => "NOT_LAST_RUNG",
            Self::Disputed { .. } => "DISPUTED",
            Self::NotDisputed { .. } => "NOT_DISPUTED",
            Self::VisitStillOpen { .. } => "VISIT_STILL_OPEN",
            Self::PartiesRequired { .. } => "PARTIES_REQUIRED",
            Self::PartyTwice { .. } => "PARTY_TWICE",
            Self::TooManyParties { .. } => "TOO_MANY_PARTIES",
            Self::DateBeforeRung { .. } => "DATE_BEFORE_RUNG",
        }
    }

    /// Whether somebody else may do this.
    pub fn is_about_who(&self) -> bool {
        matches!(self, Self::NotForEscalating { .. } | Self::NotForRung { .. })
    }
}
