//! What the secretary of a body might ask of its meetings: mostly what comes next, sometimes what the rules forbid.

use domain::{
    action::{Agree, Closed, Closing, Doer, Who},
    dossier::State,
    framework::Framework,
    ids::{BodyId, DossierId, ItemNumber, MeetingId},
    meeting::{
        self, Command, Form, ItemKind, ItemRef, Meeting, Request, Subject,
        command::{Cancel, CloseAction, FixAgenda, FixDecisionList, Plan, RecordHeld, Remove, Schedule},
        parts::{AgendaItem, Late, Present},
        request::Remark,
        state::{Held, Phase},
    },
};
use jiff::civil::Date;
use record::{HistoryId, Sealer};
use tests::chance::Chance;

use crate::{
    acts,
    ask::By,
    replica::{Matter, Replica},
};

/// What is needed to think of it.
pub(crate) struct Organiser<'a> {
    pub(crate) replica: &'a Replica,
    pub(crate) framework: &'a Framework,
    pub(crate) today: Date,
    pub(crate) chance: &'a mut Chance,
    pub(crate) sealer: &'a mut Sealer<'static>,
}

/// Every meeting that there is.
pub(crate) fn all(replica: &Replica) -> Vec<(MeetingId, Box<Meeting>)> {
    let planned = |history: &HistoryId| match (history, replica.matter(history)) {
        (HistoryId::Meeting(id), Matter::Meeting(meeting::State::Planned(meeting))) => Some((*id, meeting)),
        (_, _) => None,
    };
    replica.histories.keys().filter_map(planned).collect()
}

