//! What may be asked of an arrangement.

use super::{
    commitment::Commit,
    evaluation::{Conclude, Evaluate},
    parts::Plan,
    register::Register,
    usage::Usage,
};
use crate::{ids::Revision, sealed::Sealed};

/// A command to an arrangement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Register one that already exists.
    Register(Register),
    /// Begin what a body adopted.
    Begin(Box<Begin>),
    /// Say whether a party is bound.
    Commit(Box<Commit>),
    /// Report what a party has of it.
    ReportUse(Usage),
    /// Record an evaluation.
    Evaluate(Box<Evaluate>),
    /// Draw a conclusion.
    Conclude(Box<Conclude>),
}

/// Begin what a body adopted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begin {
    /// The last record of the dossier when it was looked up. Zero: it was not looked up yet.
    pub decided: Revision,
    /// What is planned with it.
    pub plan: Plan,
}

impl Command {
    /// Every sealed text of the command, in a fixed order.
    pub fn sealed_mut(&mut self) -> Vec<&mut Sealed> {
        match self {
            Self::Register(register) => register.sealed_mut(),
            Self::Begin(begin) => begin.plan.sealed_mut(),
            Self::Commit(commit) => commit.commitment.sealed_mut(),
            Self::ReportUse(usage) => usage.sealed_mut(),
            Self::Evaluate(evaluate) => evaluate.sealed_mut(),
            Self::Conclude(conclude) => vec![&mut conclude.reason],
        }
    }

    /// The same command as of a dossier whose last record is this. What a conclusion names is another dossier.
    #[must_use]
    pub fn seen(mut self, revision: Revision) -> Self {
        match &mut self {
            Self::Register(_) | Self::ReportUse(_) | Self::Evaluate(_) | Self::Conclude(_) => {}
            Self::Begin(begin) => begin.decided = revision,
            Self::Commit(commit) => commit.decided = revision,
        }
        self
    }

    /// The same command before anything was looked up for it.
    #[must_use]
    pub fn unseen(self) -> Self {
        let mut unseen = self.seen(Revision::default());
        if let Self::Commit(commit) = &mut unseen
            && let Some(mandate) = &mut commit.commitment.mandate
        {
            mandate.revision = Revision::default();
        }
        if let Self::Conclude(conclude) = &mut unseen
            && let Some(follower) = &mut conclude.follower
        {
            follower.revision = Revision::default();
        }
        unseen
    }
}
