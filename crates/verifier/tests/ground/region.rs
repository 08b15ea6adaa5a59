//! A region whose records were decided by the rules, without a journal.

use std::{collections::HashMap, str::FromStr};

use domain::{
    Event,
    context::{Capacity, Context},
    decision::{PartyStance, Stance},
    dossier::{
        self, State,
        command::{
            Answer, AnswerConditions, Command, FileDocument, Judgement, NewCondition, Open, RecordOutcome,
            Resubmit, Submit, Treatment,
        },
        event::{ConditionNumber, DocumentRef, Opening, SectionFiled},
    },
    framework::{
        Framework, Outcome, Party,
        adoption::{self, Adopt, Adopted},
    },
    ids::{CommandId, DossierId, Revision},
    keeping::{self, Ground, RecordTexts, command::ConfirmErasure, command::RequestErasure},
    sealed::Sealed,
    words,
};
use jiff::{Timestamp, ToSpan as _};
use record::{HistoryId, LogId, Record, Recorded, Sealer, document_digest, encode};
use uuid::Uuid;

/// What the records are written with.
const SOURCE: &str = "urn:nld:oin:00000001823288444000:systeem:besluitspoor";
/// The log of every region here.
pub(crate) const LOG: LogId = LogId(Uuid::from_u128(0x0190_b5f0_0000_7000_8000_0000_0000_00aa));

/// One record, with the words beside it. Its position is its place in the list, from 1.
#[derive(Clone)]
pub(crate) struct Kept {
    pub(crate) record: Record,
    pub(crate) bytes: Vec<u8>,
    pub(crate) texts: Vec<u8>,
}

/// A region.
#[derive(Clone)]
pub(crate) struct Region {
    pub(crate) kept: Vec<Kept>,
    pub(crate) framework: Framework,
    states: HashMap<DossierId, State>,
    keeping: HashMap<DossierId, keeping::State>,
    now: Timestamp,
    words: Vec<(String, String)>,
}

/// A name of any kind.
pub(crate) fn id<T: FromStr>(text: &str) -> T {
    text.parse().ok().unwrap_or_else(|| panic!("'{text}' is a name"))
}

/// The dossier with this number.
pub(crate) fn dossier(number: u128) -> DossierId {
    DossierId(Uuid::from_u128(0xd055_0000 + number))
}

fn coordinator() -> (&'static str, Capacity) {
    ("u-coordinator", Capacity::Coordinator { party: id("gemeente-heiloo") })
}

impl Region {
    /// A region in which the framework of the regio Alkmaar was adopted on 2 March 2026.
    pub(crate) fn new() -> Self {
        let file = str::from_utf8(kader::shipped::regio_alkmaar()).expect("UTF-8");
        let framework = kader::read(file.as_bytes()).expect("a sound framework");
        let mut region = Self {
            kept: Vec::new(),
            framework: framework.clone(),
            states: HashMap::new(),
            keeping: HashMap::new(),
            now: id("2026-03-02T09:00:00Z"),
            words: Vec::new(),
        };
        let history = HistoryId::Framework(framework.reference.id.clone());
        let adopt = Adopt { file: region.seal("framework-file", file) };
        let by = region.context(&("u-administrator", Capacity::Administrator));
        let adopted = adoption::decide(&framework, &Adopted::default(), adopt, &by).expect("it is adopted");
        region.writes(history, Revision(1), by, Event::FrameworkAdopted(adopted));
        region
    }

    /// A region with so many dossiers that each came through both rounds.
    pub(crate) fn with_dossiers(count: u128) -> Self {
        let mut region = Self::new();
        for number in 1..=count {
            region.travels(dossier(number));
        }
        region
    }

    /// Most of what can happen to a dossier: 20 records.
    pub(crate) fn travels(&mut self, dossier: DossierId) {
        self.opens(dossier);
        self.submits(dossier, "voorstel");
        self.treats(dossier, Outcome::Noted);
        self.treats(dossier, Outcome::PositiveWithConditions);
        self.treats(dossier, Outcome::Deferred);
        self.treats(dossier, Outcome::Negative);
        self.treats(dossier, Outcome::ReferredBack);
        self.answers(dossier, &[1, 2]);
        let document = self.files(dossier, "voorstel");
        self.does(dossier, Command::Resubmit(Resubmit { document }), coordinator());
        self.treats(dossier, Outcome::NoAdvice);
        self.judges(dossier, Outcome::Adopted, vec![judgement(1, true), judgement(2, false)]);
        self.submits(dossier, "businesscase");
        self.treats(dossier, Outcome::Noted);
        for _ in 0..3 {
            self.treats(dossier, Outcome::Positive);
        }
        self.treats(dossier, Outcome::Adopted);
    }

