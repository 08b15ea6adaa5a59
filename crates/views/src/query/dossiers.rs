//! Lists and counts of dossiers.

use std::{borrow::Cow, cmp::Reverse};

use domain::{
    framework::FrameworkRef,
    ids::{ActorId, BodyId, DossierId, FrameworkId, PartyId, TermId},
};
use record::Position;

use super::{AsOf, Error, rows};
use crate::{
    fact::What,
    head::{Head, PhaseKind, searched},
    live::Live,
    reference::ReferenceNumber,
    store,
    words::Words,
};

/// Which dossiers. Every part that is given must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// In one of these kinds of phase. Empty: any.
    pub phases: Vec<PhaseKind>,
    /// Waiting for this body. A dossier whose term stands still waits for another than the body that has it.
    pub waits_for: Option<BodyId>,
    /// Of this party.
    pub party: Option<PartyId>,
    /// Of this coordinator.
    pub coordinator: Option<ActorId>,
    /// On any version of this framework.
    pub framework: Option<FrameworkId>,
    /// With this function among others.
    pub function: Option<TermId>,
    /// With these words somewhere in the first
    /// [`TITLE_SEARCHED_BYTES_MAX`](crate::head::TITLE_SEARCHED_BYTES_MAX) bytes of the title, in any case.
    pub title: Option<String>,
}

/// In which order dossiers are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// First opened first, which is also the order of reference numbers.
    #[default]
    OpenedOldest,
    /// Last changed first.
    ChangedNewest,
}

/// Which part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Which dossiers.
    pub filter: Filter,
    /// In which order.
    pub order: Order,
    /// As of when. To read on from a page, ask as of the position of the first, so that no dossier changes its place between two
    /// pages.
    pub as_of: AsOf,
    /// Where to read on: [`Page::next`] of the page before. [`Position::START`]: from the first.
    pub after: Position,
    /// At most so many, from 1 to [`PAGE_ROWS_MAX`](super::PAGE_ROWS_MAX).
    pub limit: usize,
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The position it reflects.
    pub position: Position,
    /// The dossiers.
    pub rows: Vec<Row>,
    /// Where the next page begins, if there is one.
    pub next: Option<Position>,
}

/// How many dossiers a filter finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// The position it reflects.
    pub position: Position,
    /// How many.
    pub dossiers: u32,
}

/// A dossier in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: DossierId,
    /// Its reference number.
    pub reference: ReferenceNumber,
    /// Its title.
    pub title: Words,
    /// What the arrangement is for.
    pub functions: Vec<TermId>,
    /// The framework it runs on.
    pub framework: FrameworkRef,
    /// Who answers for it.
    pub coordinator: ActorId,
    /// The party they work for.
    pub party: PartyId,
    /// Where it is.
    pub phase: PhaseKind,
    /// The body it waits for, if it waits for one.
    pub waits_for: Option<BodyId>,
    /// The record that opened it. No two rows have the same.
    pub opened: Position,
    /// The last record that changed it.
    pub changed: Position,
}

/// Dossiers by number, as they were.
type Found<'l> = Vec<(u32, Cow<'l, Head>)>;

/// A filter with its names as numbers, so that it can be put to every head.
struct Numbered<'f> {
    filter: &'f Filter,
    waits_for: Option<u32>,
    party: Option<u32>,
    coordinator: Option<u32>,
    frameworks: Option<Vec<u32>>,
    function: Option<u32>,
    title: Option<Box<str>>,
}

impl Live {
    pub(crate) fn dossiers(&self, query: &Query) -> Result<Page, Error> {
        let position = self.resolve(query.as_of)?;
        let mut page = Page { position, rows: Vec::new(), next: None };
        let Some(filter) = self.numbered(&query.filter) else { return Ok(page) };
        let found = match query.order {
            Order::OpenedOldest => self.opened_after(&filter, query, position),
            Order::ChangedNewest => self.changed_before(&filter, query, position),
        }?;
        let limit = rows(query.limit);
        for (number, head) in found.iter().take(limit) {
            page.rows.push(self.list_row(*number, head)?);
        }
        if found.len() > limit {
            page.next = page.rows.last().map(|last| match query.order {
                Order::OpenedOldest => last.opened,
                Order::ChangedNewest => last.changed,
            });
        }
        Ok(page)
    }

