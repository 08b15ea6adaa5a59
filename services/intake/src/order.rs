//! What is asked of the intake, and what it answers.

use std::sync::Arc;

use bytes::Bytes;
use domain::{
    Event,
    arrangement::{self, Register},
    context::Capacity,
    dossier::{self, command::Open},
    framework::{Framework, adoption::Adopt},
    ids::{ActorId, CommandId, FrameworkId, Revision},
    keeping, mandate, meeting, preparation,
};
use record::{HistoryId, LogId, Position, Recorded};

/// Who asks what of which history.
#[derive(Debug, Clone)]
pub struct Order {
    /// The command's id.
    pub id: CommandId,
    /// The history it is about.
    pub history: HistoryId,
    /// The last revision that the caller had seen, if it matters to them.
    pub expected: Option<Revision>,
    /// Who asks.
    pub actor: ActorId,
    /// In which capacity.
    pub capacity: Capacity,
    /// What is asked, its words sealed.
    pub command: Command,
    /// The disclosures of those words.
    pub texts: Bytes,
}

/// A command to a history of any kind, its words sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Open a dossier on the version of a framework that is in force.
    Open {
        /// The framework.
        framework: FrameworkId,
        /// The command.
        open: Open,
    },
    /// Any other command to a dossier.
    Dossier(dossier::Command),
    /// Adopt a framework.
    Adopt {
        /// The framework, as it was read from its file.
        framework: Arc<Framework>,
        /// The command.
        adopt: Adopt,
    },
    /// Register an existing arrangement.
    Register {
        /// The framework that knows its party, functions and funding codes.
        framework: FrameworkId,
        /// The command.
        register: Register,
    },
    /// Anything else that is asked of an arrangement: of one that a dossier decided.
    Arrangement(arrangement::Command),
    /// Plan a meeting by the version of a framework that is in force.
    Plan {
        /// The framework.
        framework: FrameworkId,
        /// The command.
        plan: meeting::command::Plan,
    },
    /// Anything else that is asked of a meeting.
    Meeting(meeting::Request),
    /// Grant a mandate by the version of a framework that is in force.
    Grant {
        /// The framework.
        framework: FrameworkId,
        /// The command.
        grant: mandate::command::Grant,
    },
    /// Revoke a mandate.
    Revoke(mandate::command::Revoke),
    /// Something that is asked of the preparation of a dossier.
    Prepare(preparation::Command),
    /// Something about the keeping of the history of a dossier, an arrangement or a meeting.
    Keeping(keeping::Command),
}

impl Command {
    /// The framework whose version in force decides it, if it is not the one that a dossier keeps.
    pub(crate) fn decided_by(&self) -> Option<&FrameworkId> {
        match self {
            Self::Open { framework, .. }
            | Self::Register { framework, .. }
            | Self::Plan { framework, .. }
            | Self::Grant { framework, .. } => Some(framework),
            Self::Dossier(_)
            | Self::Adopt { .. }
            | Self::Arrangement(_)
            | Self::Meeting(_)
            | Self::Revoke(_)
            | Self::Prepare(_)
            | Self::Keeping(_) => None,
        }
    }
}

/// That a command was carried out, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The history.
    pub history: HistoryId,
    /// Its new last revision.
    pub revision: Revision,
    /// The record's position.
    pub position: Position,
    /// The journal that the position is of.
    pub log_id: LogId,
    /// When it was recorded.
    pub recorded: Recorded,
    /// Whether this is the first receipt again.
    pub repeated: bool,
    /// What happened.
    pub event: Event,
}
