//! What administrators do with a journal on NATS: make what it needs.

use std::io::{Write as _, stderr};

use serde::Serialize;
use tokio::time::{Duration, sleep};

use super::session::Session;
use crate::{
    cli::journal::{Command, Init, Place},
    failure::Failure,
    serve::{
        config::Nats,
        nats::{self, monitor::Looked},
    },
    show::{Page, Say as _, Shown},
};

/// After how long whoever waits is told for what.
const TOLD_AFTER: Duration = Duration::from_secs(2);

/// Does something with a journal on NATS.
pub(super) async fn run(session: &Session, command: Command) -> Result<(), Failure> {
    match command {
        Command::Init(init) => made(session, *init).await,
    }
}

/// Where the journal is, by the flags, the environment and the config file.
fn place(place: &Place) -> Result<Nats, Failure> {
    let environment = |name: &str| std::env::var(name).ok();
    Nats::gather(&place.nats, place.config.as_deref(), &environment)
        .map_err(|faults| Failure::input(faults.to_string()))
}

async fn made(session: &Session, init: Init) -> Result<(), Failure> {
    let nats = place(&init.place)?;
    let made = waited(session, &nats, nats::init(&nats)).await?;
    let looked = Looked::at(&nats.monitors).await;
    let unverified = looked.unverified.iter().map(|(monitor, why)| format!("{monitor}: {why}")).collect();
    let synced = looked.checked();
    let names = &nats.names;
    let was_there = |name: &str| made.iter().any(|made| made.name == name && made.was_there);
    let texts_alone = was_there(&names.texts()) && !was_there(&names.records());
    session.show(&Made {
        region: nats.names.region().to_owned(),
        replicas: nats.replicas,
        made: made.into_iter().map(|made| One { name: made.name, was_there: made.was_there }).collect(),
        texts_alone,
        sync_unverified: unverified,
        sync_asked: !nats.monitors.is_empty(),
    })?;
    synced.map_err(|error| Failure::input(error.to_string()))
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

/// What `journal init` answers.
#[derive(Debug, Serialize)]
struct Made {
    /// The region.
    region: String,
    /// On how many servers each record is.
    replicas: usize,
    /// What was made, or was there.
    made: Vec<One>,
    /// Whether there were texts and no records. They are made the other way about, so somebody took the records away.
    texts_alone: bool,
    /// Whether the settings name the servers' monitoring.
    sync_asked: bool,
    /// The servers that did not say whether they wait for their disk, and why.
    sync_unverified: Vec<String>,
}

/// One thing that the journal needs.
#[derive(Debug, Serialize)]
struct One {
    /// Its name on the servers.
    name: String,
    /// It was there before.
    was_there: bool,
}

impl Shown for Made {
    fn people(&self, page: &Page) -> String {
        let say = |nl, en| page.language.say(nl, en);
        let width = self.made.iter().map(|one| one.name.len()).max().unwrap_or_default();
        let mut lines: Vec<String> = Vec::new();
        for One { name, was_there } in &self.made {
            let what = if *was_there { say("was er al", "was there") } else { say("gemaakt", "made") };
            lines.push(format!("{name:width$}  {what}"));
        }
        if self.texts_alone {
            let told = say(
                "Let op: er waren al teksten, en de records zijn nieuw en leeg. Is de stream met records gewist, zet hem dan terug uit een kopie.",
                "Mind: there were texts already, and the records are new and empty. If the stream of the records was deleted, restore it from a copy.",
            );
            lines.extend([String::new(), told.to_owned()]);
        }
        if !self.sync_asked {
            lines.push(String::new());
            lines.push(
                say(
                    "Niet nagekeken: of de servers op hun schijf wachten (sync_interval: always). Noem hun monitoring met --nats-monitor.",
                    "Not verified: whether the servers wait for their disks (sync_interval: always). Name their monitoring with --nats-monitor.",
                )
                .to_owned(),
            );
        }
        for unverified in &self.sync_unverified {
            let told = say(
                "Niet nagekeken of deze server op zijn schijf wacht",
                "Not verified whether this server waits for its disk",
            );
            lines.push(format!("{told}: {unverified}"));
        }
        lines.join("\n") + "\n"
    }
}
