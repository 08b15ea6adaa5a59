//! One dossier, now or as it was at any position.

use domain::{
    dossier::{
        event::{DocumentRef, VisitRef},
        state::{self, Phase, Progress},
        waiting::waiting,
    },
    framework::{FrameworkRef, Role},
    ids::{ActorId, BodyId, DossierId, PartyId, Revision, RoundId, TermId},
    sealed::Digest,
};
use jiff::{Timestamp, civil::Date};
use record::Position;

use super::{
    AsOf, Error,
    escalation::Escalation,
    meetings::OnMeeting,
    parts::{Condition, Given, Paper, Said, Term, WaitsFor},
};
use crate::{
    fact::{Fact, What},
    head::Head,
    live::Live,
    reference::ReferenceNumber,
    store,
    timeline::Timeline,
    words::Words,
};

/// By what a dossier is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// Its id.
    Id(DossierId),
    /// Its reference number.
    Reference(ReferenceNumber),
}

/// An answer about one dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The position it reflects.
    pub position: Position,
    /// The dossier; `None` if it had not been opened.
    pub dossier: Option<Dossier>,
}

/// A dossier as it was at a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// Its id.
    pub id: DossierId,
    /// Its reference number.
    pub reference: ReferenceNumber,
    /// Its title.
    pub title: Words,
    /// What the arrangement is for.
    pub functions: Vec<TermId>,
    /// For whom.
    pub target_group: Option<Words>,
    /// The earlier dossier that it takes up again.
    pub follows: Option<DossierId>,
    /// The framework it runs on.
    pub framework: FrameworkRef,
    /// Who answers for it.
    pub coordinator: ActorId,
    /// The party they work for.
    pub party: PartyId,
    /// Where it is.
    pub phase: Phase,
    /// Whom it waits for.
    pub waits_for: WaitsFor,
    /// Why it was withdrawn, if it was.
    pub withdrawn: Option<Words>,
    /// Every document version, in the order of filing.
    pub documents: Vec<Document>,
    /// What was submitted, in order.
    pub submissions: Vec<Submission>,
    /// Every visit, in the order of opening.
    pub visits: Vec<Visit>,
    /// Every condition, by number.
    pub conditions: Vec<Condition>,
    /// Every time that it was escalated.
    pub escalations: Vec<Escalation>,
    /// The last record of its history.
    pub revision: Revision,
    /// The record that opened it.
    pub opened: Position,
    /// When that was written down.
    pub opened_at: Timestamp,
    /// The last record that changed it.
    pub changed: Position,
    /// When that was written down.
    pub changed_at: Timestamp,
}

/// A document version. Its sections' words are in the journal, beside the record that filed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Which one.
    pub document: DocumentRef,
    /// The digest of the whole.
    pub digest: Digest,
    /// How many sections it has.
    pub sections: u32,
    /// How many words it has.
    pub words: u32,
    /// The record that filed it.
    pub filed: Position,
    /// When that was written down.
    pub filed_at: Timestamp,
}

/// A document was submitted in a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// The round.
    pub round: RoundId,
    /// The document.
    pub document: DocumentRef,
    /// The record that says so.
    pub submitted: Position,
    /// When that was written down.
    pub submitted_at: Timestamp,
}

/// One visit to one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Which step, and which time.
    pub visit: VisitRef,
    /// The round it belongs to.
    pub round: RoundId,
    /// The body.
    pub body: BodyId,
    /// What it was asked to do.
    pub role: Role,
    /// The papers.
    pub documents: Vec<Paper>,
    /// The date on which the dossier arrived.
    pub arrived: Date,
    /// The last day of the term, as it was when the visit was opened.
    pub due: Option<Date>,
    /// The term since, if the step has one.
    pub term: Option<Term>,
    /// The record that opened it.
    pub opened: Position,
    /// What each party has said of it for itself.
    pub voices: Vec<Said>,
    /// How it stands.
    pub standing: Standing,
    /// The meetings that have it on their agenda, by day.
    pub meetings: Vec<OnMeeting>,
}

/// How a visit stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// The dossier waits for the body.
    Waiting,
    /// The body treated it.
    Treated(Box<Given>),
    /// It never should have been, or the dossier was withdrawn from it.
    Void,
}

impl Document {
    /// The version as a paper of a visit shows it.
    pub fn paper(&self) -> Paper {
        let Self { document, digest, words, filed_at, .. } = self;
        Paper { document: document.clone(), digest: *digest, words: *words, filed_at: *filed_at }
    }
}

impl Live {
    pub(crate) fn dossier(&self, key: &Key, as_of: AsOf) -> Result<Answer, Error> {
        let at = self.resolve(as_of)?;
        let number = match key {
            Key::Id(id) => self.dossiers.find(*id),
            Key::Reference(reference) => self.dossiers.references().find(reference),
        };
        let mut answer = Answer { position: at, dossier: None };
        if let Some(number) = number {
            let head = self.dossiers.head(number)?;
            if head.opened <= at.0 {
                answer.dossier = Some(self.dossier_at(number, head, at)?);
            }
        }
        Ok(answer)
    }

