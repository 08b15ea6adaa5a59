//! How the services do: looked at often, told to health, to `/healthz` and to the metrics.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::Arc,
    time::Duration,
};

use ::ledger::{Ledger, State as LedgerState, witness::Watch};
use eraser::{Eraser, State};
use journal::{Health, Journal};
use prometheus_client::{metrics::gauge::Gauge, registry::Registry};
use tokio::time::{Instant, MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;
use tonic_health::{ServingStatus, server::HealthReporter};
use views::{Status, Views};

use super::{config::Service, ledger};

/// How often the services are looked at.
pub const LOOK_EVERY: Duration = Duration::from_millis(500);
/// How many records the views may be behind the journal before those who read should be sent elsewhere.
pub const VIEW_LAG_RECORDS_MAX: u64 = 10_000;

/// How the services do. Cheap to clone.
#[derive(Clone)]
pub(super) struct Condition {
    services: BTreeSet<Service>,
    journal: Arc<dyn Journal>,
    /// `None` if nothing that runs here reads them.
    views: Option<Views>,
    eraser: Eraser,
    /// `None` if there is no ledger here.
    proving: Option<Proving>,
    gauges: Gauges,
}

/// Who keeps what the services answer from.
pub(super) struct Keepers {
    pub(super) journal: Arc<dyn Journal>,
    pub(super) views: Option<Views>,
    pub(super) eraser: Eraser,
    pub(super) proving: Option<Proving>,
}

/// How the ledger does.
#[derive(Clone)]
pub(super) struct Proving {
    ledger: Ledger,
    witnesses: Option<Watch>,
}

/// What is wrong with a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// There is no room for another record.
    JournalFull,
    /// The journal's servers do not answer.
    JournalCutOff,
    /// The journal takes nothing until it is opened anew, and on NATS gives nothing either.
    JournalPoisoned,
    /// The views are too far behind the journal.
    ViewsBehind,
    /// Nothing is erased any more.
    EraserStopped,
    /// The views go no further.
    ViewsStopped,
    /// The ledger signs nothing any more.
    LedgerStopped,
    /// The process is ending.
    Stopping,
}

/// Every service that runs here, and what is wrong with it.
pub(super) type Troubles = BTreeMap<Service, Option<Trouble>>;

#[derive(Clone, Default)]
struct Gauges {
    journal_position: Gauge,
    journal_writable: Gauge,
    journal_silent_seconds: Gauge,
    view_position: Gauge,
    view_lag_records: Gauge,
    ledger_position: Gauge,
    ledger_stopped: Gauge,
    witnessed_position: Gauge,
    witness_lag_seconds: Gauge,
}

impl Condition {
    pub(super) fn new(services: BTreeSet<Service>, kept_by: Keepers, registry: &mut Registry) -> Self {
        let Keepers { journal, views, eraser, proving } = kept_by;
        Self { services, journal, views, eraser, proving, gauges: Gauges::register(registry) }
    }

    /// How every service does now. Sets the gauges too.
    pub(super) fn look(&self) -> Troubles {
        let health = self.journal.health();
        let (writing, reading) = (self.writing(&health), self.reading(&health));
        let (unreadable, erasing, unproved) = (self.unreadable(&health), self.erasing(), self.unproved());
        let trouble = |service| match service {
            // Nobody is shown, or builds on, what should be gone. What is recorded while nobody can prove it may have to be
            // recorded again.
            Service::Intake => writing.or(erasing).or(unproved),
            Service::Agenda => reading.or(erasing).or(unproved),
            // It reads the journal, and the words beside it.
            Service::Audit => unreadable.or(erasing).or(unproved),
        };
        self.services.iter().map(|service| (*service, trouble(*service))).collect()
    }

    fn writing(&self, health: &Health) -> Option<Trouble> {
        self.gauges.journal_position.set(gauge(self.journal.head().0));
        self.gauges.journal_writable.set((*health == Health::Writable).into());
        self.gauges.journal_silent_seconds.set(gauge(self.journal.silence().as_secs()));
        match health {
            Health::Writable => None,
            Health::Full => Some(Trouble::JournalFull),
            Health::CutOff { .. } => Some(Trouble::JournalCutOff),
            Health::Poisoned { .. } => Some(Trouble::JournalPoisoned),
        }
    }

    fn erasing(&self) -> Option<Trouble> {
        match self.eraser.state() {
            // Nobody is answered before it is current.
            State::Current | State::CatchingUp => None,
            State::Stopped { .. } => Some(Trouble::EraserStopped),
        }
    }

    /// What keeps records from being proved, if there is a ledger here.
    fn unproved(&self) -> Option<Trouble> {
        let proving = self.proving.as_ref()?;
        let status = proving.ledger.status();
        let status = status.borrow();
        let is_stopped = matches!(status.state, LedgerState::Stopped { .. });
        self.gauges.ledger_position.set(gauge(status.position.0));
        self.gauges.ledger_stopped.set(is_stopped.into());
        if let Some(witnesses) = proving.witnesses.as_ref().map(Watch::now) {
            self.gauges.witnessed_position.set(gauge(witnesses.witnessed_size()));
            self.gauges.witness_lag_seconds.set(gauge(witnesses.lag(Instant::now()).as_secs()));
        }
        is_stopped.then_some(Trouble::LedgerStopped)
    }

