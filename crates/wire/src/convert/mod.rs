//! Requests into what the rules and views are asked, and what they answer into messages.
//!
//! A request is read whole before anything is done with it: every fault of every field is reported together.
//!
//! - [`command`]: what is asked of a dossier, and [`administration`]: of frameworks and the register
//! - [`escalation`]: of the ladder, and how a dossier on it is told
//! - [`meeting`]: of a meeting; `action`: what was agreed to do; [`mandate`]: of a mandate; [`arrangement`]: of what a
//!   dossier decided; [`bound`]: who is bound by it
//! - [`preparation`]: of a preparation
//! - [`keeping`]: about the keeping of a history: erasing words, holds, confirmation
//! - [`query`]: what is asked of the views and the audit
//! - [`answer`]: domain values into messages
//! - [`forecast`]: what can be expected of a dossier, as a message
//! - [`enums`]: the closed sets, both ways
//! - [`count`]: how many pupils, so that small numbers are told to who may know
//! - [`seal`]: how words leave the request, and how they come back
//! - [`violation`]: what can be wrong with a field
//! - `treatment`, `ratification`, `term`: parts of what is asked of a dossier
//! - `fields`: reads fields and collects what is wrong

mod action;
pub mod administration;
pub mod answer;
pub mod arrangement;
pub mod bound;
pub mod command;
pub mod count;
pub mod enums;
pub mod escalation;
pub mod evaluation;
mod fields;
pub mod forecast;
pub mod keeping;
pub mod mandate;
pub mod meeting;
pub mod preparation;
pub mod query;
mod ratification;
pub mod seal;
mod stance;
mod term;
mod treatment;
pub mod violation;

pub use self::{
    administration::{Adoption, Registration},
    command::{Asked, Head, IntoCommand},
    keeping::{IntoKeeping, Keeping, TextsNamed},
    meeting::{IntoMeeting, Meeting, Planning},
    seal::{Disclose, Seal},
    violation::{Fault, Violation, Violations},
};
