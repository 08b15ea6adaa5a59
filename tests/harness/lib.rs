//! What the test programs share.
//!
//! - [`region`]: a region at work, from a seed: dossiers that travel the route, as records
//! - [`past`]: a region with a past: what was done on which day before a server was started
//! - [`chance`]: the same numbers for the same seed
//! - [`server`]: the real binary as a process; [`people`]: everyone who takes part, with a token each
//! - [`nodes`]: services as processes of their own, on a journal on NATS that they share
//! - [`site`]: a server at work and its users; [`user`], [`acts`], [`treatment`], [`reads`]: what a user does; [`journey`]:
//!   what everyone does to bring a dossier on; [`meetings`]: what secretaries do with those
//! - [`ladder`]: what is done with a dossier that is stuck
//! - [`walked`]: the services in this process with a clock that is told, for stories that take months
//! - [`erasing`]: two administrators who erase words; [`traces`]: whether words are in a file
//! - [`refusal`]: how a call was refused; [`snapshot`]: everything that a site answers
//! - [`terminal`]: the real binary as people run it, a process for each line
//! - [`shell`]: what someone pastes into a shell, with everything that it starts
//! - [`nats`]: real NATS servers, one or three of them, connections to them that fail, and a network that parts
//! - [`witness`]: a witness of the ledger
//! - [`tampered`]: bytes of the journal that somebody changed

pub mod acts;
pub mod chance;
pub mod erasing;
mod http;
pub mod journey;
pub mod ladder;
pub mod mandates;
pub mod meetings;
pub mod nats;
pub mod nodes;
pub mod past;
pub mod people;
pub mod reads;
pub mod refusal;
pub mod region;
pub mod server;
pub mod shell;
pub mod site;
pub mod snapshot;
pub mod tampered;
pub mod terminal;
pub mod traces;
pub mod treatment;
pub mod user;
pub mod walked;
pub mod witness;
