//! Following an agenda: everything that waits now, then each change, and a heartbeat when nothing changes. Each says
//! for how long nothing has been heard of the journal.
//!
//! A task of its own makes the messages and waits for room between any two, so a slow reader makes nothing grow.
//! One that takes nothing for too long, or falls too far behind, loses its place and is told so.

#[cfg(test)]
mod tests;

use std::{convert::Infallible, time::Duration};

use domain::ids::BodyId;
use record::Position;
use tokio::{
    sync::{OwnedSemaphorePermit, broadcast, mpsc},
    time::{Instant, sleep_until, timeout},
};
use tokio_stream::wrappers::ReceiverStream;
use tonic::Status;
use views::{
    AsOf,
    change::{AgendaChange, What},
    query,
};
use wire::{
    Language,
    convert::answer,
    failure::Failure,
    v1::{
        AgendaHeartbeat, AgendaItemChanged, AgendaItemClosed, AgendaItemOpened, AgendaSnapshot,
        WatchAgendaResponse, watch_agenda_response::Change,
    },
};

use crate::{reading::Reading, tell};

/// How many messages wait for a reader before it is waited for.
const MESSAGES_WAITING_MAX: usize = 64;
/// How many rows one part of the snapshot has.
const SNAPSHOT_ROWS: usize = 100;
/// How often a reader hears that nothing changed.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// The longest that one message waits for its reader; then the stream ends with an error, so that its place is free
/// again.
const READER_WAIT: Duration = Duration::from_secs(60);

type Message = Result<WatchAgendaResponse, Status>;

/// One reader who follows one agenda.
struct Watcher {
    reading: Reading,
    body: BodyId,
    language: Language,
    messages: mpsc::Sender<Message>,
}

/// Why a stream ends.
enum End {
    /// The reader went away; nobody needs to be told anything.
    Gone,
    /// The reader is told this.
    Told(Status),
}

/// Begins to follow. The place is given back when the stream ends.
pub(super) fn begin(
    reading: Reading,
    body: BodyId,
    language: Language,
    place: OwnedSemaphorePermit,
) -> ReceiverStream<Message> {
    // One message more: how it ends, for which there is room however slow the reader is.
    let (messages, stream) = mpsc::channel(MESSAGES_WAITING_MAX + 1);
    let end = messages.clone().try_reserve_owned();
    let watcher = Watcher { reading, body, language, messages };
    tokio::spawn(async move {
        let Err(why) = watcher.follow().await;
        drop(place);
        if let (End::Told(status), Ok(end)) = (why, end) {
            end.send(Err(status));
        }
    });
    ReceiverStream::new(stream)
}

impl Watcher {
    async fn follow(&self) -> Result<Infallible, End> {
        // Subscribed before the snapshot is taken, so that no change falls between.
        let mut changes = self.reading.views.changes();
        let reached = self.snapshot().await?;
        let mut quiet_until = Instant::now() + HEARTBEAT;
        loop {
            let change = tokio::select! {
                change = changes.recv() => change,
                () = sleep_until(quiet_until) => {
                    // A change is sent before its position is applied: if none waits, all until there were heard of.
                    let applied = self.reading.views.position();
                    match changes.try_recv() {
                        Ok(change) => Ok(change),
                        Err(broadcast::error::TryRecvError::Empty) => {
                            self.send(applied, Change::Heartbeat(AgendaHeartbeat {})).await?;
                            quiet_until = Instant::now() + HEARTBEAT;
                            continue;
                        }
                        Err(broadcast::error::TryRecvError::Lagged(missed)) => {
                            Err(broadcast::error::RecvError::Lagged(missed))
                        }
                        Err(broadcast::error::TryRecvError::Closed) => Err(broadcast::error::RecvError::Closed),
                    }
                }
                () = self.messages.closed() => return Err(End::Gone),
            };
            match change {
                Ok(change) if change.body == self.body && change.position > reached => {
                    self.changed(&change).await?;
                    quiet_until = Instant::now() + HEARTBEAT;
                }
                Ok(_) => {}
                Err(broadcast::error::RecvError::Lagged(_)) => {
                    return Err(End::Told(Failure::ReaderTooSlow.status(self.language)));
                }
                Err(broadcast::error::RecvError::Closed) => {
                    return Err(End::Told(Failure::Stopping.status(self.language)));
                }
            }
        }
    }

