//! What is told of services that are in trouble.

use std::sync::Arc;

use bytes::Bytes;
use domain::ids::{CommandId, DossierId, FrameworkId, Revision};
use eraser::Eraser;
use journal::{BoxFuture, Entry, Follow, Health, Journal, MemoryJournal, Stored, append, read};
use prometheus_client::registry::Registry;
use record::{HistoryId, LogId, Position};
use tokio_util::sync::CancellationToken;
use tonic_health::{
    pb::health_server::Health as _,
    server::{HealthReporter, HealthService},
};
use uuid::Uuid;
use views::{Runner, Views};

use super::*;
use crate::serve::condition::{Condition, Keepers, LOOK_EVERY, Trouble, VIEW_LAG_RECORDS_MAX};

fn journal() -> Arc<MemoryJournal> {
    Arc::new(MemoryJournal::new(LogId(Uuid::from_u128(7))))
}

fn condition(journal: &Arc<MemoryJournal>, views: Option<Views>) -> Condition {
    let services = Service::ALL.into_iter().collect();
    Condition::new(
        services,
        Keepers { journal: journal.clone(), views, eraser: Eraser::new(journal.clone()), proving: None },
        &mut Registry::default(),
    )
}

fn cut_off() -> Health {
    Health::CutOff { why: "nats://10.0.0.7".into() }
}

#[tokio::test]
async fn a_journal_that_takes_nothing_keeps_nobody_from_reading_unless_it_is_cut_off() {
    let (journal, directory) = (journal(), tempfile::tempdir().unwrap());
    let views = Views::open(directory.path(), journal.log_id(), journal.head()).unwrap();
    let table = [
        (Health::Writable, [None; 3]),
        (Health::Full, [Some(Trouble::JournalFull), None, None]),
        (cut_off(), [Some(Trouble::JournalCutOff); 3]),
        (Health::Poisoned { why: "/secret/path".into() }, [Some(Trouble::JournalPoisoned), None, None]),
        (Health::Writable, [None; 3]),
    ];
    for condition in [condition(&journal, None), condition(&journal, Some(views))] {
        for (health, [intake, agenda, audit]) in table.clone() {
            journal.set_health(health);
            let expected =
                [(Service::Intake, intake), (Service::Agenda, agenda), (Service::Audit, audit)].into();
            assert_eq!(condition.look(), expected);
        }
    }
}

#[tokio::test]
async fn nobody_should_be_sent_to_a_service_where_nothing_is_erased_any_more() {
    let journal = journal();
    let eraser = Eraser::new(journal.clone());
    let keepers = Keepers { journal: journal.clone(), views: None, eraser: eraser.clone(), proving: None };
    let condition = Condition::new(Service::ALL.into_iter().collect(), keepers, &mut Registry::default());
    let stopped = Some(Trouble::EraserStopped);
    let [before, after] =
        [None, stopped].map(|trouble| Service::ALL.map(|service| (service, trouble)).into());
    assert_eq!(condition.look(), before);
    // It says that words are gone, and nobody can read which.
    let entry = Entry {
        history: HistoryId::Dossier(DossierId(Uuid::from_u128(1))),
        revision: Revision(1),
        command: CommandId(Uuid::from_u128(1)),
        record: Bytes::from_static(b"nl.onderwijszorgarrangementen.persoonsgegevens-gewist.v1"),
        texts: Bytes::from_static(b"[]"),
    };
    journal.append(entry).await.unwrap();
    assert!(eraser.run().await.is_err());
    assert_eq!(condition.look(), after);
}

/// A journal on servers that it has stopped asking, because what they have is another log.
struct Forsaken(MemoryJournal);

impl Journal for Forsaken {
    fn log_id(&self) -> LogId {
        self.0.log_id()
    }

    fn head(&self) -> Position {
        self.0.head()
    }

    fn append(&self, entry: Entry) -> BoxFuture<'_, Result<Position, append::Error>> {
        self.0.append(entry)
    }

    fn read(&self, history: &HistoryId) -> BoxFuture<'_, Result<Vec<Stored>, read::Error>> {
        self.0.read(history)
    }

    fn at(&self, position: Position) -> BoxFuture<'_, Result<Option<Stored>, read::Error>> {
        self.0.at(position)
    }

    fn find(&self, command: CommandId) -> BoxFuture<'_, Result<Option<Position>, read::Error>> {
        self.0.find(command)
    }

    fn frameworks(&self) -> BoxFuture<'_, Result<Vec<FrameworkId>, read::Error>> {
        self.0.frameworks()
    }

    fn follow(&self, after: Position) -> Box<dyn Follow> {
        self.0.follow(after)
    }

    fn erase(&self, position: Position, remains: Bytes) -> BoxFuture<'_, Result<(), journal::erase::Error>> {
        self.0.erase(position, remains)
    }

    fn health(&self) -> Health {
        Health::Poisoned { why: "stream besluitspoor-alkmaar was made anew".into() }
    }

    fn silence(&self) -> Duration {
        Duration::from_secs(3)
    }
}

