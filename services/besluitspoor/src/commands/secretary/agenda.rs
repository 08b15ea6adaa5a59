//! What waits for a body: once, or as it changes.

use std::{
    collections::HashMap,
    io::{Write as _, stderr},
    time::Duration,
};

use tonic::{Code, Status};
use wire::{Language, v1};

use super::body;
use crate::{
    cli::secretary,
    client::{Client, timed},
    commands::{
        finding,
        pages::{Page, collected},
        session::{Session, print},
    },
    failure::Failure,
    show::{
        Say as _,
        json::{
            agenda::{Agenda, AgendaChange, AgendaItem},
            shared::Reflects,
        },
        words,
    },
};

/// How often in a row a broken stream is begun again.
const WATCH_RETRIES_MAX: u32 = 10;
/// How long to wait before the first time, in milliseconds; each next wait is as much longer.
const WATCH_WAIT_MILLIS: u64 = 500;

/// Shows what waits for a body.
pub(super) async fn show(
    session: &Session,
    client: &Client,
    asked: secretary::Agenda,
) -> Result<(), Failure> {
    let at = finding::read_at(session, client, asked.read.when.as_of.as_ref()).await?;
    let agenda = read(session, client, asked.body, at, asked.read.limit).await?;
    session.show(&Agenda { details: asked.details, ..agenda })
}

/// What waits for a body, or waited then.
///
/// # Errors
/// What the service says, with the body that may be meant.
pub(in crate::commands) async fn read(
    session: &Session,
    client: &Client,
    body: String,
    at: Option<v1::ReadAt>,
    limit: u32,
) -> Result<Agenda, Failure> {
    let rows = collected(limit, |page_size, page_token| {
        let request = v1::GetAgendaRequest { body_id: body.clone(), at: at.clone(), page_size, page_token };
        async {
            let answer = client.agendas().get_agenda(timed(request)).await;
            let answer = answer.map_err(|status| session.refused(&status))?.into_inner();
            Ok(Page { rows: answer.items, next_page_token: answer.next_page_token, rest: answer.reflects })
        }
    })
    .await;
    let rows = match rows {
        Ok(rows) => rows,
        Err(failure) => return Err(body::suggested(session, client, &body, failure).await),
    };
    Ok(Agenda {
        body,
        items: rows.rows.into_iter().map(Into::into).collect(),
        more: rows.more,
        reflects: rows.rest.unwrap_or_default().into(),
        details: false,
    })
}

/// Shows what waits for a body and then each change, until interrupted. A stream that breaks is begun again.
pub(super) async fn watch(session: &Session, asked: &secretary::Agenda) -> Result<(), Failure> {
    let watching = async {
        let mut failures = 0;
        loop {
            let client = match session.client().await {
                Ok(client) => client,
                Err(failure) if failures == 0 => return Err(failure),
                Err(failure) => {
                    again(session, &mut failures, failure).await?;
                    continue;
                }
            };
            let status = match followed(session, &client, &asked.body, &mut failures).await? {
                Some(status) => status,
                None => Status::unavailable(""),
            };
            let failure = session.refused(&status);
            if !is_passing(status.code()) {
                return Err(body::suggested(session, &client, &asked.body, failure).await);
            }
            again(session, &mut failures, failure).await?;
        }
    };
    tokio::select! {
        result = watching => result,
        // Interrupting is how one stops watching.
        _ = tokio::signal::ctrl_c() => Ok(()),
    }
}

/// Whether people were told that the service hears nothing of the journal: once is enough until that is over.
#[derive(Debug, Default)]
struct Silence {
    since_before: bool,
}

impl Silence {
    /// What is new about it.
    fn told(&mut self, reflects: &Reflects, language: Language) -> Option<String> {
        let before = self.since_before;
        let now = words::silence(reflects, language);
        self.since_before = now.is_some();
        match (before, now) {
            (false, now) => now,
            (true, None) => {
                let heard = language
                    .say("De dienst hoort het journaal weer.", "The service hears the journal again.");
                Some(heard.to_owned())
            }
            (true, Some(_)) => None,
        }
    }
}

