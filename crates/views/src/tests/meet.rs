//! Random but lawful meetings, which treat what waits for their body.

use domain::{
    Event,
    action::{Agree, Closed, Closing, Doer, Who},
    context::Capacity,
    dossier::event::VisitRef,
    ids::{BodyId, DossierId, ItemNumber, MeetingId},
    meeting::{
        self, Command, Form, ItemKind, ItemRef, Meeting, Part, State, Subject, between,
        command::{
            Cancel, CloseAction, DraftDecisionList, FixAgenda, FixDecisionList, Plan, RecordHeld, Remove,
            Schedule, SendAddendum, SendPapers,
        },
        evolve,
        parts::{AgendaItem, ItemPapers, Late, Present},
        request::Remark,
        state::{Held, Phase},
    },
};
use jiff::{ToSpan, civil::Date};
use record::{HistoryId, papers_digest};

use super::{
    region::id,
    snapshot::BODIES,
    world::{Sealing, World, coordinator},
};

/// How far ahead meetings are planned, in days: soon, or so that there is time to prepare them.
const AHEAD_DAYS: [usize; 2] = [15, 120];
/// How many meetings are ahead at a time.
const AHEAD_MAX: usize = 4;

impl World {
    /// Tries something with a meeting. Most of it takes one further.
    pub(super) fn meet_any(&mut self) {
        let known: Vec<MeetingId> = self.meetings.keys().copied().collect();
        let ahead: Vec<MeetingId> = known.iter().copied().filter(|id| self.is_ahead(*id)).collect();
        if ahead.is_empty() || (ahead.len() < AHEAD_MAX && self.dice.once_in(3)) {
            return self.plan_any();
        }
        let from = if self.dice.once_in(4) { known } else { ahead };
        let id = self.dice.pick(&from);
        match self.meeting(id).phase.clone() {
            Phase::Concept | Phase::Fixed | Phase::Sent { .. } => self.prepare(id),
            Phase::Held(held) => self.conclude(id, &held),
            Phase::Cancelled => {}
        }
    }

    /// The day of a meeting that has a visit on its agenda, when it can be treated then.
    pub(super) fn day_of_meeting(&self, dossier: DossierId, visit: &VisitRef, arrived: Date) -> Option<Date> {
        let meetings = self.meetings.values().filter_map(|state| state.meeting().ok());
        let mut with = meetings.filter(|meeting| meeting.item_about(dossier, visit).is_some());
        with.find(|meeting| meeting.on >= arrived && meeting.on <= self.today()).map(|meeting| meeting.on)
    }

    fn meeting(&self, id: MeetingId) -> &Meeting {
        self.meetings[&id].meeting().unwrap()
    }

    fn is_ahead(&self, id: MeetingId) -> bool {
        matches!(self.meeting(id).phase, Phase::Concept | Phase::Fixed | Phase::Sent { .. })
    }

    fn today(&self) -> Date {
        self.context(coordinator(), Capacity::Administrator).today
    }

    fn plan_any(&mut self) {
        let body: BodyId = id(self.dice.pick(&BODIES));
        let framework = self.dice.below(self.frameworks.len());
        let ahead = self.dice.pick(&AHEAD_DAYS);
        let days = i64::try_from(self.dice.below(ahead)).unwrap();
        let on = self.frameworks[framework].calendar.next_working_day(self.today() + days.days());
        let form = self.dice.pick(&[Form::Session, Form::Session, Form::Written]);
        let said = self.dice.once_in(2);
        let mut sealing = Sealing::new(self);
        let reason = said.then(|| sealing.seal("Een extra keer."));
        let texts = sealing.texts();
        let command = self.command();
        let id = MeetingId(command.0);
        let framework = self.frameworks[framework].clone();
        let context = self.context(coordinator(), Capacity::Secretary { body: body.clone() });
        let plan = Command::Plan(Plan { body, form, on, reason });
        let event = meeting::decide(&framework, &State::Unplanned, plan, &context).unwrap();
        self.met(id, command, &context, event, texts);
    }

    fn prepare(&mut self, id: MeetingId) {
        let (on, is_sent) = {
            let meeting = self.meeting(id);
            (meeting.on, matches!(meeting.phase, Phase::Sent { .. }))
        };
        match self.dice.below(12) {
            0 => self.cancel(id),
            _ if on <= self.today() => self.hold(id),
            1 if !is_sent => self.remove(id),
            2..=6 => self.schedule(id, is_sent),
            _ => {
                self.fix_agenda(id);
                let items = self.papers(id);
                let digest = papers_digest(&items);
                self.meet(id, Command::SendPapers(SendPapers { items, digest }), b"[]".to_vec());
            }
        }
    }

