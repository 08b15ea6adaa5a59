//! Arrangements that dossiers decided: begun in random histories, and told as their records say.

use domain::{
    Event as Any,
    arrangement::{
        Arrangement, ArrangementBegun, ArrangementConcluded, Basis, EvaluationRecorded, Event, Found,
        FundingLine, MeasureForm, Measured, Numbers, Plan, PlannedResult, State, Value,
        between::{adopted, arrangement_of},
        evolve, pass,
    },
    context::Capacity,
    count::{Count, Counted},
    dossier::state::Phase,
    framework::Conclusion,
    ids::{EvaluationNumber, Revision},
};
use jiff::civil::date;
use record::{HistoryId, Record};

use super::{
    region::id,
    then::views_of,
    world::{Sealing, World},
};
use crate::{AsOf, Words, query::register};

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

impl World {
    /// Begins an arrangement, and lets its parties say whether they are bound, if there is one to begin.
    pub(super) fn begin_and_bind_any(&mut self) {
        self.begin_any();
        self.bind_any();
    }

    /// Evaluates one of the arrangements that are not over, if there is one.
    pub(super) fn evaluate_any(&mut self) {
        let Some((history, arrangement)) = self.running() else { return };
        let number = EvaluationNumber(arrangement.last_evaluation().0 + 1);
        let is_planned = self.dice.once_in(2);
        let mut sealing = Sealing::new(self);
        let measured = |indicator: &str, found| Measured { indicator: id(indicator), found };
        let recorded = EvaluationRecorded {
            number,
            planned: arrangement.to_evaluate().first().copied().filter(|_| is_planned),
            on: date(2027, 6, 14),
            results: vec![
                measured("bereik", Found::Told(Numbers::Share { part: 12, whole: 24 })),
                measured("uitval", Found::Hidden(MeasureForm::Pupils, sealing.seal("3"))),
            ],
            findings: sealing.seal("Het loopt."),
            source: sealing.seal("registratie"),
        };
        let texts = sealing.texts();
        let event = Any::Arrangement(Event::EvaluationRecorded(Box::new(recorded)));
        self.follow_up(history, arrangement.revision.next(), event, texts);
    }

    /// Concludes something of one of the arrangements that are not over, if there is one.
    pub(super) fn conclude_any(&mut self) {
        let Some((history, arrangement)) = self.running() else { return };
        let conclusion = self.dice.pick(&[Conclusion::Continue, Conclusion::Continue, Conclusion::Close]);
        let evaluation = Some(arrangement.last_evaluation()).filter(|last| last.0 > 0);
        if evaluation.is_none() || evaluation.is_some_and(|last| arrangement.conclusion_of(last).is_some()) {
            return;
        }
        let mut sealing = Sealing::new(self);
        let drawn = ArrangementConcluded {
            evaluation,
            conclusion,
            on: date(2027, 7, 1),
            body: None,
            follower: None,
            into: None,
            reason: sealing.seal("Zo is besloten."),
            evaluations: Vec::new(),
        };
        let texts = sealing.texts();
        let event = Any::Arrangement(Event::ArrangementConcluded(Box::new(drawn)));
        self.follow_up(history, arrangement.revision.next(), event, texts);
    }

    /// The first arrangement that is not over.
    fn running(&self) -> Option<(HistoryId, Arrangement)> {
        self.dossiers.iter().find_map(|(dossier, _)| {
            let history = HistoryId::Arrangement(arrangement_of(*dossier));
            let state = state_of(&self.records, &history);
            let running = state.begun().filter(|arrangement| arrangement.ended().is_none()).cloned();
            running.map(|arrangement| (history, arrangement))
        })
    }

    /// A region in which dossiers travel until one was adopted, whose arrangement then begins and lives on.
    fn lived(seed: u64) -> Self {
        let mut world = Self::walked(seed, 40);
        for _ in 0..40 {
            let dossier = world.open_any();
            for _ in 0..120 {
                world.go_on(dossier);
                if matches!(world.state(dossier).phase, Phase::Ended { .. }) {
                    break;
                }
            }
            world.begin_any();
            if world.running().is_some() {
                break;
            }
        }
        for _ in 0..12 {
            match world.dice.below(3) {
                0 => world.conclude_any(),
                1 => world.evaluate_any(),
                _ => world.step(),
            }
        }
        world
    }

