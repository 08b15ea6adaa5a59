//! Whom a dossier waits for, and how its term stands.

use domain::dossier::{
    event::WaitingOn,
    state,
    waiting::{Since, Whom, waiting as waits},
};
use record::Recorded;

use super::{Known, Model};
use crate::{
    query::{
        parts::{Suspension, Term, WaitsFor},
        waiting,
    },
    tests::world::WORLD_OFFSET_SECONDS,
    words::Words,
};

impl Model<'_> {
    /// Every dossier that waits, who waits longest first.
    pub(in crate::tests) fn waiting(&self) -> Vec<waiting::Row> {
        let mut rows: Vec<_> = self.known.iter().filter_map(|known| self.waits(known)).collect();
        rows.sort_by_key(|row| (row.since, row.opened));
        rows
    }

    fn waits(&self, known: &Known) -> Option<waiting::Row> {
        let dossier = known.dossier();
        let waits = waits(dossier)?;
        let conditions = dossier.conditions.iter().filter(|set| set.is_open());
        Some(waiting::Row {
            dossier: known.id,
            reference: known.reference.clone(),
            title: self.words(&known.opened().title),
            framework: dossier.framework.clone(),
            coordinator: dossier.coordinator.clone(),
            party: dossier.party.clone(),
            revision: dossier.revision,
            waits_for: self.waits_for(known),
            since: match waits.since {
                Since::Date(date) => date,
                Since::Recorded(revision) => {
                    Recorded::new(known.at(revision).1, WORLD_OFFSET_SECONDS).today()
                }
            },
            need: waits.need,
            term: dossier.open_visit().and_then(|visit| self.term(known, visit)),
            escalation: self.open_escalation(known),
            conditions: conditions.map(|set| self.condition(known, set)).collect(),
            opened: known.events[0].0,
        })
    }

    pub(super) fn waits_for(&self, known: &Known) -> WaitsFor {
        let waits = waits(known.dossier());
        match waits.map(|waits| waits.on) {
            None => WaitsFor::Nobody,
            Some(Whom::Named(on)) => self.waiting_on(known, &on),
            Some(Whom::Function(function)) => WaitsFor::Outside(Words::Known(function)),
        }
    }

    fn waiting_on(&self, known: &Known, on: &WaitingOn) -> WaitsFor {
        match on {
            WaitingOn::Submitter => WaitsFor::Coordinator(known.dossier().coordinator.clone()),
            WaitingOn::Party(party) => WaitsFor::Party(party.clone()),
            WaitingOn::Body(body) => WaitsFor::Body(body.clone()),
            WaitingOn::Outside(words) => WaitsFor::Outside(self.words(words)),
        }
    }

    pub(super) fn term(&self, known: &Known, visit: &state::Visit) -> Option<Term> {
        visit.opening.due?;
        let suspensions = visit.suspensions.iter().map(|suspension| Suspension {
            from: suspension.from,
            waits_for: self.waiting_on(known, &suspension.waits_for),
            reason: self.words(&suspension.reason),
            resumed: suspension.resumed.map(|resumed| (resumed.runs_from, resumed.due)),
            revision: suspension.recorded,
        });
        Some(Term {
            arrived: visit.opening.arrived,
            due: visit.due(),
            ledger: visit.ledger(),
            suspensions: suspensions.collect(),
            over_on: visit.treated().map(|treated| treated.treated_on),
        })
    }
}
