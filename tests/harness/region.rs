//! A region at work, from a seed: dossiers that are opened, submitted, treated, deferred, referred back and
//! decided, as the entries of a journal. The rules decide what may happen; chance decides what does.

use std::sync::Arc;

use bytes::Bytes;
use domain::{
    Event,
    context::{Capacity, Context},
    dossier::{
        self, Command, State,
        command::{
            Answer, AnswerConditions, FileDocument, Judgement, NewCondition, Open, RecordOutcome, Resubmit,
            Submit, Treatment,
        },
        event::{DocumentRef, SectionFiled},
        state::{Dossier, Phase},
    },
    framework::{Format, Framework, Outcome, Role, adoption},
    ids::{ActorId, CommandId, DossierId, FormatId, RoundId},
    sealed::Sealed,
};
use jiff::Timestamp;
use journal::Entry;
use record::{HistoryId, Record, Recorded, Sealer};

use crate::chance::Chance;

/// The system that the records name as their source.
pub const SOURCE: &str = "urn:nld:test:besluitspoor";
/// The framework that the region works with.
pub static FRAMEWORK: &[u8] = include_bytes!("../../crates/kader/frameworks/regio-alkmaar.toml");

/// How long it takes until the next thing happens.
const SECONDS_BETWEEN: i64 = 97;

/// A region at work.
pub struct Region {
    framework: Arc<Framework>,
    chance: Chance,
    now: Timestamp,
    underway: Vec<Underway>,
    opened: u32,
    at_once: usize,
    adopted: bool,
}

struct Underway {
    id: DossierId,
    state: State,
}

/// What is asked next of a dossier, and in which capacity.
struct Act {
    command: Command,
    capacity: Capacity,
}

impl Region {
    /// A region that works on so many dossiers at once.
    ///
    /// # Panics
    /// If the shipped framework is not sound, which its own tests exclude.
    pub fn new(seed: u64, at_once: usize) -> Self {
        let framework = kader::read(FRAMEWORK).expect("the shipped framework is sound");
        Self {
            framework: Arc::new(framework),
            chance: Chance::from_seed(seed),
            now: "2026-01-05T08:00:00Z".parse().expect("a moment"),
            underway: Vec::new(),
            opened: 0,
            at_once,
            adopted: false,
        }
    }

    /// The framework that it works with.
    pub fn framework(&self) -> &Arc<Framework> {
        &self.framework
    }

    /// The next thing that happens. The first is the adoption of the framework.
    pub fn next_entry(&mut self) -> Entry {
        self.now = Timestamp::from_second(self.now.as_second() + SECONDS_BETWEEN).expect("a moment");
        if !self.adopted {
            self.adopted = true;
            return self.adoption();
        }
        if self.underway.len() < self.at_once {
            return self.opening();
        }
        let place = self.chance.below(self.underway.len());
        let mut underway = self.underway.swap_remove(place);
        let mut sealer = Sealer::new(|| [7; 32]);
        let act = self.act(&underway, &mut sealer);
        let context = self.context(act.capacity);
        let event = dossier::decide(&self.framework, &underway.state, act.command, &context);
        let event = event.unwrap_or_else(|refusal| panic!("chance asks what is possible: {refusal:?}"));
        underway.state = dossier::evolve(underway.state, &event);
        let revision = underway.state.revision();
        let ended = matches!(underway.state.dossier(), Ok(Dossier { phase: Phase::Ended { .. }, .. }));
        let history = HistoryId::Dossier(underway.id);
        if !ended {
            self.underway.push(underway);
        }
        let command = CommandId(self.chance.uuid());
        self.entry(history, revision.0, command, context, Event::Dossier(event), sealer.into_texts())
    }

    fn adoption(&mut self) -> Entry {
        let file = std::str::from_utf8(FRAMEWORK).expect("a text");
        let mut sealer = Sealer::new(|| [7; 32]);
        let adopt = adoption::Adopt { file: sealer.seal("framework-file", file) };
        let context = self.context(Capacity::Administrator);
        let event = adoption::decide(&self.framework, &adoption::Adopted::default(), adopt, &context);
        let event = Event::FrameworkAdopted(event.expect("a sound framework"));
        let history = HistoryId::Framework(self.framework.reference.id.clone());
        let command = CommandId(self.chance.uuid());
        self.entry(history, 1, command, context, event, sealer.into_texts())
    }

