//! What the world does to a server: kills it, asks it to stop while everyone is at work, changes its bytes.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a failure is repeated from what the test says, and functions that tests share fail where they stand"
)]

mod a_flipped_byte;
mod books;
mod cluster;
mod commands;
mod erased;
mod killed;
mod many_dossiers;
mod signed;
mod stopped;
mod taken_over;
mod writer;
