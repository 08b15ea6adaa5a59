//! One meeting, now or as it was: its agenda with papers, who was there, and its decision list. What was done with a dossier
//! under an item stands in the dossier, as of the same position.

use domain::{
    dossier::{
        event::VisitRef,
        state::{Progress, Visit},
    },
    framework::{FrameworkRef, Outcome, Role},
    ids::{ActorId, DossierId, ItemNumber, MeetingId, PartyId, Revision, RoundId},
    meeting::{
        ItemKind, ItemRef, Subject as About,
        attendance::{Attendance, differs},
        between::outcome_under,
        parts::{Paper, Present},
        state::{Held, Item as OnAgenda, Phase as State},
    },
    sealed::Digest,
};
use jiff::{Timestamp, civil::Date};
use record::Position;

use super::{
    AsOf, Error,
    meetings::{Phase, Row, row},
    parts::{Condition, Given},
};
use crate::{
    chronicle::{Account, meetings::Known},
    live::Live,
    reference::ReferenceNumber,
    store,
    timeline::Timeline,
    words::Words,
};

/// An answer about one meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The position it reflects.
    pub position: Position,
    /// The meeting; `None` if it had not been planned.
    pub meeting: Option<Meeting>,
}

/// A meeting as it was at a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// What lists show of it.
    pub row: Row,
    /// Why it was planned on this day, when that needed a reason.
    pub reason: Option<Words>,
    /// Why it does not take place.
    pub cancelled: Option<Words>,
    /// What is on its agenda, in the order of treatment.
    pub items: Vec<Item>,
    /// The digest of the list of papers that was sent, and when that was written down.
    pub sent: Option<(Digest, Timestamp)>,
    /// Who was there.
    pub present: Vec<Present>,
    /// The parties with a seat for whom nobody was there.
    pub absent: Vec<PartyId>,
    /// Its decision list, once there is one.
    pub list: Option<List>,
    /// When its planning was written down.
    pub planned_at: Timestamp,
    /// When its last record was.
    pub changed_at: Timestamp,
}

/// Something on the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its number in the meeting.
    pub number: ItemNumber,
    /// What it is about.
    pub subject: Subject,
    /// How it was to be treated by the agenda.
    pub planned: ItemKind,
    /// How it is to be treated, or was.
    pub kind: ItemKind,
    /// Who let it in too late, and why.
    pub late: Option<(ActorId, Words)>,
    /// The item of an earlier meeting that it goes on from.
    pub carried_from: Option<CarriedFrom>,
    /// What was sent with it. `None`: nothing was sent yet.
    pub sent: Option<Sent>,
    /// What was done under it.
    pub done: Done,
    /// Where parties stood that were not there, or the other way round: what the dossier and the meeting say differently.
    pub attendance: Vec<Attendance>,
}

/// What an item is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A visit of a dossier.
    Visit(Box<Dossier>),
    /// Something else.
    Topic(Words),
}

/// The visit of a dossier that an item is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// The dossier.
    pub id: DossierId,
    /// Its reference number.
    pub reference: ReferenceNumber,
    /// Its title.
    pub title: Words,
    /// The framework it runs on.
    pub framework: FrameworkRef,
    /// The visit.
    pub visit: VisitRef,
    /// The round it belongs to.
    pub round: RoundId,
    /// What the body is asked to do.
    pub role: Role,
}

/// What was done under an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// Nothing yet: the meeting is to come.
    Ahead,
    /// The body treated the dossier: its outcome, and the conditions that it set.
    Treated(Box<Given>, Vec<Condition>),
    /// The meeting was held, and no outcome of it was written down: it was not reached.
    NotReached,
    /// The meeting was held. What is no dossier has no outcome but the remark of the decision list.
    Held,
    /// The meeting does not take place.
    Cancelled,
}

/// The item of an earlier meeting that another goes on from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CarriedFrom {
    /// Which.
    pub item: ItemRef,
    /// The day of that meeting.
    pub on: Option<Date>,
}

/// What was sent with an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The papers.
    pub papers: Vec<Paper>,
    /// The last record of the dossier when they were looked up.
    pub seen: Option<Revision>,
    /// The digest of the list with this one item, if it was sent after the others.
    pub addendum: Option<Digest>,
}

/// A decision list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// A line an item, in the order of the agenda when it was drawn up.
    pub lines: Vec<Line>,
    /// When this draft was written down.
    pub drafted_at: Timestamp,
    /// The day of the meeting that fixed it.
    pub fixed_on: Option<Date>,
}

/// A line of a decision list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The item.
    pub item: ItemNumber,
    /// The record of the dossier that the line rests on, and what that said.
    pub outcome: Option<(Revision, Outcome)>,
    /// What the secretary added.
    pub remark: Option<Words>,
}

/// What a body did with a visit, and the conditions that it set.
type Treated = (Given, Vec<Condition>);

impl Live {
    pub(crate) fn meeting(&self, id: MeetingId, as_of: AsOf) -> Result<Answer, Error> {
        let at = self.resolve(as_of)?;
        let known = self.chronicle.meetings.find(id).filter(|known| known.planned <= at);
        let meeting = known.map(|known| self.meeting_at(known, at)).transpose()?;
        Ok(Answer { position: at, meeting })
    }