    fn opening(&mut self) -> Entry {
        self.opened += 1;
        let mut sealer = Sealer::new(|| [7; 32]);
        let party = self.framework.parties[self.chance.below(self.framework.parties.len())].id.clone();
        let function = self.chance.one_of(&self.framework.functions).id.clone();
        let open = Open {
            title: sealer.seal("title", &format!("Groep {} voor jonge risicoleerlingen", self.opened)),
            functions: vec![function],
            target_group: Some(sealer.seal("target-group", "kleuters met een onderzoeksvraag")),
            follows: None,
        };
        let context = self.context(Capacity::Coordinator { party });
        let command = CommandId(self.chance.uuid());
        let event = dossier::decide(&self.framework, &State::Unopened, Command::Open(open), &context)
            .expect("may open");
        let state = dossier::evolve(State::Unopened, &event);
        let id = DossierId(command.0);
        self.underway.push(Underway { id, state });
        self.entry(HistoryId::Dossier(id), 1, command, context, Event::Dossier(event), sealer.into_texts())
    }

    fn act(&mut self, underway: &Underway, sealer: &mut Sealer<'_>) -> Act {
        let dossier = underway.state.dossier().expect("it was opened");
        let coordinator = Capacity::Coordinator { party: dossier.party.clone() };
        if let Some(command) = unanswered(dossier, sealer) {
            return Act { command, capacity: coordinator };
        }
        match &dossier.phase {
            Phase::Preparing { round } => {
                let command = match newest(dossier, &self.framework, round, None) {
                    Some(document) => Command::Submit(Submit { round: round.clone(), document }),
                    None => self.filing(round, sealer),
                };
                Act { command, capacity: coordinator }
            }
            Phase::Revising { round, .. } => {
                let seen = dossier.submission(round).map(|submission| &submission.document);
                let command = match newest(dossier, &self.framework, round, seen) {
                    Some(document) => Command::Resubmit(Resubmit { document }),
                    None => self.filing(round, sealer),
                };
                Act { command, capacity: coordinator }
            }
            Phase::AtStep { .. } => self.treating(dossier, sealer),
            Phase::Escalated { .. } => unreachable!("the framework has no ladder"),
            Phase::Ended { .. } => unreachable!("what ended is no longer underway"),
        }
    }

    fn filing(&mut self, round: &RoundId, sealer: &mut Sealer<'_>) -> Command {
        let round = self.framework.route.round(round).expect("a round");
        let format = self.framework.format(&round.opens_with[0]).expect("a format");
        Command::FileDocument(document(format, sealer))
    }

    fn treating(&mut self, dossier: &Dossier, sealer: &mut Sealer<'_>) -> Act {
        let visit = dossier.open_visit().expect("it waits for a body");
        let opening = &visit.opening;
        let framework = Arc::clone(&self.framework);
        let step = framework.route.step(&opening.visit.step).expect("a step");
        let last = dossier.visits_paid(&step.id) >= step.visits_max;
        let turns_back = !last && self.chance.percent(12);
        let outcome = self.outcome(step.role, turns_back);
        // A referral back needs a visit left at every step that it sends the dossier past again.
        let resume_at = (outcome == Outcome::ReferredBack).then(|| step.id.clone());
        let condition = NewCondition {
            text: sealer.seal("condition", "Er is een plan voor het vervoer."),
            holder: None,
            due: None,
        };
        let treatment = Treatment {
            outcome,
            treated_on: self.recorded().today(),
            motivation: Some(sealer.seal("motivation", "De regio heeft hier behoefte aan, zie de cijfers.")),
            conditions: if outcome.sets_conditions() { vec![condition] } else { Vec::new() },
            judged: judged(dossier),
            stances: Vec::new(),
            resume_at,
        };
        let capacity = Capacity::Secretary { body: opening.body.clone() };
        let visit = opening.visit.clone();
        Act { command: Command::RecordOutcome(RecordOutcome { visit, treatment }), capacity }
    }

