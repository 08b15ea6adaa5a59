//! What administrators do with a journal itself, on NATS or in a directory.
//!
//! - [`init`]: make what it needs on NATS
//! - [`copy`]: from one to another, proved; [`ends`]: the two
//! - [`sweep`]: remove texts that no record names
//! - [`told`]: why a journal did not do it

mod copy;
mod ends;
mod init;
mod sweep;
mod told;

use std::io::{Write as _, stderr};

use tokio::time::{Duration, sleep};

use super::session::Session;
use crate::{
    cli::journal::{Command, Place},
    failure::Failure,
    serve::{config::Nats, nats},
};

/// After how long whoever waits is told for what.
const TOLD_AFTER: Duration = Duration::from_secs(2);

/// Does something with a journal.
pub(super) async fn run(session: &Session, command: Command) -> Result<(), Failure> {
    match command {
        Command::Init(init) => init::made(session, *init).await,
        Command::Copy(copy) => copy::copied(session, *copy).await,
        Command::Sweep(sweep) => sweep::swept(session, *sweep).await,
    }
}

/// Where the journal on NATS is, by the flags, the environment and the config file.
fn place(place: &Place) -> Result<Nats, Failure> {
    let environment = |name: &str| std::env::var(name).ok();
    Nats::gather(&place.nats, place.config.as_deref(), &environment)
        .map_err(|faults| Failure::input(faults.to_string()))
}

/// What the servers answer. Whoever has to wait for them is told so.
async fn waited<T>(
    session: &Session,
    nats: &Nats,
    answer: impl Future<Output = Result<T, nats::Refused>>,
) -> Result<T, Failure> {
    let refused = |refused: nats::Refused| Failure::new(refused.exit(), refused.to_string());
    tokio::pin!(answer);
    tokio::select! {
        answer = &mut answer => return answer.map_err(refused),
        () = sleep(TOLD_AFTER) => {}
    }
    let seconds = nats.wait.as_secs();
    let told = match session.language {
        wire::Language::Dutch => format!("Wacht op de NATS-servers, ten hoogste {seconds} seconden …"),
        wire::Language::English => format!("Waiting for the NATS servers, {seconds} seconds at most …"),
    };
    // The answer is what counts.
    let _ = writeln!(stderr(), "{told}");
    answer.await.map_err(refused)
}