    fn follow_up(&mut self, history: HistoryId, revision: Revision, event: Any, texts: Vec<u8>) {
        let (command, party) = (self.command(), id("swv-po"));
        self.append(history, revision, command, Capacity::Coordinator { party }, event, texts);
    }
}

/// What these records come to for an arrangement.
fn state_of(records: &[Record], history: &HistoryId) -> State {
    let of = records.iter().filter(|record| record.history == *history);
    of.fold(State::default(), |state, record| match &record.event {
        Any::Arrangement(event) => evolve(state, event),
        Any::Keeping(_) => pass(state),
        Any::Dossier(_)
        | Any::FrameworkAdopted(_)
        | Any::Meeting(_)
        | Any::Mandate(_)
        | Any::Preparation(_) => state,
    })
}

/// Whatever came of arrangements, each is told at every position as its records up to there say, with their words.
#[test]
fn what_came_of_an_arrangement_is_told_as_of_every_record() {
    let (mut told, mut over) = (0, 0);
    for seed in 0..12 {
        let world = World::lived(4_200 + seed);
        let (_directory, views) = views_of(&world);
        views.apply(&world.stored).unwrap();
        for (number, (record, stored)) in world.records.iter().zip(&world.stored).enumerate() {
            let (Any::Arrangement(event), HistoryId::Arrangement(id)) = (&record.event, &record.history)
            else {
                continue;
            };
            let expected = state_of(&world.records[..=number], &record.history);
            let Some(expected) = expected.begun() else { continue };
            let dossier = domain::arrangement::between::dossier_of(*id);
            let answer = views.arrangement(dossier, AsOf::Position(stored.position)).unwrap();
            let answer = answer.arrangement.expect("it began");
            assert_eq!(answer.arrangement, *expected);
            assert_eq!(answer.recorded(record.revision), Some(record.recorded.now));
            for (_, sealed) in domain::words::of(&Any::Arrangement(event.clone())) {
                assert_eq!(answer.words(&sealed), Words::of(world.words[&sealed].as_deref()));
            }
            told += usize::from(!expected.evaluations.is_empty());
            over += usize::from(expected.ended().is_some());
        }
    }
    assert!(told > 2 && over > 0, "only {told} evaluated and {over} over");
}

/// What is overdue is a matter of the day that is asked about, and of nothing that is stored.
#[test]
fn the_register_finds_what_should_have_been_evaluated() {
    let (mut found, mut none) = (0, 0);
    for seed in 0..12 {
        let world = World::lived(4_200 + seed);
        let (_directory, views) = views_of(&world);
        views.apply(&world.stored).unwrap();
        let ask = |overdue_on| {
            let filter = register::Filter { overdue_on, ..register::Filter::default() };
            let query =
                register::Query { filter, as_of: AsOf::Now, after: record::Position::START, limit: 200 };
            views.register(&query).unwrap().rows
        };
        let all = ask(None);
        let is_due = |row: &register::Row, day| match &row.source {
            register::From::Dossier { begun: Some(begun), .. } => {
                begun.to_evaluate.iter().any(|due| *due < day)
            }
            register::From::Dossier { begun: None, .. } | register::From::Registration(_) => false,
        };
        for day in [date(2027, 6, 1), date(2027, 6, 2)] {
            let due: Vec<_> = all.iter().filter(|row| is_due(row, day)).cloned().collect();
            assert_eq!(ask(Some(day)), due);
            if due.is_empty() { none += 1 } else { found += 1 }
        }
    }
    assert!(found > 0 && none > 0, "{found} found, {none} not");
}

/// Whatever happened in a region: every arrangement that began is told with the words that its record has, and none before
/// its record.
#[test]
fn an_arrangement_is_told_as_its_record_says() {
    let mut begun = 0;
    for seed in 0..12 {
        let world = World::lived(4_200 + seed);
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