    /// Opens a dossier.
    pub(crate) fn opens(&mut self, dossier: DossierId) {
        let open = Open {
            title: self.seal("title", "Groep voor kinderen die thuiszitten"),
            functions: vec![id("terugleiden"), id("opbouwen")],
            target_group: Some(self.seal("target-group", "kinderen van 8 tot 12 jaar")),
            follows: None,
        };
        self.does(dossier, Command::Open(open), coordinator());
    }

    fn files(&mut self, dossier: DossierId, format: &str) -> DocumentRef {
        let format_id = id(format);
        let known = self.framework.format(&format_id).expect("a format");
        let ids: Vec<_> = known.sections.iter().map(|section| section.id.clone()).collect();
        let mut sections = Vec::new();
        for section in ids {
            let text = self.seal(&format!("section.{section}"), "Wat hier staat, in vijf woorden.");
            sections.push(SectionFiled { id: section, words: 6, text });
        }
        let digest = document_digest(&sections);
        let file = FileDocument { format: id(format), sections, digest };
        self.does(dossier, Command::FileDocument(file), coordinator());
        self.opened(dossier).documents.last().expect("it was filed").document.clone()
    }

    fn submits(&mut self, dossier: DossierId, round: &str) {
        let document = self.files(dossier, round);
        self.does(dossier, Command::Submit(Submit { round: id(round), document }), coordinator());
    }

    fn treats(&mut self, dossier: DossierId, outcome: Outcome) {
        self.judges(dossier, outcome, Vec::new());
    }

    fn judges(&mut self, dossier: DossierId, outcome: Outcome, judged: Vec<Judgement>) {
        let opening = self.opened(dossier).open_visit().expect("it is with a body").opening.clone();
        let conditions = if outcome.sets_conditions() { 2 } else { 0 };
        let mut condition = || NewCondition {
            text: self.seal("condition", "Leg uit hoe het vervoer wordt betaald."),
            holder: None,
            due: None,
        };
        let conditions = (0..conditions).map(|_| condition()).collect();
        let treatment = Treatment {
            outcome,
            treated_on: Recorded::new(self.now, 0).today(),
            conditions,
            motivation: Some(self.seal("motivation", "Zo is het besproken.")),
            judged,
            stances: self.stances(&opening),
            // Back to the submitter, and then to the same body again.
            resume_at: (outcome == Outcome::ReferredBack).then(|| opening.visit.step.clone()),
        };
        let by = ("u-secretary", Capacity::Secretary { body: opening.body });
        let record = RecordOutcome { visit: opening.visit, treatment };
        self.does(dossier, Command::RecordOutcome(record), by);
    }

    /// Of the last decision: all agree, but one that abstains and one that was not there.
    fn stances(&self, opening: &Opening) -> Vec<PartyStance> {
        if opening.visit.step.as_str() != "businesscase-oogo" {
            return Vec::new();
        }
        let body = self.framework.body(&opening.body).expect("a body");
        let stance = |(place, party): (usize, &&Party)| PartyStance {
            party: party.id.clone(),
            stance: [Stance::Abstains, Stance::Absent].get(place).copied().unwrap_or(Stance::Agrees),
            words: None,
            replacement: None,
            mandate: None,
            dissent: None,
        };
        self.framework.seats(body).iter().enumerate().map(stance).collect()
    }

    fn answers(&mut self, dossier: DossierId, numbers: &[u32]) {
        let mut answers = Vec::new();
        for number in numbers {
            let text = self.seal("answer", "De gemeente betaalt het vervoer.");
            answers.push(Answer { condition: ConditionNumber(*number), text });
        }
        self.does(dossier, Command::AnswerConditions(AnswerConditions { answers }), coordinator());
    }

    fn does(&mut self, dossier: DossierId, command: Command, by: (&str, Capacity)) {
        let context = self.context(&by);
        let state = self.states.entry(dossier).or_default();
        let event = dossier::decide(&self.framework, state, command, &context).expect("the rules allow it");
        *state = dossier::evolve(std::mem::take(state), &event);
        let revision = state.revision();
        self.writes(HistoryId::Dossier(dossier), revision, context, Event::Dossier(event));
    }

