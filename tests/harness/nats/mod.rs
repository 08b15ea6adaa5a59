//! Real NATS servers as processes on loopback, each with a directory of its own.
//!
//! In reading order:
//!
//! - [`binary`](fn@binary): where `nats-server` is
//! - [`Mode`]: what the servers are started with, something plain or the configuration of `services/nats`
//! - [`Role`]: who connects to the latter
//! - [`Server`]: one process; killed, frozen, restarted
//! - [`Cluster`]: three of them; who leads, and when they are ready
//! - [`ground`]: the journal of a region on one or three of them
//! - [`Access`]: what a service is told to get to them
//! - [`Proxy`]: a connection that is cut, that swallows answers, that is slow, that holds everything back
//! - [`Network`]: three servers of which one can be cut off
//!
//! Everything waits for what it can see, within [`READY_SECONDS_MAX`], and panics beyond it with the log of the server.
//! Processes end with the value that holds them, also when a test panics.

use std::time::Duration;

mod access;
mod binary;
mod cluster;
pub mod ground;
mod links;
mod mode;
mod namespaces;
mod network;
mod ports;
mod proxy;
mod server;
mod spot;

pub use access::Access;
pub use binary::binary;
pub use cluster::Cluster;
pub use ground::Ground;
pub use mode::{Mode, Role};
pub use network::Network;
pub use proxy::Proxy;
pub use server::Server;

/// The most seconds until servers are ready. Three of them take up to five; other tests beside them take time too.
pub const READY_SECONDS_MAX: u64 = 60;
/// How often it is asked whether something has happened.
const LOOK_EVERY: Duration = Duration::from_millis(20);
