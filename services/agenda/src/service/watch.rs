//! Following an agenda: everything that waits now, then each change, and a heartbeat when nothing changes.

use std::time::Duration;

use domain::ids::BodyId;
use record::Position;
use tokio::{
    sync::{OwnedSemaphorePermit, broadcast, mpsc},
    time::{Instant, sleep_until},
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

type Message = Result<WatchAgendaResponse, Status>;

/// One reader who follows one agenda.
struct Watcher {
    reading: Reading,
    body: BodyId,
    language: Language,
    messages: mpsc::Sender<Message>,
}

/// The reader went away; nobody needs to be told anything.
struct Gone;

/// Begins to follow. The place is given back when the stream ends.
pub(super) fn begin(
    reading: Reading,
    body: BodyId,
    language: Language,
    place: OwnedSemaphorePermit,
) -> ReceiverStream<Message> {
    let (messages, stream) = mpsc::channel(MESSAGES_WAITING_MAX);
    let watcher = Watcher { reading, body, language, messages };
    tokio::spawn(async move {
        let _ = watcher.follow().await;
        drop(place);
    });
    ReceiverStream::new(stream)
}

impl Watcher {
    async fn follow(&self) -> Result<(), Gone> {
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
                () = self.messages.closed() => return Err(Gone),
            };
            match change {
                Ok(change) if change.body == self.body && change.position > reached => {
                    self.changed(&change).await?;
                    quiet_until = Instant::now() + HEARTBEAT;
                }
                Ok(_) => {}
                Err(broadcast::error::RecvError::Lagged(_)) => {
                    return self.fail(Failure::ReaderTooSlow.status(self.language)).await;
                }
                Err(broadcast::error::RecvError::Closed) => {
                    return self.fail(Failure::Stopping.status(self.language)).await;
                }
            }
        }
    }

    /// Everything that waits now, in parts that reflect the same position.
    ///
    /// A view that catches up with its journal tells nobody of the changes that it makes up for, so a snapshot waits
    /// until it has.
    async fn snapshot(&self) -> Result<Position, Gone> {
        let head = self.reading.journal.head();
        let waited = self.reading.wait(head, self.language).await;
        self.or_fail(waited).await?;
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

    async fn changed(&self, change: &AgendaChange) -> Result<(), Gone> {
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

    async fn closed(&self, change: &AgendaChange) -> Result<(), Gone> {
        let key = query::dossier::Key::Id(change.dossier);
        let at = AsOf::Position(change.position);
        let asked = self.reading.ask(self.language, move |views| views.dossier(&key, at)).await;
        let found = self.or_fail(asked).await?;
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

    async fn page(&self, as_of: AsOf, after: Position, limit: usize) -> Result<query::agenda::Page, Gone> {
        let question = query::agenda::Query { body: self.body.clone(), as_of, after, limit };
        let asked = self.reading.ask(self.language, move |views| views.agenda(&question)).await;
        self.or_fail(asked).await
    }

    fn item(&self, row: &query::agenda::Row) -> wire::v1::AgendaItem {
        let framework = self.reading.framework(&row.framework);
        tell::agenda::item(row, framework.as_deref(), (self.reading.clock)().today())
    }

    async fn send(&self, reached: Position, change: Change) -> Result<(), Gone> {
        let reflected = self.reading.reflected(reached, self.language).await;
        let reflects = self.reading.reflects(self.or_fail(reflected).await?);
        let message = WatchAgendaResponse { reflects: Some(reflects), change: Some(change) };
        self.messages.send(Ok(message)).await.map_err(|_| Gone)
    }

    async fn or_fail<T>(&self, asked: Result<T, Status>) -> Result<T, Gone> {
        match asked {
            Ok(answer) => Ok(answer),
            Err(status) => {
                self.fail(status).await?;
                Err(Gone)
            }
        }
    }

    async fn fail(&self, status: Status) -> Result<(), Gone> {
        self.messages.send(Err(status)).await.map_err(|_| Gone)
    }
}
