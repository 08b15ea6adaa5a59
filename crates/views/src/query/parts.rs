//! Parts that several answers show.

use domain::{
    decision::{Office, PartyStance, Stance},
    dossier::{
        command::Judgement,
        event::{ConditionNumber, DocumentRef, Next, Opening, VisitRef, WaitingOn},
        state::{self, Progress},
        term::{Due, Still},
        waiting::Whom,
    },
    framework::{Outcome, Role},
    ids::{ActorId, BodyId, PartyId, Revision, RoundId},
    mandate::MandateRef,
    sealed::{Digest, Sealed},
};
use jiff::{Timestamp, civil::Date};
use record::Position;

use crate::{timeline::Timeline, words::Words};

/// Whom a dossier waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WaitsFor {
    /// A body, to treat it, or to solve what was escalated to it.
    Body(BodyId),
    /// Its coordinator: to submit a document, or for what a body asked meanwhile.
    Coordinator(ActorId),
    /// A party, for what a body asked meanwhile.
    Party(PartyId),
    /// Somebody outside, for what a body asked meanwhile, or because a dispute is before them. Or whoever has the function that
    /// a rung of the ladder is held by.
    Outside(Words),
    /// Nobody: it has ended.
    Nobody,
}

/// The term of a visit: its last day, and when it stood still. How many of its days are used up is a question to the
/// calendar of the framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The date on which the dossier arrived; it does not count.
    pub arrived: Date,
    /// The last day, as the ledger has it.
    pub due: Due,
    /// The ledger: when it stood still.
    pub ledger: Vec<Still>,
    /// Why, and for whom, in the same order.
    pub suspensions: Vec<Suspension>,
    /// The day on which the body treated the visit; the term runs no further. `None`: it has not.
    pub over_on: Option<Date>,
}

/// A time during which the term of a visit does not run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspension {
    /// The first day on which it does not run.
    pub from: Date,
    /// Whom the dossier waits for meanwhile.
    pub waits_for: WaitsFor,
    /// Why.
    pub reason: Words,
    /// The first day on which it runs again, and the last day of the term since. `None`: nobody said so.
    pub resumed: Option<(Date, Date)>,
    /// The record that says that it stands still.
    pub revision: Revision,
}

/// A document version that a body is asked to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Which one.
    pub document: DocumentRef,
    /// The digest of the whole.
    pub digest: Digest,
    /// How many words it has.
    pub words: u32,
    /// When it was filed.
    pub filed_at: Timestamp,
}

/// What a body did with a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The visit.
    pub visit: VisitRef,
    /// The round it belongs to.
    pub round: RoundId,
    /// The body.
    pub body: BodyId,
    /// In which role it acted.
    pub role: Role,
    /// What it did.
    pub outcome: Outcome,
    /// The date of the meeting or written procedure.
    pub treated_on: Date,
    /// Why.
    pub motivation: Option<Words>,
    /// The visits whose advice it departs from.
    pub departs_from: Vec<VisitRef>,
    /// The conditions that it set, by number.
    pub sets: Vec<ConditionNumber>,
    /// What it found of earlier conditions.
    pub judged: Vec<Judgement>,
    /// Where each party stood; empty if that was not written down.
    pub stances: Vec<Stood>,
    /// Where the dossier went.
    pub next: Next,
    /// The record that says so, or that corrected it last.
    pub recorded: Position,
    /// That record's place in the dossier's history.
    pub revision: Revision,
    /// Whether it was corrected.
    pub corrected: bool,
}

/// Where a party stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stood {
    /// The party.
    pub party: PartyId,
    /// Where it stood.
    pub stance: Stance,
    /// What it said with that.
    pub words: Option<Words>,
    /// Who sat for whom.
    pub replacement: Option<Replaced>,
    /// The mandate under which it was taken.
    pub mandate: Option<MandateRef>,
    /// Its dissenting view.
    pub dissent: Option<Words>,
}

/// What a party said for itself of what was decided, and still stands by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The party.
    pub party: PartyId,
    /// Whether it ratifies.
    pub ratified: bool,
    /// When that was decided.
    pub decided_on: Date,
    /// On behalf of which organ.
    pub organ: Words,
    /// Why.
    pub reasons: Option<Words>,
    /// The mandate under which it was decided.
    pub mandate: Option<MandateRef>,
    /// The record that says so.
    pub revision: Revision,
}

/// Who sat for a party in the place of whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// Who sat.
    pub seated: ActorId,
    /// For whom.
    pub replaces: ActorId,
    /// As what.
    pub office: Office,
    /// When the chair was told.
    pub reported_on: Date,
    /// Why.
    pub reason: Option<Words>,
}

/// A condition that a body set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Its number in the dossier.
    pub number: ConditionNumber,
    /// What must be so.
    pub text: Words,
    /// The visit that set it.
    pub set_by: VisitRef,
    /// The body that set it.
    pub body: Option<BodyId>,
    /// Which party must see to it. `None`: the coordinator.
    pub holder: Option<PartyId>,
    /// By when.
    pub due: Option<Date>,
    /// How it is met, by the coordinator's word.
    pub answer: Option<Answer>,
    /// What a later visit found of it: whether it is met.
    pub judged: Option<(VisitRef, bool)>,
}

/// How a condition is met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What the coordinator said.
    pub words: Words,
    /// The record that says so.
    pub recorded: Position,
}

impl WaitsFor {
    /// Whom a dossier waits for.
    pub(super) fn whom(timeline: &Timeline<'_>, whom: &Whom) -> Self {
        match whom {
            Whom::Named(on) => Self::of(timeline, on),
            Whom::Function(function) => Self::Outside(Words::Known(function.clone())),
        }
    }

