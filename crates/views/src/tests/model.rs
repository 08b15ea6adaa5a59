//! What the answers should be: folded from the events by the rules' own `evolve`, without any row of ours.
//!
//! - `register`: what the register should be
//! - `waits`: whom a dossier waits for, and how its term stands; `papers`: what was filed and submitted

mod ladder;
mod papers;
mod register;
mod waits;

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    Event,
    arrangement::{self, ArrangementRegistered, Event as OfArrangement},
    decision::PartyStance,
    dossier::{
        self, Dossier, State,
        event::{DocumentRef, DossierOpened, VisitRef},
        evolve, pass,
        state::{self, Phase, Progress},
    },
    framework::{EndKind, FrameworkRef},
    ids::{ArrangementId, BodyId, DossierId, Revision},
    sealed::Sealed,
};
use jiff::Timestamp;
use record::{HistoryId, Position, Record};

use super::meetings::Meetings;
use crate::{
    PhaseKind, ReferenceNumber, Words,
    query::{
        agenda,
        dossier::{Dossier as Answered, Standing, Visit},
        dossiers, meetings,
        meetings::OnMeeting,
        parts::{Answer, Condition, Given, Paper, Replaced, Said, Stood, WaitsFor},
    },
};

#[derive(Clone)]
pub(super) struct Model<'w> {
    words: &'w BTreeMap<Sealed, Option<String>>,
    known: Vec<Known>,
    prefixes: BTreeMap<FrameworkRef, Arc<str>>,
    counted: BTreeMap<(Arc<str>, i16), u32>,
    register: Vec<(Position, Entry)>,
    begun: BTreeMap<DossierId, arrangement::State>,
    pub(super) meetings: Meetings,
}

#[derive(Clone)]
struct Known {
    id: DossierId,
    reference: ReferenceNumber,
    state: State,
    /// `None` for a record about the keeping of the history.
    events: Vec<(Position, Timestamp, Option<dossier::Event>)>,
    visits: Vec<(VisitRef, Position)>,
}

#[derive(Clone)]
enum Entry {
    Dossier(DossierId),
    Registered(ArrangementId, ArrangementRegistered),
}

impl<'w> Model<'w> {
    pub(super) fn new(words: &'w BTreeMap<Sealed, Option<String>>) -> Self {
        Self {
            words,
            known: Vec::new(),
            prefixes: BTreeMap::new(),
            counted: BTreeMap::new(),
            register: Vec::new(),
            begun: BTreeMap::new(),
            meetings: Meetings::default(),
        }
    }

    pub(super) fn take(&mut self, position: Position, record: &Record) {
        match (&record.event, &record.history) {
            (Event::FrameworkAdopted(adopted), _) => {
                self.prefixes.insert(adopted.framework.clone(), adopted.reference_prefix.as_str().into());
            }
            (
                Event::Arrangement(OfArrangement::ArrangementRegistered(registered)),
                HistoryId::Arrangement(id),
            ) => {
                self.register.push((position, Entry::Registered(*id, registered.clone())));
            }
            (Event::Dossier(event), HistoryId::Dossier(id)) => self.happen(position, record, *id, event),
            (Event::Keeping(_), HistoryId::Dossier(id)) => {
                let known = self.known.iter_mut().find(|known| known.id == *id).unwrap();
                known.state = pass(std::mem::take(&mut known.state));
                known.events.push((position, record.recorded.now, None));
            }
            (Event::Arrangement(event), HistoryId::Arrangement(id)) => self.live(*id, event),
            // The register of mandates and preparations have tests of their own.
            (Event::Mandate(_) | Event::Keeping(_), HistoryId::Mandate(_))
            | (Event::Preparation(_) | Event::Keeping(_), HistoryId::Preparation(_))
            | (Event::Keeping(_), HistoryId::Arrangement(_)) => {}
            (Event::Meeting(event), HistoryId::Meeting(id)) => {
                self.meetings.take(*id, (position, record.recorded.now), Some(event));
            }
            (Event::Keeping(_), HistoryId::Meeting(id)) => {
                self.meetings.take(*id, (position, record.recorded.now), None);
            }
            (
                Event::Arrangement(_)
                | Event::Dossier(_)
                | Event::Meeting(_)
                | Event::Mandate(_)
                | Event::Preparation(_)
                | Event::Keeping(_),
                _,
            ) => {
                unreachable!("worlds are sound")
            }
        }
    }

