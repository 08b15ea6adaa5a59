//! The register of arrangements that exist: what was registered, and the dossiers that ended adopted.

use domain::{
    arrangement::{FundingLine, Level, LifePhase},
    framework::Role,
    ids::{ArrangementId, DossierId, PartyId, TermId},
};
use jiff::civil::Date;
use record::Position;

use super::{AsOf, Error, rows};
use crate::{
    head::searched,
    index::register::{Entry, Registered, Source},
    live::Live,
    reference::ReferenceNumber,
    store,
    timeline::Timeline,
    words::Words,
};

/// Which entries. Every part that is given must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Of this party.
    pub party: Option<PartyId>,
    /// Of this level.
    pub level: Option<Level>,
    /// With this function among others.
    pub function: Option<TermId>,
    /// With these words somewhere in the name, the target group or a partner's name, in any case.
    pub text: Option<String>,
    /// To be evaluated on a planned day that had passed on this day.
    pub overdue_on: Option<Date>,
}

/// Which part of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Which entries.
    pub filter: Filter,
    /// As of when. To read on from a page, ask as of the position of the first.
    pub as_of: AsOf,
    /// Only entries added after this position: [`Page::next`] of the page before.
    pub after: Position,
    /// At most so many, from 1 to [`PAGE_ROWS_MAX`](super::PAGE_ROWS_MAX).
    pub limit: usize,
}

/// A part of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The position it reflects.
    pub position: Position,
    /// The entries, in the order of entering.
    pub rows: Vec<Row>,
    /// Where the next page begins, if there is one.
    pub next: Option<Position>,
}

/// An arrangement that exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The record by which it came into the register. No two rows have the same.
    pub added: Position,
    /// Its name.
    pub name: Words,
    /// For whom.
    pub target_group: Option<Words>,
    /// With whom.
    pub partners: Vec<Words>,
    /// What pays for it.
    pub funding: Vec<TermId>,
    /// What it is for.
    pub functions: Vec<TermId>,
    /// The party it belongs to.
    pub party: PartyId,
    /// Group or individual.
    pub level: Level,
    /// How it came to be known.
    pub source: From,
}

/// How an arrangement came to be known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    /// It existed, and an administrator registered it.
    Registration(ArrangementId),
    /// A dossier ended adopted.
    Dossier {
        /// The dossier.
        id: DossierId,
        /// Its reference number.
        reference: ReferenceNumber,
        /// The record of the decision by which it was adopted, or of its last correction.
        decision: Option<Position>,
        /// How its arrangement stands, if it has begun.
        begun: Option<Standing>,
    },
}

/// How an arrangement stands that has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// In which phase of its life it is.
    pub phase: LifePhase,
    /// The planned days on which it is still to be evaluated, in order. Which of them passed depends on the day.
    pub to_evaluate: Vec<Date>,
}

impl Live {
    pub(crate) fn register(&self, query: &Query) -> Result<Page, Error> {
        let at = self.resolve(query.as_of)?;
        let mut page = Page { position: at, rows: Vec::new(), next: None };
        let filter = &query.filter;
        let party = match &filter.party {
            Some(party) => match self.names.parties.find(party) {
                Some(number) => Some(number),
                None => return Ok(page),
            },
            None => None,
        };
        let function = match &filter.function {
            Some(function) => match self.names.terms.find(function) {
                Some(number) => Some(number),
                None => return Ok(page),
            },
            None => None,
        };
        let text = filter.text.as_deref().map(searched);
        for entry in self.register.at(at.0, query.after.0) {
            let holds = party.is_none_or(|party| entry.party == party)
                && filter.level.is_none_or(|level| level_of(entry) == level);
            if !holds {
                continue;
            }
            if let (Some(function), Some(id)) = (function, &filter.function)
                && !self.is_for(entry, function, id, at)?
            {
                continue;
            }
            if let Some(text) = &text
                && !self.speaks_of(entry, text, at)?
            {
                continue;
            }
            if let Some(day) = filter.overdue_on
                && !self.is_overdue(entry, day, at)?
            {
                continue;
            }
            if page.rows.len() == rows(query.limit) {
                page.next = page.rows.last().map(|last| last.added);
                break;
            }
            page.rows.push(self.register_row(entry, at)?);
        }
        Ok(page)
    }

    fn is_for(&self, entry: &Entry, function: u32, id: &TermId, at: Position) -> Result<bool, store::Error> {
        match &entry.source {
            Source::Dossier(number) => {
                let head = self.dossiers.head(*number)?;
                let begun = self.begun(head.id(), at)?;
                Ok(begun.map_or_else(
                    || head.functions.contains(&function),
                    |told| told.arrangement.begun.plan.functions.contains(id),
                ))
            }
            Source::Registered(registered) => Ok(registered.functions.contains(&function)),
        }
    }

