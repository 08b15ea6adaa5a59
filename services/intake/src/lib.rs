//! Commands in, receipts out: the only writer.
//!
//! - [`carry_out`]: the life of one command, from the state it is decided on to its receipt
//! - `decide`: by which rules, and `between`: what lies between two histories
//! - `fold`, `histories`, `frameworks`: what a command is decided on, kept in memory
//! - [`order`]: what is asked, and the receipt; `receipts`, `repeat`: the answer, also to what was asked before
//! - `keeping`: whether words that are to be erased stand where they are said to
//! - [`sealing`]: how words become digests
//! - [`surroundings`]: time and chance; `walked_clock`: a time that is told
//! - [`service`]: the gRPC services for coordinators, secretaries and administrators
//! - [`adopted`]: the framework versions that were adopted, for who reads them
//! - `look`: a dossier as it stands, for who asks before a command
//! - [`metrics`]: what is counted

pub mod adopted;
pub mod carry_out;
pub mod error;
pub mod metrics;
pub mod order;
pub mod sealing;
pub mod service;
pub mod surroundings;

mod between;
mod decide;
mod fold;
mod frameworks;
mod histories;
mod keeping;
mod look;
mod receipts;
mod repeat;
mod walked_clock;

pub use carry_out::Intake;
pub use error::Error;
pub use frameworks::FRAMEWORKS_KNOWN_FOR;
pub use order::{Command, Order, Receipt};
pub use sealing::Sealing;
pub use surroundings::{Machine, Surroundings};
pub use walked_clock::WalkedClock;