    fn schedule(&mut self, id: MeetingId, is_sent: bool) {
        let body = self.meeting(id).body.clone();
        let waiting = self.dossiers.iter().filter_map(|(dossier, state)| {
            let opening = &state.dossier().ok()?.open_visit()?.opening;
            (opening.body == body).then(|| (*dossier, opening.visit.clone()))
        });
        let waiting: Vec<_> = waiting.collect();
        let is_visit = !waiting.is_empty() && self.dice.below(5) > 0;
        let visit = is_visit.then(|| waiting[self.dice.below(waiting.len())].clone());
        let kind = self.dice.pick(&ItemKind::ALL);
        let carried_from = visit.as_ref().and_then(|(dossier, _)| self.earlier(id, *dossier));
        let mut sealing = Sealing::new(self);
        let subject = match visit {
            Some((dossier, visit)) => Subject::Visit { dossier, visit },
            None => Subject::Topic { title: sealing.seal("Mededelingen.") },
        };
        let late = is_sent.then(|| Late { authorised_by: coordinator(), reason: sealing.seal("Spoed.") });
        let texts = sealing.texts();
        let schedule = Schedule { subject, kind, late, carried_from };
        if !is_sent {
            self.meet(id, Command::Schedule(schedule), texts);
            return;
        }
        let item = ItemNumber(self.meeting(id).last_item.0 + 1);
        let papers = self.papers_of(item, &schedule.subject);
        let digest = papers_digest(std::slice::from_ref(&papers));
        self.meet(id, Command::SendAddendum(SendAddendum { schedule, papers, digest }), texts);
    }

    /// An item about a dossier of an earlier meeting of the same body that is over.
    fn earlier(&self, id: MeetingId, dossier: DossierId) -> Option<ItemRef> {
        let now = self.meeting(id);
        let mut over = self.meetings.iter().filter(|(earlier, _)| !self.is_ahead(**earlier));
        over.find_map(|(earlier, state)| {
            let meeting = state.meeting().ok().filter(|earlier| earlier.body == now.body)?;
            let item = meeting.items.iter().find(
                |item| matches!(item.added.subject, Subject::Visit { dossier: then, .. } if then == dossier),
            )?;
            Some(ItemRef { meeting: *earlier, item: item.added.item })
        })
    }

    fn remove(&mut self, id: MeetingId) {
        let items = self.meeting(id).order();
        if items.is_empty() {
            return;
        }
        let item = self.dice.pick(&items);
        let mut sealing = Sealing::new(self);
        let reason = sealing.seal("Komt later.");
        let texts = sealing.texts();
        self.meet(id, Command::Remove(Remove { item, reason }), texts);
    }

    fn fix_agenda(&mut self, id: MeetingId) {
        let mut items = self.meeting(id).order();
        if self.dice.once_in(2) {
            items.reverse();
        }
        let kinds = items.into_iter().map(|item| AgendaItem { item, kind: self.dice.pick(&ItemKind::ALL) });
        let items = kinds.collect();
        self.meet(id, Command::FixAgenda(FixAgenda { items }), b"[]".to_vec());
    }

    fn papers(&self, id: MeetingId) -> Vec<ItemPapers> {
        let items = self.meeting(id).items.iter();
        items.map(|item| self.papers_of(item.added.item, &item.added.subject)).collect()
    }

    fn papers_of(&self, item: ItemNumber, subject: &Subject) -> ItemPapers {
        let dossier = match subject {
            Subject::Visit { dossier, .. } => self.dossiers.get(dossier),
            Subject::Topic { .. } => None,
        };
        between::papers_of(item, subject, dossier)
    }

    fn hold(&mut self, id: MeetingId) {
        let present = |actor: &str, part, party: Option<&str>| Present {
            actor: super::region::id(actor),
            part,
            party: party.map(super::region::id),
            replaces: None,
        };
        let mut there = vec![present("u-voorzitter", Part::Chair, None)];
        if self.dice.once_in(2) {
            there.push(present("u-lid", Part::Member, Some("gemeente-alkmaar")));
        }
        let items = self.meeting(id).order();
        let treated = items.into_iter().filter(|_| self.dice.once_in(4)).collect::<Vec<_>>().into_iter();
        let treated_as = treated.map(|item| AgendaItem { item, kind: ItemKind::Discussion }).collect();
        let command = RecordHeld { present: there, treated_as };
        self.meet(id, Command::RecordHeld(command), b"[]".to_vec());
    }

    fn cancel(&mut self, id: MeetingId) {
        let mut sealing = Sealing::new(self);
        let reason = sealing.seal("Geen stukken.");
        let texts = sealing.texts();
        self.meet(id, Command::Cancel(Cancel { reason }), texts);
    }

