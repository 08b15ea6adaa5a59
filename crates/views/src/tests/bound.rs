//! Who is bound: parties bind themselves and have pupils in random histories, and the list says what the records say.

use std::collections::BTreeMap;

use domain::{
    Event as Any,
    arrangement::{
        self, Arrangement, BindingPeriod, Commitment, CommitmentGiven, Event, Period, Pledge, Standing,
        State, Usage,
        between::{adopted, dossier_of},
        bound::ratifying,
    },
    context::Capacity,
    count::Count,
    dossier::state::Phase,
    framework::Outcome,
    ids::{DossierId, PartyId, Revision},
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
    query::bound::{Query, Row},
};

const PARTIES: [&str; 2] = ["gemeente-alkmaar", "swv-po"];
const YEAR: Period = Period { from: date(2026, 8, 1), until: date(2027, 7, 31) };

impl World {
    /// Lets a party of an arrangement that began say whether it is bound, or reports what it has of it; now and then both.
    pub(super) fn bind_any(&mut self) {
        let of = self
            .records
            .iter()
            .filter(|record| matches!(record.event, Any::Arrangement(Event::ArrangementBegun(_))));
        let begun: Vec<HistoryId> = of.map(|record| record.history.clone()).collect();
        if begun.is_empty() {
            return;
        }
        let history = begun[self.dice.below(begun.len())].clone();
        let party: PartyId = id(self.dice.pick(&PARTIES));
        if !self.dice.once_in(3) {
            self.commit(&history, party.clone());
        }
        if !self.dice.once_in(3) {
            self.report(&history, party);
        }
    }

    fn commit(&mut self, history: &HistoryId, party: PartyId) {
        let kind = self.dice.below(3);
        let mut sealing = Sealing::new(self);
        let standing = match kind {
            0 => Standing::Bound,
            1 => Standing::WithReservation(sealing.seal("zolang het budget reikt")),
            _ => Standing::NotBound(Some(sealing.seal("geen dekking"))),
        };
        let binding = Some(BindingPeriod { from: YEAR.from, until: None }).filter(|_| kind < 2);
        let pledges = binding.map(|_| Pledge { amount_cents: 4_000_000, period: YEAR }).into_iter().collect();
        let (organ, source) = (sealing.seal("het college"), sealing.seal("besluitenlijst"));
        let texts = sealing.texts();
        let commitment = Commitment {
            party,
            standing,
            decided_on: date(2026, 7, 7),
            organ,
            mandate: None,
            binding,
            pledges,
            source,
        };
        let given = CommitmentGiven { decided: Revision(9), commitment };
        self.follow(history, Event::CommitmentGiven(Box::new(given)), texts);
    }

    fn report(&mut self, history: &HistoryId, party: PartyId) {
        let (few, costs) = (self.dice.once_in(2), self.dice.below(9) as u64);
        let mut sealing = Sealing::new(self);
        let pupils = if few { Count::Few(sealing.seal("7")) } else { Count::Told(24) };
        let source = sealing.seal("telling");
        let texts = sealing.texts();
        let usage = Usage {
            party,
            period: YEAR,
            pupils: Some(pupils),
            costs_cents: Some(costs),
            on: date(2026, 10, 1),
            source,
        };
        self.follow(history, Event::UseReported(usage), texts);
    }

    fn follow(&mut self, history: &HistoryId, event: Event, texts: Vec<u8>) {
        let last = self.records.iter().filter(|record| record.history == *history).count();
        let command = self.command();
        let capacity = Capacity::Secretary { body: id("oogo") };
        let event = Any::Arrangement(event);
        self.append(history.clone(), Revision(last as u64 + 1), command, capacity, event, texts);
    }
}

/// What happened to an arrangement, in a word.
pub(super) fn kind(event: &Event) -> &'static str {
    match event {
        Event::ArrangementRegistered(_) => "registered",
        Event::ArrangementBegun(_) => "begun",
        Event::CommitmentGiven(_) => "bound",
        Event::UseReported(_) => "used",
        Event::EvaluationRecorded(_) => "evaluated",
        Event::ArrangementConcluded(_) => "drawn from",
    }
}

