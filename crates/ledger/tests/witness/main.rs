//! Witnesses over HTTP, conformant ones and others.
//!
//! - [`server`]: a witness as <https://c2sp.org/tlog-witness> has it, that can be told to be another
//! - [`log`](mod@log): a log with proofs straight from the recursion of RFC 6962
//! - [`ground`]: one log and some witnesses
//! - [`cosigned`], [`wrong`], [`stopped`], [`secured`]: what comes of it

mod cosigned;
mod ground;
mod log;
mod secured;
mod server;
mod stopped;
mod taking_over;
mod wrong;
