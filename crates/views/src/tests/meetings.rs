//! What the answers about meetings should be: folded from the events, without any row or index of ours.

use std::collections::BTreeMap;

use domain::{
    action::Status,
    decision::Stance,
    dossier::event::VisitRef,
    ids::{ActionNumber, BodyId, DossierId, ItemNumber, MeetingId},
    meeting::{
        self, Event, Form, ItemKind, Part, State, Subject as About,
        attendance::Attendance,
        evolve, pass,
        state::{Held, Item as OnAgenda, Phase as Stage},
    },
};
use jiff::Timestamp;
use record::Position;

use super::model::Model;
use crate::{
    ActionReference, ListNumber,
    query::{
        actions, dossier,
        meeting::{CarriedFrom, Done, Dossier, Item, Line, List, Meeting, Sent, Subject},
        meetings::{Listed, OnMeeting, Phase, Row, Standing},
        parts::{Condition, Given},
    },
};

/// Every meeting, in the order of planning.
#[derive(Clone, Default)]
pub(super) struct Meetings(Vec<Known>);

#[derive(Clone)]
struct Known {
    id: MeetingId,
    state: State,
    /// As it was just before the meeting was held.
    before: Option<State>,
    number: Option<ListNumber>,
    events: Vec<(Position, Timestamp, Option<Event>)>,
}

impl Meetings {
    /// Takes a record; `None` is one about the keeping of the history.
    pub(super) fn take(&mut self, id: MeetingId, at: (Position, Timestamp), event: Option<&Event>) {
        if self.0.iter().all(|known| known.id != id) {
            self.0.push(Known {
                id,
                state: State::Unplanned,
                before: None,
                number: None,
                events: Vec::new(),
            });
        }
        let drafted = matches!(event, Some(Event::DecisionListDrafted(_)));
        let number = drafted.then(|| {
            let meeting = self.find(id).unwrap().meeting();
            self.next_number(&meeting.body, meeting.on.year())
        });
        let known = self.0.iter_mut().find(|known| known.id == id).unwrap();
        known.number = known.number.take().or(number);
        if let Some(Event::MeetingHeld(_)) = event {
            known.before = Some(known.state.clone());
        }
        let state = std::mem::take(&mut known.state);
        known.state = match event {
            Some(event) => evolve(state, event),
            None => pass(state),
        };
        known.events.push((at.0, at.1, event.cloned()));
    }

    pub(super) fn ids(&self) -> Vec<MeetingId> {
        self.0.iter().map(|known| known.id).collect()
    }

    fn find(&self, id: MeetingId) -> Option<&Known> {
        self.0.iter().find(|known| known.id == id)
    }

    fn in_order(&self) -> Vec<&Known> {
        let mut known: Vec<&Known> = self.0.iter().collect();
        known.sort_by_key(|known| (known.meeting().on, known.events[0].0));
        known
    }

    /// The meetings with a visit on their agenda.
    pub(super) fn with(&self, dossier: DossierId, visit: &VisitRef) -> Vec<OnMeeting> {
        let with = self.0.iter().filter_map(|known| {
            let meeting = known.meeting();
            let item = meeting.item_about(dossier, visit)?;
            let standing = match meeting.phase {
                Stage::Concept | Stage::Fixed | Stage::Sent { .. } => Standing::Ahead,
                Stage::Held(_) => Standing::Held,
                Stage::Cancelled => Standing::Cancelled,
            };
            let (item, list) = (item.added.item, known.number.clone());
            let on =
                OnMeeting { meeting: known.id, form: meeting.form, on: meeting.on, item, standing, list };
            Some((known.events[0].0, on))
        });
        let mut with: Vec<_> = with.collect();
        with.sort_by_key(|(planned, on)| (on.on, *planned));
        with.into_iter().map(|(_, on)| on).collect()
    }

    /// The next number of a decision list of a body and year: one more than there are by now.
    fn next_number(&self, body: &BodyId, year: i16) -> ListNumber {
        let numbers = self.0.iter().filter_map(|known| known.number.as_ref());
        let there = numbers.filter(|number| number.body == *body && number.year == year).count();
        ListNumber { body: body.clone(), year, number: u32::try_from(there).unwrap() + 1 }
    }
}

impl Known {
    fn meeting(&self) -> &meeting::Meeting {
        self.state.meeting().unwrap()
    }

    /// How an item was to be treated just before the meeting was held.
    fn planned_kind(&self, number: ItemNumber) -> ItemKind {
        let by_agenda = self.before.as_ref().unwrap_or(&self.state);
        by_agenda.meeting().unwrap().item(number).unwrap().kind
    }
}