    /// Draws up the decision list of a meeting, or has a later one fix it.
    fn conclude(&mut self, id: MeetingId, held: &Held) {
        if self.dice.below(5) < 2 {
            return self.act_on(id, held);
        }
        let meeting = self.meeting(id).clone();
        let later = self.meetings.iter().find(|(_, state)| {
            let later = state.meeting().unwrap();
            later.held().is_some() && later.body == meeting.body && later.on > meeting.on
        });
        if let (Some(list), Some((at, _))) = (&held.list, later)
            && self.dice.0.is_multiple_of(2)
        {
            let fix = FixDecisionList { draft: list.draft, at: *at };
            self.meet(id, Command::FixDecisionList(fix), b"[]".to_vec());
            return;
        }
        let remarked: Vec<_> = meeting.order().into_iter().filter(|_| self.dice.once_in(2)).collect();
        let mut sealing = Sealing::new(self);
        let remark = |item| Remark { item, text: sealing.seal("Goed besproken.") };
        let remarks: Vec<_> = remarked.into_iter().map(remark).collect();
        let texts = sealing.texts();
        let dossier = |id| self.dossiers.get(&id).and_then(|state| state.dossier().ok());
        let lines = between::lines(&meeting, &remarks, dossier).unwrap();
        self.meet(id, Command::DraftDecisionList(DraftDecisionList { lines }), texts);
    }

    /// Agrees on something to do, or says what came of it.
    fn act_on(&mut self, id: MeetingId, held: &Held) {
        let open: Vec<_> = held.actions.iter().filter(|action| action.closed.is_none()).collect();
        let close = open.first().filter(|_| self.dice.below(5) < 3).map(|action| action.agreed.number);
        let Some(number) = close else { return self.agree(id) };
        let (body, on) = (self.meeting(id).body.clone(), self.meeting(id).on);
        let later = self.meetings.iter().filter(|(_, state)| {
            let later = state.meeting().unwrap();
            later.held().is_some() && later.body == body && later.on > on
        });
        let told: Vec<_> = later.map(|(at, state)| (*at, state.meeting().unwrap().on)).collect();
        let told = (!told.is_empty() && self.dice.below(3) < 2).then(|| self.dice.pick(&told));
        let today = self.today();
        let closed_on = told.map_or(today, |(_, on)| on.min(today));
        let is_done = self.dice.below(7) < 4;
        let mut sealing = Sealing::new(self);
        let how = match is_done {
            true => Closing::Done { evidence: sealing.seal("Zie de brief.") },
            false => Closing::Dropped { reason: sealing.seal("Niet meer nodig.") },
        };
        let texts = sealing.texts();
        let closed = Closed { action: number, on: closed_on, how };
        let close = CloseAction { closed, reported_at: told.map(|(at, _)| at) };
        self.meet(id, Command::CloseAction(close), texts);
    }

    fn agree(&mut self, id: MeetingId) {
        let due = self.meeting(id).on + 10.days();
        let known: Vec<_> = self.dossiers.keys().copied().collect();
        let about = (!known.is_empty() && self.dice.once_in(2)).then(|| self.dice.pick(&known));
        let kind = self.dice.below(4);
        let mut sealing = Sealing::new(self);
        let what = sealing.seal("Nagaan wat het kost.");
        let words = sealing.seal("de programmamanager");
        let known = |who, words| Doer::Known { who, words };
        let doer = match kind {
            0 => known(Who::Party(super::region::id("swv-po")), Some(words)),
            1 => known(Who::Body(super::region::id("pora")), None),
            2 => known(Who::Actor(coordinator()), None),
            _ => Doer::Outside(words),
        };
        let texts = sealing.texts();
        self.meet(id, Command::AgreeAction(Agree { what, doer, due, about }), texts);
    }

    /// Decides a command to a meeting, and appends what follows; false if it is refused.
    fn meet(&mut self, id: MeetingId, command: Command, texts: Vec<u8>) -> bool {
        let meeting = self.meeting(id);
        let (reference, body) = (meeting.framework.clone(), meeting.body.clone());
        let framework = self.frameworks.iter().find(|framework| framework.reference == reference).unwrap();
        let context = self.context(coordinator(), Capacity::Secretary { body });
        let Ok(event) = meeting::decide(framework, &self.meetings[&id], command, &context) else {
            return false;
        };
        let command = self.command();
        self.met(id, command, &context, event, texts);
        true
    }

    fn met(
        &mut self,
        id: MeetingId,
        command: domain::ids::CommandId,
        context: &domain::context::Context,
        event: meeting::Event,
        texts: Vec<u8>,
    ) {
        let state = self.meetings.remove(&id).unwrap_or_default();
        let revision = match &state {
            State::Unplanned => domain::ids::Revision(1),
            State::Planned(meeting) => meeting.revision.next(),
        };
        self.meetings.insert(id, evolve(state, &event));
        let (history, capacity) = (HistoryId::Meeting(id), context.capacity.clone());
        self.append(history, revision, command, capacity, Event::Meeting(event), texts);
    }
}