    /// Cut off from the journal it answers on, with what it has. But who can ask another should.
    fn reading(&self, health: &Health) -> Option<Trouble> {
        let (Some(views), Some(lag_records)) = (&self.views, self.view_lag_records()) else {
            return self.unreadable(health);
        };
        self.gauges.view_position.set(gauge(views.position().0));
        self.gauges.view_lag_records.set(gauge(lag_records));
        match *views.status().borrow() {
            Status::Stopped { .. } | Status::Closed => Some(Trouble::ViewsStopped),
            Status::CatchingUp { .. } | Status::Current | Status::Waiting { .. } => self
                .unreadable(health)
                .or((lag_records > VIEW_LAG_RECORDS_MAX).then_some(Trouble::ViewsBehind)),
        }
    }

    /// What keeps everyone from knowing the newest records. A journal in files is read on when it takes nothing more. One
    /// whose servers are not asked any more is not: what they have now may be another log.
    fn unreadable(&self, health: &Health) -> Option<Trouble> {
        match health {
            Health::CutOff { .. } => Some(Trouble::JournalCutOff),
            Health::Poisoned { .. } if self.journal.silence() > Duration::ZERO => {
                Some(Trouble::JournalPoisoned)
            }
            Health::Writable | Health::Full | Health::Poisoned { .. } => None,
        }
    }

    /// How many records the views are behind the journal, if anybody here reads them.
    pub(super) fn view_lag_records(&self) -> Option<u64> {
        // In this order, so that a record in between makes the lag larger and never negative.
        let position = self.views.as_ref()?.position().0;
        Some(self.journal.head().0.saturating_sub(position))
    }

    /// Looks for the first time and tells the health service, so that it knows every service before it is asked.
    pub(super) async fn begin(&self, health: &HealthReporter) -> Troubles {
        let now = self.look();
        tell(health, &Troubles::new(), &now).await;
        now
    }

    /// Looks again and again and tells the health service what has changed since it was `told`, until the end
    /// begins; then tells it that too.
    pub(super) async fn watch(self, mut told: Troubles, health: HealthReporter, closing: CancellationToken) {
        let mut looks = interval(LOOK_EVERY);
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                biased;
                () = closing.cancelled() => break,
                _ = looks.tick() => {}
            }
            let now = self.look();
            tell(&health, &told, &now).await;
            told = now;
        }
        let stopping = self.services.iter().map(|service| (*service, Some(Trouble::Stopping))).collect();
        tell(&health, &told, &stopping).await;
    }
}

/// Tells the health service what has changed. As a whole the process serves while any of its services does.
async fn tell(health: &HealthReporter, told: &Troubles, now: &Troubles) {
    for (service, trouble) in now {
        if told.get(service) == Some(trouble) {
            continue;
        }
        for name in service.names() {
            health.set_service_status(name, status(trouble.is_none())).await;
        }
        let service = service.name();
        match trouble {
            None => tracing::info!(service, "serves"),
            Some(Trouble::Stopping) => {}
            Some(trouble @ (Trouble::ViewsBehind | Trouble::JournalCutOff)) => {
                tracing::warn!(service, why = %trouble, "does not serve")
            }
            Some(
                trouble @ (Trouble::JournalFull
                | Trouble::JournalPoisoned
                | Trouble::EraserStopped
                | Trouble::ViewsStopped
                | Trouble::LedgerStopped),
            ) => {
                tracing::error!(service, why = %trouble, "does not serve");
            }
        }
    }
    let serves = |troubles: &Troubles| troubles.values().any(Option::is_none);
    if told.is_empty() || serves(told) != serves(now) {
        health.set_service_status("", status(serves(now))).await;
    }
}

fn status(serves: bool) -> ServingStatus {
    if serves { ServingStatus::Serving } else { ServingStatus::NotServing }
}

fn gauge(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

impl Proving {
    /// The ledger that is kept here, and its witnesses.
    pub(super) fn of(kept: &ledger::Kept) -> Self {
        Self { ledger: kept.ledger().clone(), witnesses: kept.witnesses().cloned() }
    }
}

impl Gauges {
    fn register(registry: &mut Registry) -> Self {
        let gauges = Self::default();
        let mut register = |name, help, gauge: &Gauge| registry.register(name, help, gauge.clone());
        register("journal_position", "The position of the last durable record", &gauges.journal_position);
        register(
            "journal_writable",
            "1 while the journal takes records, 0 when it is full, cut off or stopped",
            &gauges.journal_writable,
        );
        register(
            "journal_silent_seconds",
            "For how many whole seconds nothing has been heard of the journal",
            &gauges.journal_silent_seconds,
        );
        register("view_position", "The last position that the views reflect", &gauges.view_position);
        register(
            "view_lag_records",
            "How many records the views are behind the journal",
            &gauges.view_lag_records,
        );
        register("ledger_position", "The last position under a signed checkpoint", &gauges.ledger_position);
        register("ledger_stopped", "1 when the ledger signs nothing any more", &gauges.ledger_stopped);
        register(
            "witnessed_position",
            "The last position under a checkpoint that enough witnesses cosigned",
            &gauges.witnessed_position,
        );
        register(
            "witness_lag_seconds",
            "For how many whole seconds there have been checkpoints that witnesses did not cosign",
            &gauges.witness_lag_seconds,
        );
        gauges
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::JournalFull => "there is no room for another record: make room on the disk",
            Self::JournalCutOff => "the journal cannot be reached: see its servers",
            Self::JournalPoisoned => {
                "the journal has stopped: see the log for why, mend that, and start the service again"
            }
            Self::ViewsBehind => "the views are still being brought up to the journal: try again later",
            Self::EraserStopped => {
                "nothing is erased any more: see the log for why, mend that, and start again"
            }
            Self::ViewsStopped => "the views go no further: see the log",
            Self::LedgerStopped => {
                "the ledger has stopped, so nothing can be proved: see the log for why, and start the service again after that"
            }
            Self::Stopping => "the service is stopping",
        })
    }
}
