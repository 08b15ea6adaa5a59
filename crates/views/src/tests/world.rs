//! A journal that grows by decided commands, with all that a model needs to know of it.

use std::collections::BTreeMap;

use bytes::Bytes;
use domain::{
    Event,
    context::{Capacity, Context},
    dossier::{
        self, Command, State,
        command::{Ratify, ResumeTerm, SuspendTerm},
        escalation, evolve, pass,
    },
    framework::Framework,
    ids::{ActorId, ArrangementId, CommandId, DossierId, MeetingId, Revision},
    keeping, meeting,
    sealed::Sealed,
};
use jiff::{SignedDuration, Timestamp};
use journal::{Entry, Stored};
use record::{HistoryId, LogId, Position, Record, Recorded, Sealer, encode};
use uuid::Uuid;

use super::{
    dice::Dice,
    region::{id, region},
};

const SOURCE: &str = "urn:nld:oin:00000001823288444000:systeem:besluitspoor";

/// How far the clocks of the region are ahead.
pub(super) const WORLD_OFFSET_SECONDS: i32 = 3_600;

/// What is in a journal, and what the words in it say.
pub(super) struct World {
    pub(super) dice: Dice,
    pub(super) log: LogId,
    pub(super) frameworks: Vec<Framework>,
    pub(super) dossiers: BTreeMap<DossierId, State>,
    pub(super) meetings: BTreeMap<MeetingId, meeting::State>,
    /// The record and the bytes of every position from 1.
    pub(super) records: Vec<Record>,
    pub(super) stored: Vec<Stored>,
    /// What was sealed; `None` if it was erased.
    pub(super) words: BTreeMap<Sealed, Option<String>>,
    pub(super) now: Timestamp,
    /// How many words were sealed, if each is to be told from every other.
    marks: Option<u32>,
    adopted: BTreeMap<domain::ids::FrameworkId, u64>,
}

impl World {
    /// A world like [`walked`](Self::walked), in which no two words are the same.
    pub(super) fn marked(seed: u64, steps: usize) -> Self {
        let mut world = Self::new(seed);
        world.marks = Some(0);
        for _ in 0..steps {
            world.step();
        }
        world
    }

    /// The same world with another journal.
    pub(super) fn with(&self, stored: Vec<Stored>) -> Self {
        Self {
            dice: Dice(self.dice.0),
            log: self.log,
            frameworks: self.frameworks.clone(),
            dossiers: self.dossiers.clone(),
            meetings: self.meetings.clone(),
            records: self.records.clone(),
            stored,
            words: self.words.clone(),
            now: self.now,
            adopted: self.adopted.clone(),
            marks: self.marks,
        }
    }

    /// A journal in which two regions have adopted a framework.
    pub(super) fn new(seed: u64) -> Self {
        let mut dice = Dice(seed);
        let mut world = Self {
            log: LogId(Uuid::from_bytes(dice.bytes())),
            dice,
            frameworks: Vec::new(),
            dossiers: BTreeMap::new(),
            meetings: BTreeMap::new(),
            records: Vec::new(),
            stored: Vec::new(),
            words: BTreeMap::new(),
            now: "2026-03-02T09:00:00Z".parse().unwrap(),
            adopted: BTreeMap::new(),
            marks: None,
        };
        world.adopt(region("regio-alkmaar", "2026.1", "OZA"));
        world.adopt(region("regio-noord", "2026.1", "OZ-N"));
        world
    }

    pub(super) fn adopt(&mut self, framework: Framework) {
        let mut sealer = Sealing::new(self);
        let file = sealer.seal(&format!("[framework]\nversion = '{}'\n", framework.reference.version));
        let texts = sealer.texts();
        let revision = self.adopted.entry(framework.reference.id.clone()).or_default();
        *revision += 1;
        let (history, revision) = (HistoryId::Framework(framework.reference.id.clone()), Revision(*revision));
        let event = domain::framework::adoption::FrameworkAdopted {
            framework: framework.reference.clone(),
            supersedes: framework.supersedes.clone(),
            effective_from: framework.effective_from,
            reference_prefix: framework.reference_prefix.clone(),
            file,
        };
        self.frameworks.push(framework);
        let command = self.command();
        self.append(
            history,
            revision,
            command,
            Capacity::Administrator,
            Event::FrameworkAdopted(event),
            texts,
        );
    }