impl Organiser<'_> {
    /// A meeting of some body today, or soon; now and then on a day that needs a reason.
    pub(crate) fn plan(&mut self) -> (Plan, By) {
        let body = self.chance.one_of(&self.framework.bodies).id.clone();
        let form = *self.chance.one_of(&Form::ALL);
        let calendar = &self.framework.calendar;
        let days = u32::from(self.chance.percent(15));
        let on = if self.chance.percent(5) {
            calendar.subtract_working_days(self.today, 1)
        } else {
            calendar.add_working_days(self.today, days)
        };
        let reason = self.chance.percent(30).then(|| self.sealer.seal("reason", "Het kan niet anders."));
        (Plan { body: body.clone(), form, on, reason }, acts::secretary(&body))
    }

    /// Something for a meeting.
    pub(crate) fn act(&mut self, id: MeetingId, meeting: &Meeting) -> (Request, By) {
        let by = if self.chance.percent(4) {
            acts::secretary(&self.chance.one_of(&self.framework.bodies).id.clone())
        } else {
            acts::secretary(&meeting.body)
        };
        let request = match self.chance.below(100) {
            0..=9 => self.schedule(meeting),
            10..=12 => self.remove(meeting),
            13..=14 => Request::Plain(Command::Cancel(Cancel { reason: self.reason("Te weinig punten.") })),
            15..=18 => Request::SendAddendum(self.item(meeting, true)),
            _ => self.onward(id, meeting),
        };
        (request, by)
    }

    /// What comes next.
    fn onward(&mut self, id: MeetingId, meeting: &Meeting) -> Request {
        match &meeting.phase {
            Phase::Concept if meeting.items.is_empty() => self.schedule(meeting),
            Phase::Concept | Phase::Cancelled => self.fix(meeting),
            Phase::Fixed => Request::SendPapers,
            Phase::Sent { .. } => self.held(meeting),
            Phase::Held(held) if self.chance.percent(40) => self.action(id, meeting, held),
            Phase::Held(held) => match &held.list {
                Some(list) if self.chance.percent(60) => {
                    let at = self.another(id, &meeting.body).unwrap_or(id);
                    Request::Plain(Command::FixDecisionList(FixDecisionList { draft: list.draft, at }))
                }
                Some(_) | None => self.draft(meeting),
            },
        }
    }

    fn schedule(&mut self, meeting: &Meeting) -> Request {
        let late = self.chance.percent(15);
        Request::Plain(Command::Schedule(self.item(meeting, late)))
    }

    /// A visit that waits for the body, mostly; or something else, or a dossier that is elsewhere.
    fn item(&mut self, meeting: &Meeting, late: bool) -> Schedule {
        let waiting: Vec<_> = self.replica.dossiers().into_iter().filter_map(|id| self.visit(id)).collect();
        let here: Vec<_> = waiting.iter().filter(|(_, body, _)| *body == meeting.body).cloned().collect();
        let of = if here.is_empty() || self.chance.percent(10) { waiting } else { here };
        let subject = if of.is_empty() || self.chance.percent(15) {
            Subject::Topic { title: self.sealer.seal("title", "Mededelingen") }
        } else {
            let (dossier, _, visit) = self.chance.one_of(&of).clone();
            Subject::Visit { dossier, visit }
        };
        let late = late.then(|| Late {
            authorised_by: "u-regio".parse().expect("an actor"),
            reason: self.reason("Te laat."),
        });
        let carried_from = self.carried(&subject);
        Schedule { subject, kind: *self.chance.one_of(&ItemKind::ALL), late, carried_from }
    }

    fn visit(&self, id: DossierId) -> Option<(DossierId, BodyId, domain::dossier::event::VisitRef)> {
        let State::Opened(dossier) = self.replica.dossier(id) else { return None };
        let opening = &dossier.open_visit()?.opening;
        Some((id, opening.body.clone(), opening.visit.clone()))
    }

    /// An item of any meeting about the same, now and then.
    fn carried(&mut self, subject: &Subject) -> Option<ItemRef> {
        if self.chance.percent(70) {
            return None;
        }
        let meetings = all(self.replica);
        let items =
            meetings.iter().flat_map(|(id, meeting)| meeting.items.iter().map(move |item| (id, item)));
        let same = items.filter(|(_, item)| match (&item.added.subject, subject) {
            (Subject::Visit { dossier: then, .. }, Subject::Visit { dossier: now, .. }) => then == now,
            (Subject::Topic { .. }, Subject::Topic { .. }) => true,
            (Subject::Visit { .. } | Subject::Topic { .. }, _) => false,
        });
        let same: Vec<_> = same.map(|(id, item)| ItemRef { meeting: *id, item: item.added.item }).collect();
        (!same.is_empty()).then(|| *self.chance.one_of(&same))
    }

    fn remove(&mut self, meeting: &Meeting) -> Request {
        let item = meeting.order().first().copied().unwrap_or(ItemNumber(1));
        Request::Plain(Command::Remove(Remove { item, reason: self.reason("Niet rijp.") }))
    }

    fn fix(&mut self, meeting: &Meeting) -> Request {
        let mut items: Vec<_> =
            meeting.items.iter().map(|item| AgendaItem { item: item.added.item, kind: item.kind }).collect();
        if self.chance.percent(50) {
            items.reverse();
        }
        if self.chance.percent(5) {
            items.pop();
        }
        Request::Plain(Command::FixAgenda(FixAgenda { items }))
    }

    fn held(&mut self, meeting: &Meeting) -> Request {
        let party = self.chance.one_of(&self.framework.parties).id.clone();
        let part = *self.chance.one_of(&meeting::Part::ALL);
        let someone =
            Present { actor: "u-1".parse().expect("an actor"), part, party: Some(party), replaces: None };
        let changed = meeting.items.first().filter(|_| self.chance.percent(30));
        let treated_as = changed.map(|item| AgendaItem { item: item.added.item, kind: ItemKind::Discussion });
        let treated_as = treated_as.into_iter().collect();
        Request::Plain(Command::RecordHeld(RecordHeld { present: vec![someone], treated_as }))
    }

    fn draft(&mut self, meeting: &Meeting) -> Request {
        let mut remarks = Vec::new();
        for item in meeting.order() {
            if self.chance.percent(40) {
                remarks.push(Remark { item, text: self.sealer.seal("remark", "Besproken.") });
            }
        }
        Request::DraftDecisionList(remarks)
    }

    /// Agrees on something, or says what came of it; now and then to a meeting that cannot have heard.
    fn action(&mut self, id: MeetingId, meeting: &Meeting, held: &Held) -> Request {
        let open = held.actions.iter().find(|action| action.closed.is_none());
        let Some(open) = open.filter(|_| self.chance.percent(60)) else { return self.agree(meeting) };
        let how = if self.chance.percent(70) {
            Closing::Done { evidence: self.sealer.seal("evidence", "Zie de brief.") }
        } else {
            Closing::Dropped { reason: self.reason("Niet meer nodig.") }
        };
        let told = self.chance.percent(50);
        let reported_at = if told { self.another(id, &meeting.body) } else { None };
        let closed = Closed { action: open.agreed.number, on: self.today, how };
        Request::Plain(Command::CloseAction(CloseAction { closed, reported_at }))
    }

    fn agree(&mut self, meeting: &Meeting) -> Request {
        let party = self.chance.one_of(&self.framework.parties).id.clone();
        let words = self.chance.percent(30).then(|| self.sealer.seal("doer", "De regisseur"));
        let doer = Doer::Known { who: Who::Party(party), words };
        let dossiers = self.replica.dossiers();
        let is_about = !dossiers.is_empty() && self.chance.percent(60);
        let about = is_about.then(|| *self.chance.one_of(&dossiers));
        let days = u32::from(self.chance.percent(80)) * 10;
        let due = self.framework.calendar.add_working_days(meeting.on, days);
        let what = self.sealer.seal("action", "Nagaan wat het kost.");
        Request::Plain(Command::AgreeAction(Agree { what, doer, due, about }))
    }

    /// Another meeting of the body.
    fn another(&mut self, id: MeetingId, body: &BodyId) -> Option<MeetingId> {
        let others =
            all(self.replica).into_iter().filter(|(other, meeting)| *other != id && meeting.body == *body);
        let others: Vec<_> = others.map(|(other, _)| other).collect();
        (!others.is_empty()).then(|| *self.chance.one_of(&others))
    }

    fn reason(&mut self, words: &str) -> domain::sealed::Sealed {
        self.sealer.seal("reason", words)
    }
}
