//! What came of an arrangement: what was measured, what that led to, and in which phase of its life it is.
//!
//! - [`measured`]: what indicators came to, and which numbers together give a small one away
//! - [`event`] and [`command`]: what is recorded, and what may be asked
//! - [`between`]: what a conclusion needs of other histories
//! - [`life`]: phases and what is overdue; derived when it is read, never stored
//! - `evaluate`, `conclude`: the rules; [`refusal`]: why not

pub mod between;
pub mod command;
pub mod event;
pub mod life;
pub mod measured;
pub mod refusal;

pub(super) mod conclude;
pub(super) mod evaluate;

pub use self::{
    command::{Conclude, Evaluate},
    event::{ArrangementConcluded, EvaluationRecorded, Follower},
    life::LifePhase,
    measured::{Found, MeasureForm, Measured, Numbers, give_away},
    refusal::Refusal,
};
