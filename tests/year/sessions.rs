//! What secretaries do on a day: they send papers, hold sessions, write down what was done, and draw up decision lists.

use domain::framework::Holder;
use jiff::civil::{Date, date};
use tests::{
    acts::Opened,
    mandates::mandate,
    meetings::{member, place, topic, visiting},
    user::User,
};
use wire::v1::{self, ItemKind};

use crate::{
    foretold::Delay,
    year::{FIRST, LAST, Year},
};

/// Sessions of the next year are planned up to here, so that what waits at the end knows what for.
const PLANNED_UNTIL: Date = date(2027, 3, 31);
/// PORA does not meet in the summer after all.
const CANCELLED: (&str, Date) = ("pora", date(2026, 8, 5));
/// The town that speaks under a mandate in PORA.
pub(crate) const UNDER_MANDATE: &str = "gemeente-heiloo";

/// A session of a body.
pub(crate) struct Session {
    pub(crate) body: String,
    pub(crate) on: Date,
    pub(crate) papers_due: Date,
    pub(crate) meeting: String,
    pub(crate) items: Vec<Item>,
    pub(crate) cancelled: bool,
    /// Whether its decision list waits to be fixed.
    drafted: bool,
}

/// A dossier on the agenda of a session.
#[derive(Clone)]
pub(crate) struct Item {
    pub(crate) number: u32,
    pub(crate) dossier: usize,
    pub(crate) visit: v1::VisitRef,
}

impl Year {
    /// Every session of the year by the rules of the framework, and those of the next that are known.
    pub(crate) async fn plan_sessions(&mut self) {
        let framework = self.region.frameworks()[0].clone();
        for body in &framework.bodies {
            let secretary = self.region.secretary(body.id.as_str());
            let rule = body.meets.as_ref().unwrap();
            let days = rule.held_after(FIRST, &framework.calendar).take_while(|day| *day <= PLANNED_UNTIL);
            for on in days {
                let planned = secretary.plan(body.id.as_str(), on).await.unwrap();
                self.sessions.push(Session {
                    body: body.id.to_string(),
                    on,
                    papers_due: planned.papers_due_on.parse().unwrap(),
                    meeting: planned.meeting_id,
                    items: Vec::new(),
                    cancelled: false,
                    drafted: false,
                });
            }
        }
        self.sessions.sort_by_key(|session| session.on);
    }

    /// The administrator writes down that the town may speak.
    pub(crate) async fn grant_mandate(&mut self, from: Date, until: Option<Date>) {
        let framework = self.region.frameworks()[0].reference.id.to_string();
        let mandate = v1::GrantMandateRequest {
            body_ids: vec!["pora".into()],
            from: from.to_string(),
            until: until.map(|day| day.to_string()),
            ..mandate(&framework, UNDER_MANDATE, "u-wethouder", v1::MandateAct::Stance)
        };
        let granted = self.region.administrator().grant(mandate).await.unwrap();
        self.mandate = Some(granted);
    }

    /// Whose papers are due today gets them: agenda fixed, papers sent.
    pub(crate) async fn send(&mut self) {
        let due: Vec<usize> = (0..self.sessions.len())
            .filter(|place| self.sessions[*place].papers_due == self.today && self.today <= LAST)
            .collect();
        for session in due {
            let (body, on) = (self.sessions[session].body.clone(), self.sessions[session].on);
            let secretary = self.region.secretary(&body);
            if (body.as_str(), on) == CANCELLED {
                self.cancel(session, &secretary).await;
                continue;
            }
            let rows = secretary.agenda(&body).await.unwrap();
            for row in rows {
                self.schedule(session, &secretary, row).await;
            }
            let Session { meeting, items, .. } = &self.sessions[session];
            let announcements = secretary.schedule(meeting, topic("Mededelingen")).await.unwrap();
            let mut places = vec![place(announcements, ItemKind::Information)];
            places.extend(items.iter().map(|item| place(item.number, ItemKind::Discussion)));
            secretary.fix_agenda(meeting, &places).await.unwrap();
            secretary.send_papers(meeting).await.unwrap();
        }
    }