    /// Whether it was to be evaluated before a day, and was not.
    fn is_overdue(&self, entry: &Entry, day: Date, at: Position) -> Result<bool, store::Error> {
        let Source::Dossier(number) = &entry.source else { return Ok(false) };
        let begun = self.begun(self.dossiers.head(*number)?.id(), at)?;
        Ok(begun.is_some_and(|told| !told.arrangement.overdue(day).is_empty()))
    }

    /// Whether its name, the words for whom it is, or a partner's name holds these words.
    fn speaks_of(&self, entry: &Entry, text: &str, at: Position) -> Result<bool, store::Error> {
        let holds = |words: Option<&str>| words.is_some_and(|words| searched(words).contains(text));
        match &entry.source {
            Source::Dossier(number) => {
                let head = self.dossiers.head(*number)?;
                if head.title.contains(text) {
                    return Ok(true);
                }
                if let Some(told) = self.begun(head.id(), at)? {
                    let plan = &told.arrangement.begun.plan;
                    let mut said = std::iter::once(&plan.target_group).chain(&plan.partners);
                    return Ok(said.any(|words| holds(told.words(words).known())));
                }
                let row = self.dossiers.row(&self.store, *number)?;
                let timeline = Timeline::at(&row, &self.names, at.0.min(head.changed))?;
                Ok(timeline.opened()?.target_group.is_some_and(|group| holds(group.words())))
            }
            Source::Registered(registered) => Ok(holds(registered.name.words())
                || registered.target_group.as_ref().is_some_and(|group| holds(group.words()))
                || registered.partners.iter().any(|partner| holds(partner.words()))),
        }
    }

    pub(super) fn register_row(&self, entry: &Entry, at: Position) -> Result<Row, store::Error> {
        match &entry.source {
            Source::Dossier(number) => self.adopted_row(entry, *number, at),
            Source::Registered(registered) => self.registered_row(entry, registered),
        }
    }

    fn registered_row(&self, entry: &Entry, registered: &Registered) -> Result<Row, store::Error> {
        Ok(Row {
            added: Position(entry.added),
            name: Words::of(registered.name.words()),
            target_group: registered.target_group.as_ref().map(|group| Words::of(group.words())),
            partners: registered.partners.iter().map(|partner| Words::of(partner.words())).collect(),
            funding: self.terms(&registered.funding)?,
            functions: self.terms(&registered.functions)?,
            party: self.names.parties.name(entry.party)?.clone(),
            level: level_of(entry),
            source: From::Registration(registered.id()),
        })
    }

    fn adopted_row(&self, entry: &Entry, number: u32, at: Position) -> Result<Row, store::Error> {
        let head = self.dossiers.head(number)?;
        let row = self.dossiers.row(&self.store, number)?;
        let timeline = Timeline::at(&row, &self.names, at.0.min(head.changed))?;
        let opened = timeline.opened()?;
        // What began says more than what was asked for.
        let begun = self.begun(head.id(), at)?;
        let target_group = opened.target_group.map(|group| Words::of(group.words()));
        let (target_group, partners, funding, functions) = match &begun {
            Some(told) => {
                let plan = &told.arrangement.begun.plan;
                (
                    Some(told.words(&plan.target_group)),
                    plan.partners.iter().map(|partner| told.words(partner)).collect(),
                    codes(&plan.funding),
                    plan.functions.clone(),
                )
            }
            None => (target_group, Vec::new(), Vec::new(), self.terms(&opened.functions)?),
        };
        Ok(Row {
            added: Position(entry.added),
            name: Words::of(opened.title.words()),
            target_group,
            partners,
            funding,
            functions,
            party: self.names.parties.name(entry.party)?.clone(),
            level: level_of(entry),
            source: From::Dossier {
                id: head.id(),
                reference: self.reference(head)?,
                decision: decision(&timeline),
                begun: begun.map(|told| Standing {
                    phase: told.arrangement.phase(),
                    to_evaluate: told.arrangement.to_evaluate(),
                }),
            },
        })
    }

    pub(super) fn terms(&self, numbers: &[u32]) -> Result<Vec<TermId>, store::Error> {
        numbers.iter().map(|number| self.names.terms.name(*number).cloned()).collect()
    }
}

/// What pays for an arrangement, each once, in the order of its lines.
fn codes(funding: &[FundingLine]) -> Vec<TermId> {
    let mut codes: Vec<TermId> = Vec::new();
    for line in funding {
        if !codes.contains(&line.code) {
            codes.push(line.code.clone());
        }
    }
    codes
}

fn level_of(entry: &Entry) -> Level {
    if entry.is_group { Level::Group } else { Level::Individual }
}

/// The last decision to adopt. Ratifications may have come after it.
fn decision(timeline: &Timeline<'_>) -> Option<Position> {
    use super::parts::Given;
    let mut given = timeline.dossier.visits.iter().rev().filter_map(|visit| Given::of(timeline, visit));
    given.find(|given| given.role == Role::Decides && given.outcome.adopts()).map(|given| given.recorded)
}
