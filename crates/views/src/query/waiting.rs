//! Whom every open dossier waits for, since when, and what it needs; now, or as it was at any position.
//!
//! The heads say it, so that only the dossiers of the page are read whole. As of an earlier position those that changed
//! since are read too.

use domain::{
    dossier::{
        term::Due,
        waiting::{Need, waiting},
    },
    framework::FrameworkRef,
    ids::{ActorId, BodyId, DossierId, PartyId, Revision},
};
use jiff::civil::Date;
use record::Position;

use super::{
    AsOf, Error,
    escalation::Escalation,
    parts::{Condition, Term, WaitsFor},
    rows,
};
use crate::{
    fact::Day,
    head::{Head, Standing, Whom},
    live::Live,
    reference::ReferenceNumber,
    store,
    timeline::Timeline,
    words::Words,
};

/// Which dossiers. Every part that is given must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Waiting for this body.
    pub body: Option<BodyId>,
    /// Waiting for this party, also as the submitter.
    pub party: Option<PartyId>,
    /// Waiting for somebody outside.
    pub outside: bool,
    /// With a term that had passed on this day.
    pub overdue_on: Option<Date>,
}

/// In which order dossiers are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Who waits longest first.
    #[default]
    Longest,
    /// First the term that ends first; those without a known end last, longest first.
    Due,
}

/// Which part of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Which dossiers.
    pub filter: Filter,
    /// In which order.
    pub order: Order,
    /// As of when. To read on from a page, ask as of the position of the first.
    pub as_of: AsOf,
    /// Where to read on: [`Page::next`] of the page before. [`Position::START`]: from the first.
    pub after: Position,
    /// At most so many rows, from 1 to [`PAGE_ROWS_MAX`](super::PAGE_ROWS_MAX).
    pub limit: usize,
}

/// A part of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The position it reflects.
    pub position: Position,
    /// The dossiers.
    pub rows: Vec<Row>,
    /// Where the next page begins, if there is one.
    pub next: Option<Position>,
}

/// An open dossier, and whom it waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its id.
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
    /// Whom it waits for.
    pub waits_for: WaitsFor,
    /// Since when, without a break.
    pub since: Date,
    /// What it needs; with the framework at hand, [`way_on`](domain::dossier::moves::way_on) says who does that, and
    /// when.
    pub need: Need,
    /// The term of the visit that is open, if there is one.
    pub term: Option<Term>,
    /// How it is on the ladder, if it is there.
    pub escalation: Option<Escalation>,
    /// The conditions that no body has found met.
    pub conditions: Vec<Condition>,
    /// The record that opened it. No two rows have the same.
    pub opened: Position,
}

impl Row {
    /// The last day of the term that is waited on: of the rung of what is on the ladder, or of the visit. `None`: there is none,
    /// or nobody knows.
    pub fn due(&self) -> Option<Date> {
        match &self.escalation {
            Some(escalation) if escalation.dispute.is_some() => None,
            Some(escalation) => escalation.on().map(|on| on.due),
            None => self.term.as_ref().and_then(|term| match term.due {
                Due::On(due) => Some(due),
                Due::Never | Due::StandsStill(_) => None,
            }),
        }
    }
}

/// A filter with its names as numbers, so that it can be put to every head.
struct Numbered {
    body: Option<u32>,
    party: Option<u32>,
    outside: bool,
    overdue_on: Option<Day>,
}

/// Where a dossier stands in the list.
type Place = (Day, Day, u64);

