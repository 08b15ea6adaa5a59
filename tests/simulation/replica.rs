//! The journal as an auditor reads it: every record decoded and folded.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use domain::{
    Event, arrangement,
    dossier::{self, State},
    framework::{
        Framework, FrameworkRef,
        adoption::{self, Adopted},
    },
    ids::{CommandId, DossierId, FrameworkId, Revision},
    keeping, mandate, meeting, preparation,
};
use jiff::civil::Date;
use journal::Stored;
use record::{HistoryId, Position, Record, Recorded};
use uuid::Uuid;

use crate::{gone::Gone, ledgers::Tree, rules};

/// What the records up to some position amount to.
#[derive(Default)]
pub(crate) struct Replica {
    /// As they were when they were first seen, with all their words.
    pub(crate) records: Vec<(Stored, Record)>,
    pub(crate) histories: BTreeMap<HistoryId, History>,
    pub(crate) commands: BTreeMap<CommandId, Position>,
    pub(crate) events: BTreeSet<Uuid>,
    pub(crate) gone: Gone,
    pub(crate) tree: Tree,
}

/// The records of one thing.
#[derive(Debug, PartialEq, Default)]
pub(crate) struct History {
    /// Where the record of each revision stands, from revision 1.
    pub(crate) positions: Vec<Position>,
    /// What was true after each revision, from revision 0.
    pub(crate) matters: Vec<Matter>,
    /// What was true of its keeping after each revision, from revision 0.
    pub(crate) keepings: Vec<keeping::State>,
    /// When the last record was made.
    pub(crate) last: Option<Recorded>,
}

/// What is true of one thing.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Matter {
    Dossier(State),
    Framework(Adopted),
    Arrangement(arrangement::State),
    Meeting(meeting::State),
    Mandate(mandate::State),
    /// A preparation.
    Preparation(preparation::State),
}

impl Replica {
    /// The last position.
    pub(crate) fn head(&self) -> Position {
        Position(self.records.len() as u64)
    }

    /// The record at a position.
    pub(crate) fn at(&self, position: Position) -> Option<&(Stored, Record)> {
        self.records.get(usize::try_from(position.0.checked_sub(1)?).ok()?)
    }

    /// What was true of a history when the journal ended at a position.
    pub(crate) fn matter_at(&self, history: &HistoryId, head: Position) -> Matter {
        let Some(known) = self.histories.get(history) else { return Matter::of_nothing(history) };
        known.matters[known.positions.partition_point(|position| *position <= head)].clone()
    }

    /// How a history was kept when the journal ended at a position, and its last revision then.
    pub(crate) fn keeping_at(&self, history: &HistoryId, head: Position) -> (keeping::State, Revision) {
        let Some(known) = self.histories.get(history) else { return Default::default() };
        let revision = known.positions.partition_point(|position| *position <= head);
        (known.keepings[revision].clone(), Revision(revision as u64))
    }

    /// What is true of a history now.
    pub(crate) fn matter(&self, history: &HistoryId) -> Matter {
        self.matter_at(history, self.head())
    }

    /// A dossier as it is now.
    pub(crate) fn dossier(&self, id: DossierId) -> State {
        match self.matter(&HistoryId::Dossier(id)) {
            Matter::Dossier(state) => state,
            Matter::Framework(_)
            | Matter::Arrangement(_)
            | Matter::Meeting(_)
            | Matter::Mandate(_)
            | Matter::Preparation(_) => {
                unreachable!("it was asked as a dossier")
            }
        }
    }

    /// The dossiers that there are.
    pub(crate) fn dossiers(&self) -> Vec<DossierId> {
        let dossier = |history: &HistoryId| match history {
            HistoryId::Dossier(id) => Some(*id),
            HistoryId::Framework(_)
            | HistoryId::Arrangement(_)
            | HistoryId::Meeting(_)
            | HistoryId::Mandate(_)
            | HistoryId::Preparation(_) => None,
        };
        self.histories.keys().filter_map(dossier).collect()
    }

    /// The version of the region's framework in force on a date, when the journal ended at a position.
    pub(crate) fn in_force_at(&self, head: Position, on: Date) -> Option<Arc<Framework>> {
        let Matter::Framework(adopted) = self.matter_at(&HistoryId::Framework(family()), head) else {
            unreachable!("it was asked as a framework")
        };
        adopted.in_force(on).map(|version| framework(&version.framework))
    }