    fn outcome(&mut self, role: Role, turns_back: bool) -> Outcome {
        if turns_back && role != Role::Informed && self.chance.percent(50) {
            return if role == Role::Ratifies { Outcome::Deferred } else { Outcome::ReferredBack };
        }
        if turns_back {
            return Outcome::Deferred;
        }
        let likely: &[Outcome] = match role {
            Role::Informed => &[Outcome::Noted],
            Role::Advises => &[
                Outcome::Positive,
                Outcome::Positive,
                Outcome::Positive,
                Outcome::PositiveWithConditions,
                Outcome::Negative,
            ],
            Role::Decides => &[
                Outcome::Adopted,
                Outcome::Adopted,
                Outcome::Adopted,
                Outcome::AdoptedWithConditions,
                Outcome::Rejected,
                Outcome::NoAgreement,
            ],
            Role::Ratifies => &[Outcome::Ratified],
        };
        *self.chance.one_of(likely)
    }

    fn context(&self, capacity: Capacity) -> Context {
        let recorded = self.recorded();
        let actor = match &capacity {
            Capacity::Coordinator { party } => format!("c-{party}"),
            Capacity::Secretary { body } => format!("s-{body}"),
            Capacity::Administrator => "a-1".to_owned(),
            Capacity::Auditor => "r-1".to_owned(),
        };
        let actor: ActorId = actor.parse().expect("an actor");
        Context { now: recorded.now, today: recorded.today(), actor, capacity }
    }

    fn recorded(&self) -> Recorded {
        Recorded::new(self.now, 3600)
    }

    fn entry(
        &mut self,
        history: HistoryId,
        revision: u64,
        command: CommandId,
        context: Context,
        event: Event,
        texts: Vec<u8>,
    ) -> Entry {
        let revision = domain::ids::Revision(revision);
        let record = Record {
            id: self.chance.uuid(),
            history: history.clone(),
            revision,
            command,
            recorded: self.recorded(),
            actor: context.actor,
            capacity: context.capacity,
            event,
        };
        let bytes = record::encode(&record, SOURCE).expect("a record");
        Entry { history, revision, command, record: Bytes::from(bytes), texts: Bytes::from(texts) }
    }
}

/// A complete document of a format.
pub fn document(format: &Format, sealer: &mut Sealer<'_>) -> FileDocument {
    let mut seal = |words: &str| -> Sealed { sealer.seal("section", words) };
    let sections: Vec<SectionFiled> = format
        .sections
        .iter()
        .map(|section| {
            let words = format!("Over {} van deze groep, in gewone woorden.", section.heading);
            SectionFiled { id: section.id.clone(), words: 9, text: seal(&words) }
        })
        .collect();
    let digest = record::document_digest(&sections);
    FileDocument { format: format.id.clone(), sections, digest }
}

/// The newest document that can open a round and that the bodies have not seen.
fn newest(
    dossier: &Dossier,
    framework: &Framework,
    round: &RoundId,
    seen: Option<&DocumentRef>,
) -> Option<DocumentRef> {
    let opens_with: &[FormatId] = &framework.route.round(round)?.opens_with;
    let last = dossier.documents.iter().rev().find(|filed| opens_with.contains(&filed.document.format))?;
    (Some(&last.document) != seen).then(|| last.document.clone())
}

/// The answers that are asked of the coordinator before anything is submitted.
fn unanswered(dossier: &Dossier, sealer: &mut Sealer<'_>) -> Option<Command> {
    let with_coordinator = matches!(dossier.phase, Phase::Preparing { .. } | Phase::Revising { .. });
    let open =
        dossier.conditions.iter().filter(|condition| condition.is_open() && condition.answered.is_none());
    let answers: Vec<Answer> = open
        .map(|condition| Answer {
            condition: condition.set.number,
            text: sealer.seal("answer", "Het plan is er."),
        })
        .collect();
    let needed = with_coordinator && !answers.is_empty();
    needed.then_some(Command::AnswerConditions(AnswerConditions { answers }))
}

/// Every answered condition is found met.
fn judged(dossier: &Dossier) -> Vec<Judgement> {
    let open =
        dossier.conditions.iter().filter(|condition| condition.is_open() && condition.answered.is_some());
    open.map(|condition| Judgement { condition: condition.set.number, met: true }).collect()
}
