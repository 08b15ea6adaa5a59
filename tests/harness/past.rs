//! A region with a past: what was done on which day before a server was started, as the entries of its journal. The rules
//! decide each of them, as they did then.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use bytes::Bytes;
use domain::{
    Event,
    context::{Capacity, Context},
    dossier::{
        self, Command, State,
        command::{Open, RecordOutcome, Resubmit, Submit, Treatment},
        event::DocumentRef,
        state::{Dossier, Phase},
    },
    framework::{Framework, Outcome, adoption},
    ids::{CommandId, DossierId, Revision, RoundId},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use journal::{Entry, FileJournal, Journal as _, disk::RealDisk, file::Options};
use record::{HistoryId, Record, Recorded, Sealer};
use uuid::Uuid;

use crate::region::{SOURCE, document};

/// The party whose coordinator submits everything.
const PARTY: &str = "gemeente-heiloo";
/// The hour of the day at which things are written down.
const HOUR: i8 = 9;
/// For how many seconds of a day they are.
const SECONDS_A_DAY: i64 = 36_000;

/// What happened, day by day.
pub struct Past {
    framework: Arc<Framework>,
    dossiers: BTreeMap<DossierId, State>,
    entries: Vec<(Timestamp, Entry)>,
}

impl Past {
    /// A region that adopted this framework file on the day that it takes effect.
    ///
    /// # Panics
    /// If the framework is not sound.
    pub fn of(file: &str) -> Self {
        let framework = Arc::new(kader::read(file.as_bytes()).expect("a sound framework"));
        let mut past = Self { framework, dossiers: BTreeMap::new(), entries: Vec::new() };
        let mut sealer = Sealer::new(|| [7; 32]);
        let adopt = adoption::Adopt { file: sealer.seal("framework-file", file) };
        let (on, none) = (past.framework.effective_from, adoption::Adopted::default());
        let context = past.context(Capacity::Administrator, on);
        let adopted = adoption::decide(&past.framework, &none, adopt, &context).expect("a sound framework");
        let history = HistoryId::Framework(past.framework.reference.id.clone());
        past.write(history, Revision(1), context, Event::FrameworkAdopted(adopted), sealer);
        past
    }

    /// Opens a dossier and submits its first round.
    ///
    /// # Panics
    /// If the rules say no.
    pub fn submits(&mut self, title: &str, on: Date) -> DossierId {
        let mut sealer = Sealer::new(|| [7; 32]);
        let functions = vec![self.framework.functions[0].id.clone()];
        let title = sealer.seal("title", title);
        let open = Open { title, functions, target_group: None, follows: None };
        let id = DossierId(self.next_command().0);
        self.dossiers.insert(id, State::Unopened);
        self.act(id, Command::Open(open), self.coordinator(), on, sealer);
        self.submits_next(id, on);
        id
    }

    /// Files the document of the round that a dossier waits for, or a new version, and sends it on.
    ///
    /// # Panics
    /// If the dossier is with a body, or the rules say no.
    pub fn submits_next(&mut self, id: DossierId, on: Date) {
        let (round, is_new) = match &self.dossier(id).phase {
            Phase::Preparing { round } => (round.clone(), true),
            Phase::Revising { round, .. } => (round.clone(), false),
            Phase::AtStep { .. } | Phase::Escalated { .. } | Phase::Ended { .. } => {
                panic!("{id} is not with its submitter")
            }
        };
        let document = self.files(id, &round, on);
        let command = if is_new {
            Command::Submit(Submit { round, document })
        } else {
            Command::Resubmit(Resubmit { document })
        };
        self.act(id, command, self.coordinator(), on, Sealer::new(|| [7; 32]));
    }

    /// The body that a dossier is with treats it.
    ///
    /// # Panics
    /// If the dossier is with nobody, or the rules say no.
    pub fn treated(&mut self, id: DossierId, outcome: Outcome, on: Date) {
        let mut sealer = Sealer::new(|| [7; 32]);
        let opening = self.dossier(id).open_visit().expect("it waits for a body").opening.clone();
        let treatment = Treatment {
            outcome,
            treated_on: on,
            motivation: Some(sealer.seal("motivation", "Zo is het besproken.")),
            conditions: Vec::new(),
            judged: Vec::new(),
            stances: Vec::new(),
            resume_at: None,
        };
        let command = Command::RecordOutcome(RecordOutcome { visit: opening.visit, treatment });
        self.act(id, command, Capacity::Secretary { body: opening.body }, on, sealer);
    }

    /// Writes everything into a new journal, in the order of the days.
    ///
    /// # Panics
    /// If the journal does not take it.
    pub fn write_to(mut self, directory: &Path) {
        self.entries.sort_by_key(|(moment, _)| *moment);
        let directory = directory.to_owned();
        let writing = std::thread::spawn(move || {
            let journal = FileJournal::open(&directory, Arc::new(RealDisk), Options::default());
            let journal = journal.expect("a new journal");
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime").block_on(async {
                let entries = self.entries.into_iter();
                let taken: Vec<_> = entries.map(|(_, entry)| journal.append(entry)).collect();
                for taken in taken {
                    taken.await.expect("it is taken");
                }
            });
        });
        writing.join().expect("the journal is written");
    }

    fn files(&mut self, id: DossierId, round: &RoundId, on: Date) -> DocumentRef {
        let mut sealer = Sealer::new(|| [7; 32]);
        let opens_with = &self.framework.route.round(round).expect("a round").opens_with[0];
        let filing = document(self.framework.format(opens_with).expect("a format"), &mut sealer);
        self.act(id, Command::FileDocument(filing), self.coordinator(), on, sealer);
        self.dossier(id).documents.last().expect("it was filed").document.clone()
    }

    fn act(&mut self, id: DossierId, command: Command, capacity: Capacity, on: Date, sealer: Sealer<'_>) {
        let context = self.context(capacity, on);
        let state = self.dossiers.remove(&id).expect("a dossier of this region");
        let event = dossier::decide(&self.framework, &state, command, &context);
        let event = event.unwrap_or_else(|refusal| panic!("{id} on {on}: {refusal:?}"));
        let state = dossier::evolve(state, &event);
        let revision = state.revision();
        self.dossiers.insert(id, state);
        self.write(HistoryId::Dossier(id), revision, context, Event::Dossier(event), sealer);
    }

    fn write(
        &mut self,
        history: HistoryId,
        revision: Revision,
        context: Context,
        event: Event,
        sealer: Sealer<'_>,
    ) {
        let opened = if let (HistoryId::Dossier(id), 1) = (&history, revision.0) { Some(*id) } else { None };
        let command = opened.map_or_else(|| self.next_command(), |id| CommandId(id.0));
        let recorded = Recorded::new(context.now, 0);
        let record = Record {
            id: Uuid::from_u128(u128::MAX - command.0.as_u128()),
            history: history.clone(),
            revision,
            command,
            recorded,
            actor: context.actor,
            capacity: context.capacity,
            event,
        };
        let record = Bytes::from(record::encode(&record, SOURCE).expect("a record"));
        let texts = Bytes::from(sealer.into_texts());
        self.entries.push((recorded.now, Entry { history, revision, command, record, texts }));
    }

    fn dossier(&self, id: DossierId) -> &Dossier {
        self.dossiers[&id].dossier().expect("it was opened")
    }

    fn next_command(&self) -> CommandId {
        CommandId(Uuid::from_u128(0x1980_0000_0000_7000_8000_0000_0000_0000 + self.entries.len() as u128))
    }

    fn coordinator(&self) -> Capacity {
        Capacity::Coordinator { party: PARTY.parse().expect("a party") }
    }

    /// On the day, a second later than what was written down before.
    fn context(&self, capacity: Capacity, on: Date) -> Context {
        let second = i64::try_from(self.entries.len()).unwrap_or(0) % SECONDS_A_DAY;
        let begins = on.at(HOUR, 0, 0, 0).to_zoned(TimeZone::UTC).expect("a day").timestamp();
        let now = begins + jiff::SignedDuration::from_secs(second);
        let actor = match &capacity {
            Capacity::Coordinator { party } => format!("coordinator-1.{party}"),
            Capacity::Secretary { body } => format!("secretary-1.{body}"),
            Capacity::Administrator => "administrator-1".to_owned(),
            Capacity::Auditor => "auditor-1".to_owned(),
        };
        Context { now, today: on, actor: actor.parse().expect("an actor"), capacity }
    }
}
