//! For tests: a journal whose servers can go quiet, and a reading room before it.

use std::{
    future::pending,
    io,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use domain::{
    Event,
    arrangement::{ArrangementRegistered, Level},
    context::{Capacity, Context},
    dossier::{
        self, State,
        command::{Command, FileDocument, Open},
        event::SectionFiled,
    },
    framework::{
        Framework,
        adoption::{self, Adopt, Adopted},
    },
    ids::{ArrangementId, CommandId, DossierId, FrameworkId, Revision},
};
use jiff::Timestamp;
use journal::{BoxFuture, Entry, Follow, Health, Journal, MemoryJournal, Stored, append, read};
use record::{HistoryId, LogId, Position, Record, Recorded, Sealer, document_digest, encode};
use tempfile::TempDir;
use uuid::Uuid;
use views::{Runner, Views};

use crate::Reading;

pub(crate) const DOSSIER: DossierId = DossierId(Uuid::from_u128(0xd0));
/// How many records there are: an adoption, a registration, and a dossier with a draft.
pub(crate) const RECORDS: u64 = 4;

/// A journal in memory that behaves as if its servers were elsewhere.
pub(crate) struct Quiet {
    inner: MemoryJournal,
    seconds: AtomicU64,
    reads: Mutex<Reads>,
}

/// What becomes of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reads {
    Answered,
    Refused,
    NeverAnswered,
}

impl Quiet {
    pub(crate) fn new() -> Self {
        let inner = MemoryJournal::new(LogId(Uuid::from_u128(7)));
        Self { inner, seconds: AtomicU64::new(0), reads: Mutex::new(Reads::Answered) }
    }

    /// Nothing is heard for so long, and it counts as cut off; zero mends it.
    pub(crate) fn is_silent(&self, seconds: u64, reads: Reads) {
        self.seconds.store(seconds, Ordering::SeqCst);
        *self.reads.lock().unwrap() = reads;
        let cut_off = Health::CutOff { why: "no servers".into() };
        self.inner.set_health(if seconds > 0 { cut_off } else { Health::Writable });
    }

    async fn given<T>(&self, answer: BoxFuture<'_, Result<T, read::Error>>) -> Result<T, read::Error> {
        let reads = *self.reads.lock().unwrap();
        match reads {
            Reads::Answered => answer.await,
            Reads::NeverAnswered => pending().await,
            Reads::Refused => {
                let source = io::Error::other("no servers").into();
                Err(read::Error::Unavailable { place: "a stream".into(), source })
            }
        }
    }
}

impl Journal for Quiet {
    fn log_id(&self) -> LogId {
        self.inner.log_id()
    }

    fn head(&self) -> Position {
        self.inner.head()
    }

    fn append(&self, entry: Entry) -> BoxFuture<'_, Result<Position, append::Error>> {
        Journal::append(&self.inner, entry)
    }

    fn read(&self, history: &HistoryId) -> BoxFuture<'_, Result<Vec<Stored>, read::Error>> {
        Box::pin(self.given(self.inner.read(history)))
    }

    fn at(&self, position: Position) -> BoxFuture<'_, Result<Option<Stored>, read::Error>> {
        Box::pin(self.given(self.inner.at(position)))
    }

    fn find(&self, command: CommandId) -> BoxFuture<'_, Result<Option<Position>, read::Error>> {
        Box::pin(self.given(self.inner.find(command)))
    }

    fn frameworks(&self) -> BoxFuture<'_, Result<Vec<FrameworkId>, read::Error>> {
        Box::pin(self.given(self.inner.frameworks()))
    }

    fn follow(&self, after: Position) -> Box<dyn Follow> {
        self.inner.follow(after)
    }

    fn health(&self) -> Health {
        self.inner.health()
    }

    fn silence(&self) -> Duration {
        Duration::from_secs(self.seconds.load(Ordering::SeqCst))
    }
}

/// A region whose services follow such a journal.
pub(crate) struct Region {
    pub(crate) journal: Arc<Quiet>,
    pub(crate) reading: Reading,
    _views: (Runner, TempDir),
}

/// When the record at a position was recorded: one each hour.
pub(crate) fn recorded(position: u64) -> Timestamp {
    let first: Timestamp = "2026-03-02T09:00:00Z".parse().unwrap();
    Timestamp::from_second(first.as_second() + 3_600 * i64::try_from(position).unwrap()).unwrap()
}

