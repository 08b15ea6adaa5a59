//! How a decision came about: the records themselves, dossiers as they were, and every decision taken again.
//!
//! Everything here is read from the journal, never from a view, so that it can tell whether a view is right.
//!
//! - [`service`]: the gRPC service for auditors
//! - [`story`]: what a record says, in one sentence
//! - [`explain`]: why a record says so: the rules that led to it
//! - [`words`]: which words belong to a record, and what opens them
//! - [`replay`]: a dossier as it was; `compare`: what differs between two moments
//! - `cut`: up to where the journal or a history is read
//! - [`verify`]: the semantic replay of a journal, step by step
//! - `stands_on`: what a history stands on: adoptions and mandates
//! - `proved`: what the ledger proves, read where others do not wait for it
//! - `written`: a record in an answer; `names`, `frameworks`: how things are called in it

pub mod explain;
pub mod export;
pub mod replay;
pub mod service;
pub mod story;
pub mod verify;
pub mod words;

mod compare;
mod cut;
mod frameworks;
mod names;
mod proved;
mod stands_on;
mod written;

pub use self::{
    service::{Clock, Desk, Limits},
    verify::{Difference, Passage, Step, Verifier},
};