    fn happen(&mut self, position: Position, record: &Record, id: DossierId, event: &dossier::Event) {
        if let dossier::Event::DossierOpened(opened) = event {
            let (prefix, year) = (self.prefixes[&opened.framework].clone(), record.recorded.today().year());
            let number = self.counted.entry((prefix.clone(), year)).or_default();
            *number += 1;
            let reference = ReferenceNumber { prefix, year, number: *number };
            let (state, events, visits) = (State::Unopened, Vec::new(), Vec::new());
            self.known.push(Known { id, reference, state, events, visits });
        }
        let known = self.known.iter_mut().find(|known| known.id == id).unwrap();
        let was_adopted = known.is_adopted();
        known.state = evolve(std::mem::take(&mut known.state), event);
        known.events.push((position, record.recorded.now, Some(event.clone())));
        let new = known.state.dossier().unwrap().visits.iter().map(|visit| visit.opening.visit.clone());
        let new: Vec<_> = new.filter(|visit| known.visits.iter().all(|(old, _)| old != visit)).collect();
        known.visits.extend(new.into_iter().map(|visit| (visit, position)));
        match (was_adopted, known.is_adopted()) {
            (false, true) => self.register.push((position, Entry::Dossier(id))),
            (true, false) => {
                self.register.retain(|(_, entry)| !matches!(entry, Entry::Dossier(gone) if *gone == id));
            }
            (true, true) | (false, false) => {}
        }
    }

    pub(super) fn ids(&self) -> Vec<DossierId> {
        self.known.iter().map(|known| known.id).collect()
    }

    pub(super) fn agenda(&self, body: &BodyId) -> Vec<agenda::Row> {
        let mut rows: Vec<agenda::Row> = Vec::new();
        for known in &self.known {
            let dossier = known.dossier();
            let Some(visit) = dossier.open_visit().filter(|visit| visit.opening.body == *body) else {
                continue;
            };
            let opening = &visit.opening;
            let opened = known.opened();
            let conditions = dossier.conditions.iter().filter(|set| set.is_open());
            rows.push(agenda::Row {
                dossier: known.id,
                reference: known.reference.clone(),
                title: self.words(&opened.title),
                framework: opened.framework.clone(),
                coordinator: dossier.coordinator.clone(),
                party: dossier.party.clone(),
                revision: dossier.revision,
                body: body.clone(),
                waits_for: self.waits_for(known),
                visit: opening.visit.clone(),
                round: opening.round.clone(),
                role: opening.role,
                arrived: opening.arrived,
                term: self.term(known, visit),
                opened: known.visit(&opening.visit),
                documents: known.papers(visit),
                voices: self.said(visit),
                outcomes: dossier.visits.iter().filter_map(|past| self.given(known, past)).collect(),
                escalation: self.open_escalation(known),
                conditions: conditions.map(|set| self.condition(known, set)).collect(),
                meeting: self.next_meeting(known.id, &opening.visit),
            });
        }
        rows.sort_by_key(|row| row.opened);
        rows
    }

    pub(super) fn dossier(&self, id: DossierId) -> Option<Answered> {
        let known = self.known.iter().find(|known| known.id == id)?;
        let (dossier, opened) = (known.dossier(), known.opened());
        let [first, .., last] = [known.events.first()?, known.events.last()?];
        Some(Answered {
            id,
            reference: known.reference.clone(),
            title: self.words(&opened.title),
            functions: opened.functions.clone(),
            target_group: opened.target_group.as_ref().map(|group| self.words(group)),
            follows: opened.follows,
            framework: opened.framework.clone(),
            coordinator: dossier.coordinator.clone(),
            party: dossier.party.clone(),
            phase: dossier.phase.clone(),
            waits_for: self.waits_for(known),
            withdrawn: known.events.iter().find_map(|(_, _, event)| {
                let Some(dossier::Event::DossierWithdrawn(withdrawn)) = event else { return None };
                Some(self.words(&withdrawn.reason))
            }),
            documents: known.documents(),
            submissions: known.submissions(),
            visits: dossier.visits.iter().map(|visit| self.visit(known, visit)).collect(),
            conditions: dossier.conditions.iter().map(|set| self.condition(known, set)).collect(),
            escalations: self.escalations(known),
            revision: Revision(known.events.len() as u64),
            opened: first.0,
            opened_at: first.1,
            changed: last.0,
            changed_at: last.1,
        })
    }

    /// Every dossier as lists show it.
    pub(super) fn list(&self) -> Vec<dossiers::Row> {
        let rows = self.known.iter().map(|known| {
            let (dossier, opened) = (known.dossier(), known.opened());
            dossiers::Row {
                id: known.id,
                reference: known.reference.clone(),
                title: self.words(&opened.title),
                functions: opened.functions.clone(),
                framework: opened.framework.clone(),
                coordinator: dossier.coordinator.clone(),
                party: dossier.party.clone(),
                phase: PhaseKind::of(&dossier.phase),
                waits_for: match self.waits_for(known) {
                    WaitsFor::Body(body) => Some(body),
                    WaitsFor::Coordinator(_)
                    | WaitsFor::Party(_)
                    | WaitsFor::Outside(_)
                    | WaitsFor::Nobody => None,
                },
                opened: known.events[0].0,
                changed: known.events.last().unwrap().0,
            }
        });
        rows.collect()
    }

    fn next_meeting(&self, id: DossierId, visit: &VisitRef) -> Option<OnMeeting> {
        let mut with = self.meetings.with(id, visit).into_iter();
        with.find(|meeting| meeting.standing == meetings::Standing::Ahead)
    }

    pub(super) fn words(&self, sealed: &Sealed) -> Words {
        self.words[sealed].clone().map_or(Words::Erased, Words::Known)
    }