/// What a meeting and a dossier say differently of who took part.
fn unlike(meeting: &meeting::Meeting, given: &Given) -> Vec<Attendance> {
    let spoke = |party| {
        let held = meeting.held().unwrap();
        held.present
            .iter()
            .any(|someone| someone.party.as_ref() == Some(party) && someone.part != Part::Guest)
    };
    let stances = given.stances.iter().filter_map(|stood| {
        let (party, stance, was_there) = (stood.party.clone(), stood.stance, spoke(&stood.party));
        let sat = stance.takes_part() && stood.replacement.is_none();
        let differs = (sat && !was_there) || (stance == Stance::Absent && was_there);
        differs.then_some(Attendance { party, stance, was_there })
    });
    if meeting.form == Form::Written || meeting.held().is_none() { Vec::new() } else { stances.collect() }
}

/// Whether an action stands on the list of a meeting: it is its own, or it was open when that body met later.
fn is_on(list: &Known, known: &Known, row: &actions::Row) -> bool {
    let (here, there) = (list.meeting(), known.meeting());
    if list.id == known.id {
        return true;
    }
    let is_earlier = (there.on, known.events[0].0) < (here.on, list.events[0].0);
    let is_open = match (&row.action.closed, row.action.reported_at, row.reported_on) {
        (None, ..) => true,
        (Some(_), Some(at), on) => at == list.id || on.unwrap() > here.on,
        (Some(closed), None, _) => closed.on >= here.on,
    };
    here.body == there.body && !matches!(here.phase, Stage::Cancelled) && is_earlier && is_open
}

