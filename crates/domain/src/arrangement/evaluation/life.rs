//! The life of an arrangement in five phases, and what of it is overdue. Derived when it is read.

use jiff::civil::Date;

use crate::{arrangement::state::Arrangement, dossier::state::Phase, framework::EndKind};

/// A phase in the life of an arrangement (S4 chapter 6, after the Routekaart OZA of 2020).
///
/// The fifth is called "besluitvorming" there, and is closing; what bodies decide of a proposal is in the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LifePhase {
    /// 1: parties find and attune to each other; nothing was submitted.
    Orientation,
    /// 2: bodies treat the proposal, or it was adopted and did not begin.
    Preparation,
    /// 3: it is carried out.
    Execution,
    /// 4: it was evaluated, and nobody has drawn a conclusion yet.
    Evaluation,
    /// 5: it was closed, goes up in something else, or is developed further.
    Closing,
}

/// The phase of what a dossier proposes, by where the dossier is, whether anything was submitted in it, and the arrangement if
/// that began. `None`: it was not adopted, and will not be by this dossier.
pub fn phase(dossier: &Phase, is_submitted: bool, arrangement: Option<&Arrangement>) -> Option<LifePhase> {
    if let Some(arrangement) = arrangement {
        return Some(arrangement.phase());
    }
    match dossier {
        Phase::Preparing { .. } if !is_submitted => Some(LifePhase::Orientation),
        Phase::Preparing { .. }
        | Phase::AtStep { .. }
        | Phase::Escalated { .. }
        | Phase::Revising { .. }
        | Phase::Ended { kind: EndKind::Adopted, .. } => Some(LifePhase::Preparation),
        Phase::Ended { kind: EndKind::Rejected | EndKind::NoAgreement | EndKind::Withdrawn, .. } => None,
    }
}

impl Arrangement {
    /// In which phase it is: the third, fourth or fifth.
    pub fn phase(&self) -> LifePhase {
        // A conclusion settles what was evaluated before it.
        let concluded = self.conclusions.iter().filter_map(|concluded| concluded.drawn.evaluation).max();
        if self.ended().is_some() {
            LifePhase::Closing
        } else if concluded.unwrap_or_default() < self.last_evaluation() {
            LifePhase::Evaluation
        } else {
            LifePhase::Execution
        }
    }

    /// The planned days on which it is still to be evaluated, in order; none once it is over.
    pub fn to_evaluate(&self) -> Vec<Date> {
        if self.ended().is_some() {
            return Vec::new();
        }
        let mut days = self.planned();
        days.retain(|day| self.evaluation_of(*day).is_none());
        days
    }

    /// The planned days that had passed on this day without an evaluation, in order.
    pub fn overdue(&self, today: Date) -> Vec<Date> {
        let mut days = self.to_evaluate();
        days.retain(|day| *day < today);
        days
    }
}

impl LifePhase {
    /// Every phase, in order.
    pub const ALL: [Self; 5] =
        [Self::Orientation, Self::Preparation, Self::Execution, Self::Evaluation, Self::Closing];

    /// The name in answers.
    pub fn name(self) -> &'static str {
        match self {
            Self::Orientation => "orientation",
            Self::Preparation => "preparation",
            Self::Execution => "execution",
            Self::Evaluation => "evaluation",
            Self::Closing => "closing",
        }
    }

    /// The name for people, in Dutch. That of the fifth says what it is: S4 calls it "besluitvorming".
    pub fn name_nl(self) -> &'static str {
        match self {
            Self::Orientation => "oriëntatie en afstemming",
            Self::Preparation => "voorbereiding",
            Self::Execution => "uitvoering",
            Self::Evaluation => "evaluatie",
            Self::Closing => "afronding",
        }
    }

    /// Its number in the framework of the region.
    pub fn number(self) -> u8 {
        match self {
            Self::Orientation => 1,
            Self::Preparation => 2,
            Self::Execution => 3,
            Self::Evaluation => 4,
            Self::Closing => 5,
        }
    }
}
