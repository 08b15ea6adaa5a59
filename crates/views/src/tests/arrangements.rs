//! Arrangements that dossiers decided: begun in random histories, and told as their records say.

use domain::{
    Event as Any,
    arrangement::{
        ArrangementBegun, Basis, Event, FundingLine, Plan, PlannedResult, Value,
        between::{adopted, arrangement_of},
    },
    context::Capacity,
    count::{Count, Counted},
    ids::Revision,
};
use jiff::civil::date;
use record::HistoryId;

use super::{
    region::id,
    then::views_of,
    world::{Sealing, World},
};
use crate::{AsOf, Words};

impl World {
    /// Begins the arrangement of a dossier that was adopted and of which none began, if there is one.
    pub(super) fn begin_any(&mut self) {
        let of = |dossier| HistoryId::Arrangement(arrangement_of(dossier));
        let has_begun = |dossier| self.records.iter().any(|record| record.history == of(dossier));
        let found = self.dossiers.iter().find_map(|(id, state)| {
            adopted(*id, state).ok().filter(|_| !has_begun(*id)).map(|adopted| (*id, adopted.clone()))
        });
        let Some((dossier, adopted)) = found else { return };
        let (history, framework, decided) = (of(dossier), adopted.framework, adopted.revision);
        let mut sealing = Sealing::new(self);
        let begun = ArrangementBegun {
            framework,
            decided,
            plan: Plan {
                functions: vec![id("versterken")],
                target_group: sealing.seal("thuiszitters"),
                partners: vec![sealing.seal("Parlan"), sealing.seal("de Spinaker")],
                funding: vec![FundingLine {
                    code: id("tlv"),
                    party: None,
                    basis: Basis::Collective,
                    amount_cents: Some(5_000_000),
                    from: date(2026, 8, 1),
                    until: None,
                }],
                indicators: vec![PlannedResult {
                    indicator: id("bereik"),
                    value: Value::Pupils(Count::Few(sealing.seal("7"))),
                }],
                evaluations: vec![date(2027, 6, 1)],
                pupils: Some(Counted {
                    count: Count::Told(24),
                    on: date(2026, 8, 1),
                    source: sealing.seal("telling"),
                }),
            },
        };
        let texts = sealing.texts();
        let event = Any::Arrangement(Event::ArrangementBegun(Box::new(begun)));
        let (command, party) = (self.command(), id("swv-po"));
        self.append(history, Revision(1), command, Capacity::Coordinator { party }, event, texts);
    }
}

/// Whatever happened in a region: every arrangement that began is told with the words that its record has, and none before
/// its record.
#[test]
fn an_arrangement_is_told_as_its_record_says() {
    let mut begun = 0;
    for seed in 0..48 {
        let world = World::walked(4_200 + seed, 900);
        let (_directory, views) = views_of(&world);
        views.apply(&world.stored).unwrap();
        for (record, stored) in world.records.iter().zip(&world.stored) {
            let (Any::Arrangement(Event::ArrangementBegun(said)), HistoryId::Arrangement(id)) =
                (&record.event, &record.history)
            else {
                continue;
            };
            begun += 1;
            let dossier = domain::arrangement::between::dossier_of(*id);
            let ask = |as_of| views.arrangement(dossier, as_of).unwrap().arrangement;
            let told = ask(AsOf::Position(stored.position)).expect("it began here");
            assert_eq!(told.arrangement.begun, **said);
            assert!(told.coordinator.is_some());
            for (_, sealed) in said.plan.sealed() {
                let expected = world.words[&sealed].as_deref();
                assert_eq!(told.words(&sealed), Words::of(expected));
            }
            let before = record::Position(stored.position.0 - 1);
            assert!(ask(AsOf::Position(before)).is_none());
        }
    }
    assert!(begun > 2, "only {begun} began");
}
