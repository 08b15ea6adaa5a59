//! How a body comes to its outcome: where each party stands, and whether the outcome follows from that.
//!
//! Pure arithmetic over a rule of decision, a quorum, the seats of a body and the stances of its parties. Whoever has
//! the record and the framework can count again; the auditor does, for every outcome that has stances.
//!
//! - [`stance`]: where a party stands, who spoke for it, and its dissenting view
//! - [`count`]: the counting, in all and by kind of party
//! - [`rule`]: what each rule of decision asks, and what a quorum asks
//! - [`refusal`]: why an outcome does not follow, with every number
//!
//! # What is judged
//!
//! Stances are optional unless the framework asks for them at a step (`stances = "required"`): many bodies write down
//! only what they concluded, and what was recorded before there were stances must stay true. Once one party's stance is
//! given, every party with a seat is accounted for: *absent* is a stance too. Otherwise who counts could be chosen.

pub mod count;
pub mod refusal;
pub mod rule;
pub mod stance;

mod seats;

pub use self::{
    refusal::Refusal,
    rule::{Bearing, follows},
    seats::judge,
    stance::{Office, PartyStance, Replacement, Stance},
};
