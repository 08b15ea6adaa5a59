//! Journals for tests: what is in them was decided by the rules, as the intake would.

use std::{collections::HashMap, str::FromStr, sync::Arc};

use bytes::Bytes;
use domain::{
    Event, arrangement,
    context::{Capacity, Context},
    count::{Count, Counted},
    dossier::{
        self, State,
        command::{
            Answer, AnswerConditions, Command, CorrectOutcome, FileDocument, HandOver, Judgement,
            NewCondition, Open, RecordOutcome, Resubmit, Submit, Treatment, Withdraw,
        },
        event::{ConditionNumber, DocumentRef, SectionFiled},
    },
    framework::{
        Framework, Outcome,
        adoption::{self, Adopt, Adopted},
    },
    ids::{ArrangementId, CommandId, DossierId, Revision},
    sealed::Sealed,
};
use jiff::{Timestamp, ToSpan as _, civil::Date};
use journal::{Entry, Journal, MemoryJournal, Stored};
use record::{HistoryId, LogId, Position, Record, Recorded, Sealer, document_digest, encode};
use uuid::Uuid;

/// What the records are written with.
pub(crate) const SOURCE: &str = "urn:nld:oin:00000001823288444000:systeem:besluitspoor";
/// The log of every journal here.
pub(crate) const LOG: LogId = LogId(Uuid::from_u128(0x0190_b5f0_0000_7000_8000_0000_0000_00aa));

/// How many pupils the arrangement of these tests is for: fewer than may be told.
pub(crate) const FEW: u32 = 7;

/// A journal, and the states that its next records are decided on.
pub(crate) struct Archive {
    pub(crate) journal: Arc<MemoryJournal>,
    pub(crate) framework: Framework,
    states: HashMap<DossierId, State>,
    adopted: Adopted,
    /// When the next record is made.
    pub(crate) now: Timestamp,
    /// Has the words that will stand beside the next record.
    sealer: Sealer<'static>,
    made: u128,
}

/// A name of any kind.
pub(crate) fn id<T: FromStr>(text: &str) -> T {
    text.parse().ok().unwrap_or_else(|| panic!("'{text}' is a name"))
}

/// The dossier with this number.
pub(crate) fn dossier(number: u128) -> DossierId {
    DossierId(Uuid::from_u128(0xd055_0000 + number))
}

/// A coordinator for the municipality of Heiloo.
pub(crate) fn coordinator() -> (&'static str, Capacity) {
    ("u-coordinator", Capacity::Coordinator { party: id("gemeente-heiloo") })
}

/// The secretary of a body.
pub(crate) fn secretary(body: &str) -> (&'static str, Capacity) {
    ("u-secretary", Capacity::Secretary { body: id(body) })
}

/// An administrator.
pub(crate) fn administrator() -> (&'static str, Capacity) {
    ("u-administrator", Capacity::Administrator)
}

impl Archive {
    /// A journal in which the framework of the regio Alkmaar was adopted on 2 March 2026.
    pub(crate) async fn new() -> Self {
        let file = str::from_utf8(kader::shipped::regio_alkmaar()).expect("UTF-8");
        let mut archive = Self::empty(kader::read(file.as_bytes()).expect("a sound framework"));
        archive.adopts(file).await;
        archive
    }

    /// A journal in which nothing was recorded.
    pub(crate) fn empty(framework: Framework) -> Self {
        Self {
            journal: Arc::new(MemoryJournal::new(LOG)),
            framework,
            states: HashMap::new(),
            adopted: Adopted::default(),
            now: id("2026-03-02T09:00:00Z"),
            sealer: sealer(0),
            made: 0,
        }
    }

    /// A journal with two dossiers: one that went everywhere, and one that was withdrawn; and an arrangement.
    pub(crate) async fn full() -> Self {
        let mut archive = Self::new().await;
        archive.registers().await;
        archive.travels(dossier(1)).await;
        archive.opens(dossier(2)).await;
        let reason = archive.seal("reason", "Geen draagvlak bij de scholen.");
        archive.does(dossier(2), Command::Withdraw(Withdraw { reason }), coordinator()).await;
        archive
    }