/// Every arrangement that began, as its records up to a position say.
fn begun_at(world: &World, at: Position) -> BTreeMap<DossierId, Arrangement> {
    let mut all: BTreeMap<DossierId, State> = BTreeMap::new();
    for (place, record) in world.records.iter().enumerate() {
        let HistoryId::Arrangement(id) = record.history else { continue };
        if (place as u64) < at.0 {
            let state = all.entry(dossier_of(id)).or_default();
            let before = std::mem::take(state);
            *state = if let Any::Arrangement(event) = &record.event {
                arrangement::evolve(before, event)
            } else {
                arrangement::pass(before)
            };
        }
    }
    let begun = all.into_iter().filter_map(|(id, state)| Some((id, state.begun()?.clone())));
    begun.collect()
}

/// The list, in pages of so many arrangements.
pub(super) fn bound(views: &Views, as_of: AsOf, limit: usize) -> Vec<Row> {
    let (mut rows, mut after, mut as_of) = (Vec::new(), Position::START, as_of);
    loop {
        let page = views.bound(&Query { dossier: None, as_of, after, limit }).unwrap();
        assert!(page.rows.len() <= limit);
        as_of = AsOf::Position(page.position);
        rows.extend(page.rows);
        match page.next {
            Some(next) => after = next,
            None => return rows,
        }
    }
}

/// Which of the world's frameworks lets each party ratify for itself.
const EACH_RATIFIES: usize = 1;
/// How often a dossier is taken through a route until its parties all ratify, at most.
const TRIES_MAX: usize = 50;

impl World {
    /// Takes a dossier through both rounds of a framework in which each party ratifies; one of them may not.
    fn ratified_by_each(&mut self) -> DossierId {
        let dossier = self.open_in(Some(EACH_RATIFIES));
        for round in ["voorstel", "businesscase"] {
            self.file(dossier);
            if !self.submit(dossier, &id(round)) {
                break;
            }
            for outcome in [Outcome::Noted, Outcome::Positive, Outcome::Adopted] {
                self.treat(dossier, outcome);
            }
            while let Phase::AtStep { visit } = self.state(dossier).phase.clone() {
                self.speak(dossier, &visit);
            }
        }
        dossier
    }
}

/// A world in which two dossiers ended adopted, one of them as each party ratified, and much followed.
fn followed(seed: u64) -> World {
    let mut world = World::new(seed);
    world.adopted();
    let ends = |world: &World, dossier| adopted(dossier, &world.dossiers[&dossier]).is_ok();
    let all_ratify = (0..TRIES_MAX).any(|_| {
        let dossier = world.ratified_by_each();
        ends(&world, dossier)
    });
    assert!(all_ratify, "seed {seed}: never did both ratify");
    for _ in 0..60 {
        world.begin_any();
        world.bind_any();
        world.step();
    }
    world
}

#[test]
fn who_is_bound_is_the_fold_of_its_histories_at_every_position() {
    let (mut said, mut ratified) = (0, 0);
    for seed in 0..6 {
        let world = followed(7_300 + seed);
        let (_directory, views) = views_of(&world);
        views.apply(&world.stored).unwrap();
        for at in (0..=world.records.len() as u64).step_by(7) {
            let told = bound(&views, AsOf::Position(Position(at)), 2);
            assert!(told.is_sorted_by_key(|row| row.begun));
            let told: BTreeMap<_, _> =
                told.into_iter().map(|row| (row.about.id, row.told.arrangement)).collect();
            assert_eq!(told, begun_at(&world, Position(at)), "seed {seed} at {at}");
        }
        for row in bound(&views, AsOf::Now, 3) {
            said += row.told.arrangement.commitments.len() + row.told.arrangement.used.len();
            let one =
                Query { dossier: Some(row.about.id), as_of: AsOf::Now, after: Position::START, limit: 1 };
            assert_eq!(format!("{:?}", views.bound(&one).unwrap().rows), format!("{:?}", [&row]));
            let state = world.state(row.about.id);
            let voices = ratifying(state).map_or(&[][..], |visit| &visit.voices);
            let expected: Vec<_> = voices
                .iter()
                .map(|spoken| (spoken.voice.party.clone(), spoken.voice.ratified, spoken.revision))
                .collect();
            let seen: Vec<_> =
                row.ratified.iter().map(|said| (said.party.clone(), said.ratified, said.revision)).collect();
            assert_eq!(seen, expected);
            ratified += seen.len();
        }
    }
    assert!(said > 5, "only {said} were said");
    assert!(ratified > 0, "nobody had ratified");
}
