//! The rules of a dossier, proved: given a history, when a command, then an event or a refusal.
//!
//! - [`region`], [`acts`], [`story`]: the framework, the commands and the given/when/then
//! - one module for each act, with the table of its refusals; [`coverage`]: that no refusal is forgotten
//! - [`advice`], [`turn_back`]: facts of the field
//! - [`stances`]: where the parties stand, and what follows from it
//! - [`ratify`]: each party ratifies for itself
//! - [`escalation`]: a dossier that is stuck
//! - [`mandate`]: who may act for a party
//! - [`action`]: what was agreed to do
//! - [`arrangement`]: what became of a decision; [`bound`]: who is bound by it, and who has pupils in it
//! - [`evaluation`]: what came of it, and how it ends
//! - [`keeping`]: words that are erased, holds, confirmation
//! - [`meeting`]: a body meets
//! - [`preparation`]: what is noted before a proposal is submitted, and what waits for it
//! - [`properties`]: random dossiers on random frameworks

#[cfg(test)]
mod action;
#[cfg(test)]
mod acts;
#[cfg(test)]
mod advice;
#[cfg(test)]
mod answer;
#[cfg(test)]
mod arrangement;
#[cfg(test)]
mod bound;
#[cfg(test)]
mod correct;
#[cfg(test)]
mod coverage;
#[cfg(test)]
mod escalation;
#[cfg(test)]
mod evaluation;
#[cfg(test)]
mod file;
#[cfg(test)]
mod hand_over;
#[cfg(test)]
mod keeping;
#[cfg(test)]
mod mandate;
#[cfg(test)]
mod meeting;
#[cfg(test)]
mod open;
#[cfg(test)]
mod preparation;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod ratify;
#[cfg(test)]
mod region;
#[cfg(test)]
mod replay;
#[cfg(test)]
mod resubmit;
#[cfg(test)]
mod stances;
#[cfg(test)]
mod story;
#[cfg(test)]
mod submit;
#[cfg(test)]
mod term;
#[cfg(test)]
mod treat;
#[cfg(test)]
mod turn_back;
#[cfg(test)]
mod waiting;
#[cfg(test)]
mod withdraw;
