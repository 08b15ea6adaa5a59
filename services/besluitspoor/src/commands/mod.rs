//! What each command does: one folder for each user.
//!
//! - `journal`: what administrators do with a journal on NATS, without the services
//! - [`session`]: what every command needs: the flags, the way to the services, the page
//! - [`sending`]: commands that change something, and how they are repeated
//! - [`finding`]: dossiers by name, frameworks, positions
//! - [`files`], [`pages`]: files of this machine, and lists that come in pages

mod arrangement;
mod auditor;
mod bound;
mod coordinator;
mod escalate;
mod everyone;
mod files;
mod finding;
mod forecast;
mod framework;
mod journal;
mod keeper;
mod ledger;
mod mandate;
mod meeting;
mod pages;
mod prepare;
mod secretary;
mod sending;
mod session;

use std::{
    env,
    ffi::OsString,
    io::{Write as _, stderr},
    process::ExitCode,
};

use wire::Language;

pub(crate) use self::session::Session;
use crate::{
    cli::{self, Command, Line, auditor as asked},
    exit::Exit,
    failure::Failure,
};

/// Does what the line of this process asks, and says how it ended. The codes stand in `docs/exit-codes.md`.
pub async fn command_line() -> ExitCode {
    let line: Vec<OsString> = env::args_os().collect();
    let json = line.iter().any(|word| word == "--json");
    match cli::read(line) {
        Ok(Line::Help(text)) => ended(session::print(&text), json, Language::Dutch),
        Ok(Line::Command(cli)) => {
            let session = Session::of(cli.globals);
            let language = session.language;
            ended(run(&session, cli.command).await, json, language)
        }
        Err(failure) => ended(Err(failure), json, Language::Dutch),
    }
}

async fn run(session: &Session, command: Command) -> Result<(), Failure> {
    match command {
        Command::Everyone(command) => everyone::run(session, command).await,
        Command::Coordinator(command) => coordinator::run(session, command).await,
        Command::Secretary(command) => secretary::run(session, command).await,
        Command::Auditor(asked::Command::Journal(asked::Journal { command: Some(command), .. })) => {
            journal::run(session, command).await
        }
        Command::Auditor(command) => auditor::run(session, command).await,
        Command::Keeper(command) => keeper::run(session, command).await,
        Command::Forecast(command) => forecast::run(session, command).await,
        Command::Prepare(command) => prepare::run(session, command).await,
        Command::Framework(command) => framework::run(session, command).await,
        Command::Arrangement(command) => arrangement::run(session, command).await,
        Command::Bound(asked) => bound::listed(session, asked).await,
        Command::Escalate(command) => escalate::run(session, command).await,
        Command::Mandate(command) => mandate::run(session, command).await,
        Command::Ledger(command) => ledger::run(session, command),
    }
}

/// Tells a failure on standard error, and gives the code to end with.
fn ended(result: Result<(), Failure>, json: bool, language: Language) -> ExitCode {
    let Err(failure) = result else { return Exit::Done.into() };
    if failure.exit != Exit::Done {
        let told = if json { failure.json() } else { failure.told(language) };
        // When standard error is closed too, the code is all that is left.
        let _ = writeln!(stderr(), "{told}");
    }
    failure.exit.into()
}