impl Model<'_> {
    /// The meetings of a body, or of all.
    pub(super) fn meetings(&self, body: Option<&BodyId>) -> Vec<Row> {
        let rows = self.meetings.in_order().into_iter().map(|known| self.meeting_row(known));
        rows.filter(|row| body.is_none_or(|body| row.body == *body)).collect()
    }

    pub(super) fn meeting(&self, id: MeetingId) -> Option<Meeting> {
        let known = self.meetings.find(id)?;
        let (row, meeting) = (self.meeting_row(known), known.meeting());
        let said = |find: &dyn Fn(&Event) -> Option<domain::sealed::Sealed>| {
            let sealed = known.events.iter().find_map(|(_, _, event)| find(event.as_ref()?));
            sealed.map(|sealed| self.words(&sealed))
        };
        let held = meeting.held().cloned();
        Some(Meeting {
            reason: said(&|event| {
                let Event::MeetingPlanned(planned) = event else { return None };
                planned.reason
            }),
            cancelled: said(&|event| {
                let Event::MeetingCancelled(cancelled) = event else { return None };
                Some(cancelled.reason)
            }),
            items: meeting.items.iter().map(|item| self.item(known, meeting, item, row.phase)).collect(),
            sent: known.events.iter().find_map(|(_, at, event)| match event {
                Some(Event::PapersSent(sent)) => Some((sent.digest, *at)),
                _ => None,
            }),
            present: held.as_ref().map(|held| held.present.clone()).unwrap_or_default(),
            absent: held.as_ref().map(|held| held.absent.clone()).unwrap_or_default(),
            list: held.and_then(|held| self.decision_list(known, held)),
            planned_at: known.events[0].1,
            changed_at: known.events.last().unwrap().1,
            row,
        })
    }

    fn meeting_row(&self, known: &Known) -> Row {
        let meeting = known.meeting();
        let list = meeting.held().and_then(|held| held.list.as_ref());
        Row {
            id: known.id,
            body: meeting.body.clone(),
            framework: meeting.framework.clone(),
            form: meeting.form,
            on: meeting.on,
            papers_due: meeting.papers_due,
            dispatch: meeting.dispatch,
            phase: match meeting.phase {
                Stage::Concept => Phase::Concept,
                Stage::Fixed => Phase::Fixed,
                Stage::Sent { .. } => Phase::Sent,
                Stage::Held(_) => Phase::Held,
                Stage::Cancelled => Phase::Cancelled,
            },
            items: u32::try_from(meeting.items.len()).unwrap(),
            list: list.map(|list| Listed {
                number: known.number.clone().unwrap(),
                draft: list.draft,
                fixed_at: list.fixed_at,
            }),
            revision: meeting.revision,
            actions: meeting.held().map_or(0, |held| u32::try_from(held.actions.len()).unwrap()),
            open_actions: meeting.held().map_or(0, |held| {
                let open = held.actions.iter().filter(|action| action.status() == Status::Open);
                u32::try_from(open.count()).unwrap()
            }),
            planned: known.events[0].0,
        }
    }

    /// The actions of every meeting, in the order in which they were written down; those on the list of one meeting alone, if
    /// one is asked.
    pub(super) fn actions(&self, list: Option<MeetingId>) -> Vec<actions::Row> {
        let list = list.map(|id| self.meetings.find(id).unwrap());
        let all = self.meetings.0.iter().flat_map(|known| {
            let agreed = known.events.iter().filter_map(|(position, _, event)| match event {
                Some(Event::ActionAgreed(agreed)) => Some((*position, agreed.number)),
                _ => None,
            });
            agreed.map(move |(position, number)| (position, known, number))
        });
        let mut all: Vec<_> = all.collect();
        all.sort_by_key(|(position, ..)| *position);
        let mut counted = BTreeMap::new();
        let rows = all.into_iter().map(|(agreed, known, number)| {
            let meeting = known.meeting();
            let counted = counted.entry((meeting.body.clone(), meeting.on.year())).or_insert(0);
            *counted += 1;
            let (body, year) = (meeting.body.clone(), meeting.on.year());
            let reference = ActionReference { body, year, number: *counted };
            (self.action_row(known, number, reference, agreed, list), known)
        });
        let rows: Vec<_> = rows.collect();
        let rows = rows.into_iter().filter(|(row, known)| list.is_none_or(|list| is_on(list, known, row)));
        rows.map(|(row, _)| row).collect()
    }

    fn action_row(
        &self,
        known: &Known,
        number: ActionNumber,
        reference: ActionReference,
        agreed: Position,
        list: Option<&Known>,
    ) -> actions::Row {
        let (meeting, held) = (known.meeting(), known.meeting().held().unwrap());
        let action = held.actions.find(number).unwrap().clone();
        let about = action.agreed.about.map(|id| {
            let dossier = self.dossier(id).unwrap();
            actions::About { id, reference: dossier.reference, title: dossier.title }
        });
        actions::Row {
            reference,
            meeting: known.id,
            framework: meeting.framework.clone(),
            what: self.words(&action.agreed.what),
            doer: action.agreed.doer.words().map(|words| self.words(&words)),
            closed: action.closed.as_ref().map(|closed| self.words(&closed.sealed().1)),
            about,
            reported_on: action.reported_at.map(|at| self.meetings.find(at).unwrap().meeting().on),
            is_carried: list.is_some_and(|list| list.id != known.id),
            revision: meeting.revision,
            agreed,
            action,
        }
    }

    fn decision_list(&self, known: &Known, held: Held) -> Option<List> {
        let list = held.list?;
        let lines = list.lines.iter().map(|line| Line {
            item: line.item,
            outcome: line.outcome.map(|outcome| (outcome.revision, outcome.outcome)),
            remark: line.remark.map(|remark| self.words(&remark)),
        });
        let drafted = usize::try_from(list.revision.0 - 1).unwrap();
        Some(List {
            lines: lines.collect(),
            drafted_at: known.events[drafted].1,
            fixed_on: list.fixed_at.map(|at| self.meetings.find(at).unwrap().meeting().on),
        })
    }

    fn item(&self, known: &Known, meeting: &meeting::Meeting, item: &OnAgenda, phase: Phase) -> Item {
        let added = &item.added;
        let addendum = known.events.iter().find_map(|(_, _, event)| match event {
            Some(Event::AddendumSent(sent)) if sent.added.item == added.item => Some(sent.digest),
            _ => None,
        });
        let (subject, treated) = match &added.subject {
            About::Topic { title } => (Subject::Topic(self.words(title)), None),
            About::Visit { dossier, visit } => self.about(meeting, *dossier, visit),
        };
        let attendance = treated.iter().flat_map(|(given, _)| unlike(meeting, given)).collect();
        Item {
            attendance,
            number: added.item,
            planned: known.planned_kind(added.item),
            kind: item.kind,
            late: added.late.as_ref().map(|late| (late.authorised_by.clone(), self.words(&late.reason))),
            carried_from: added.carried_from.map(|from| CarriedFrom {
                item: from,
                on: self.meetings.find(from.meeting).map(|earlier| earlier.meeting().on),
            }),
            sent: item.sent.as_ref().map(|sent| Sent {
                papers: sent.papers.clone(),
                seen: sent.seen,
                addendum,
            }),
            done: match (treated, phase) {
                (Some((given, conditions)), _) => Done::Treated(Box::new(given), conditions),
                (None, Phase::Cancelled) => Done::Cancelled,
                (None, Phase::Held) => match subject {
                    Subject::Visit(_) => Done::NotReached,
                    Subject::Topic(_) => Done::Held,
                },
                (None, _) => Done::Ahead,
            },
            subject,
        }
    }

    fn about(
        &self,
        meeting: &meeting::Meeting,
        id: DossierId,
        asked: &VisitRef,
    ) -> (Subject, Option<(Given, Vec<Condition>)>) {
        let dossier = self.dossier(id).unwrap();
        let visit = dossier.visits.iter().find(|visit| visit.visit == *asked).unwrap();
        let treated = match &visit.standing {
            dossier::Standing::Treated(given) => Some(given),
            dossier::Standing::Waiting | dossier::Standing::Void => None,
        };
        let treated = treated.filter(|given| match meeting.form {
            Form::Session => given.treated_on == meeting.on,
            Form::Written => given.treated_on <= meeting.on,
        });
        let treated = treated.map(|given| {
            let set = dossier.conditions.iter().filter(|set| given.sets.contains(&set.number));
            ((**given).clone(), set.cloned().collect())
        });
        let subject = Subject::Visit(Box::new(Dossier {
            id,
            reference: dossier.reference.clone(),
            title: dossier.title.clone(),
            framework: dossier.framework.clone(),
            visit: asked.clone(),
            round: visit.round.clone(),
            role: visit.role,
        }));
        (subject, treated)
    }
}
