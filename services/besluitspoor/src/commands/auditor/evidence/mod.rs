//! Taking evidence along.
//!
//! - [`brought`]: what the auditor has of earlier
//! - [`checkpoint`]: what the region signed
//! - [`receipt`]: that one record stands under it
//! - [`export`]: a folder that proves itself
//! - [`offline`]: checking such a folder, without any service

mod brought;
mod checkpoint;
mod export;
pub(super) mod offline;
mod receipt;

use crate::{cli::evidence::Command, client::Client, commands::session::Session, failure::Failure};

/// Takes evidence along.
pub(super) async fn run(session: &Session, client: &Client, command: Command) -> Result<(), Failure> {
    match command {
        Command::Checkpoint(asked) => checkpoint::newest(session, client, asked).await,
        Command::Receipt(asked) => receipt::of(session, client, asked).await,
        Command::Export(asked) => export::bundle(session, client, asked).await,
    }
}