    /// Everything that can happen to a dossier, but a ratification and a withdrawal.
    pub(crate) async fn travels(&mut self, dossier: DossierId) {
        self.opens(dossier).await;
        self.submits(dossier, "voorstel").await;
        self.treats(dossier, Outcome::Noted).await;
        self.treats(dossier, Outcome::PositiveWithConditions).await;
        self.treats(dossier, Outcome::Deferred).await;
        self.treats(dossier, Outcome::Negative).await;
        self.treats(dossier, Outcome::ReferredBack).await;
        self.answers(dossier, &[1, 2]).await;
        let document = self.files(dossier, "voorstel").await;
        self.does(dossier, Command::Resubmit(Resubmit { document }), coordinator()).await;
        self.treats(dossier, Outcome::NoAdvice).await;
        let judged = vec![judgement(1, true), judgement(2, false)];
        self.judges(dossier, Outcome::Adopted, judged).await;
        let hand_over = HandOver { to: id("u-2"), party: id("swv-ppo-nk"), reason: None };
        self.does(dossier, Command::HandOver(hand_over), administrator()).await;
        let hand_over = HandOver { to: id("u-coordinator"), party: id("gemeente-heiloo"), reason: None };
        self.does(dossier, Command::HandOver(hand_over), administrator()).await;
        self.submits(dossier, "businesscase").await;
        self.treats(dossier, Outcome::Noted).await;
        for _ in 0..3 {
            self.treats(dossier, Outcome::Positive).await;
        }
        self.treats(dossier, Outcome::Rejected).await;
        let treatment = self.treatment(Outcome::AdoptedAmended, Vec::new());
        let corrects = self.state(dossier).revision();
        let reason = self.seal("reason", "Vergist in de regel van de besluitenlijst.");
        let correct = CorrectOutcome { corrects, reason, treatment };
        self.does(dossier, Command::CorrectOutcome(correct), secretary("oogo")).await;
    }

    /// Adopts a framework file.
    pub(crate) async fn adopts(&mut self, file: &str) {
        let framework = kader::read(file.as_bytes()).expect("a sound framework");
        let history = HistoryId::Framework(framework.reference.id.clone());
        let adopt = Adopt { file: self.seal("framework-file", file) };
        let by = self.context(&administrator());
        let adopted = adoption::decide(&framework, &self.adopted, adopt, &by).expect("it can be adopted");
        self.adopted = adoption::evolve(std::mem::take(&mut self.adopted), &adopted);
        let revision = Revision(self.adopted.versions.len() as u64);
        self.framework = framework;
        self.writes(history, revision, by, Event::FrameworkAdopted(adopted)).await;
    }

    /// Registers an arrangement that existed.
    pub(crate) async fn registers(&mut self) -> ArrangementId {
        let command = arrangement::Register {
            name: self.seal("name", "De Duinroos"),
            target_group: Some(self.seal("target-group", "kleuters")),
            partners: vec![self.seal("partner", "Parlan")],
            funding: vec![id("jeugdhulp")],
            functions: vec![id("opbouwen")],
            party: id("swv-ppo-nk"),
            level: arrangement::Level::Group,
        };
        let by = self.context(&administrator());
        let (state, command) = (arrangement::State::Unknown, arrangement::Command::Register(command));
        let registered =
            arrangement::decide(&self.framework, &state, command, &by).expect("it can be registered");
        let arrangement = ArrangementId(Uuid::from_u128(0xa44a + self.made));
        let event = Event::Arrangement(registered);
        self.writes(HistoryId::Arrangement(arrangement), Revision(1), by, event).await;
        arrangement
    }

    /// Begins the arrangement of a dossier, for so few pupils that their number is sealed.
    pub(crate) async fn begins(&mut self, dossier: DossierId) {
        let threshold = self.framework.small_number_threshold;
        let begin = arrangement::command::Begin {
            decided: self.state(dossier).revision(),
            plan: arrangement::Plan {
                functions: vec![id("opbouwen")],
                target_group: self.seal("target-group", "kleuters"),
                partners: Vec::new(),
                funding: Vec::new(),
                indicators: Vec::new(),
                evaluations: Vec::new(),
                pupils: Some(Counted {
                    count: Count::of(FEW, threshold, |name, words| self.seal(name, words)),
                    on: jiff::civil::date(2026, 8, 1),
                    source: self.seal("source", "Inschrijvingen."),
                }),
            },
        };
        let (by, command) = (self.context(&coordinator()), arrangement::Command::Begin(Box::new(begin)));
        let begun = arrangement::decide(&self.framework, &arrangement::State::Unknown, command, &by);
        let history = HistoryId::Arrangement(arrangement::between::arrangement_of(dossier));
        self.writes(history, Revision(1), by, Event::Arrangement(begun.expect("it can begin"))).await;
    }

