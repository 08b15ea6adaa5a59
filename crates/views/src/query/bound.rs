//! Who is bound by what was decided: what each party said of it, and what is reported of its use; now or as it was.
//!
//! Which parties said nothing is told by the framework, so whoever asks adds them; and whether a party is bound depends on
//! the day, so whoever asks derives that too.

use domain::{arrangement::bound::ratifying, ids::DossierId};
use record::Position;

use super::{AsOf, Error, actions::About, arrangement::Told, parts::Said, rows};
use crate::{live::Live, store, timeline::Timeline};

/// Which arrangements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Only the one of this dossier.
    pub dossier: Option<DossierId>,
    /// As of when. To read on from a page, ask as of the position of the first.
    pub as_of: AsOf,
    /// Only arrangements after the one that began at this position: [`Page::next`] of the page before.
    pub after: Position,
    /// At most so many, from 1 to [`PAGE_ROWS_MAX`](super::PAGE_ROWS_MAX).
    pub limit: usize,
}

/// A part of a list.
#[derive(Debug)]
pub struct Page {
    /// The position it reflects.
    pub position: Position,
    /// The arrangements, in the order in which they began.
    pub rows: Vec<Row>,
    /// Where the next page begins, if there is one.
    pub next: Option<Position>,
}

/// What parties said of being bound by an arrangement, and what they have of it.
#[derive(Debug)]
pub struct Row {
    /// The dossier that decided it.
    pub about: About,
    /// The arrangement: what each party said in its history, and what was reported there.
    pub told: Told,
    /// What each party said when it ratified the decision that stands.
    pub ratified: Vec<Said>,
    /// The record that began it. No two arrangements have the same.
    pub begun: Position,
}

impl Live {
    pub(crate) fn bound(&self, query: &Query) -> Result<Page, Error> {
        let at = self.resolve(query.as_of)?;
        let mut page = Page { position: at, rows: Vec::new(), next: None };
        for known in self.chronicle.arrangements.between(query.after, at) {
            if query.dossier.is_some_and(|dossier| dossier != known.dossier) {
                continue;
            }
            if page.rows.len() == rows(query.limit) {
                page.next = page.rows.last().map(|last| last.begun);
                break;
            }
            let missing = || store::Error::damaged("an arrangement began of which there is no dossier");
            let about = self.about(known.dossier, at)?.ok_or_else(missing)?;
            let told = self.begun(known.dossier, at)?.ok_or_else(missing)?;
            let ratified = self.ratified(known.dossier, at)?;
            page.rows.push(Row { about, told, ratified, begun: known.begun });
        }
        Ok(page)
    }

    /// What each party said when it ratified the decision that stands.
    fn ratified(&self, dossier: DossierId, at: Position) -> Result<Vec<Said>, store::Error> {
        let Some(number) = self.dossiers.find(dossier) else { return Ok(Vec::new()) };
        let row = self.dossiers.row(&self.store, number)?;
        let changed = self.dossiers.head(number)?.changed;
        let timeline = Timeline::at(&row, &self.names, at.0.min(changed))?;
        Ok(ratifying(&timeline.dossier).map_or_else(Vec::new, |visit| Said::all(&timeline, visit)))
    }
}
