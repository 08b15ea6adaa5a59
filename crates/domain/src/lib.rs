//! The rules of Besluitspoor: what may happen to a proposal for a group arrangement, and what follows from it.
//!
//! Pure, synchronous and deterministic. Nothing here reads a clock, draws a random number or does I/O.
//! In reading order:
//!
//! - [`framework`]: a region's rules as data
//! - [`dossier`]: one proposal from first idea to decision
//! - [`decision`]: how a body comes to its outcome: stances, rules of decision, quorum
//! - [`arrangement`]: what exists, and what became of a decision
//! - [`mandate`]: who may act for a party
//! - [`preparation`]: what is done, asked and agreed before a proposal is submitted
//! - [`meeting`]: a body meets: agenda, papers, who was there, decision list
//! - [`action`]: what was agreed to do, by whom, by when
//! - [`keeping`]: what happens to the keeping of a history: erasing words, holds, confirmation
//! - [`calendar`]: working days, terms and meeting days
//! - [`forecast`]: when a dossier can be decided on at the earliest, and how long it would have taken otherwise
//! - [`count`]: how many pupils, so that small numbers stay within the circle that they are of
//! - [`context`], [`ids`], [`sealed`]: what the rules are told, by which names, and what is kept from them
//! - [`facts`]: what a refusal says, by name
//! - [`words`]: which words belong to an event

pub mod action;
pub mod arrangement;
pub mod calendar;
pub mod context;
pub mod count;
pub mod decision;
pub mod dossier;
pub mod facts;
pub mod forecast;
pub mod framework;
pub mod ids;
pub mod keeping;
pub mod mandate;
pub mod meeting;
pub mod preparation;
pub mod sealed;
pub mod words;

/// A fact of any kind: what one record holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// About a dossier.
    Dossier(dossier::Event),
    /// A framework version was adopted.
    FrameworkAdopted(framework::adoption::FrameworkAdopted),
    /// About an arrangement.
    Arrangement(arrangement::Event),
    /// About a meeting.
    Meeting(meeting::Event),
    /// About a mandate.
    Mandate(mandate::Event),
    /// About a preparation.
    Preparation(preparation::Event),
    /// About the keeping of a history: of a dossier, an arrangement, a meeting, a mandate or a preparation.
    Keeping(keeping::Event),
}