    fn meeting_at(&self, known: &Known, at: Position) -> Result<Meeting, store::Error> {
        let account = self.account(known, at)?;
        let meeting = &account.meeting;
        let row = row(known, &account, at);
        let mut items = Vec::with_capacity(meeting.items.len());
        for item in &meeting.items {
            items.push(self.item(&account, item, row.phase, at)?);
        }
        let (present, absent) = match &meeting.phase {
            State::Held(Held { present, absent, .. }) => (present.clone(), absent.clone()),
            State::Concept | State::Fixed | State::Sent { .. } | State::Cancelled => (Vec::new(), Vec::new()),
        };
        let written = |revision| account.record(revision).map_or(Timestamp::UNIX_EPOCH, |(_, at)| at);
        Ok(Meeting {
            reason: account.reason.map(|reason| account.words(&reason)),
            cancelled: account.cancelled.map(|reason| account.words(&reason)),
            items,
            sent: account.sent,
            present,
            absent,
            list: self.list(&account),
            planned_at: written(Revision(1)),
            changed_at: written(meeting.revision),
            row,
        })
    }

    fn list(&self, account: &Account) -> Option<List> {
        let State::Held(Held { list: Some(list), .. }) = &account.meeting.phase else { return None };
        let lines = list.lines.iter().map(|line| Line {
            item: line.item,
            outcome: line.outcome.map(|outcome| (outcome.revision, outcome.outcome)),
            remark: line.remark.map(|remark| account.words(&remark)),
        });
        Some(List {
            lines: lines.collect(),
            drafted_at: account.record(list.revision).map_or(Timestamp::UNIX_EPOCH, |(_, at)| at),
            fixed_on: list.fixed_at.and_then(|meeting| self.day_of(meeting)),
        })
    }

    pub(super) fn day_of(&self, meeting: MeetingId) -> Option<Date> {
        self.chronicle.meetings.find(meeting).map(|known| known.on)
    }

    fn item(
        &self,
        account: &Account,
        item: &OnAgenda,
        phase: Phase,
        at: Position,
    ) -> Result<Item, store::Error> {
        let added = &item.added;
        let (subject, treated) = match &added.subject {
            About::Topic { title } => (Subject::Topic(account.words(title)), None),
            About::Visit { dossier, visit } => self.treated(account, item, *dossier, visit, at)?,
        };
        let stood = treated.iter().flat_map(|(given, _)| &given.stances);
        let stood = stood.map(|stood| (&stood.party, stood.stance, stood.replacement.is_some()));
        let attendance = differs(&account.meeting, stood);
        let done = match (treated, phase, &subject) {
            (Some((given, conditions)), _, _) => Done::Treated(Box::new(given), conditions),
            (None, Phase::Concept | Phase::Fixed | Phase::Sent, _) => Done::Ahead,
            (None, Phase::Held, Subject::Visit(_)) => Done::NotReached,
            (None, Phase::Held, Subject::Topic(_)) => Done::Held,
            (None, Phase::Cancelled, _) => Done::Cancelled,
        };
        let addendum = account.addenda.iter().find(|(number, _)| *number == added.item);
        Ok(Item {
            number: added.item,
            subject,
            planned: account.planned_kind(item),
            kind: item.kind,
            late: added.late.as_ref().map(|late| (late.authorised_by.clone(), account.words(&late.reason))),
            carried_from: added
                .carried_from
                .map(|from| CarriedFrom { item: from, on: self.day_of(from.meeting) }),
            sent: item.sent.as_ref().map(|sent| Sent {
                papers: sent.papers.clone(),
                seen: sent.seen,
                addendum: addendum.map(|(_, digest)| *digest),
            }),
            done,
            attendance,
        })
    }

    /// The dossier that an item is about, and what it says was done under it.
    fn treated(
        &self,
        account: &Account,
        item: &OnAgenda,
        dossier: DossierId,
        asked: &VisitRef,
        at: Position,
    ) -> Result<(Subject, Option<Treated>), store::Error> {
        let damaged = || store::Error::damaged("a meeting treats a visit that is not there");
        let number = self.dossiers.find(dossier).ok_or_else(damaged)?;
        let head = self.dossiers.head(number)?;
        let row = self.dossiers.row(&self.store, number)?;
        let timeline = Timeline::at(&row, &self.names, at.0.min(head.changed))?;
        let visit = timeline.dossier.visit(asked).ok_or_else(damaged)?;
        let subject = Subject::Visit(Box::new(Dossier {
            id: dossier,
            reference: self.reference(head)?,
            title: Words::of(timeline.opened()?.title.words()),
            framework: timeline.dossier.framework.clone(),
            visit: asked.clone(),
            round: visit.opening.round.clone(),
            role: visit.opening.role,
        }));
        let outcome = outcome_under(&account.meeting, item, &timeline.dossier);
        let given = outcome.and_then(|_| Given::of(&timeline, visit));
        Ok((subject, given.map(|given| (given, set_by(&timeline, visit)))))
    }
}

/// The conditions that a body set when it treated a visit.
fn set_by(timeline: &Timeline<'_>, visit: &Visit) -> Vec<Condition> {
    match &visit.progress {
        Progress::Treated { treated, .. } => {
            let numbers: Vec<_> = treated.conditions.iter().map(|set| set.number).collect();
            let set = timeline.dossier.conditions.iter().filter(|known| numbers.contains(&known.set.number));
            set.map(|condition| Condition::of(timeline, condition)).collect()
        }
        Progress::Waiting | Progress::Void => Vec::new(),
    }
}
