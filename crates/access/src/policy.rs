//! The table of rights: who may do and read what. It stands here and nowhere else.
//!
//! | act | any one of these is enough |
//! | --- | --- |
//! | coordinate: open, prepare, file, submit, resubmit, answer, withdraw | coordinator |
//! | record or correct what a body did; suspend and resume its term | secretary of that body |
//! | escalate a dossier, speak for a rung, bring or conclude a dispute | coordinator, secretary |
//! | hand a dossier over | coordinator, administrator |
//! | write what becomes of a decision | coordinator, secretary of the body that decided |
//! | write down whether a party is bound by it | secretary of the body that decided, or of the one where parties ratified |
//! | administer: adopt a framework, register what exists, erase words, place and lift holds | administrator |
//! | have a history confirmed | auditor, administrator |
//!
//! | read | any one of these is enough |
//! | --- | --- |
//! | metrics: counts, no words | a known token, even without grants |
//! | agendas, dossiers as they stand, the register, frameworks; checkpoints and proofs; forecasts | any grant |
//! | a history: every record, draft and disclosed word; replay | auditor, administrator, the dossier's own coordinator |
//! | the journal: records across dossiers, export | auditor, administrator |
//! | small numbers of pupils: those of the dossier and of what followed from it | the dossier's own coordinator |
//!
//! Everyone who takes part sees what waits where, also at other bodies: that is what the program is for. Words
//! that may have to be erased are shown for the work at hand, not as a collection; hence the rows on histories and the journal. A small number could point at a child; nobody outside the circle of who
//! submitted it reads it, an administrator and an auditor neither.
//!
//! This is the outer gate: it knows grants, not dossiers. The rules ask further, e.g. whether a coordinator is
//! the dossier's own.

use std::fmt;

use domain::{
    dossier::Command,
    ids::{ActorId, BodyId},
    keeping,
};

use crate::caller::Grant;

/// What somebody wants to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Write, submit or withdraw a dossier.
    Coordinate,
    /// Write down or correct what a body did, or let its term stand still or run again.
    Record {
        /// The body. `None` if the command names no step that exists: then the rules will refuse it, in
        /// whichever secretary's capacity.
        body: Option<BodyId>,
    },
    /// Escalate a dossier, or act on the ladder: which coordinator or secretary may do that is asked of the dossier.
    Escalate,
    /// Give a dossier to another coordinator.
    HandOver,
    /// Write down what becomes of a decision: that an arrangement began, and what came of it.
    FollowUp {
        /// The body that decided. `None` if none did: then the rules will refuse it.
        body: Option<BodyId>,
    },
    /// Write down whether a party is bound by a decision: who coordinates has a party of their own.
    Commit {
        /// The bodies whose secretaries do. None if nothing was decided: then the rules will refuse it.
        bodies: Vec<BodyId>,
    },
    /// Adopt a framework, register an existing arrangement, erase words, or place or lift a hold.
    Administer,
    /// Have a history confirmed, to take it along.
    ConfirmHistory,
}

/// What somebody wants to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Read {
    /// How the services do: counts and durations.
    Metrics,
    /// What waits for a body or for whom else, what was treated, and by when.
    Agenda,
    /// A dossier as it stands or stood: its way, its submitted documents, what the bodies said.
    Dossier,
    /// The register of arrangements.
    Register,
    /// The rules of a region.
    Framework,
    /// Checkpoints and proofs: hashes, no words.
    Ledger,
    /// Everything that happened to one dossier, with every disclosed word, and its replay.
    History {
        /// Who answers for the dossier now.
        coordinator: ActorId,
    },
    /// The records of all dossiers, and their export.
    Journal,
    /// Numbers of pupils below the threshold of the framework.
    SmallNumbers {
        /// Who answers for the dossier now.
        coordinator: ActorId,
    },
}

/// What is enough for an act or a read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Needed {
    /// A token that the register knows, even without grants.
    Token,
    /// Any grant.
    Grant,
    /// A coordinator's grant, for whichever party.
    Coordinator,
    /// A coordinator's grant, and to be this actor.
    OwnCoordinator(ActorId),
    /// A secretary's grant, for whichever body.
    Secretary,
    /// A secretary's grant for this body.
    SecretaryOf(BodyId),
    /// An auditor's grant.
    Auditor,
    /// An administrator's grant.
    Administrator,
}

impl Act {
    /// Which act a command to a dossier is; `body` is the one whose outcome it is about, if it names one.
    pub fn of(command: &Command, body: Option<BodyId>) -> Self {
        match command {
            Command::Open(_)
            | Command::FileDocument(_)
            | Command::Submit(_)
            | Command::Resubmit(_)
            | Command::AnswerConditions(_)
            | Command::Withdraw(_) => Self::Coordinate,
            Command::RecordOutcome(_)
            | Command::Ratify(_)
            | Command::SuspendTerm(_)
            | Command::ResumeTerm(_)
            | Command::CorrectOutcome(_) => Self::Record { body },
            Command::Escalate(_) => Self::Escalate,
            Command::HandOver(_) => Self::HandOver,
        }
    }

