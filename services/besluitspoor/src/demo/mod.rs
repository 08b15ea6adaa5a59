//! Trying Besluitspoor on this machine: the region with its register, and example dossiers whose past lies in the last
//! months.
//!
//! - `examples`: what `register.toml` and `dossiers.toml` say; `documents`: the papers
//! - `plan`: when everything happened
//! - `past`: writes it into a journal through the intake; `dossier`: one example on its way
//! - `people`: who takes part; `home`: the directory where everything stands
//! - `tour`: what there is to try

mod documents;
mod dossier;
mod examples;
mod home;
mod past;
mod people;
mod plan;
#[cfg(test)]
mod tests;
mod tour;

use std::{
    env, io,
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    sync::Arc,
};

use door::incident::causes;
use intake::{Machine, Surroundings as _};
use journal::{FileJournal, disk::RealDisk, file::Options};
use ledger::key;
use tokio::{
    signal::unix::{Signal, SignalKind, signal},
    task::spawn_blocking,
};

use self::{
    home::Home,
    past::Written,
    tour::{PAPER, Place, READY, Stopped, Tour},
};
use crate::{
    commands::Session,
    exit::Exit,
    failure::Failure,
    serve::{
        self, Config,
        config::{LISTEN, METRICS, TIME_ZONE},
    },
    show::{Say as _, system},
};

/// What is logged beside what a demonstration says: only what goes wrong.
const LOG: &str = "warn";
/// The name of the ledger of a demonstration; nobody can have a name like this for real (RFC 6761).
const ORIGIN: &str = "besluitspoor.invalid/demo";
/// The directory of the journal, where the services look for it.
const JOURNAL: &str = "journal";

/// The flags of `demo`.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Args {
    /// Map voor gegevens en tokens; zij moet leeg zijn of nog niet bestaan (anders een nieuwe tijdelijke map, die blijft staan)
    #[arg(long, value_name = "MAP")]
    data: Option<PathBuf>,
    /// Adres van de diensten, op deze machine (anders 127.0.0.1:4750); poort 0 neemt een vrije
    #[arg(long, value_name = "IP:POORT", value_parser = address)]
    listen: Option<SocketAddr>,
    /// Adres van /metrics en /healthz, op deze machine (anders 127.0.0.1:4751)
    #[arg(long, value_name = "IP:POORT", value_parser = address)]
    metrics: Option<SocketAddr>,
}

/// Starts the services on loopback with example dossiers, says what to try, and serves until it is told to stop.
///
/// # Errors
/// The directory, the addresses or the clock cannot be used, or this machine failed.
pub(crate) async fn run(session: &Session, arguments: &Args) -> Result<(), Failure> {
    let mut told_to_stop = Stop::listen().map_err(|error| failed(&error))?;
    for addr in [arguments.listen.unwrap_or(LISTEN), arguments.metrics.unwrap_or(METRICS)] {
        free(addr).map_err(|error| not_started(session, &error))?;
    }
    let home = home(arguments).map_err(|error| no_home(session, &error))?;
    let mut config = Config::new(home.directory.clone(), home.tokens()).map_err(|error| failed(&error))?;
    config.listen = arguments.listen.unwrap_or(LISTEN);
    config.metrics = arguments.metrics.unwrap_or(METRICS);
    config.log.filter = LOG.to_owned();
    serve::log::begin(&config.log).map_err(|error| failed(&error))?;

    let key = key::init(&serve::ledger::place(&home.directory), ORIGIN).map_err(|error| failed(&error))?;
    let machine = Machine::in_zone(TIME_ZONE).map_err(|error| failed(&error))?;
    let today = machine.now().today();
    let written = write(&config, today).await.map_err(|error| no_past(session, &error))?;
    let paper = documents::of_dossier(PAPER, written.reference(READY));
    home.write(&format!("stukken/{PAPER}.md"), &paper).map_err(|error| no_home(session, &error))?;

    serve::erasing::begin_list(&config).map_err(|error| not_started(session, &error))?;
    let running = serve::start(config).await.map_err(|error| not_started(session, &error))?;
    let program = env::current_exe().unwrap_or_default();
    let place = Place {
        directory: &home.directory,
        program: &program,
        grpc: running.grpc,
        metrics: running.metrics,
        key: &key,
    };
    session.show(&Tour::of(&written, today, place))?;
    told_to_stop.heard().await;
    running.stop().await;
    session.show(&Stopped::of(&home.directory))
}