    /// Takes in the next record, which has been found good.
    pub(crate) fn add(&mut self, stored: Stored, record: Record) {
        let history = self.histories.entry(record.history.clone()).or_insert_with(|| History {
            matters: vec![Matter::of_nothing(&record.history)],
            keepings: vec![keeping::State::default()],
            ..History::default()
        });
        let before = history.matters.last().expect("there is a matter of revision 0").clone();
        history.matters.push(before.with(&record.event));
        let kept = history.keepings.last().expect("there is a keeping of revision 0").clone();
        history.keepings.push(match &record.event {
            Event::Keeping(event) => keeping::evolve(kept, record.revision, &record.actor, event),
            Event::Dossier(_)
            | Event::FrameworkAdopted(_)
            | Event::Arrangement(_)
            | Event::Meeting(_)
            | Event::Mandate(_)
            | Event::Preparation(_) => kept,
        });
        history.positions.push(stored.position);
        if let Event::Keeping(keeping::Event::TextsErased(erased)) = &record.event {
            self.gone.note(stored.position, history, erased);
        }
        history.last = Some(record.recorded);
        self.commands.insert(record.command, stored.position);
        self.events.insert(record.id);
        self.tree.push(&stored.entry.record);
        self.records.push((stored, record));
    }
}

impl History {
    /// The last revision.
    pub(crate) fn revision(&self) -> Revision {
        Revision(self.positions.len() as u64)
    }
}

impl Matter {
    fn of_nothing(history: &HistoryId) -> Self {
        match history {
            HistoryId::Dossier(_) => Self::Dossier(State::default()),
            HistoryId::Framework(_) => Self::Framework(Adopted::default()),
            HistoryId::Arrangement(_) => Self::Arrangement(arrangement::State::default()),
            HistoryId::Meeting(_) => Self::Meeting(meeting::State::default()),
            HistoryId::Mandate(_) => Self::Mandate(mandate::State::default()),
            HistoryId::Preparation(_) => Self::Preparation(preparation::State::default()),
        }
    }

    fn with(self, event: &Event) -> Self {
        match (self, event) {
            (Self::Dossier(state), Event::Dossier(event)) => Self::Dossier(dossier::evolve(state, event)),
            (Self::Framework(adopted), Event::FrameworkAdopted(event)) => {
                Self::Framework(adoption::evolve(adopted, event))
            }
            (Self::Arrangement(state), Event::Arrangement(event)) => {
                Self::Arrangement(arrangement::evolve(state, event))
            }
            (Self::Meeting(state), Event::Meeting(event)) => Self::Meeting(meeting::evolve(state, event)),
            (Self::Mandate(state), Event::Mandate(event)) => Self::Mandate(mandate::evolve(state, event)),
            (Self::Preparation(state), Event::Preparation(event)) => {
                Self::Preparation(preparation::evolve(state, event))
            }
            (Self::Preparation(state), Event::Keeping(_)) => Self::Preparation(preparation::pass(state)),
            (Self::Mandate(state), Event::Keeping(_)) => Self::Mandate(mandate::pass(state)),
            (Self::Meeting(state), Event::Keeping(_)) => Self::Meeting(meeting::pass(state)),
            (Self::Dossier(state), Event::Keeping(_)) => Self::Dossier(dossier::pass(state)),
            (Self::Arrangement(state), Event::Keeping(_)) => Self::Arrangement(arrangement::pass(state)),
            (matter, event) => panic!("an event in a history of another kind: {event:?} after {matter:?}"),
        }
    }
}

/// The name of the region's framework.
pub(crate) fn family() -> FrameworkId {
    rules::versions()[0].framework.reference.id.clone()
}

/// One of the versions that can be adopted here.
pub(crate) fn framework(reference: &FrameworkRef) -> Arc<Framework> {
    let mut known = rules::versions().iter().map(|version| &version.framework);
    let found = known.find(|known| known.reference == *reference);
    Arc::clone(found.unwrap_or_else(|| panic!("{reference:?} is a version of the region")))
}