    /// Which act a command about the keeping of a history is.
    pub fn of_keeping(command: &keeping::Command) -> Self {
        match command {
            keeping::Command::RequestErasure(_)
            | keeping::Command::ConfirmErasure(_)
            | keeping::Command::DeclineErasure(_)
            | keeping::Command::PlaceHold(_)
            | keeping::Command::LiftHold(_) => Self::Administer,
            keeping::Command::ConfirmHistory => Self::ConfirmHistory,
        }
    }

    /// What it takes; any one of these.
    pub fn needs(&self) -> Vec<Needed> {
        match self {
            Self::Coordinate => vec![Needed::Coordinator],
            Self::Record { body: Some(body) } => vec![Needed::SecretaryOf(body.clone())],
            Self::Record { body: None } => vec![Needed::Secretary],
            Self::Escalate => vec![Needed::Coordinator, Needed::Secretary],
            Self::HandOver => vec![Needed::Coordinator, Needed::Administrator],
            Self::FollowUp { body: Some(body) } => {
                vec![Needed::Coordinator, Needed::SecretaryOf(body.clone())]
            }
            Self::FollowUp { body: None } => vec![Needed::Coordinator, Needed::Secretary],
            Self::Commit { bodies } if bodies.is_empty() => vec![Needed::Secretary],
            Self::Commit { bodies } => bodies.iter().cloned().map(Needed::SecretaryOf).collect(),
            Self::Administer => vec![Needed::Administrator],
            Self::ConfirmHistory => vec![Needed::Auditor, Needed::Administrator],
        }
    }
}

impl Read {
    /// What it takes; any one of these.
    pub fn needs(&self) -> Vec<Needed> {
        match self {
            Self::Metrics => vec![Needed::Token],
            Self::Agenda | Self::Dossier | Self::Register | Self::Framework | Self::Ledger => {
                vec![Needed::Grant]
            }
            Self::History { coordinator } => {
                vec![Needed::Auditor, Needed::Administrator, Needed::OwnCoordinator(coordinator.clone())]
            }
            Self::Journal => vec![Needed::Auditor, Needed::Administrator],
            Self::SmallNumbers { coordinator } => vec![Needed::OwnCoordinator(coordinator.clone())],
        }
    }
}

impl Needed {
    /// Whether one grant of `actor` is enough.
    pub fn met_by(&self, grant: &Grant, actor: &ActorId) -> bool {
        match self {
            Self::Token | Self::Grant => true,
            Self::Coordinator => matches!(grant, Grant::Coordinator { .. }),
            Self::OwnCoordinator(own) => matches!(grant, Grant::Coordinator { .. }) && own == actor,
            Self::Secretary => matches!(grant, Grant::Secretary { .. }),
            Self::SecretaryOf(body) => matches!(grant, Grant::Secretary { body: served } if served == body),
            Self::Auditor => *grant == Grant::Auditor,
            Self::Administrator => *grant == Grant::Administrator,
        }
    }
}

impl fmt::Display for Needed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Token => f.write_str("a caller with a token"),
            Self::Grant => f.write_str("a caller with any role"),
            Self::Coordinator => f.write_str("a coordinator"),
            Self::OwnCoordinator(actor) => write!(f, "the dossier's coordinator ({actor})"),
            Self::Secretary => f.write_str("a secretary"),
            Self::SecretaryOf(body) => write!(f, "the secretary of {body}"),
            Self::Auditor => f.write_str("an auditor"),
            Self::Administrator => f.write_str("an administrator"),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        dossier::{
            command::{AnswerConditions, HandOver, RecordOutcome, Treatment, Withdraw},
            escalation::{self, command::Conclude},
            event::VisitRef,
        },
        framework::Outcome,
        sealed::{Digest, Sealed},
    };
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_command_is_the_act_of_whoever_gives_it() {
        let treatment = Treatment {
            outcome: Outcome::Noted,
            treated_on: date(2026, 3, 12),
            motivation: None,
            conditions: Vec::new(),
            judged: Vec::new(),
            stances: Vec::new(),
            resume_at: None,
        };
        let visit = VisitRef { step: "voorstel-pora".parse().unwrap(), number: 1 };
        let hand_over =
            HandOver { to: "u-2".parse().unwrap(), party: "gemeente-heiloo".parse().unwrap(), reason: None };
        let pora: BodyId = "pora".parse().unwrap();
        let words = Sealed(Digest([0; 32]));
        let conclude = Conclude { visit: visit.clone(), on: date(2026, 3, 12), words, resumes: true };
        let table = [
            (Command::AnswerConditions(AnswerConditions { answers: Vec::new() }), Act::Coordinate),
            (Command::Withdraw(Withdraw { reason: Sealed(Digest([0; 32])) }), Act::Coordinate),
            (
                Command::RecordOutcome(RecordOutcome { visit, treatment }),
                Act::Record { body: Some(pora.clone()) },
            ),
            (Command::HandOver(hand_over), Act::HandOver),
            (Command::Escalate(escalation::Command::Conclude(conclude)), Act::Escalate),
        ];
        for (command, act) in table {
            assert_eq!(Act::of(&command, Some(pora.clone())), act, "{command:?}");
        }
    }
}
