//! What is true of an arrangement after its history so far.

use jiff::civil::Date;

use super::{
    commitment::Commitment,
    evaluation::{ArrangementConcluded, EvaluationRecorded},
    event::{ArrangementBegun, Event},
    refusal::Refusal,
    register::ArrangementRegistered,
    usage::Usage,
};
use crate::ids::{EvaluationNumber, Revision};

/// An arrangement, or that there is none yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum State {
    /// Nothing has happened.
    #[default]
    Unknown,
    /// It existed already, and was registered.
    Registered(Box<ArrangementRegistered>),
    /// It was decided on, and began.
    Begun(Box<Arrangement>),
}

/// An arrangement that began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrangement {
    /// The last record that this state reflects.
    pub revision: Revision,
    /// What was planned.
    pub begun: ArrangementBegun,
    /// What each party said last of being bound, in the order in which they first did.
    pub commitments: Vec<Committed>,
    /// What was reported last of each party and period, in the order in which that first was.
    pub used: Vec<Used>,
    /// What was evaluated, by number.
    pub evaluations: Vec<Evaluation>,
    /// What was concluded, in the order of recording.
    pub conclusions: Vec<Concluded>,
}

/// What a party said of being bound, and still stands by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committed {
    /// The record that says so.
    pub revision: Revision,
    /// What it said.
    pub commitment: Commitment,
}

/// What was reported of a party in a period, and still stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Used {
    /// The record that says so.
    pub revision: Revision,
    /// What it had.
    pub usage: Usage,
}

/// An evaluation, and the record that says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluation {
    /// The record.
    pub revision: Revision,
    /// What it says.
    pub recorded: EvaluationRecorded,
}

/// A conclusion, and the record that says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concluded {
    /// The record.
    pub revision: Revision,
    /// What it says.
    pub drawn: ArrangementConcluded,
}

impl State {
    /// The arrangement, if it began.
    pub fn begun(&self) -> Option<&Arrangement> {
        match self {
            Self::Begun(arrangement) => Some(arrangement),
            Self::Unknown | Self::Registered(_) => None,
        }
    }

    /// The arrangement, which must have begun.
    ///
    /// # Errors
    /// [`Refusal::NotBegun`].
    pub fn began(&self) -> Result<&Arrangement, Refusal> {
        self.begun().ok_or(Refusal::NotBegun)
    }
}

impl Arrangement {
    /// Every day on which it was to be evaluated: planned when it began, or with a conclusion since. In order.
    pub fn planned(&self) -> Vec<Date> {
        let later = self.conclusions.iter().flat_map(|concluded| &concluded.drawn.evaluations);
        let mut days: Vec<Date> = self.begun.plan.evaluations.iter().chain(later).copied().collect();
        days.sort_unstable();
        days
    }

    /// The evaluation that was planned on a day, if it was done.
    pub fn evaluation_of(&self, planned: Date) -> Option<&Evaluation> {
        self.evaluations.iter().find(|evaluation| evaluation.recorded.planned == Some(planned))
    }

    /// The evaluation with a number.
    pub fn evaluation(&self, number: EvaluationNumber) -> Option<&Evaluation> {
        self.evaluations.iter().find(|evaluation| evaluation.recorded.number == number)
    }

    /// The last number that an evaluation got.
    pub fn last_evaluation(&self) -> EvaluationNumber {
        self.evaluations.last().map(|evaluation| evaluation.recorded.number).unwrap_or_default()
    }

    /// The number of the evaluation that comes.
    pub(super) fn next_evaluation(&self) -> EvaluationNumber {
        EvaluationNumber(self.last_evaluation().0.saturating_add(1))
    }

    /// What was concluded from an evaluation.
    pub fn conclusion_of(&self, number: EvaluationNumber) -> Option<&ArrangementConcluded> {
        let mut drawn = self.conclusions.iter().map(|concluded| &concluded.drawn);
        drawn.find(|drawn| drawn.evaluation == Some(number))
    }

    /// What ended it, if it is over.
    pub fn ended(&self) -> Option<&ArrangementConcluded> {
        let last = self.conclusions.last().map(|concluded| &concluded.drawn);
        last.filter(|drawn| drawn.conclusion.ends())
    }

    fn take(&mut self, event: &Event) {
        self.revision = self.revision.next();
        let revision = self.revision;
        match event {
            Event::CommitmentGiven(given) => {
                let said = Committed { revision, commitment: given.commitment.clone() };
                let party = &given.commitment.party;
                match self.commitments.iter_mut().find(|before| before.commitment.party == *party) {
                    Some(before) => *before = said,
                    None => self.commitments.push(said),
                }
            }
            Event::UseReported(usage) => {
                let reported = Used { revision, usage: usage.clone() };
                let of = |usage: &Usage| (usage.party.clone(), usage.period);
                match self.used.iter_mut().find(|before| of(&before.usage) == of(usage)) {
                    Some(before) => *before = reported,
                    None => self.used.push(reported),
                }
            }
            Event::ArrangementRegistered(_) | Event::ArrangementBegun(_) => {}
            Event::EvaluationRecorded(recorded) => {
                self.evaluations.push(Evaluation { revision, recorded: recorded.as_ref().clone() });
            }
            Event::ArrangementConcluded(drawn) => {
                self.conclusions.push(Concluded { revision, drawn: drawn.as_ref().clone() });
            }
        }
    }
}

/// The state after one more event of its history. Total: what cannot follow changes nothing.
#[must_use]
pub fn evolve(state: State, event: &Event) -> State {
    match (state, event) {
        (State::Unknown, Event::ArrangementRegistered(registered)) => {
            State::Registered(Box::new(registered.clone()))
        }
        (State::Unknown, Event::ArrangementBegun(begun)) => State::Begun(Box::new(Arrangement {
            revision: Revision(1),
            begun: begun.as_ref().clone(),
            commitments: Vec::new(),
            used: Vec::new(),
            evaluations: Vec::new(),
            conclusions: Vec::new(),
        })),
        (State::Begun(mut arrangement), event) => {
            arrangement.take(event);
            State::Begun(arrangement)
        }
        (
            state @ (State::Unknown | State::Registered(_)),
            Event::ArrangementRegistered(_)
            | Event::ArrangementBegun(_)
            | Event::CommitmentGiven(_)
            | Event::UseReported(_)
            | Event::EvaluationRecorded(_)
            | Event::ArrangementConcluded(_),
        ) => state,
    }
}

/// The state after a record about the keeping of its history: it takes its place there, and no more.
#[must_use]
pub fn pass(mut state: State) -> State {
    if let State::Begun(arrangement) = &mut state {
        arrangement.revision = arrangement.revision.next();
    }
    state
}
