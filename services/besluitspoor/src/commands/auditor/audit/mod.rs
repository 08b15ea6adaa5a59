//! Looking back and taking evidence along: an agenda as it stood, the whole story of a dossier, and what changed between two moments.

mod as_of;
mod compare;
mod dossier;

use super::evidence;
use crate::{cli::audit::Command, client::Client, commands::session::Session, failure::Failure};

/// Does something that auditors do who look back.
pub(super) async fn run(session: &Session, client: &Client, command: Command) -> Result<(), Failure> {
    match command {
        Command::AsOf(asked) => as_of::show(session, client, asked).await,
        Command::Dossier(asked) => dossier::show(session, client, asked).await,
        Command::Compare(asked) => compare::show(session, client, asked).await,
        Command::Evidence(command) => evidence::run(session, client, command).await,
    }
}
