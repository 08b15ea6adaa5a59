//! Dossiers that go up the ladder, and come off it, in random histories.

use domain::{
    dossier::{
        Command,
        escalation::{
            self,
            command::{Conclude, Ground, Move, Open, Resolve, Unresolved},
            event::{DisputeKind, DisputeTerms},
        },
    },
    ids::{DossierId, MandateId, Revision},
    mandate::MandateRef,
};
use jiff::ToSpan;

use super::{
    region::id,
    world::{Sealing, World},
};

impl World {
    /// Escalates the visit that a dossier is at, or takes what is on the ladder a step on. A dispute is rare and goes first.
    pub(super) fn climb(&mut self, dossier: DossierId) {
        let dossier = self.disputed().unwrap_or(dossier);
        let known = self.state(dossier);
        let Some(escalation) = known.escalation().cloned() else { return self.escalate(dossier) };
        let framework = self.frameworks.iter().find(|framework| framework.reference == known.framework);
        let (visit, on) = (escalation.visit.clone(), escalation.on().clone());
        let above = framework.unwrap().ladder.above(&on.rung).is_some();
        let since = escalation.dispute.as_ref().map_or(on.since, |dispute| dispute.since);
        let day = since.saturating_add(i64::from(self.dice.once_in(2)).days());
        let (solved, resumes) = (self.dice.once_in(3), self.dice.once_in(2));
        let kind = DisputeKind::ALL[self.dice.below(DisputeKind::ALL.len())];
        let mut sealing = Sealing::new(self);
        let words = sealing.seal("Na overleg met beide besturen.");
        let command = if escalation.dispute.is_some() {
            escalation::Command::Conclude(Conclude { visit, on: day, words, resumes })
        } else if solved {
            escalation::Command::Resolve(Resolve { visit, rung: on.rung, on: day, words })
        } else if above {
            escalation::Command::Move(Move { visit, from: on.rung, on: day, reason: words })
        } else {
            let terms = DisputeTerms {
                kind,
                before: sealing.seal("een commissie"),
                parties: vec![id("gemeente-alkmaar"), id("swv-po")],
                defence_days: resumes.then_some(14),
                advice_days: None,
            };
            escalation::Command::Unresolved(Unresolved {
                visit,
                rung: on.rung,
                on: day,
                reason: words,
                terms,
            })
        };
        let texts = sealing.texts();
        self.act(dossier, Command::Escalate(command), texts);
    }

    /// A dossier that there is a dispute about.
    fn disputed(&self) -> Option<DossierId> {
        let is_disputed = |dossier: &DossierId| {
            self.state(*dossier).escalation().is_some_and(|known| known.dispute.is_some())
        };
        self.dossiers.keys().copied().find(is_disputed)
    }

    fn escalate(&mut self, dossier: DossierId) {
        let Some(visit) = self.state(dossier).open_visit().map(|open| open.opening.visit.clone()) else {
            return;
        };
        let mandate = MandateRef { id: MandateId(uuid::Uuid::from_u128(9)), revision: Revision(1) };
        let ground = if self.dice.once_in(2) { Ground::PassedTerm } else { Ground::Mandate(mandate) };
        let mut sealing = Sealing::new(self);
        let reason = sealing.seal("Het ligt te lang.");
        let texts = sealing.texts();
        let open = escalation::Command::Open(Open { visit, ground, reason });
        self.act(dossier, Command::Escalate(open), texts);
    }
}
