//! The ledger of a region on real NATS servers: of several processes one signs, and the others make sure of it.
//!
//! - [`ground`]: servers, a journal on them, and everything that is published there
//! - [`node`]: a process with a ledger, within the test or of its own
//! - [`board`], [`taking_over`], [`differing`]: what comes of it

mod board;
mod differing;
mod ground;
mod node;
mod taking_over;