#[tokio::test]
async fn nobody_reads_a_journal_that_has_become_another_log() {
    let journal = Arc::new(Forsaken(MemoryJournal::new(LogId(Uuid::from_u128(7)))));
    let directory = tempfile::tempdir().unwrap();
    let views = Views::open(directory.path(), journal.log_id(), journal.head()).unwrap();
    for views in [None, Some(views)] {
        let services = Service::ALL.into_iter().collect();
        let kept_by =
            Keepers { journal: journal.clone(), views, eraser: Eraser::new(journal.clone()), proving: None };
        let condition = Condition::new(services, kept_by, &mut Registry::default());
        let troubles = condition.look();
        assert!(troubles.values().all(|trouble| *trouble == Some(Trouble::JournalPoisoned)), "{troubles:?}");
        let told = Trouble::JournalPoisoned.to_string();
        assert!(told.contains("see the log") && !told.contains("alkmaar"), "{told}");
    }
}

#[tokio::test]
async fn views_that_are_far_behind_or_stopped_are_not_to_be_read() {
    let (journal, directory) = (journal(), tempfile::tempdir().unwrap());
    let views = Views::open(directory.path(), journal.log_id(), journal.head()).unwrap();
    let condition = condition(&journal, Some(views.clone()));
    let agenda = || condition.look()[&Service::Agenda];
    let history = HistoryId::Dossier(DossierId(Uuid::from_u128(1)));
    for number in 1..=VIEW_LAG_RECORDS_MAX + 1 {
        assert_eq!(agenda(), None, "{number}");
        let entry = Entry {
            history: history.clone(),
            revision: Revision(number),
            command: CommandId(Uuid::from_u128(number.into())),
            record: Bytes::from_static(b"{}"),
            texts: Bytes::from_static(b"[]"),
        };
        journal.append(entry).await.unwrap();
    }
    assert_eq!(agenda(), Some(Trouble::ViewsBehind));
    journal.set_health(cut_off());
    assert_eq!(agenda(), Some(Trouble::JournalCutOff), "which is why they are behind");
    journal.set_health(Health::Writable);
    // The views cannot make anything of such records, so they stop.
    let runner = Runner::spawn(views, journal.clone()).unwrap();
    soon(async {
        while agenda() != Some(Trouble::ViewsStopped) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await;
    journal.set_health(cut_off());
    assert_eq!(agenda(), Some(Trouble::ViewsStopped), "which does not pass by itself");
    tokio::task::spawn_blocking(move || runner.stop()).await.unwrap();
    assert_eq!(agenda(), Some(Trouble::ViewsStopped));
}

#[tokio::test(start_paused = true)]
async fn health_is_told_what_changes() {
    let (journal, reporter, closing) = (journal(), HealthReporter::new(), CancellationToken::new());
    let asked = HealthService::from_health_reporter(reporter.clone());
    let status = async |service: &str| {
        let request = Request::new(HealthCheckRequest { service: service.to_owned() });
        asked.check(request).await.unwrap().into_inner().status()
    };
    let (intake, audit) = (Service::Intake.names()[0], Service::Audit.names()[0]);
    let condition = condition(&journal, None);
    let told = condition.begin(&reporter).await;
    assert_eq!(status(intake).await, ServingStatus::Serving);
    let watching = tokio::spawn(condition.watch(told, reporter, closing.clone()));
    for (health, expected) in [
        (Health::Full, ServingStatus::NotServing),
        (Health::Writable, ServingStatus::Serving),
        (Health::Full, ServingStatus::NotServing),
    ] {
        journal.set_health(health);
        tokio::time::sleep(2 * LOOK_EVERY).await;
        assert_eq!(status(intake).await, expected);
        assert_eq!(status(audit).await, ServingStatus::Serving);
        assert_eq!(status("").await, ServingStatus::Serving, "as a whole there is something to ask");
    }
    journal.set_health(cut_off());
    tokio::time::sleep(2 * LOOK_EVERY).await;
    for service in [intake, audit, ""] {
        assert_eq!(status(service).await, ServingStatus::NotServing, "{service} hears nothing");
    }
    closing.cancel();
    watching.await.unwrap();
    for service in [intake, audit, ""] {
        assert_eq!(status(service).await, ServingStatus::NotServing, "{service}");
    }
}
