//! Which entries of the register a proposal resembles, and in what. Every entry is looked at: a region has some hundreds.

use std::cmp::Reverse;

use domain::{
    arrangement::similar::{Likeness, Sketch, likeness},
    ids::{DossierId, TermId},
};
use record::Position;

use super::{AsOf, Error, register::Row, rows};
use crate::{index::register::Source, live::Live, store, timeline::Timeline, words::Words};

/// What a proposal says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Its dossier: it gives what is not given here, and is left out of what is found.
    pub dossier: Option<DossierId>,
    /// Its name.
    pub name: Option<String>,
    /// For whom.
    pub target_group: Option<String>,
    /// With whom.
    pub partners: Vec<String>,
    /// What it is for.
    pub functions: Vec<TermId>,
    /// As of when.
    pub as_of: AsOf,
    /// At most so many, from 1 to [`PAGE_ROWS_MAX`](super::PAGE_ROWS_MAX).
    pub limit: usize,
}

/// What it resembles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The position it reflects.
    pub position: Position,
    /// The entries, most alike first; of those that are as much alike, the oldest first.
    pub rows: Vec<(Row, Likeness)>,
    /// Whether the dossier that was named is known.
    pub is_known: bool,
}

impl Live {
    pub(crate) fn similar(&self, query: &Query) -> Result<Answer, Error> {
        let at = self.resolve(query.as_of)?;
        let Some(query) = self.completed(query, at)? else {
            return Ok(Answer { position: at, rows: Vec::new(), is_known: false });
        };
        let partners: Vec<&str> = query.partners.iter().map(String::as_str).collect();
        let proposal = Sketch {
            name: query.name.as_deref().unwrap_or_default(),
            target_group: query.target_group.as_deref().unwrap_or_default(),
            partners: &partners,
            functions: &query.functions,
        };
        let mut found = Vec::new();
        for entry in self.register.at(at.0, 0) {
            if let (Source::Dossier(number), Some(own)) = (&entry.source, query.dossier)
                && self.dossiers.head(*number)?.id() == own
            {
                continue;
            }
            let row = self.register_row(entry, at)?;
            if let Some(likeness) = compared(&proposal, &row) {
                found.push((row, likeness));
            }
        }
        found.sort_by_key(|(_, likeness)| Reverse(likeness.weight));
        found.truncate(rows(query.limit));
        Ok(Answer { position: at, rows: found, is_known: true })
    }

    /// The question with what the dossier says where it says nothing itself. `None`: there is no such dossier.
    fn completed(&self, query: &Query, at: Position) -> Result<Option<Query>, store::Error> {
        let mut query = query.clone();
        let Some(id) = query.dossier else { return Ok(Some(query)) };
        let Some(number) = self.dossiers.find(id) else { return Ok(None) };
        let head = self.dossiers.head(number)?;
        let row = self.dossiers.row(&self.store, number)?;
        let timeline = Timeline::at(&row, &self.names, at.0.min(head.changed))?;
        let opened = timeline.opened()?;
        query.name = query.name.or_else(|| opened.title.words().map(str::to_owned));
        let group = opened.target_group.as_ref().and_then(|group| group.words().map(str::to_owned));
        query.target_group = query.target_group.or(group);
        if query.functions.is_empty() {
            query.functions = self.terms(&opened.functions)?;
        }
        Ok(Some(query))
    }
}

fn compared(proposal: &Sketch<'_>, row: &Row) -> Option<Likeness> {
    let partners: Vec<&str> = row.partners.iter().filter_map(Words::known).collect();
    let existing = Sketch {
        name: row.name.known().unwrap_or_default(),
        target_group: row.target_group.as_ref().and_then(Words::known).unwrap_or_default(),
        partners: &partners,
        functions: &row.functions,
    };
    likeness(proposal, &existing)
}