impl Region {
    /// With a framework, an arrangement, and a dossier of which a draft was filed, all of them in the views.
    pub(crate) async fn new() -> Self {
        let (journal, directory) = (Arc::new(Quiet::new()), tempfile::tempdir().unwrap());
        let views = Views::open(directory.path(), journal.log_id(), journal.head()).unwrap();
        let runner = Runner::spawn(views.clone(), journal.clone()).unwrap();
        writes(&journal).await;
        views.wait_for(Position(RECORDS), Duration::from_secs(20)).await.unwrap();
        let now = Recorded::new("2026-04-01T09:00:00Z".parse().unwrap(), 0);
        let reading = Reading::new(views, journal.clone(), Arc::new(move || now));
        Self { journal, reading, _views: (runner, directory) }
    }
}

async fn writes(journal: &Quiet) {
    let file = str::from_utf8(kader::shipped::regio_alkmaar()).unwrap();
    let framework = kader::read(file.as_bytes()).unwrap();
    let administrator = Capacity::Administrator;
    let mut words = Sealer::new(|| [1; 32]);
    let adopt = Adopt { file: words.seal("framework-file", file) };
    let by = context(1, administrator.clone());
    let adopted = adoption::decide(&framework, &Adopted::default(), adopt, &by).unwrap();
    let history = HistoryId::Framework(framework.reference.id.clone());
    append(journal, history, 1, by, Event::FrameworkAdopted(adopted), words).await;

    let mut words = Sealer::new(|| [2; 32]);
    let registered = ArrangementRegistered {
        name: words.seal("name", "De Duinroos"),
        target_group: None,
        partners: Vec::new(),
        funding: Vec::new(),
        functions: vec!["opbouwen".parse().unwrap()],
        party: "swv-ppo-nk".parse().unwrap(),
        level: Level::Group,
    };
    let history = HistoryId::Arrangement(ArrangementId(Uuid::from_u128(0xa0)));
    append(journal, history, 1, context(2, administrator), Event::ArrangementRegistered(registered), words)
        .await;
    dossier(journal, &framework).await;
}

async fn dossier(journal: &Quiet, framework: &Framework) {
    let capacity = Capacity::Coordinator { party: "gemeente-heiloo".parse().unwrap() };
    let mut state = State::default();
    for revision in [1, 2] {
        let mut salt = 0;
        let mut words = Sealer::new(move || {
            salt += 1;
            [salt; 32]
        });
        let command = match revision {
            1 => Command::Open(Open {
                title: words.seal("title", "Voorbeeld: een groep"),
                functions: vec!["terugleiden".parse().unwrap()],
                target_group: None,
                follows: None,
            }),
            _ => {
                let format = framework.format(&"voorstel".parse().unwrap()).unwrap();
                let sections = format.sections.iter().map(|section| SectionFiled {
                    id: section.id.clone(),
                    words: 2,
                    text: words.seal(&format!("section.{}", section.id), "Twee woorden."),
                });
                let sections: Vec<_> = sections.collect();
                let digest = document_digest(&sections);
                Command::FileDocument(FileDocument { format: format.id.clone(), sections, digest })
            }
        };
        let by = context(2 + revision, capacity.clone());
        let event = dossier::decide(framework, &state, command, &by).unwrap();
        state = dossier::evolve(state, &event);
        append(journal, HistoryId::Dossier(DOSSIER), revision, by, Event::Dossier(event), words).await;
    }
}

fn context(position: u64, capacity: Capacity) -> Context {
    let now = Recorded::new(recorded(position), 0);
    Context { now: now.now, today: now.today(), actor: "u-1".parse().unwrap(), capacity }
}

async fn append(
    journal: &Quiet,
    history: HistoryId,
    revision: u64,
    by: Context,
    event: Event,
    words: Sealer<'_>,
) {
    let id = Uuid::from_u128(u128::from(by.now.as_second().unsigned_abs()));
    let opens = history == HistoryId::Dossier(DOSSIER) && revision == 1;
    let command = CommandId(if opens { DOSSIER.0 } else { id });
    let record = Record {
        id,
        history: history.clone(),
        revision: Revision(revision),
        command,
        recorded: Recorded::new(by.now, 0),
        actor: by.actor,
        capacity: by.capacity,
        event,
    };
    let bytes = encode(&record, "urn:nld:oin:00000001823288444000:systeem:besluitspoor").unwrap().into();
    let texts = words.into_texts().into();
    let entry = Entry { history, revision: record.revision, command, record: bytes, texts };
    Journal::append(journal, entry).await.unwrap();
}
