//! The journal as an auditor reads it: every record decoded, folded, and decided again.

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
    keeping, mandate,
    meeting::{self, parts::ItemPapers},
    preparation,
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

    /// Decides a recorded event again.
    pub(crate) fn redecide(&self, replica: &Replica, record: &Record) -> Result<(), String> {
        let context = record.context();
        let again = |decided: Result<Event, String>| match decided {
            Ok(event) if event == record.event => Ok(()),
            Ok(event) => Err(format!("the rules lead to {event:?}")),
            Err(refusal) => Err(format!("the rules refuse: {refusal}")),
        };
        match (self, &record.event) {
            (Self::Dossier(state), Event::Dossier(event)) => {
                let kept = match (state, event) {
                    (State::Opened(dossier), _) => &dossier.framework,
                    (State::Unopened, dossier::Event::DossierOpened(opened)) => &opened.framework,
                    (State::Unopened, _) => return Err("something happened to no dossier".to_owned()),
                };
                let difference = dossier::replay::redecide(&framework(kept), state, event, &context);
                difference.map_err(|difference| format!("{difference:?}"))
            }
            (Self::Framework(adopted), Event::FrameworkAdopted(event)) => {
                let adopt = adoption::Adopt { file: event.file };
                let decided = adoption::decide(&framework(&event.framework), adopted, adopt, &context);
                again(decided.map(Event::FrameworkAdopted).map_err(|refusal| format!("{refusal:?}")))
            }
            (Self::Arrangement(before), Event::Arrangement(event)) => {
                let rules = match event {
                    arrangement::Event::ArrangementRegistered(_) => replica
                        .in_force_at(replica.head(), context.today)
                        .ok_or("no framework is in force")?,
                    arrangement::Event::ArrangementBegun(begun) => framework(&begun.framework),
                };
                let command = arrangement::command_of(event);
                let decided = arrangement::decide(&rules, before, command, &context);
                again(decided.map(Event::Arrangement).map_err(|refusal| format!("{refusal:?}")))
            }
            (Self::Meeting(state), Event::Meeting(event)) => {
                let kept = match (state, event) {
                    (meeting::State::Planned(meeting), _) => &meeting.framework,
                    (_, meeting::Event::MeetingPlanned(planned)) => &planned.framework,
                    (meeting::State::Unplanned, _) => {
                        return Err("something happened to no meeting".to_owned());
                    }
                };
                if !papers_are_found(replica, state, event) {
                    return Err("the papers are not those that the dossiers had".to_owned());
                }
                let command = meeting::replay::command_of(event);
                let decided = meeting::decide(&framework(kept), state, command, &context);
                again(decided.map(Event::Meeting).map_err(|refusal| format!("{refusal:?}")))
            }
            (Self::Preparation(state), Event::Preparation(event)) => {
                let kept = match (state, event) {
                    (preparation::State::Begun(preparation), _) => &preparation.framework,
                    (_, preparation::Event::PreparationBegun(begun)) => &begun.framework,
                    (preparation::State::Unbegun, _) => {
                        return Err("something happened to no preparation".to_owned());
                    }
                };
                let command = preparation::replay::command_of(event);
                let decided = preparation::decide(&framework(kept), state, command, &context);
                again(decided.map(Event::Preparation).map_err(|refusal| format!("{refusal:?}")))
            }
            (Self::Mandate(state), Event::Mandate(event)) => {
                let kept = match (state, event) {
                    (mandate::State::Granted(mandate), _) => &mandate.granted.framework,
                    (_, mandate::Event::MandateGranted(granted)) => &granted.framework,
                    (mandate::State::Ungranted, _) => {
                        return Err("something happened to no mandate".to_owned());
                    }
                };
                let command = mandate::replay::command_of(event);
                let decided = mandate::decide(&framework(kept), state, command, &context);
                again(decided.map(Event::Mandate).map_err(|refusal| format!("{refusal:?}")))
            }
            (
                Self::Dossier(_)
                | Self::Arrangement(_)
                | Self::Meeting(_)
                | Self::Mandate(_)
                | Self::Preparation(_),
                Event::Keeping(event),
            ) => {
                let (state, last) = replica.keeping_at(&record.history, replica.head());
                let command = keeping::replay::command_of(event);
                let decided = keeping::decide(&state, last, command, &context);
                again(decided.map(Event::Keeping).map_err(|refusal| format!("{refusal:?}")))
            }
            (matter, event) => Err(format!("{event:?} belongs to another kind of history than {matter:?}")),
        }
    }
}

/// Whether what was sent is what the dossiers had at the revisions that the record names.
fn papers_are_found(replica: &Replica, before: &meeting::State, event: &meeting::Event) -> bool {
    let found = |subject: &meeting::Subject, sent: &ItemPapers| {
        let seen = match subject {
            meeting::Subject::Visit { dossier, .. } => {
                let history = &replica.histories[&HistoryId::Dossier(*dossier)];
                let revision = sent.seen.and_then(|seen| usize::try_from(seen.0).ok());
                match revision.and_then(|revision| history.matters.get(revision)) {
                    Some(Matter::Dossier(state)) => Some(state),
                    Some(_) | None => return false,
                }
            }
            meeting::Subject::Topic { .. } => None,
        };
        meeting::between::papers_of(sent.item, subject, seen) == *sent
    };
    match (before, event) {
        (meeting::State::Planned(meeting), meeting::Event::PapersSent(sent)) => {
            let of = |sent: &ItemPapers| meeting.item(sent.item).map(|item| &item.added.subject);
            record::papers_digest(&sent.items) == sent.digest
                && sent.items.iter().all(|sent| of(sent).is_some_and(|subject| found(subject, sent)))
        }
        (_, meeting::Event::AddendumSent(sent)) => found(&sent.added.subject, &sent.papers),
        (_, _) => true,
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