    async fn cancel(&mut self, session: usize, secretary: &User) {
        secretary.cancel(&self.sessions[session].meeting, "Zomerreces.").await.unwrap();
        self.sessions[session].cancelled = true;
        self.noticed.cancelled_on = Some(self.today);
        self.delayed_everywhere(Delay::Cancelled(self.sessions[session].body.clone()));
    }

    /// A dossier that waits comes on the agenda, unless it is on that of an earlier session.
    async fn schedule(&mut self, session: usize, secretary: &User, row: v1::AgendaItem) {
        let dossier = self.by_id(&row.dossier_id);
        let visit = row.visit.unwrap();
        let coming = |other: &Session| {
            other.body == self.sessions[session].body
                && other.on >= self.today
                && other.items.iter().any(|item| (item.dossier, &item.visit) == (dossier, &visit))
        };
        if self.sessions.iter().any(coming) {
            return;
        }
        let (_, opened) = self.of(dossier);
        let mut item = visiting(&opened, &visit.step_id, visit.number, ItemKind::Discussion);
        item.carried_from = self.dossiers[dossier].unfinished.take();
        self.noticed.carried_over += u32::from(item.carried_from.is_some());
        let number = secretary.schedule(&self.sessions[session].meeting, item).await.unwrap();
        self.sessions[session].items.push(Item { number, dossier, visit });
    }

    /// Every body that meets today meets.
    pub(crate) async fn meet(&mut self) {
        for session in 0..self.sessions.len() {
            if self.sessions[session].on == self.today && !self.sessions[session].cancelled {
                self.hold(session).await;
            }
        }
    }

    async fn hold(&mut self, session: usize) {
        let Session { body, meeting, items, .. } = &self.sessions[session];
        let (body, meeting, items) = (body.clone(), meeting.clone(), items.clone());
        let secretary = self.region.secretary(&body);
        let seats = self.seats(&body);
        let present: Vec<_> = seats.iter().map(|party| member(&format!("u-{party}"), party)).collect();
        secretary.held(&meeting, &present, &[]).await.unwrap();
        self.solve(&secretary, &body).await;
        for item in items {
            self.treat(&secretary, &meeting, &body, item).await;
        }
        assert_eq!(secretary.draft_list(&meeting, &[]).await.unwrap(), 1);
        let former = self.sessions[..session].iter().rposition(|it| it.body == body && it.drafted);
        if let Some(former) = former {
            secretary.fix_list(&self.sessions[former].meeting, 1, &meeting).await.unwrap();
            self.sessions[former].drafted = false;
        }
        self.sessions[session].drafted = true;
        self.noticed.sessions_held += 1;
    }

    /// What is stuck is solved by the body that has the first rung, when it meets.
    async fn solve(&mut self, secretary: &User, body: &str) {
        let first = &self.region.frameworks()[0].ladder.rungs[0];
        if !matches!(&first.holder, Holder::Body(holder) if holder.as_str() == body) {
            return;
        }
        let Some(stuck) = self.stuck.take() else { return };
        let (_, dossier) = self.of(stuck);
        let today = self.today.to_string();
        secretary.solve(&dossier, &today, "De provincie betaalt de helft van het vervoer.").await.unwrap();
        self.noticed.solved += 1;
    }

    /// The parties that have a seat in a body.
    pub(crate) fn seats(&self, body: &str) -> Vec<String> {
        let framework = &self.region.frameworks()[0];
        let body = framework.body(&body.parse().unwrap()).unwrap();
        framework.seats(body).iter().map(|party| party.id.to_string()).collect()
    }

    /// Which dossier this is.
    fn by_id(&self, id: &str) -> usize {
        let is = |opened: &Opened| opened.id == id;
        self.dossiers.iter().position(|dossier| dossier.opened.as_ref().is_some_and(is)).unwrap()
    }
}
