//! What an event on the ladder says, field by field.

use domain::dossier::escalation::{
    Event,
    event::{
        Cause, DisputeConcluded, DisputeTerms, EscalationMoved, EscalationOpened, EscalationResolved,
        EscalationUnresolved, OnRung, Onward,
    },
};

use super::{Form, joined, visit};

impl Form {
    pub(super) fn escalation(&mut self, event: &Event) {
        match event {
            Event::EscalationOpened(EscalationOpened { visit: at, cause, reason, on }) => {
                self.put("visit", visit(at));
                self.within("cause", |form| form.cause(cause));
                self.seal("reason", *reason);
                self.within("on", |form| form.on_rung(on));
            }
            Event::EscalationMoved(EscalationMoved { visit: at, from, to, reason }) => {
                self.put("visit", visit(at));
                self.put("from", from);
                self.within("to", |form| form.on_rung(to));
                self.seal("reason", *reason);
            }
            Event::EscalationResolved(resolved) => {
                let EscalationResolved { visit: at, rung, resolved_on, words, next } = resolved;
                self.put("visit", visit(at));
                self.put("rung", rung);
                self.put("resolved_on", resolved_on);
                self.seal("words", *words);
                self.within("next", |form| form.onward(next));
            }
            Event::EscalationUnresolved(unresolved) => {
                let EscalationUnresolved { visit: at, rung, unresolved_on, reason, terms } = unresolved;
                self.put("visit", visit(at));
                self.put("rung", rung);
                self.put("unresolved_on", unresolved_on);
                self.seal("reason", *reason);
                self.within("terms", |form| form.dispute(terms));
            }
            Event::DisputeConcluded(DisputeConcluded { visit: at, concluded_on, words, next }) => {
                self.put("visit", visit(at));
                self.put("concluded_on", concluded_on);
                self.seal("words", *words);
                self.within("next", |form| form.onward(next));
            }
        }
    }

    pub(super) fn on_rung(&mut self, OnRung { rung, holder, since, due }: &OnRung) {
        self.put("rung", rung);
        self.put("holder", holder);
        self.put("since", since);
        self.put("due", due);
    }

    fn cause(&mut self, cause: &Cause) {
        match cause {
            Cause::PassedTerm { due } => {
                self.put("by", "passed-term");
                self.put("due", due);
            }
            Cause::Procesbegeleider { party, mandate } => {
                self.put("by", "procesbegeleider");
                self.put("party", party);
                self.put("mandate.id", mandate.id);
                self.put("mandate.revision", mandate.revision);
            }
        }
    }

    fn dispute(&mut self, terms: &DisputeTerms) {
        let DisputeTerms { kind, before, parties, defence_days, advice_days } = terms;
        self.put("kind", kind.name());
        self.seal("before", *before);
        self.put("parties", joined(parties));
        self.put_some("defence_days", *defence_days);
        self.put_some("advice_days", *advice_days);
    }

    fn onward(&mut self, onward: &Onward) {
        match onward {
            Onward::SameVisit => self.put("to", "same-visit"),
            Onward::Visit(opening) => {
                self.put("to", "visit");
                self.within("opens", |form| form.opening(opening));
            }
            Onward::End(end) => {
                self.put("to", "end");
                self.put("end", end);
            }
        }
    }
}
