//! The register of mandates: who may act for which party, in what, from when until when; now or as it was.

use domain::{
    Event,
    ids::{ActorId, MandateId, PartyId},
    mandate::{self, Mandate, State},
};
use jiff::civil::Date;
use record::{HistoryId, Position};

use super::{AsOf, Error, rows};
use crate::{
    chronicle::{self, Kept},
    live::Live,
    store,
    words::Words,
};

/// Which mandates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Of this party; of every party if none is given.
    pub party: Option<PartyId>,
    /// Held by this person.
    pub holder: Option<ActorId>,
    /// Only those that hold on this day: begun, not past their last day, and not revoked by then.
    pub on: Option<Date>,
    /// As of when. To read on from a page, ask as of the position of the first.
    pub as_of: AsOf,
    /// Only mandates after the one that was granted at this position: [`Page::next`] of the page before.
    pub after: Position,
    /// At most so many, from 1 to [`PAGE_ROWS_MAX`](super::PAGE_ROWS_MAX).
    pub limit: usize,
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The position it reflects.
    pub position: Position,
    /// The mandates, in the order in which they were granted.
    pub rows: Vec<Row>,
    /// Where the next page begins, if there is one.
    pub next: Option<Position>,
}

/// A mandate in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub id: MandateId,
    /// What was granted, and from when it is revoked.
    pub mandate: Mandate,
    /// What it rests on.
    pub source: Words,
    /// Why it was revoked.
    pub revoked_because: Option<Words>,
    /// The record that granted it. No two mandates have the same.
    pub granted: Position,
}

impl Live {
    pub(crate) fn mandates(&self, query: &Query) -> Result<Page, Error> {
        let at = self.resolve(query.as_of)?;
        let mut page = Page { position: at, rows: Vec::new(), next: None };
        for known in self.chronicle.mandates.between(query.after, at) {
            let is_meant = query.party.as_ref().is_none_or(|party| known.party == *party)
                && query.holder.as_ref().is_none_or(|holder| known.holder == *holder);
            if !is_meant {
                continue;
            }
            let kept = self.chronicle.read(&self.store, &HistoryId::Mandate(known.id), at)?;
            let row = row(known.id, known.granted, &kept)?;
            if query.on.is_some_and(|day| row.mandate.holds_on(day).is_err()) {
                continue;
            }
            if page.rows.len() == rows(query.limit) {
                page.next = page.rows.last().map(|last| last.granted);
                break;
            }
            page.rows.push(row);
        }
        Ok(page)
    }
}

/// What the records of a mandate say together.
fn row(id: MandateId, granted: Position, kept: &[Kept]) -> Result<Row, store::Error> {
    let mut reason = None;
    let next = |state, Kept { record, .. }: &Kept| {
        let Event::Mandate(event) = &record.event else {
            return Err(store::Error::damaged("a mandate has a record of something else"));
        };
        if let mandate::Event::MandateRevoked(revoked) = event {
            reason = Some(revoked.reason);
        }
        Ok(mandate::evolve(state, event))
    };
    let state = chronicle::folded(kept, next, mandate::pass)?;
    let State::Granted(mandate) = state else {
        return Err(store::Error::damaged("a mandate does not begin with its granting"));
    };
    let source = chronicle::words(kept, &mandate.granted.source);
    let revoked_because = reason.map(|reason| chronicle::words(kept, &reason));
    Ok(Row { id, mandate: *mandate, source, revoked_because, granted })
}