    pub(super) fn register(
        &mut self,
        registered: domain::arrangement::ArrangementRegistered,
        texts: Vec<u8>,
    ) {
        let command = self.command();
        let history = HistoryId::Arrangement(ArrangementId(command.0));
        let event = Event::Arrangement(domain::arrangement::Event::ArrangementRegistered(registered));
        self.append(history, Revision(1), command, Capacity::Administrator, event, texts);
    }

    /// Opens a dossier on one of the frameworks.
    pub(super) fn open(
        &mut self,
        framework: usize,
        open: dossier::command::Open,
        texts: Vec<u8>,
    ) -> DossierId {
        let command = self.command();
        let dossier = DossierId(command.0);
        let framework = self.frameworks[framework].clone();
        let context = self.context(coordinator(), Capacity::Coordinator { party: id("gemeente-alkmaar") });
        let event = dossier::decide(&framework, &State::Unopened, Command::Open(open), &context).unwrap();
        self.happen(dossier, command, &context, event, texts);
        dossier
    }

    /// Decides a command to a dossier, and appends what follows; false if it is refused.
    pub(super) fn act(&mut self, dossier: DossierId, command: Command, texts: Vec<u8>) -> bool {
        let state = &self.dossiers[&dossier];
        let known = state.dossier().unwrap();
        let (reference, actor) = (known.framework.clone(), known.coordinator.clone());
        let capacity = match &command {
            Command::RecordOutcome(record) => {
                let visit = known.visit(&record.visit).unwrap();
                Capacity::Secretary { body: visit.opening.body.clone() }
            }
            Command::Ratify(Ratify { visit, .. })
            | Command::SuspendTerm(SuspendTerm { visit, .. })
            | Command::ResumeTerm(ResumeTerm { visit, .. }) => {
                let visit = known.visit(visit).unwrap();
                Capacity::Secretary { body: visit.opening.body.clone() }
            }
            Command::CorrectOutcome(correct) => match known.treated_at(correct.corrects) {
                Some(treated) => Capacity::Secretary { body: treated.body.clone() },
                None => return false,
            },
            Command::Escalate(escalation::Command::Open(_)) => {
                Capacity::Coordinator { party: known.party.clone() }
            }
            Command::Escalate(on_ladder) => match known.visit(on_ladder.visit()) {
                Some(visit) => Capacity::Secretary { body: visit.opening.body.clone() },
                None => return false,
            },
            Command::Open(_)
            | Command::FileDocument(_)
            | Command::Submit(_)
            | Command::Resubmit(_)
            | Command::AnswerConditions(_)
            | Command::Withdraw(_)
            | Command::HandOver(_) => Capacity::Coordinator { party: known.party.clone() },
        };
        let framework = self.frameworks.iter().find(|framework| framework.reference == reference).unwrap();
        let context = self.context(actor, capacity);
        let Ok(event) = dossier::decide(framework, state, command, &context) else { return false };
        let command = self.command();
        self.happen(dossier, command, &context, event, texts);
        true
    }

    /// Like [`Self::act`], for what must not be refused.
    pub(super) fn must(&mut self, dossier: DossierId, command: Command, texts: Vec<u8>) {
        let told = format!("{command:?}");
        assert!(self.act(dossier, command, texts), "refused: {told}");
    }

    pub(super) fn state(&self, dossier: DossierId) -> &dossier::Dossier {
        self.dossiers[&dossier].dossier().unwrap()
    }

    pub(super) fn head(&self) -> Position {
        Position(self.stored.len() as u64)
    }

    /// Some time passes. Now and then a clock is wrong, and the next record is older than the last.
    pub(super) fn wait(&mut self) {
        let minutes = self.dice.below(3 * 24 * 60);
        self.now += SignedDuration::from_mins(i64::try_from(minutes).unwrap());
    }

    pub(super) fn context(&self, actor: ActorId, capacity: Capacity) -> Context {
        let recorded = Recorded::new(self.now, WORLD_OFFSET_SECONDS);
        Context { now: recorded.now, today: recorded.today(), actor, capacity }
    }

