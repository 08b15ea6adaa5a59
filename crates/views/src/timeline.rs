//! What a row means at a position: the state that its facts lead to, with where each thing was recorded and in what
//! words.

use domain::{
    dossier::{
        Dossier, State,
        event::{ConditionNumber, DocumentRef, VisitRef},
        evolve, pass,
        waiting::Since,
    },
    ids::Revision,
    sealed::Sealed,
};
use jiff::{Timestamp, civil::Date};
use record::Position;

use crate::{
    fact::{Fact, Handles, Opened, What, event},
    names::Names,
    row::Row,
    store::Error,
};

/// A dossier as it was at a position.
#[derive(Debug)]
pub(crate) struct Timeline<'w> {
    pub(crate) facts: Vec<Fact<'w>>,
    /// By the rules' own account. Its digests of words are handles; its documents have no sections.
    pub(crate) dossier: Dossier,
    handles: Handles<'w>,
    /// Where each visit was opened, in that order.
    openings: Vec<(VisitRef, u64)>,
}

/// How a document version was filed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Filing {
    pub(crate) words: u32,
    pub(crate) at: Timestamp,
}

impl<'w> Timeline<'w> {
    /// The dossier after its facts up to and including a position.
    pub(crate) fn at(row: &'w Row, names: &Names, until: u64) -> Result<Self, Error> {
        let (mut facts, mut state, mut handles) = (Vec::new(), State::Unopened, Handles::default());
        let mut openings: Vec<(VisitRef, u64)> = Vec::new();
        for fact in row.facts(until) {
            let fact = fact?;
            state = match event(&fact, names, &mut handles)? {
                Some(event) => evolve(state, &event),
                None => pass(state),
            };
            if fact.what.opens().is_some()
                && let State::Opened(dossier) = &state
                && let Some(visit) = dossier.visits.last()
                && openings.iter().all(|(known, _)| *known != visit.opening.visit)
            {
                openings.push((visit.opening.visit.clone(), fact.position));
            }
            facts.push(fact);
        }
        match state {
            State::Opened(dossier) => Ok(Self { facts, dossier: *dossier, handles, openings }),
            State::Unopened => Err(Error::damaged("the row of a dossier does not begin with its opening")),
        }
    }

    /// The words behind a handle of this dossier's state.
    pub(crate) fn words(&self, handle: &Sealed) -> Option<&'w str> {
        self.handles.words(handle)
    }

    /// What the first fact says.
    pub(crate) fn opened(&self) -> Result<&Opened<'w>, Error> {
        match self.facts.first().map(|fact| &fact.what) {
            Some(What::Opened(opened)) => Ok(opened),
            Some(_) | None => Err(Error::damaged("the row of a dossier does not begin with its opening")),
        }
    }

    /// The day since which the dossier waits.
    pub(crate) fn since(&self, since: Since) -> Result<Date, Error> {
        match since {
            Since::Date(date) => Ok(date),
            // Only of the opening is the day kept; nothing else is waited for since its record was written down.
            Since::Recorded(_) => self.opened()?.on.date(),
        }
    }

    /// The fact with a revision.
    pub(crate) fn fact(&self, revision: Revision) -> Option<&Fact<'w>> {
        self.facts.get(usize::try_from(revision.0.checked_sub(1)?).ok()?)
    }

    /// How a document version was filed.
    pub(crate) fn filing(&self, document: &DocumentRef) -> Option<Filing> {
        // The rules file in order, and so do the facts: the n-th document is the n-th filing.
        let place = self.dossier.documents.iter().position(|filed| filed.document == *document)?;
        let mut filings = self.facts.iter().filter_map(|fact| {
            let What::Filed { words, .. } = fact.what else { return None };
            Some(Filing { words, at: fact.at() })
        });
        filings.nth(place)
    }

    /// Where a revision stands in the journal.
    pub(crate) fn position(&self, revision: Revision) -> Position {
        Position(self.fact(revision).map_or(0, |fact| fact.position))
    }

    /// Where a visit was opened.
    pub(crate) fn opening(&self, visit: &VisitRef) -> Position {
        let opening = self.openings.iter().find(|(known, _)| known == visit);
        Position(opening.map_or(0, |(_, position)| *position))
    }

    /// The words in which a condition was answered in a record.
    pub(crate) fn answer(&self, revision: Revision, number: ConditionNumber) -> Option<&'w str> {
        let Some(Fact { what: What::Answered(answers), .. }) = self.fact(revision) else { return None };
        answers.iter().find(|(answered, _)| *answered == number.0).and_then(|(_, kept)| kept.words())
    }

    /// Whether a record is a correction.
    pub(crate) fn is_correction(&self, revision: Revision) -> bool {
        self.dossier.corrections.iter().any(|mended| mended.by == revision)
    }
}
