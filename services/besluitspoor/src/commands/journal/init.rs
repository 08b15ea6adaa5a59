//! Making what a journal needs on NATS.

use serde::Serialize;

use super::{place, waited};
use crate::{
    cli::journal::Init,
    commands::session::Session,
    failure::Failure,
    serve::nats::{self, monitor::Looked},
    show::{Page, Say as _, Shown},
};

/// Makes what is not there yet.
pub(super) async fn made(session: &Session, init: Init) -> Result<(), Failure> {
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
