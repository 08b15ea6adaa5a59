//! The register of mandates: whatever was granted and revoked, it says at every position what the records up to it say.

use std::collections::BTreeMap;

use domain::{
    Event,
    context::Capacity,
    ids::{MandateId, Revision},
    mandate::{
        self, Act, Scope, State,
        event::{MandateGranted, MandateRevoked},
    },
};
use jiff::civil::date;
use record::{HistoryId, Position};

use super::{
    region::id,
    then::views_of,
    world::{Sealing, World},
};
use crate::{
    AsOf, Views,
    query::mandates::{Query, Row},
};

impl World {
    /// Grants a mandate, or revokes the last one that stands.
    pub(super) fn mandate_any(&mut self) {
        let standing = mandates_at(self, Position(u64::MAX)).into_iter().rev();
        let standing = standing
            .filter(|(_, state)| matches!(state, State::Granted(mandate) if mandate.revoked_from.is_none()));
        let standing = standing.map(|(id, _)| id).next().filter(|_| self.dice.once_in(3));
        match standing {
            Some(id) => self.revoke(id),
            None => self.grant_any(),
        }
    }

    fn grant_any(&mut self) {
        let framework = self.frameworks[0].reference.clone();
        let (party, holder) =
            (self.dice.pick(&["gemeente-alkmaar", "swv-po"]), self.dice.pick(&["u-1", "u-2"]));
        let until = self.dice.once_in(2).then(|| date(2026, 12, 31));
        let mut sealing = Sealing::new(self);
        let source = sealing.seal("een besluit van het college");
        let texts = sealing.texts();
        let scope = Scope { acts: vec![Act::Stance], bodies: Vec::new(), limit_cents: None };
        let (holder, party, from) = (id(holder), id(party), date(2026, 1, 1));
        let granted = MandateGranted { framework, holder, party, scope, from, until, source };
        let command = self.command();
        let event = Event::Mandate(mandate::Event::MandateGranted(granted));
        let history = HistoryId::Mandate(MandateId(command.0));
        self.append(history, Revision(1), command, Capacity::Administrator, event, texts);
    }

    fn revoke(&mut self, id: MandateId) {
        let mut sealing = Sealing::new(self);
        let reason = sealing.seal("een ander is aangewezen");
        let texts = sealing.texts();
        let event =
            Event::Mandate(mandate::Event::MandateRevoked(MandateRevoked { from: date(2026, 6, 1), reason }));
        let history = HistoryId::Mandate(id);
        let revision = self.records.iter().filter(|record| record.history == history).count() as u64 + 1;
        let command = self.command();
        self.append(history, Revision(revision), command, Capacity::Administrator, event, texts);
    }
}

/// Every mandate, as its records up to a position say.
fn mandates_at(world: &World, at: Position) -> BTreeMap<MandateId, State> {
    let mut all = BTreeMap::new();
    for (place, record) in world.records.iter().enumerate() {
        let (HistoryId::Mandate(id), Event::Mandate(event)) = (&record.history, &record.event) else {
            continue;
        };
        if (place as u64) < at.0 {
            let state: &mut State = all.entry(*id).or_default();
            *state = mandate::evolve(std::mem::take(state), event);
        }
    }
    all
}

/// The register, in pages of so many rows.
pub(super) fn mandates(views: &Views, as_of: AsOf, limit: usize) -> Vec<Row> {
    let (mut rows, mut after, mut as_of) = (Vec::new(), Position::START, as_of);
    loop {
        let query = Query { party: None, holder: None, on: None, as_of, after, limit };
        let page = views.mandates(&query).unwrap();
        assert!(page.rows.len() <= limit);
        as_of = AsOf::Position(page.position);
        rows.extend(page.rows);
        match page.next {
            Some(next) => after = next,
            None => return rows,
        }
    }
}

#[test]
fn the_register_is_the_fold_of_its_histories_at_every_position() {
    let mut seen = 0;
    for seed in 0..4 {
        let world = World::walked(seed, 200);
        let (_directory, views) = views_of(&world);
        views.apply(&world.stored).unwrap();
        for at in 0..=world.records.len() as u64 {
            let at = Position(at);
            let told = mandates(&views, AsOf::Position(at), 2);
            let told: BTreeMap<_, _> = told.into_iter().map(|row| (row.id, row.mandate)).collect();
            let known = mandates_at(&world, at).into_iter().filter_map(|(id, state)| match state {
                State::Granted(mandate) => Some((id, *mandate)),
                State::Ungranted => None,
            });
            assert_eq!(told, known.collect(), "seed {seed} at {at}");
            seen += told.len();
        }
    }
    assert!(seen > 0, "there were mandates");
}
