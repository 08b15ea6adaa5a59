//! What waits for a body, or waited for it at any position: a lookup, never a rebuild.

use domain::{
    dossier::{event::VisitRef, waiting::waiting},
    framework::{FrameworkRef, Role},
    ids::{ActorId, BodyId, DossierId, PartyId, Revision, RoundId},
};
use jiff::civil::Date;
use record::Position;

use super::{
    AsOf, Error,
    escalation::Escalation,
    meetings::{OnMeeting, Standing},
    parts::{Condition, Given, Paper, Said, Term, WaitsFor},
    rows,
};
use crate::{index::Visit, live::Live, reference::ReferenceNumber, store, timeline::Timeline, words::Words};

/// Which part of which agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Whose.
    pub body: BodyId,
    /// As of when. To read on from a page, ask as of the position of the first.
    pub as_of: AsOf,
    /// Only rows opened after this position: [`Page::next`] of the page before.
    pub after: Position,
    /// At most so many rows, from 1 to [`PAGE_ROWS_MAX`](super::PAGE_ROWS_MAX).
    pub limit: usize,
}

/// A part of an agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The position it reflects.
    pub position: Position,
    /// What waits, in the order of opening.
    pub rows: Vec<Row>,
    /// Where the next page begins, if there is one.
    pub next: Option<Position>,
}

/// A dossier that waits for a body, with all the body has to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The dossier.
    pub dossier: DossierId,
    /// Its reference number.
    pub reference: ReferenceNumber,
    /// Its title.
    pub title: Words,
    /// The framework it runs on.
    pub framework: FrameworkRef,
    /// Who answers for it.
    pub coordinator: ActorId,
    /// The party they work for.
    pub party: PartyId,
    /// The last record of its history.
    pub revision: Revision,
    /// The body that has it.
    pub body: BodyId,
    /// Whom it waits for: that body, or another while the term stands still.
    pub waits_for: WaitsFor,
    /// The visit: which step, and which time.
    pub visit: VisitRef,
    /// The round.
    pub round: RoundId,
    /// What the body is asked to do.
    pub role: Role,
    /// The date on which the dossier arrived.
    pub arrived: Date,
    /// Its term, if the step has one.
    pub term: Option<Term>,
    /// The record that opened the visit. No two rows have the same.
    pub opened: Position,
    /// The papers.
    pub documents: Vec<Paper>,
    /// What each party has said of it for itself.
    pub voices: Vec<Said>,
    /// What bodies did with earlier visits, in the order of those.
    pub outcomes: Vec<Given>,
    /// How it is on the ladder meanwhile, if it was escalated. The body may still treat it.
    pub escalation: Option<Escalation>,
    /// The conditions that no body has found met.
    pub conditions: Vec<Condition>,
    /// The next meeting at which the visit is planned to be treated.
    pub meeting: Option<OnMeeting>,
}

/// How many dossiers wait for a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The body.
    pub body: BodyId,
    /// How many.
    pub dossiers: u32,
}

impl Live {
    pub(crate) fn agenda(&self, query: &Query) -> Result<Page, Error> {
        let at = self.resolve(query.as_of)?;
        let mut page = Page { position: at, rows: Vec::new(), next: None };
        let Some(body) = self.names.bodies.find(&query.body) else { return Ok(page) };
        let open = self.visits.open_at(&self.store, body, at.0, query.after.0, rows(query.limit))?;
        for visit in &open.visits {
            page.rows.push(self.agenda_row(*visit, at)?);
        }
        page.next = open.visits.last().filter(|_| open.more).map(|last| Position(last.opened));
        Ok(page)
    }

    /// How much waits for each body now, by name.
    pub(crate) fn agendas(&self) -> (Position, Vec<Waiting>) {
        let mut waiting: Vec<Waiting> = Vec::new();
        for (number, body) in (0..).zip(self.names.bodies.all()) {
            waiting.push(Waiting { body: body.clone(), dossiers: self.visits.open_count(number) });
        }
        waiting.sort_unstable_by(|a, b| a.body.cmp(&b.body));
        (self.position(), waiting)
    }

    fn agenda_row(&self, visit: Visit, at: Position) -> Result<Row, store::Error> {
        let head = self.dossiers.head(visit.dossier)?;
        let row = self.dossiers.row(&self.store, visit.dossier)?;
        let timeline = Timeline::at(&row, &self.names, at.0.min(head.changed))?;
        let opened = Position(visit.opened);
        let mut visits = timeline.dossier.visits.iter();
        let shown = visits.find(|visit| timeline.opening(&visit.opening.visit) == opened);
        let (shown, opening) = match shown {
            Some(shown) => (shown, &shown.opening),
            None => return Err(store::Error::damaged("a visit is on an agenda and not in its dossier")),
        };
        // A visit that is open is the one that the dossier is at.
        let escalation = Escalation::open(&timeline);
        let waits_for = match (waiting(&timeline.dossier), shown.suspension()) {
            (Some(waits), _) if escalation.is_some() => WaitsFor::whom(&timeline, &waits.on),
            (_, Some(suspension)) => WaitsFor::of(&timeline, &suspension.waits_for),
            (_, None) => WaitsFor::Body(opening.body.clone()),
        };
        let conditions = timeline.dossier.conditions.iter().filter(|condition| condition.is_open());
        Ok(Row {
            dossier: head.id(),
            reference: self.reference(head)?,
            title: Words::of(timeline.opened()?.title.words()),
            framework: timeline.dossier.framework.clone(),
            coordinator: timeline.dossier.coordinator.clone(),
            party: timeline.dossier.party.clone(),
            revision: timeline.dossier.revision,
            body: opening.body.clone(),
            waits_for,
            visit: opening.visit.clone(),
            round: opening.round.clone(),
            role: opening.role,
            arrived: opening.arrived,
            term: Term::of(&timeline, shown),
            opened,
            documents: Paper::all(&timeline, opening),
            voices: Said::all(&timeline, shown),
            outcomes: timeline.dossier.visits.iter().filter_map(|past| Given::of(&timeline, past)).collect(),
            escalation,
            conditions: conditions.map(|condition| Condition::of(&timeline, condition)).collect(),
            meeting: self.planned_for(head.id(), &opening.visit, at),
        })
    }
    /// The first meeting to come that has a visit on its agenda.
    fn planned_for(&self, dossier: DossierId, visit: &VisitRef, at: Position) -> Option<OnMeeting> {
        let meetings = self.chronicle.meetings.with(dossier, visit, at);
        let mut planned = meetings.into_iter().map(|with| OnMeeting::of(with, at));
        planned.find(|meeting| meeting.standing == Standing::Ahead)
    }
}