impl Live {
    pub(crate) fn waiting(&self, query: &Query) -> Result<Page, Error> {
        let at = self.resolve(query.as_of)?;
        let mut page = Page { position: at, rows: Vec::new(), next: None };
        let Some(filter) = self.whom(&query.filter) else { return Ok(page) };
        let after = self.place_of(query, at)?;
        let mut found: Vec<(Place, u32)> = Vec::new();
        for (number, _) in (0..).zip(self.dossiers.heads()).take_while(|(_, head)| head.opened <= at.0) {
            let head = self.dossiers.head_at(&self.store, &self.names, number, at.0)?;
            let place = place(query.order, &head).filter(|_| filter.holds(&head.standing));
            found.extend(place.filter(|place| Some(*place) > after).map(|place| (place, number)));
        }
        let limit = rows(query.limit);
        if found.len() > limit + 1 {
            found.select_nth_unstable(limit);
            found.truncate(limit + 1);
        }
        found.sort_unstable();
        for (_, number) in found.iter().take(limit) {
            page.rows.push(self.waiting_row(*number, at)?);
        }
        page.next = page.rows.last().filter(|_| found.len() > limit).map(|last| last.opened);
        Ok(page)
    }

    /// The place of the dossier that the page before ended with; `None` for the first page.
    fn place_of(&self, query: &Query, at: Position) -> Result<Option<Place>, Error> {
        let heads = self.dossiers.heads();
        let Ok(number) = heads.binary_search_by_key(&query.after.0, |head| head.opened) else {
            return Ok(None);
        };
        let number = crate::index::count(number);
        let head = self.dossiers.head_at(&self.store, &self.names, number, at.0)?;
        Ok(place(query.order, &head))
    }

    /// `None`: the filter asks for a name that nothing has.
    fn whom(&self, filter: &Filter) -> Option<Numbered> {
        let body = filter.body.as_ref().map(|body| self.names.bodies.find(body));
        let party = filter.party.as_ref().map(|party| self.names.parties.find(party));
        let known = |asked: Option<Option<u32>>| match asked {
            None => Some(None),
            Some(found) => found.map(Some),
        };
        Some(Numbered {
            body: known(body)?,
            party: known(party)?,
            outside: filter.outside,
            overdue_on: filter.overdue_on.map(Day::of),
        })
    }

    fn waiting_row(&self, number: u32, at: Position) -> Result<Row, store::Error> {
        let head = self.dossiers.head(number)?;
        let row = self.dossiers.row(&self.store, number)?;
        let timeline = Timeline::at(&row, &self.names, at.0.min(head.changed))?;
        let dossier = &timeline.dossier;
        let waits = waiting(dossier)
            .ok_or_else(|| store::Error::damaged("a dossier that has ended is among those that wait"))?;
        let conditions = dossier.conditions.iter().filter(|condition| condition.is_open());
        Ok(Row {
            dossier: head.id(),
            reference: self.reference(head)?,
            title: Words::of(timeline.opened()?.title.words()),
            framework: dossier.framework.clone(),
            coordinator: dossier.coordinator.clone(),
            party: dossier.party.clone(),
            revision: dossier.revision,
            waits_for: WaitsFor::whom(&timeline, &waits.on),
            since: timeline.since(waits.since)?,
            need: waits.need,
            term: dossier.open_visit().and_then(|visit| Term::of(&timeline, visit)),
            escalation: Escalation::open(&timeline),
            conditions: conditions.map(|condition| Condition::of(&timeline, condition)).collect(),
            opened: Position(head.opened),
        })
    }
}

impl Numbered {
    fn holds(&self, standing: &Standing) -> bool {
        let whom = standing.waits_for();
        let of_party = |party: u32| match whom {
            Some(Whom::Submitter) => standing.party == party,
            Some(Whom::Party(waited)) => waited == party,
            Some(Whom::Body(_) | Whom::Outside) | None => false,
        };
        self.body.is_none_or(|body| whom == Some(Whom::Body(body)))
            && self.party.is_none_or(of_party)
            && (!self.outside || whom == Some(Whom::Outside))
            && self.overdue_on.is_none_or(|day| standing.due().is_some_and(|due| due < day))
    }
}

/// `None`: it waits for nobody.
fn place(order: Order, head: &Head) -> Option<Place> {
    let since = head.standing.since?;
    Some(match order {
        Order::Longest => (since, since, head.opened),
        Order::Due => (head.standing.due().unwrap_or(Day::of(Date::MAX)), since, head.opened),
    })
}