/// Follows one stream until it breaks or ends. Gives why it broke.
async fn followed(
    session: &Session,
    client: &Client,
    body: &str,
    failures: &mut u32,
) -> Result<Option<Status>, Failure> {
    let request = v1::WatchAgendaRequest { body_id: body.to_owned() };
    let mut stream = match client.agendas().watch_agenda(request).await {
        Ok(answer) => answer.into_inner(),
        Err(status) => return Ok(Some(status)),
    };
    let mut waiting: Vec<AgendaItem> = Vec::new();
    let mut known = HashMap::new();
    let mut silence = Silence::default();
    loop {
        let message = match stream.message().await {
            Ok(Some(message)) => message,
            Ok(None) => return Ok(None),
            Err(status) => return Ok(Some(status)),
        };
        *failures = 0;
        let mut change = AgendaChange::of(message);
        if let Some(change) = &mut change {
            name(&mut known, change);
        }
        match change {
            // People see what waits as one table, in however many parts it came.
            Some(AgendaChange::Snapshot { items, complete, reflects }) if !session.globals.json => {
                waiting.extend(items);
                if complete {
                    silence.since_before = reflects.journal_silent_seconds > 0;
                    let items = std::mem::take(&mut waiting);
                    session.show(&AgendaChange::Snapshot { items, complete, reflects })?;
                    print("\n")?;
                }
            }
            Some(AgendaChange::Heartbeat { reflects }) if !session.globals.json => {
                if let Some(told) = silence.told(&reflects, session.language) {
                    print(&format!("{told}\n"))?;
                }
            }
            Some(change) => session.show(&change)?,
            None => {}
        }
    }
}

/// Remembers how the rows that are shown are called, so that a row that is taken off can be called so too.
fn name(known: &mut HashMap<String, (String, String)>, change: &mut AgendaChange) {
    let mut remember = |item: &AgendaItem| {
        known.insert(item.dossier_id.clone(), (item.reference.clone(), item.title.to_string()));
    };
    match change {
        AgendaChange::Snapshot { items, .. } => items.iter().for_each(remember),
        AgendaChange::Opened { item, .. } | AgendaChange::Changed { item, .. } => remember(item),
        AgendaChange::Closed { dossier_id, named, .. } => *named = known.remove(dossier_id),
        AgendaChange::Heartbeat { .. } => {}
    }
}

/// Waits before a stream is begun again, unless that was tried too often.
async fn again(session: &Session, failures: &mut u32, failure: Failure) -> Result<(), Failure> {
    *failures += 1;
    if *failures > WATCH_RETRIES_MAX {
        return Err(failure);
    }
    if *failures == 1 {
        let told = session.language.say(
            "De verbinding is verbroken; ik probeer het opnieuw.",
            "The connection broke; trying again.",
        );
        // Nobody needs to read this.
        let _ = writeln!(stderr(), "{told}");
    }
    tokio::time::sleep(Duration::from_millis(WATCH_WAIT_MILLIS * u64::from(*failures))).await;
    Ok(())
}

/// Whether a stream that ends so can be begun again.
fn is_passing(code: Code) -> bool {
    matches!(
        code,
        Code::Unavailable | Code::Aborted | Code::Unknown | Code::Cancelled | Code::ResourceExhausted
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silence_is_told_once_and_so_is_its_end() {
        let mut silence = Silence::default();
        let told = [0, 15, 30, 0, 0, 15].map(|journal_silent_seconds| {
            let reflects = Reflects { journal_silent_seconds, ..Reflects::default() };
            silence.told(&reflects, Language::Dutch)
        });
        let told = told.map(|told| told.map(|told| told.split(' ').take(4).collect::<Vec<_>>().join(" ")));
        let [begun, over] = ["De dienst heeft al", "De dienst hoort het"].map(|told| Some(told.to_owned()));
        assert_eq!(told, [None, begun.clone(), None, over, None, begun]);
    }
}