    /// The first dossiers after a position, and one more if there is one.
    fn opened_after(&self, filter: &Numbered<'_>, query: &Query, at: Position) -> Result<Found<'_>, Error> {
        let first = self.dossiers.heads().partition_point(|head| head.opened <= query.after.0);
        self.found_from(first, filter, at).take(rows(query.limit) + 1).collect()
    }

    /// The last changed dossiers before a position, and one more if there is one. No two dossiers were changed by
    /// the same record, so a position names a place in this order too.
    fn changed_before(&self, filter: &Numbered<'_>, query: &Query, at: Position) -> Result<Found<'_>, Error> {
        let before = if query.after == Position::START { u64::MAX } else { query.after.0 };
        let mut found: Found<'_> = self.found_from(0, filter, at).collect::<Result<_, Error>>()?;
        found.retain(|(_, head)| head.changed < before);
        let kept = rows(query.limit) + 1;
        if found.len() > kept {
            found.select_nth_unstable_by_key(kept - 1, |(_, head)| Reverse(head.changed));
            found.truncate(kept);
        }
        found.sort_unstable_by_key(|(_, head)| Reverse(head.changed));
        Ok(found)
    }

    /// The dossiers from a place on that a filter finds, as they were at a position.
    fn found_from<'l>(
        &'l self,
        first: usize,
        filter: &Numbered<'_>,
        at: Position,
    ) -> impl Iterator<Item = Result<(u32, Cow<'l, Head>), Error>> {
        let heads = (0..).zip(self.dossiers.heads()).skip(first);
        heads.take_while(move |(_, head)| head.opened <= at.0).filter_map(move |(number, _)| {
            match self.dossiers.head_at(&self.store, &self.names, number, at.0) {
                Ok(head) => filter.holds(&head).then_some(Ok((number, head))),
                Err(error) => Some(Err(error.into())),
            }
        })
    }

    pub(crate) fn dossier_count(&self, filter: &Filter) -> Count {
        let filter = self.numbered(filter);
        let heads = self.dossiers.heads().iter();
        let found = filter.map_or(0, |filter| heads.filter(|head| filter.holds(head)).count());
        Count { position: self.position(), dossiers: u32::try_from(found).unwrap_or(u32::MAX) }
    }

    /// `None`: the filter asks for a name that no dossier has.
    fn numbered<'f>(&self, filter: &'f Filter) -> Option<Numbered<'f>> {
        let names = &self.names;
        Some(Numbered {
            filter,
            waits_for: number(filter.waits_for.as_ref(), |body| names.bodies.find(body))?,
            party: number(filter.party.as_ref(), |party| names.parties.find(party))?,
            coordinator: number(filter.coordinator.as_ref(), |actor| names.actors.find(actor))?,
            frameworks: filter.framework.as_ref().map(|family| {
                let versions = (0..).zip(names.frameworks.all());
                versions.filter(|(_, version)| version.id == *family).map(|(number, _)| number).collect()
            }),
            function: number(filter.function.as_ref(), |function| names.terms.find(function))?,
            title: filter.title.as_deref().map(searched),
        })
    }

    fn list_row(&self, number: u32, head: &Head) -> Result<Row, store::Error> {
        let (names, standing) = (&self.names, &head.standing);
        let functions = head.functions.iter().map(|function| names.terms.name(*function).cloned());
        let waits_for = standing.waits_for_body().map(|body| names.bodies.name(body).cloned());
        Ok(Row {
            id: head.id(),
            reference: self.reference(head)?,
            title: self.title(number)?,
            functions: functions.collect::<Result<_, _>>()?,
            framework: names.frameworks.name(head.framework)?.clone(),
            coordinator: names.actors.name(standing.coordinator)?.clone(),
            party: names.parties.name(standing.party)?.clone(),
            phase: standing.phase()?,
            waits_for: waits_for.transpose()?,
            opened: Position(head.opened),
            changed: Position(head.changed),
        })
    }

    /// The whole title of a dossier, which never changes.
    pub(super) fn title(&self, number: u32) -> Result<Words, store::Error> {
        let row = self.dossiers.row(&self.store, number)?;
        match row.facts(u64::MAX).next().transpose()?.map(|fact| fact.what) {
            Some(What::Opened(opened)) => Ok(Words::of(opened.title.words())),
            Some(_) | None => {
                Err(store::Error::damaged("the row of a dossier does not begin with its opening"))
            }
        }
    }
}

impl Numbered<'_> {
    fn holds(&self, head: &Head) -> bool {
        let standing = &head.standing;
        let waits_for = standing.waits_for_body();
        self.waits_for.is_none_or(|body| waits_for == Some(body))
            && self.party.is_none_or(|party| standing.party == party)
            && self.coordinator.is_none_or(|actor| standing.coordinator == actor)
            && (self.filter.phases.is_empty()
                || standing.phase().is_ok_and(|kind| self.filter.phases.contains(&kind)))
            && self.frameworks.as_ref().is_none_or(|versions| versions.contains(&head.framework))
            && self.function.is_none_or(|function| head.functions.contains(&function))
            && self.title.as_ref().is_none_or(|text| head.title.contains(&**text))
    }
}

/// `None`: there is a name and it has no number. `Some(None)`: no name is asked for.
fn number<T>(name: Option<&T>, find: impl FnOnce(&T) -> Option<u32>) -> Option<Option<u32>> {
    match name {
        None => Some(None),
        Some(name) => find(name).map(Some),
    }
}