    /// Evaluates the arrangement of a dossier that just began, with so few pupils that their number is sealed.
    pub(crate) async fn evaluates(&mut self, dossier: DossierId) {
        let history = HistoryId::Arrangement(arrangement::between::arrangement_of(dossier));
        let stored = self.stored().await;
        let Ok(begun) = record::decode(&stored.last().expect("it began").entry.record) else { panic!() };
        let Event::Arrangement(event) = begun.event else { panic!() };
        let state = arrangement::evolve(arrangement::State::Unknown, &event);
        let (threshold, few) = (self.framework.small_number_threshold, [arrangement::Numbers::Pupils(FEW)]);
        let found = arrangement::Found::of_each(&few, threshold, |name, words| self.seal(name, words))[0];
        let results = vec![arrangement::Measured { indicator: id("vrijstellingen"), found }];
        let evaluate = arrangement::Evaluate {
            planned: None,
            on: jiff::civil::date(2026, 1, 1),
            results,
            findings: self.seal("findings", "Het loopt."),
            source: self.seal("source", "Registratie."),
        };
        let by = self.context(&coordinator());
        let command = arrangement::Command::Evaluate(Box::new(evaluate));
        let recorded = arrangement::decide(&self.framework, &state, command, &by).expect("a good one");
        self.writes(history, Revision(2), by, Event::Arrangement(recorded)).await;
    }

    /// Opens a dossier.
    pub(crate) async fn opens(&mut self, dossier: DossierId) {
        let open = Open {
            title: self.seal("title", "Groep voor kinderen die thuiszitten"),
            functions: vec![id("terugleiden"), id("opbouwen")],
            target_group: Some(self.seal("target-group", "kinderen van 8 tot 12 jaar")),
            follows: None,
        };
        self.does(dossier, Command::Open(open), coordinator()).await;
    }

    /// Files a complete version.
    pub(crate) async fn files(&mut self, dossier: DossierId, format: &str) -> DocumentRef {
        let ids: Vec<_> = self
            .framework
            .format(&id(format))
            .expect("a format")
            .sections
            .iter()
            .map(|s| s.id.clone())
            .collect();
        let mut sections = Vec::new();
        for section in ids {
            let text = self.seal(&format!("section.{section}"), "Wat hier staat, in vijf woorden.");
            sections.push(SectionFiled { id: section, words: 6, text });
        }
        let digest = document_digest(&sections);
        let file = FileDocument { format: id(format), sections, digest };
        self.does(dossier, Command::FileDocument(file), coordinator()).await;
        self.opened(dossier).documents.last().expect("it was filed").document.clone()
    }

    /// Files a complete version, and opens the round of the same name with it.
    pub(crate) async fn submits(&mut self, dossier: DossierId, round: &str) {
        let document = self.files(dossier, round).await;
        self.does(dossier, Command::Submit(Submit { round: id(round), document }), coordinator()).await;
    }

    /// The body that has the dossier treats it, a week later.
    pub(crate) async fn treats(&mut self, dossier: DossierId, outcome: Outcome) {
        self.judges(dossier, outcome, Vec::new()).await;
    }

    async fn judges(&mut self, dossier: DossierId, outcome: Outcome, judged: Vec<Judgement>) {
        self.now += (7 * 24).hours();
        let mut treatment = self.treatment(outcome, judged);
        let opening = self.opened(dossier).open_visit().expect("it is with a body").opening.clone();
        // Back to the submitter, and then to the same body again.
        treatment.resume_at = (outcome == Outcome::ReferredBack).then(|| opening.visit.step.clone());
        let record = RecordOutcome { visit: opening.visit, treatment };
        let by = secretary(opening.body.as_str());
        self.does(dossier, Command::RecordOutcome(record), by).await;
    }

