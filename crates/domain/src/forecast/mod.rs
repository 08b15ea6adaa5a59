//! When a dossier can be decided on at the earliest, and what a deadline missed costs (domain model F43).
//!
//! Everything here is a pure function of a framework, the bodies' meeting days and where a dossier is. A body treats a
//! dossier in the first meeting that is held and for which the papers are in time, and with the outcome that leads on.
//! So an answer is a bound: nothing that keeps to the calendar comes earlier. In reading order:
//!
//! - [`planned`]: meetings that are held, or not held, otherwise than the rule of their body says; [`Planned`]
//! - [`days`]: the first meeting for which papers are in time; [`Days`]
//! - `way`: where a step leads
//! - [`standing`]: where a dossier is when it is asked; [`Standing`]
//! - [`passing`]: the bodies that it passes, in order; [`Passage`]
//! - [`outlook`]: the date of the decision, the last day that still gives it, and the body that decides it; [`Outlook`]
//! - [`trail`]: what really happened to a dossier; [`Trail`]
//! - [`what_if`]: how long that would have taken under another framework; [`Times`]
//! - [`side_by_side`]: the same of many dossiers
//!
//! Exceptions are not counted on: papers that someone lets in late, a meeting that is called besides the calendar. Why
//! it is so: `docs/adr/0018-forecast.md`.

pub mod days;
pub mod outlook;
pub mod passing;
pub mod planned;
pub mod side_by_side;
pub mod standing;
pub mod trail;
mod way;
pub mod what_if;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod what_if_tests;

use jiff::civil::Date;

pub use self::{
    days::Days,
    outlook::{Deadline, Forecast, Leg, Outlook, forecast},
    passing::{Passage, Submitted},
    planned::Planned,
    standing::Standing,
    trail::Trail,
    what_if::Times,
};
use crate::ids::{BodyId, RoundId, StepId};

/// Why no date can be given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Blocked {
    /// The body holds no meeting within [`days::SEARCH_YEARS_MAX`] years for which the papers are in time.
    #[error("{body} holds no meeting in the {} years after {after}", days::SEARCH_YEARS_MAX)]
    NeverMeets {
        /// The step.
        step: StepId,
        /// The body.
        body: BodyId,
        /// When the dossier arrives there.
        after: Date,
    },
    /// The framework has no round at all. No sound framework is like that.
    #[error("there are no rounds")]
    NoRounds,
    /// The framework has no such round, or none with steps.
    #[error("there is no round '{round}'")]
    RoundUnknown {
        /// What was named.
        round: RoundId,
    },
    /// The framework has no such step.
    #[error("there is no step '{step}'")]
    StepUnknown {
        /// What was named.
        step: StepId,
    },
    /// The step has no body, or its outcome leads to nothing that there is. No sound framework has such a step.
    #[error("the step '{step}' leads nowhere")]
    LeadsNowhere {
        /// The step.
        step: StepId,
    },
}