    /// Writes down how long the history of a dossier is, and says with which command.
    pub(crate) fn confirms(&mut self, dossier: DossierId) -> CommandId {
        self.keeps(dossier, keeping::Command::ConfirmHistory, ("u-auditor", Capacity::Auditor));
        self.kept.last().expect("it was written").record.command
    }

    /// Erases the words of one record of a dossier, by two administrators.
    pub(crate) fn erases(&mut self, dossier: DossierId, revision: Revision) {
        let history = HistoryId::Dossier(dossier);
        let is_meant = |kept: &Kept| kept.record.history == history && kept.record.revision == revision;
        let at = self.kept.iter().position(is_meant).expect("it is there");
        let texts = words::of(&self.kept[at].record.event).into_iter().map(|(_, text)| text).collect();
        self.erases_texts(dossier, vec![RecordTexts { revision, texts }]);
        self.kept[at].texts = b"[]".to_vec();
    }

    /// Records that these words were erased, and leaves them where they are.
    pub(crate) fn erases_texts(&mut self, dossier: DossierId, texts: Vec<RecordTexts>) {
        let ask = RequestErasure { ground: Ground::Privacy, texts, reason: None };
        let ask = keeping::Command::RequestErasure(ask);
        self.keeps(dossier, ask, ("u-administrator", Capacity::Administrator));
        let request = self.states[&dossier].revision();
        let agree = keeping::Command::ConfirmErasure(ConfirmErasure { request });
        self.keeps(dossier, agree, ("u-2", Capacity::Administrator));
    }

    fn keeps(&mut self, dossier: DossierId, command: keeping::Command, by: (&str, Capacity)) {
        let context = self.context(&by);
        let state = self.keeping.entry(dossier).or_default();
        let matter = self.states.get_mut(&dossier).expect("it was opened");
        let last = matter.revision();
        let event = keeping::decide(state, last, command, &context).expect("the rules allow it");
        *state = keeping::evolve(std::mem::take(state), last.next(), &context.actor, &event);
        *matter = dossier::pass(std::mem::take(matter));
        self.writes(HistoryId::Dossier(dossier), last.next(), context, Event::Keeping(event));
    }

    fn opened(&self, dossier: DossierId) -> &dossier::Dossier {
        self.states[&dossier].dossier().expect("it was opened")
    }

    /// Seals words. They are kept beside the next record.
    fn seal(&mut self, name: &str, words: &str) -> Sealed {
        self.words.push((name.to_owned(), words.to_owned()));
        *sealed(self.kept.len(), &self.words).0.last().expect("it was sealed")
    }

    fn context(&self, (actor, capacity): &(&str, Capacity)) -> Context {
        let recorded = Recorded::new(self.now, 0);
        Context { now: recorded.now, today: recorded.today(), actor: id(actor), capacity: capacity.clone() }
    }

    fn writes(&mut self, history: HistoryId, revision: Revision, by: Context, event: Event) {
        let number = self.kept.len() as u128;
        let record = Record {
            id: Uuid::from_u128(0xe4e4_0000 + number),
            history,
            revision,
            command: CommandId(Uuid::from_u128(0xc0c0_0000 + number)),
            recorded: Recorded::new(self.now, 0),
            actor: by.actor,
            capacity: by.capacity,
            event,
        };
        let texts = sealed(self.kept.len(), &std::mem::take(&mut self.words)).1;
        self.kept.push(Kept { bytes: written(&record), record, texts });
        self.now += 1.minute();
    }
}

/// The bytes of a record.
pub(crate) fn written(record: &Record) -> Vec<u8> {
    encode(record, SOURCE).expect("it can be written")
}

/// Seals the words of a record, with salts that tests can make again.
fn sealed(record: usize, words: &[(String, String)]) -> (Vec<Sealed>, Vec<u8>) {
    let mut place: u64 = 0;
    let mut sealer = Sealer::new(move || {
        place += 1;
        let mut salt = [0; 32];
        salt[..8].copy_from_slice(&(record as u64).to_be_bytes());
        salt[8..16].copy_from_slice(&place.to_be_bytes());
        salt
    });
    let sealed = words.iter().map(|(name, words)| sealer.seal(name, words)).collect();
    (sealed, sealer.into_texts())
}

fn judgement(number: u32, met: bool) -> Judgement {
    Judgement { condition: ConditionNumber(number), met }
}
