//! What nats-server does: the answers that the journal on NATS relies on, and the traps that it stays out of.
//!
//! Each test starts servers of its own. A server of another version that behaves differently shows here first.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "what was measured is printed, and functions that tests share fail where they stand"
)]

mod a_sync_a_message;
mod a_wrong_last_id;
mod an_answer_as_a_record;
mod an_answer_as_a_request;
mod ground;
mod guards;
mod least_rights;
mod rights;
mod servers;
mod sizes;
mod the_same_again;