    /// Everything that waits now, in parts that reflect the same position.
    ///
    /// A view that catches up with its journal tells nobody of the changes that it makes up for, so a snapshot waits
    /// until it has.
    async fn snapshot(&self) -> Result<Position, End> {
        let head = self.reading.journal.head();
        self.reading.wait(head, self.language).await?;
        let at = self.reading.views.position().max(head);
        let mut after = Position::START;
        loop {
            let page = self.page(AsOf::Position(at), after, SNAPSHOT_ROWS).await?;
            let items = page.rows.iter().map(|row| self.item(row)).collect();
            let complete = page.next.is_none();
            self.send(at, Change::Snapshot(AgendaSnapshot { items, complete })).await?;
            match page.next {
                Some(next) => after = next,
                None => return Ok(at),
            }
        }
    }

    async fn changed(&self, change: &AgendaChange) -> Result<(), End> {
        if change.what == What::Closed {
            return self.closed(change).await;
        }
        // The row that was opened at this position is the first one after the position before it.
        let before = Position(change.opened.0.saturating_sub(1));
        let page = self.page(AsOf::Position(change.position), before, 1).await?;
        let row = page.rows.first().filter(|row| row.opened == change.opened);
        let Some(item) = row.map(|row| self.item(row)) else { return Ok(()) };
        let told = match change.what {
            What::Opened => Change::Opened(AgendaItemOpened { item: Some(item) }),
            What::Changed | What::Closed => Change::Changed(AgendaItemChanged { item: Some(item) }),
        };
        self.send(change.position, told).await
    }

    async fn closed(&self, change: &AgendaChange) -> Result<(), End> {
        let key = query::dossier::Key::Id(change.dossier);
        let at = AsOf::Position(change.position);
        let found = self.reading.ask(self.language, move |views| views.dossier(&key, at)).await?;
        let Some(dossier) = found.dossier else { return Ok(()) };
        let Some(visit) = dossier.visits.iter().find(|visit| visit.opened == change.opened) else {
            return Ok(());
        };
        let (reason, outcome) = tell::dossier::closing(&dossier, visit);
        let closed = AgendaItemClosed {
            dossier_id: dossier.id.to_string(),
            visit: Some(answer::visit_ref(&visit.visit)),
            reason: reason.into(),
            outcome: outcome.map(Into::into),
        };
        self.send(change.position, Change::Closed(closed)).await
    }

    async fn page(&self, as_of: AsOf, after: Position, limit: usize) -> Result<query::agenda::Page, End> {
        let question = query::agenda::Query { body: self.body.clone(), as_of, after, limit };
        Ok(self.reading.ask(self.language, move |views| views.agenda(&question)).await?)
    }

    fn item(&self, row: &query::agenda::Row) -> wire::v1::AgendaItem {
        let framework = self.reading.framework(&row.framework);
        tell::agenda::item(row, framework.as_deref(), self.reading.clock.today())
    }

    async fn send(&self, reached: Position, change: Change) -> Result<(), End> {
        let silence = self.reading.journal.silence();
        let reflected = self.reading.reflected(AsOf::Now, reached, self.language).await?;
        let reflects = self.reading.reflects_after(silence, reflected);
        let message = WatchAgendaResponse { reflects: Some(reflects), change: Some(change) };
        match timeout(READER_WAIT, self.messages.send(Ok(message))).await {
            Ok(sent) => sent.map_err(|_| End::Gone),
            Err(_) => Err(End::Told(Failure::ReaderTooSlow.status(self.language))),
        }
    }
}

impl From<Status> for End {
    fn from(status: Status) -> Self {
        Self::Told(status)
    }
}