    fn visit(&self, known: &Known, visit: &state::Visit) -> Visit {
        Visit {
            visit: visit.opening.visit.clone(),
            round: visit.opening.round.clone(),
            body: visit.opening.body.clone(),
            role: visit.opening.role,
            documents: known.papers(visit),
            arrived: visit.opening.arrived,
            due: visit.opening.due,
            term: self.term(known, visit),
            opened: known.visit(&visit.opening.visit),
            voices: self.said(visit),
            meetings: self.meetings.with(known.id, &visit.opening.visit),
            standing: match &visit.progress {
                Progress::Waiting => Standing::Waiting,
                Progress::Void => Standing::Void,
                Progress::Treated { .. } => Standing::Treated(Box::new(self.given(known, visit).unwrap())),
            },
        }
    }

    fn given(&self, known: &Known, visit: &state::Visit) -> Option<Given> {
        let Progress::Treated { revision, treated } = &visit.progress else { return None };
        Some(Given {
            visit: treated.visit.clone(),
            round: visit.opening.round.clone(),
            body: treated.body.clone(),
            role: treated.role,
            outcome: treated.outcome,
            treated_on: treated.treated_on,
            motivation: treated.motivation.as_ref().map(|why| self.words(why)),
            departs_from: treated.departs_from.clone(),
            sets: treated.conditions.iter().map(|set| set.number).collect(),
            judged: treated.judged.clone(),
            stances: treated.stances.iter().map(|taken| self.stood(taken)).collect(),
            next: treated.next.clone(),
            recorded: known.at(*revision).0,
            revision: *revision,
            corrected: known.at(*revision).2.as_ref().is_some_and(mends),
        })
    }

    fn said(&self, visit: &state::Visit) -> Vec<Said> {
        let said = visit.voices.iter().map(|state::Spoken { revision, voice }| Said {
            party: voice.party.clone(),
            ratified: voice.ratified,
            decided_on: voice.decided_on,
            organ: self.words(&voice.organ),
            reasons: voice.reasons.as_ref().map(|why| self.words(why)),
            mandate: voice.mandate,
            revision: *revision,
        });
        said.collect()
    }

    fn stood(&self, taken: &PartyStance) -> Stood {
        let words = |sealed: &Option<Sealed>| sealed.as_ref().map(|sealed| self.words(sealed));
        Stood {
            party: taken.party.clone(),
            stance: taken.stance,
            words: words(&taken.words),
            replacement: taken.replacement.as_ref().map(|replacement| Replaced {
                seated: replacement.seated.clone(),
                replaces: replacement.replaces.clone(),
                office: replacement.office,
                reported_on: replacement.reported_on,
                reason: words(&replacement.reason),
            }),
            mandate: taken.mandate,
            dissent: words(&taken.dissent),
        }
    }

    fn condition(&self, known: &Known, condition: &state::Condition) -> Condition {
        let number = condition.set.number;
        Condition {
            number,
            text: self.words(&condition.set.text),
            set_by: condition.set_by.clone(),
            body: known.dossier().visit(&condition.set_by).map(|visit| visit.opening.body.clone()),
            holder: condition.set.holder.clone(),
            due: condition.set.due,
            answer: condition.answered.map(|revision| {
                let (position, _, Some(dossier::Event::ConditionsAnswered(answered))) = known.at(revision)
                else {
                    panic!("revision {revision} answers nothing");
                };
                let mut answers = answered.answers.iter();
                let answer = answers.find(|answer| answer.condition == number).unwrap();
                Answer { words: self.words(&answer.text), recorded: *position }
            }),
            judged: condition.judged.clone(),
        }
    }
}

impl Known {
    fn dossier(&self) -> &Dossier {
        self.state.dossier().unwrap()
    }

    fn opened(&self) -> &DossierOpened {
        match &self.events[0].2 {
            Some(dossier::Event::DossierOpened(opened)) => opened,
            _ => panic!("not opened first"),
        }
    }

    fn at(&self, revision: Revision) -> &(Position, Timestamp, Option<dossier::Event>) {
        &self.events[usize::try_from(revision.0 - 1).unwrap()]
    }

    fn visit(&self, visit: &VisitRef) -> Position {
        self.visits.iter().find(|(known, _)| known == visit).unwrap().1
    }

    fn is_adopted(&self) -> bool {
        let phase = self.state.dossier().ok().map(|dossier| &dossier.phase);
        matches!(phase, Some(Phase::Ended { kind: EndKind::Adopted, .. }))
    }

    fn papers(&self, visit: &state::Visit) -> Vec<Paper> {
        let filed = self.documents();
        let paper =
            |document: &DocumentRef| filed.iter().find(|filed| filed.document == *document).unwrap().paper();
        visit.opening.documents.iter().map(paper).collect()
    }
}

/// Whether an event mends what an earlier one said of a visit.
fn mends(event: &dossier::Event) -> bool {
    let mended = matches!(event, dossier::Event::PartySpoke(spoke) if spoke.replaces.is_some() && spoke.completes.is_some());
    mended || matches!(event, dossier::Event::OutcomeCorrected(_))
}