    pub(crate) fn treatment(&mut self, outcome: Outcome, judged: Vec<Judgement>) -> Treatment {
        let count = if outcome.sets_conditions() { 2 } else { 0 };
        let mut condition = || NewCondition {
            text: self.seal("condition", "Leg uit hoe het vervoer wordt betaald."),
            holder: None,
            due: None,
        };
        let conditions = (0..count).map(|_| condition()).collect();
        Treatment {
            outcome,
            treated_on: day(self.now),
            conditions,
            motivation: Some(self.seal("motivation", "Zo is het besproken.")),
            judged,
            stances: Vec::new(),
            resume_at: None,
        }
    }

    /// The coordinator answers conditions.
    pub(crate) async fn answers(&mut self, dossier: DossierId, numbers: &[u32]) {
        let mut answers = Vec::new();
        for number in numbers {
            let text = self.seal("answer", "De gemeente betaalt het vervoer.");
            answers.push(Answer { condition: ConditionNumber(*number), text });
        }
        self.does(dossier, Command::AnswerConditions(AnswerConditions { answers }), coordinator()).await;
    }

    /// Decides a command, and records what follows.
    pub(crate) async fn does(&mut self, dossier: DossierId, command: Command, by: (&str, Capacity)) {
        let context = self.context(&by);
        let state = self.states.entry(dossier).or_default();
        let event = dossier::decide(&self.framework, state, command, &context).expect("the rules allow it");
        *state = dossier::evolve(std::mem::take(state), &event);
        let revision = state.revision();
        self.writes(HistoryId::Dossier(dossier), revision, context, Event::Dossier(event)).await;
    }

    /// What is true of a dossier.
    pub(crate) fn state(&self, dossier: DossierId) -> &State {
        &self.states[&dossier]
    }

    fn opened(&self, dossier: DossierId) -> &dossier::Dossier {
        self.state(dossier).dossier().expect("it was opened")
    }

    /// Everything in the journal.
    pub(crate) async fn stored(&self) -> Vec<Stored> {
        let mut stored = Vec::new();
        for position in 1..=self.journal.head().0 {
            let there = self.journal.at(Position(position)).await.expect("it can be read");
            stored.push(there.expect("positions have no gaps"));
        }
        stored
    }

    /// Seals words. They are kept beside the next record.
    pub(crate) fn seal(&mut self, name: &str, words: &str) -> Sealed {
        self.sealer.seal(name, words)
    }

    pub(crate) fn context(&self, (actor, capacity): &(&str, Capacity)) -> Context {
        let recorded = Recorded::new(self.now, 0);
        Context { now: recorded.now, today: recorded.today(), actor: id(actor), capacity: capacity.clone() }
    }

    pub(crate) async fn writes(&mut self, history: HistoryId, revision: Revision, by: Context, event: Event) {
        let record = Record {
            id: Uuid::from_u128(0xe4e4_0000 + self.made),
            history,
            revision,
            command: CommandId(Uuid::from_u128(0xc0c0_0000 + self.made)),
            recorded: Recorded::new(self.now, 0),
            actor: by.actor,
            capacity: by.capacity,
            event,
        };
        self.made += 1;
        let sealer = std::mem::replace(&mut self.sealer, sealer(self.made));
        let texts = Bytes::from(sealer.into_texts());
        Journal::append(self.journal.as_ref(), entry(&record, texts)).await.expect("the journal takes it");
        self.now += 1.minute();
    }
}

fn sealer(record: u128) -> Sealer<'static> {
    let mut place: u128 = 0;
    Sealer::new(move || {
        place += 1;
        let mut salt = [0; 32];
        salt[..16].copy_from_slice(&record.to_be_bytes());
        salt[16..].copy_from_slice(&place.to_be_bytes());
        salt
    })
}

/// An entry as the intake would append it.
pub(crate) fn entry(record: &Record, texts: Bytes) -> Entry {
    Entry {
        history: record.history.clone(),
        revision: record.revision,
        command: record.command,
        record: encode(record, SOURCE).expect("it can be written").into(),
        texts,
    }
}

fn judgement(number: u32, met: bool) -> Judgement {
    Judgement { condition: ConditionNumber(number), met }
}

/// The date on which something is recorded.
fn day(now: Timestamp) -> Date {
    Recorded::new(now, 0).today()
}

/// Words as they stand beside the first record, when they are these.
pub(crate) fn sealed_again(name: &str, words: &str) -> Bytes {
    let mut sealer = sealer(0);
    sealer.seal(name, words);
    sealer.into_texts().into()
}