/// A directory with everybody's token in it.
fn home(arguments: &Args) -> Result<Home, home::Error> {
    let people = people::with_tokens().map_err(home::Error::NoRandomness)?;
    let unique = people.iter().map(|person| person.entry.token_sha256.to_string()).next().unwrap_or_default();
    let home = Home::make(arguments.data.as_deref(), &unique[..8])?;
    home.keep(&people)?;
    Ok(home)
}

/// Finds out whether an address can be listened on, before anything is made.
fn free(addr: SocketAddr) -> Result<(), serve::Error> {
    TcpListener::bind(addr).map(drop).map_err(|why| serve::Error::Listen { addr, why })
}

/// Why the past was not written, or the journal for it not opened.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error(transparent)]
    Past(#[from] past::Error),
    #[error("the journal cannot be opened")]
    Journal(#[source] Box<journal::file::open::Error>),
    #[error("a task broke off")]
    Task(#[source] tokio::task::JoinError),
}

/// Writes the past into a new journal, where the services will find it.
async fn write(config: &Config, today: jiff::civil::Date) -> Result<Written, Error> {
    let directory = config.data.join(JOURNAL);
    let open = move || FileJournal::open(&directory, Arc::new(RealDisk), Options::default());
    let journal = spawn_blocking(open).await.map_err(Error::Task)?;
    let journal = Arc::new(journal.map_err(|error| Error::Journal(Box::new(error)))?);
    let written = past::write(journal.clone(), today, &config.time_zone, &config.source).await?;
    // The lock on the journal goes with the last who holds it, and closing may wait for the disk.
    spawn_blocking(move || drop(journal)).await.map_err(Error::Task)?;
    Ok(written)
}

/// What ends a demonstration.
struct Stop {
    interrupt: Signal,
    terminate: Signal,
}

impl Stop {
    fn listen() -> io::Result<Self> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn heard(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

/// An address on this machine: the tokens of a demonstration are for whoever tries it.
fn address(given: &str) -> Result<SocketAddr, String> {
    match given.parse::<SocketAddr>() {
        Ok(addr) if addr.ip().is_loopback() => Ok(addr),
        Ok(_) => Err(
            "de demonstratie draait alleen op deze machine, zoals op 127.0.0.1:4750; voor andere is er serve"
                .into(),
        ),
        Err(_) => Err("noem een adres met een poort, zoals 127.0.0.1:4750".into()),
    }
}

fn no_home(session: &Session, error: &home::Error) -> Failure {
    match error {
        home::Error::NotEmpty(directory) => {
            let (told, help) = (
                session.language.say("Deze map is niet leeg", "This directory is not empty"),
                session.language.say(
                    "Noem een lege map; of ga verder met een eerdere demonstratie met serve --data MAP --tokens MAP/tokens.toml.",
                    "Name an empty directory; or go on with an earlier demonstration with serve --data DIR --tokens DIR/tokens.toml.",
                ),
            );
            Failure::input(format!("{told}: {}.", directory.display())).help(help)
        }
        home::Error::Unusable(path, why) => {
            let told = session.language.say("kan niet worden gebruikt", "cannot be used");
            Failure::input(format!("{} {told}: {}.", path.display(), system::why(why, session.language)))
        }
        home::Error::NoRandomness(_) => failed(error),
    }
}

fn no_past(session: &Session, error: &Error) -> Failure {
    let Error::Past(past::Error::TooEarly(early)) = error else {
        return failed(error);
    };
    let told = session.language.say(
        "De klok van deze machine staat te vroeg voor de voorbeelden: hun kader geldt pas vanaf",
        "The clock of this machine stands too early for the examples: their framework applies only from",
    );
    Failure::new(Exit::Internal, format!("{told} {}.", early.effective_from))
        .help(session.language.say("Zet de klok goed.", "Set the clock right."))
}

fn not_started(session: &Session, error: &serve::Error) -> Failure {
    let serve::Error::Listen { addr, why } = error else {
        return if error.is_input() { Failure::input(causes(error)) } else { failed(error) };
    };
    let told = session.language.say("Hier kan niet worden geluisterd", "This cannot be listened on");
    let why = system::why(why, session.language);
    Failure::input(format!("{told}: {addr} ({why}).")).help(session.language.say(
        "Stop wat daar al draait, of geef --listen 127.0.0.1:0 --metrics 127.0.0.1:0.",
        "Stop what runs there, or give --listen 127.0.0.1:0 --metrics 127.0.0.1:0.",
    ))
}

/// This machine or this program failed.
fn failed(error: &(dyn std::error::Error + 'static)) -> Failure {
    Failure::new(Exit::Internal, causes(error))
}