    pub(super) fn of(timeline: &Timeline<'_>, on: &WaitingOn) -> Self {
        match on {
            WaitingOn::Submitter => Self::Coordinator(timeline.dossier.coordinator.clone()),
            WaitingOn::Party(party) => Self::Party(party.clone()),
            WaitingOn::Body(body) => Self::Body(body.clone()),
            WaitingOn::Outside(words) => Self::Outside(Words::of(timeline.words(words))),
        }
    }
}

impl Term {
    /// `None`: the step has none.
    pub(super) fn of(timeline: &Timeline<'_>, visit: &state::Visit) -> Option<Self> {
        visit.opening.due?;
        let suspensions = visit.suspensions.iter().map(|suspension| Suspension {
            from: suspension.from,
            waits_for: WaitsFor::of(timeline, &suspension.waits_for),
            reason: Words::of(timeline.words(&suspension.reason)),
            resumed: suspension.resumed.map(|resumed| (resumed.runs_from, resumed.due)),
            revision: suspension.recorded,
        });
        Some(Self {
            arrived: visit.opening.arrived,
            due: visit.due(),
            ledger: visit.ledger(),
            suspensions: suspensions.collect(),
            over_on: visit.treated().map(|treated| treated.treated_on),
        })
    }

    /// Whether it stands still, with nobody knowing until when.
    pub fn stands_still(&self) -> bool {
        self.ledger.last().is_some_and(|still| still.until.is_none())
    }

    /// Whether the term had passed on a day. What stands still does not pass.
    pub fn is_over(&self, day: Date) -> bool {
        match self.due {
            Due::On(due) => due < day,
            Due::Never | Due::StandsStill(_) => false,
        }
    }
}

impl Condition {
    /// Whether it still asks for something: no body has found it met.
    pub fn is_open(&self) -> bool {
        !matches!(self.judged, Some((_, true)))
    }
}

impl Paper {
    /// The papers of a visit. The rules let nothing be submitted that was not filed, so every one has a digest.
    pub(super) fn all(timeline: &Timeline<'_>, opening: &Opening) -> Vec<Self> {
        let papers = opening.documents.iter().filter_map(|document| {
            let filed = timeline.filing(document)?;
            let digest = timeline.dossier.filed(document)?.digest;
            Some(Self { document: document.clone(), digest, words: filed.words, filed_at: filed.at })
        });
        papers.collect()
    }
}

impl Given {
    /// `None`: the body has not treated the visit, or the visit counts for nothing.
    pub(super) fn of(timeline: &Timeline<'_>, visit: &state::Visit) -> Option<Self> {
        let Progress::Treated { revision, treated } = &visit.progress else { return None };
        Some(Self {
            visit: treated.visit.clone(),
            round: visit.opening.round.clone(),
            body: treated.body.clone(),
            role: treated.role,
            outcome: treated.outcome,
            treated_on: treated.treated_on,
            motivation: treated.motivation.as_ref().map(|handle| Words::of(timeline.words(handle))),
            departs_from: treated.departs_from.clone(),
            sets: treated.conditions.iter().map(|set| set.number).collect(),
            judged: treated.judged.clone(),
            stances: treated.stances.iter().map(|taken| Stood::of(timeline, taken)).collect(),
            next: treated.next.clone(),
            recorded: timeline.position(*revision),
            revision: *revision,
            corrected: timeline.is_correction(*revision),
        })
    }
}

impl Said {
    /// What each party has said at a visit, in the order in which they first did.
    pub(super) fn all(timeline: &Timeline<'_>, visit: &state::Visit) -> Vec<Self> {
        let words = |handle: &Sealed| Words::of(timeline.words(handle));
        let said = visit.voices.iter().map(|state::Spoken { revision, voice }| Self {
            party: voice.party.clone(),
            ratified: voice.ratified,
            decided_on: voice.decided_on,
            organ: words(&voice.organ),
            reasons: voice.reasons.as_ref().map(words),
            mandate: voice.mandate,
            revision: *revision,
        });
        said.collect()
    }
}

impl Stood {
    fn of(timeline: &Timeline<'_>, taken: &PartyStance) -> Self {
        let words = |handle: &Sealed| Words::of(timeline.words(handle));
        let PartyStance { party, stance, words: said, replacement, mandate, dissent } = taken;
        let replaced = replacement.as_ref().map(|replacement| Replaced {
            seated: replacement.seated.clone(),
            replaces: replacement.replaces.clone(),
            office: replacement.office,
            reported_on: replacement.reported_on,
            reason: replacement.reason.as_ref().map(words),
        });
        Self {
            party: party.clone(),
            stance: *stance,
            words: said.as_ref().map(words),
            replacement: replaced,
            mandate: *mandate,
            dissent: dissent.as_ref().map(words),
        }
    }
}

impl Condition {
    pub(super) fn of(timeline: &Timeline<'_>, condition: &state::Condition) -> Self {
        let number = condition.set.number;
        Self {
            number,
            text: Words::of(timeline.words(&condition.set.text)),
            set_by: condition.set_by.clone(),
            body: timeline.dossier.visit(&condition.set_by).map(|visit| visit.opening.body.clone()),
            holder: condition.set.holder.clone(),
            due: condition.set.due,
            answer: condition.answered.map(|revision| Answer {
                words: Words::of(timeline.answer(revision, number)),
                recorded: timeline.position(revision),
            }),
            judged: condition.judged.clone(),
        }
    }
}
