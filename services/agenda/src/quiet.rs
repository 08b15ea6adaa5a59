//! For tests: a reading room before a journal whose servers can go quiet.

use std::{sync::Arc, time::Duration};

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
    ids::{ArrangementId, CommandId, DossierId, Revision},
};
use jiff::{Timestamp, tz::TimeZone};
use journal::{Entry, Journal, MemoryJournal, contract::quiet::Quiet};
use record::{HistoryId, LogId, Position, Record, Recorded, Sealer, document_digest, encode};
use tempfile::TempDir;
use uuid::Uuid;
use views::{Runner, Views};

use crate::{Reading, reading::Clock};

pub(crate) const DOSSIER: DossierId = DossierId(Uuid::from_u128(0xd0));
/// How many records there are: an adoption, a registration, and a dossier with a draft.
pub(crate) const RECORDS: u64 = 4;

/// A journal that can go quiet, with nothing in it.
pub(crate) fn quiet() -> Quiet {
    Quiet::new(Arc::new(MemoryJournal::new(LogId(Uuid::from_u128(7)))))
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
        let (journal, directory) = (Arc::new(quiet()), tempfile::tempdir().unwrap());
        let views = Views::open(directory.path(), journal.log_id(), journal.head()).unwrap();
        let runner = Runner::spawn(views.clone(), journal.clone()).unwrap();
        writes(&journal).await;
        views.wait_for(Position(RECORDS), Duration::from_secs(20)).await.unwrap();
        let now = "2026-04-01T09:00:00Z".parse().unwrap();
        let reading = Reading::new(views, journal.clone(), Clock::new(move || now, TimeZone::UTC));
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
    append(
        journal,
        history,
        1,
        context(2, administrator),
        Event::Arrangement(domain::arrangement::Event::ArrangementRegistered(registered)),
        words,
    )
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