    pub(super) fn command(&mut self) -> CommandId {
        CommandId(uuid::Builder::from_random_bytes(self.dice.bytes()).into_uuid())
    }

    fn happen(
        &mut self,
        dossier: DossierId,
        command: CommandId,
        context: &Context,
        event: dossier::Event,
        texts: Vec<u8>,
    ) {
        let state = self.dossiers.remove(&dossier).unwrap_or_default();
        let revision = state.revision().next();
        self.dossiers.insert(dossier, evolve(state, &event));
        let capacity = context.capacity.clone();
        self.append(HistoryId::Dossier(dossier), revision, command, capacity, Event::Dossier(event), texts);
    }

    /// Appends something about the keeping of a history. What it says is of no concern to a view.
    pub(super) fn kept(&mut self, history: HistoryId, revision: Revision, event: keeping::Event) {
        if let HistoryId::Dossier(dossier) = &history {
            let state = self.dossiers.remove(dossier).unwrap_or_default();
            self.dossiers.insert(*dossier, pass(state));
        }
        if let HistoryId::Meeting(meeting) = &history {
            let state = self.meetings.remove(meeting).unwrap_or_default();
            self.meetings.insert(*meeting, meeting::pass(state));
        }
        let command = self.command();
        let event = Event::Keeping(event);
        self.append(history, revision, command, Capacity::Administrator, event, b"[]".to_vec());
    }

    pub(super) fn append(
        &mut self,
        history: HistoryId,
        revision: Revision,
        command: CommandId,
        capacity: Capacity,
        event: Event,
        texts: Vec<u8>,
    ) {
        let skewed = if self.dice.once_in(6) { self.now - SignedDuration::from_hours(7) } else { self.now };
        let record = Record {
            id: Uuid::from_bytes(self.dice.bytes()),
            history: history.clone(),
            revision,
            command,
            recorded: Recorded::new(skewed, WORLD_OFFSET_SECONDS),
            actor: coordinator(),
            capacity,
            event,
        };
        let bytes = encode(&record, SOURCE).unwrap();
        let entry = Entry { history, revision, command, record: bytes.into(), texts: Bytes::from(texts) };
        self.records.push(record);
        self.stored.push(Stored { position: self.head().next(), entry });
    }
}

pub(super) fn coordinator() -> ActorId {
    id("u-coordinator")
}

/// Seals words of one record. One in ten is erased before any view reads it.
pub(super) struct Sealing<'w> {
    world: &'w mut World,
    sealer: Sealer<'static>,
}

impl<'w> Sealing<'w> {
    pub(super) fn new(world: &'w mut World) -> Self {
        let mut salts = Dice(world.dice.throw());
        let salt = move || {
            let mut salt = [0; 32];
            salt[..16].copy_from_slice(&salts.bytes());
            salt
        };
        Self { sealer: Sealer::new(salt), world }
    }

    pub(super) fn seal(&mut self, words: &str) -> Sealed {
        let marked = self.world.marks.as_mut().map(|marks| {
            *marks += 1;
            format!("{words} merk-{marks:06}.")
        });
        let words = marked.as_deref().unwrap_or(words);
        let sealed = self.sealer.seal("words", words);
        let erased = self.world.dice.once_in(10);
        self.world.words.insert(sealed, (!erased).then(|| words.to_owned()));
        sealed
    }

    pub(super) fn texts(self) -> Vec<u8> {
        let texts = self.sealer.into_texts();
        let kept: Vec<String> = disclosures(&texts);
        let sealed = record::Disclosures::parse(&texts).unwrap();
        let kept = kept
            .into_iter()
            .zip(sealed.iter())
            .filter(|(_, (sealed, _, _))| self.world.words.get(sealed).is_some_and(Option::is_some));
        let kept: Vec<String> = kept.map(|(text, _)| format!("\"{text}\"")).collect();
        format!("[{}]", kept.join(",")).into_bytes()
    }
}

/// The disclosures of a list, which have no character that JSON escapes.
pub(super) fn disclosures(texts: &[u8]) -> Vec<String> {
    let text = str::from_utf8(texts).unwrap().trim_matches(['[', ']']);
    text.split(',').filter(|text| !text.is_empty()).map(|text| text.trim_matches('"').to_owned()).collect()
}
