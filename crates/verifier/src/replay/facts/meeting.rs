//! What an event of a meeting says.

use domain::meeting::{
    Event, ItemRef, Subject,
    event::{
        ActionClosed, AddendumSent, AgendaFixed, DecisionListDrafted, DecisionListFixed, ItemRemoved,
        MeetingCancelled, MeetingHeld, MeetingPlanned, PapersSent,
    },
    parts::{Added, AgendaItem, ItemPapers, Late, Line, LineOutcome, Present},
};

use super::{Form, document, joined, visit};

impl Form {
    pub(super) fn meeting(&mut self, event: &Event) {
        match event {
            Event::MeetingPlanned(planned) => self.planned(planned),
            Event::ItemScheduled(added) => self.added(added),
            Event::ItemRemoved(ItemRemoved { item, reason }) => {
                self.put("item", item);
                self.seal("reason", *reason);
            }
            Event::AgendaFixed(AgendaFixed { items }) => self.agenda("items", items),
            Event::PapersSent(PapersSent { items, digest }) => {
                self.each("items", items, Self::papers);
                self.put("digest", digest);
            }
            Event::AddendumSent(AddendumSent { added, papers, digest }) => {
                self.within("added", |form| form.added(added));
                self.within("papers", |form| form.papers(papers));
                self.put("digest", digest);
            }
            Event::MeetingHeld(held) => self.held(held),
            Event::DecisionListDrafted(DecisionListDrafted { draft, lines }) => {
                self.put("draft", draft);
                self.each("lines", lines, Self::line);
            }
            Event::DecisionListFixed(DecisionListFixed { draft, at }) => {
                self.put("draft", draft);
                self.put("at", at);
            }
            Event::MeetingCancelled(MeetingCancelled { reason }) => self.seal("reason", *reason),
            Event::ActionAgreed(agreed) => self.agreed(agreed),
            Event::ActionClosed(ActionClosed { closed, reported_at }) => {
                self.within("closed", |form| form.closed(closed));
                self.put_some("reported_at", *reported_at);
            }
        }
    }

    fn planned(&mut self, planned: &MeetingPlanned) {
        let MeetingPlanned { framework, body, form, on, papers_due, dispatch, reason } = planned;
        self.framework(framework);
        self.put("body", body);
        self.put("form", form.name());
        self.put("on", on);
        self.put("papers_due", papers_due);
        self.put("dispatch", dispatch);
        self.seal_some("reason", *reason);
    }

    fn added(&mut self, added: &Added) {
        let Added { item, subject, kind, late, carried_from } = added;
        self.put("item", item);
        match subject {
            Subject::Visit { dossier, visit: about } => {
                self.put("subject.visit.dossier", dossier);
                self.put("subject.visit.visit", visit(about));
            }
            Subject::Topic { title } => self.seal("subject.topic.title", *title),
        }
        self.put("kind", kind.name());
        if let Some(Late { authorised_by, reason }) = late {
            self.put("late.authorised_by", authorised_by);
            self.seal("late.reason", *reason);
        }
        if let Some(ItemRef { meeting, item }) = carried_from {
            self.put("carried_from.meeting", meeting);
            self.put("carried_from.item", item);
        }
    }

    fn agenda(&mut self, name: &str, items: &[AgendaItem]) {
        self.each(name, items, |form, AgendaItem { item, kind }| {
            form.put("item", item);
            form.put("kind", kind.name());
        });
    }

    fn papers(&mut self, ItemPapers { item, seen, papers }: &ItemPapers) {
        self.put("item", item);
        self.put_some("seen", *seen);
        self.each("papers", papers, |form, paper| {
            form.put("document", document(&paper.document));
            form.put("digest", paper.digest);
        });
    }

    fn held(&mut self, MeetingHeld { present, absent, treated_as }: &MeetingHeld) {
        self.each("present", present, |form, Present { actor, part, party, replaces }| {
            form.put("actor", actor);
            form.put("part", part.name());
            form.put_some("party", party.as_ref());
            form.put_some("replaces", replaces.as_ref());
        });
        self.put("absent", joined(absent));
        self.agenda("treated_as", treated_as);
    }

    fn line(&mut self, Line { item, outcome, remark }: &Line) {
        self.put("item", item);
        if let Some(LineOutcome { revision, outcome }) = outcome {
            self.put("outcome.revision", revision);
            self.put("outcome.outcome", outcome);
        }
        self.seal_some("remark", *remark);
    }
}