    /// The reference number of a dossier.
    pub(super) fn reference(&self, head: &Head) -> Result<ReferenceNumber, store::Error> {
        let prefix = self.frameworks.prefix(head.framework);
        let prefix =
            prefix.ok_or_else(|| store::Error::damaged("a dossier runs on a framework that is not there"))?;
        Ok(ReferenceNumber { prefix: prefix.clone(), year: head.year, number: head.number })
    }

    fn dossier_at(&self, number: u32, head: &Head, at: Position) -> Result<Dossier, store::Error> {
        let row = self.dossiers.row(&self.store, number)?;
        let timeline = Timeline::at(&row, &self.names, at.0.min(head.changed))?;
        let (opened, dossier) = (timeline.opened()?, &timeline.dossier);
        let functions = opened.functions.iter().map(|function| self.names.terms.name(*function).cloned());
        let first = timeline.facts.first().map_or(Timestamp::UNIX_EPOCH, Fact::at);
        let last = timeline.facts.last().map_or((head.opened, first), |fact| (fact.position, fact.at()));
        Ok(Dossier {
            id: head.id(),
            reference: self.reference(head)?,
            title: Words::of(opened.title.words()),
            functions: functions.collect::<Result<_, _>>()?,
            target_group: opened.target_group.map(|group| Words::of(group.words())),
            follows: opened.follows(),
            framework: dossier.framework.clone(),
            coordinator: dossier.coordinator.clone(),
            party: dossier.party.clone(),
            phase: dossier.phase.clone(),
            waits_for: waits_for(&timeline),
            withdrawn: timeline.facts.iter().find_map(|fact| {
                let What::Withdrawn { reason, .. } = &fact.what else { return None };
                Some(Words::of(reason.words()))
            }),
            documents: documents(&timeline),
            submissions: submissions(&timeline),
            visits: self.visits_of(head.id(), &timeline, at),
            conditions: dossier.conditions.iter().map(|set| Condition::of(&timeline, set)).collect(),
            escalations: Escalation::all(&timeline),
            revision: dossier.revision,
            opened: Position(head.opened),
            opened_at: first,
            changed: Position(last.0),
            changed_at: last.1,
        })
    }
}

fn waits_for(timeline: &Timeline<'_>) -> WaitsFor {
    let waiting = waiting(&timeline.dossier);
    waiting.map_or(WaitsFor::Nobody, |waiting| WaitsFor::whom(timeline, &waiting.on))
}

fn documents(timeline: &Timeline<'_>) -> Vec<Document> {
    let mut kept = timeline.dossier.documents.iter();
    let filed = timeline.facts.iter().filter_map(|fact| {
        let What::Filed { sections, words, .. } = &fact.what else { return None };
        let document = kept.next()?;
        Some(Document {
            document: document.document.clone(),
            digest: document.digest,
            sections: *sections,
            words: *words,
            filed: Position(fact.position),
            filed_at: fact.at(),
        })
    });
    filed.collect()
}

fn submissions(timeline: &Timeline<'_>) -> Vec<Submission> {
    let submitted = timeline.dossier.submitted.iter().map(|submission| Submission {
        round: submission.round.clone(),
        document: submission.document.clone(),
        submitted: timeline.position(submission.revision),
        submitted_at: timeline.fact(submission.revision).map_or(Timestamp::UNIX_EPOCH, Fact::at),
    });
    submitted.collect()
}

impl Live {
    fn visits_of(&self, id: DossierId, timeline: &Timeline<'_>, at: Position) -> Vec<Visit> {
        let meetings = |visit| {
            let with = self.chronicle.meetings.with(id, visit, at).into_iter();
            with.map(|with| OnMeeting::of(with, at)).collect()
        };
        timeline
            .dossier
            .visits
            .iter()
            .map(|visit| visit_of(timeline, visit, meetings(&visit.opening.visit)))
            .collect()
    }
}

fn visit_of(timeline: &Timeline<'_>, visit: &state::Visit, meetings: Vec<OnMeeting>) -> Visit {
    Visit {
        visit: visit.opening.visit.clone(),
        round: visit.opening.round.clone(),
        body: visit.opening.body.clone(),
        role: visit.opening.role,
        documents: Paper::all(timeline, &visit.opening),
        arrived: visit.opening.arrived,
        due: visit.opening.due,
        term: Term::of(timeline, visit),
        opened: timeline.opening(&visit.opening.visit),
        voices: Said::all(timeline, visit),
        standing: match (&visit.progress, Given::of(timeline, visit)) {
            (Progress::Treated { .. }, Some(given)) => Standing::Treated(Box::new(given)),
            (Progress::Waiting, _) => Standing::Waiting,
            (Progress::Void | Progress::Treated { .. }, _) => Standing::Void,
        },
        meetings,
    }
}
