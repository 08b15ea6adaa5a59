//! What came of an arrangement: what is measured, what that leads to and by what way, and that it can always end.

use std::collections::BTreeMap;

use domain::{
    arrangement::{
        Arrangement, Command, Conclude, Evaluate, Event, Follower, Found, LifePhase, MeasureForm, Measured,
        Numbers, Refusal, State,
        between::{allowed, arrangement_of, dossier_of, written_by},
        command_of, decide,
        evaluation::{
            Refusal as R,
            between::{may_follow, may_take_in},
            life,
        },
        evolve,
    },
    dossier,
    framework::{Conclusion, ConclusionRoute, Framework, Outcome},
    ids::{ArrangementId, DossierId, EvaluationNumber, Revision},
    sealed::names::{FEW, FINDINGS, MOTIVATION, SOURCE},
    words,
};
use proptest::{collection::vec, prelude::*, sample::select};
use uuid::Uuid;

use crate::{
    acts::{self, administrator, coordinator, day, sealed, secretary},
    arrangement::{begins, measuring},
    region::{id, ids},
    story::Story,
};

mod suppression;

const DOSSIER: DossierId = DossierId(Uuid::from_u128(0xd1));
const OTHER: DossierId = DossierId(Uuid::from_u128(0xd2));
/// Everything here happens before this day.
pub(super) const TODAY: i32 = 600;

pub(super) fn evaluate(change: impl FnOnce(&mut Evaluate)) -> Command {
    let mut evaluate = Evaluate {
        planned: Some(day(200)),
        on: day(210),
        results: vec![
            measured("bereik", Found::Told(Numbers::Share { part: 12, whole: 24 })),
            measured("tevredenheid", Found::Hidden(MeasureForm::Score, sealed(11))),
        ],
        findings: sealed(12),
        source: sealed(13),
    };
    change(&mut evaluate);
    Command::Evaluate(Box::new(evaluate))
}

fn conclude(conclusion: Conclusion, change: impl FnOnce(&mut Conclude)) -> Command {
    let mut conclude = Conclude {
        evaluation: Some(EvaluationNumber(1)),
        conclusion,
        on: day(220),
        body: None,
        follower: None,
        into: None,
        reason: sealed(14),
        evaluations: Vec::new(),
    };
    change(&mut conclude);
    Command::Conclude(Box::new(conclude))
}

pub(super) fn measured(indicator: &str, found: Found) -> Measured {
    Measured { indicator: id(indicator), found }
}

fn follower() -> Option<Follower> {
    Some(Follower { dossier: OTHER, revision: Revision(7) })
}

/// The region, in which OOGO closes and a dossier develops further.
fn routed() -> Framework {
    let evaluation = BTreeMap::from([
        (Conclusion::Close, ConclusionRoute::Body(id("oogo"))),
        (Conclusion::Develop, ConclusionRoute::Dossier),
    ]);
    Framework { evaluation, ..measuring() }
}

/// What these commands come to after the beginning, each of which is allowed.
fn after(framework: &Framework, commands: Vec<Command>) -> State {
    commands.into_iter().fold(begun(), |state, command| {
        let event = decide(framework, &state, command, &coordinator(TODAY)).unwrap();
        evolve(state, &event)
    })
}

pub(super) fn begun() -> State {
    let event = decide(&measuring(), &State::Unknown, begins(|_| {}), &coordinator(9)).unwrap();
    evolve(State::Unknown, &event)
}

fn arrangement(state: &State) -> &Arrangement {
    state.begun().unwrap()
}

#[test]
fn what_was_measured_and_concluded_is_told_as_it_was_asked() {
    let framework = measuring();
    let event = decide(&framework, &begun(), evaluate(|_| {}), &coordinator(TODAY)).unwrap();
    assert_eq!(command_of(&event), evaluate(|_| {}), "decided again, it is the same");
    let Event::EvaluationRecorded(recorded) = &event else { panic!("{event:?}") };
    assert_eq!(recorded.number, EvaluationNumber(1));
    let named = words::of(&domain::Event::Arrangement(event.clone()));
    let named: Vec<_> = named.iter().map(|(name, sealed)| (name.as_str(), *sealed)).collect();
    assert_eq!(named, [(FEW, sealed(11)), (FINDINGS, sealed(12)), (SOURCE, sealed(13))]);

    let state = evolve(begun(), &event);
    let asked = conclude(Conclusion::Adjust, |it| it.evaluations = vec![day(500)]);
    let event = decide(&framework, &state, asked.clone(), &coordinator(TODAY)).unwrap();
    assert_eq!(command_of(&event), asked);
    assert_eq!(words::of(&domain::Event::Arrangement(event.clone())), [(MOTIVATION.to_owned(), sealed(14))]);
    let state = evolve(state, &event);
    assert_eq!(arrangement(&state).revision, Revision(3));
    assert_eq!(arrangement(&state).planned(), [day(200), day(400), day(500)]);
    assert_eq!(arrangement(&state).to_evaluate(), [day(400), day(500)]);
}

#[test]
fn an_evaluation_is_refused_when_it_says_what_cannot_be() {
    let framework = measuring();
    let told = |numbers| vec![measured("bereik", Found::Told(numbers))];
    let small = Refusal::SmallNumberShown { threshold: 10 };
    let cases: Vec<(Command, Refusal)> = vec![
        (
            evaluate(|it| it.planned = Some(day(201))),
            R::NotPlanned { given: day(201), known: vec![day(200), day(400)] }.into(),
        ),
        (
            evaluate(|it| it.on = day(TODAY + 1)),
            R::DateInFuture { given: day(TODAY + 1), today: day(TODAY) }.into(),
        ),
        (
            evaluate(|it| it.results[0].indicator = id("geluk")),
            Refusal::IndicatorUnknown { indicator: id("geluk"), known: ids(&["bereik", "tevredenheid"]) },
        ),
        (evaluate(|it| it.results[1].indicator = id("bereik")), Refusal::Repeated { which: "bereik".into() }),
        (
            evaluate(|it| it.results = told(Numbers::Score { tenths: 101, by: 20 })),
            Refusal::ValueBeyond { indicator: id("bereik"), max: 100 },
        ),
        (
            evaluate(|it| it.results = vec![measured("bereik", Found::Told(Numbers::Pupils(12))); 51]),
            Refusal::TooMany { given: 51, max: 50 },
        ),
        (evaluate(|it| it.results = told(Numbers::Pupils(9))), small.clone()),
        (evaluate(|it| it.results = told(Numbers::Share { part: 20, whole: 24 })), small.clone()),
        (evaluate(|it| it.results = told(Numbers::Score { tenths: 70, by: 9 })), small),
    ];
    for (command, refused) in cases {
        assert_eq!(decide(&framework, &begun(), command, &coordinator(TODAY)), Err(refused));
    }
    let again =
        decide(&framework, &after(&framework, vec![evaluate(|_| {})]), evaluate(|_| {}), &coordinator(TODAY));
    assert_eq!(again, Err(R::AlreadyEvaluated { planned: day(200) }.into()));
    let asked = decide(&framework, &State::Unknown, evaluate(|_| {}), &coordinator(TODAY));
    assert_eq!(asked, Err(Refusal::NotBegun));
}

#[test]
fn a_conclusion_is_refused_when_it_does_not_fit_or_goes_another_way() {
    let evaluated = after(&measuring(), vec![evaluate(|_| {})]);
    let cases: Vec<(Command, Refusal)> = vec![
        (
            conclude(Conclusion::Continue, |it| it.evaluation = None),
            R::EvaluationRequired { conclusion: Conclusion::Continue }.into(),
        ),
        (
            conclude(Conclusion::Continue, |it| it.evaluation = Some(EvaluationNumber(2))),
            R::EvaluationUnknown { given: EvaluationNumber(2), last: EvaluationNumber(1) }.into(),
        ),
        (
            conclude(Conclusion::Continue, |it| it.on = day(209)),
            R::ConcludedTooEarly { on: day(209), evaluated: day(210) }.into(),
        ),
        (
            conclude(Conclusion::Continue, |it| it.on = day(TODAY + 1)),
            R::DateInFuture { given: day(TODAY + 1), today: day(TODAY) }.into(),
        ),
        (conclude(Conclusion::Continue, |it| it.body = Some(id("raad"))), R::BodyUnknown(id("raad")).into()),
        (
            conclude(Conclusion::Close, |_| {}),
            R::ConcludedElsewhere { conclusion: Conclusion::Close, body: id("oogo") }.into(),
        ),
        (
            conclude(Conclusion::Close, |it| it.body = Some(id("pora"))),
            R::ConcludedElsewhere { conclusion: Conclusion::Close, body: id("oogo") }.into(),
        ),
        (
            conclude(Conclusion::Develop, |_| {}),
            R::FollowerRequired { conclusion: Conclusion::Develop }.into(),
        ),
        (
            conclude(Conclusion::Adjust, |it| it.into = Some(ArrangementId(OTHER.0))),
            R::IntoNotPossible { conclusion: Conclusion::Adjust }.into(),
        ),
        (
            conclude(Conclusion::Integrate, |it| it.evaluations = vec![day(500)]),
            R::NothingToEvaluate { conclusion: Conclusion::Integrate }.into(),
        ),
        (
            conclude(Conclusion::Continue, |it| it.evaluations = vec![day(220)]),
            R::PlannedTooEarly { given: day(220), on: day(220) }.into(),
        ),
        (
            conclude(Conclusion::Continue, |it| it.evaluations = vec![day(400)]),
            Refusal::Repeated { which: day(400).to_string() },
        ),
        (
            conclude(Conclusion::Continue, |it| it.evaluations = (300..349).map(day).collect()),
            Refusal::TooMany { given: 51, max: 50 },
        ),
    ];
    for (command, refused) in cases {
        assert_eq!(decide(&routed(), &evaluated, command, &coordinator(TODAY)), Err(refused));
    }
    let by_oogo = || conclude(Conclusion::Close, |it| it.body = Some(id("oogo")));
    let closed = after(&routed(), vec![evaluate(|_| {}), by_oogo()]);
    let again = decide(&routed(), &closed, by_oogo(), &coordinator(TODAY));
    assert_eq!(again, Err(R::Over { conclusion: Conclusion::Close, on: day(220) }.into()));
    let later = decide(&routed(), &closed, evaluate(|it| it.planned = None), &coordinator(TODAY));
    assert!(later.is_ok(), "whether parents were content shows in the last phase");
    let going = after(&routed(), vec![evaluate(|_| {}), conclude(Conclusion::Continue, |_| {})]);
    let twice = decide(&routed(), &going, conclude(Conclusion::Adjust, |_| {}), &coordinator(TODAY));
    assert_eq!(twice, Err(R::AlreadyConcluded { evaluation: EvaluationNumber(1) }.into()));
    // A framework that names no way leaves it to who writes it down; developing further needs its dossier even so.
    for conclusion in Conclusion::ALL {
        let bare = decide(&measuring(), &evaluated, conclude(conclusion, |_| {}), &coordinator(TODAY));
        assert_eq!(bare.is_ok(), conclusion != Conclusion::Develop, "{conclusion:?}");
    }
}

#[test]
fn who_writes_down_what_was_concluded_is_of_the_body_that_drew_it() {
    let adopted = Story::at("businesscase-partijen").outcome(Outcome::Ratified);
    let framework = Framework {
        evaluation: BTreeMap::from([(Conclusion::Close, ConclusionRoute::Body(id("pora")))]),
        ..measuring()
    };
    let table = [
        (Conclusion::Close, vec![("pora", true), ("oogo", false)]),
        (Conclusion::Adjust, vec![("pora", false), ("oogo", true)]),
    ];
    for (conclusion, secretaries) in table {
        let command = conclude(conclusion, |_| {});
        let ask = |by| allowed(&framework, DOSSIER, &adopted.state, &command, &by).is_ok();
        for (body, may) in secretaries {
            assert_eq!(ask(secretary(body, 90)), may, "{conclusion:?} by {body}");
        }
        assert!(ask(coordinator(90)) && !ask(administrator(90)));
        let dossier = adopted.state.dossier().unwrap();
        let expected = if conclusion == Conclusion::Close { "pora" } else { "oogo" };
        assert_eq!(written_by(&framework, dossier, &command), Some(&id(expected)));
    }
}

#[test]
fn a_dossier_that_follows_is_what_the_way_asks_for() {
    let arrangement = arrangement_of(DOSSIER);
    assert_eq!(dossier_of(arrangement), DOSSIER);
    let ask =
        |conclusion, state: &dossier::State| may_follow(&routed(), arrangement, conclusion, OTHER, state);
    let unknown = Refusal::DossierUnknown { dossier: OTHER };
    assert_eq!(ask(Conclusion::Develop, &dossier::State::Unopened), Err(unknown));
    let alone = Story::opened();
    let stranger = Refusal::from(R::DoesNotFollow { dossier: OTHER, followed: DOSSIER });
    assert_eq!(ask(Conclusion::Develop, &alone.state), Err(stranger));
    let following = following(&alone);
    let dossier = following.dossier().unwrap();
    assert_eq!(
        ask(Conclusion::Develop, &following),
        Err(Refusal::NotAdopted { dossier: OTHER, end: None }),
        "the framework asks for a dossier that was adopted"
    );
    let seen = Follower { dossier: OTHER, revision: dossier.revision };
    assert_eq!(ask(Conclusion::Adjust, &following), Ok(seen), "here it asks for none");
}

/// A dossier that takes up the one of the arrangement.
fn following(story: &Story) -> dossier::State {
    let mut dossier = story.state.dossier().unwrap().clone();
    dossier.follows = Some(DOSSIER);
    dossier::State::Opened(Box::new(dossier))
}

#[test]
fn what_is_integrated_goes_up_in_something_that_is_there() {
    let (own, other) = (arrangement_of(DOSSIER), arrangement_of(OTHER));
    let over = after(&measuring(), vec![conclude(Conclusion::Close, |it| it.evaluation = None)]);
    assert_eq!(may_take_in(own, own, &begun()), Err(R::IntoItself.into()));
    assert_eq!(may_take_in(own, other, &State::Unknown), Err(R::IntoUnknown { arrangement: other }.into()));
    assert_eq!(may_take_in(own, other, &over), Err(R::IntoEnded { arrangement: other }.into()));
    assert_eq!(may_take_in(own, other, &begun()), Ok(()));
}

#[test]
fn a_life_has_five_phases() {
    let opened = Story::opened();
    let phase = |story: &Story, state: &State| {
        let dossier = story.state.dossier().unwrap();
        life::phase(&dossier.phase, !dossier.submitted.is_empty(), state.begun())
    };
    let none = State::Unknown;
    assert_eq!(phase(&opened, &none), Some(LifePhase::Orientation));
    assert_eq!(phase(&Story::at("voorstel-pora"), &none), Some(LifePhase::Preparation));
    let adopted = Story::at("businesscase-partijen").outcome(Outcome::Ratified);
    assert_eq!(phase(&adopted, &none), Some(LifePhase::Preparation), "it was adopted, and did not begin");
    let withdrawn = Story::opened().and(acts::withdraw(), coordinator(1));
    assert_eq!(phase(&withdrawn, &none), None);

    assert_eq!(phase(&adopted, &begun()), Some(LifePhase::Execution));
    let framework = measuring();
    let first = vec![evaluate(|_| {})];
    let evaluated = after(&framework, first.clone());
    assert_eq!(phase(&adopted, &evaluated), Some(LifePhase::Evaluation));
    for conclusion in Conclusion::ALL {
        let drawn = conclude(conclusion, |it| it.follower = follower());
        let state = after(&framework, first.iter().cloned().chain([drawn]).collect());
        let expected = if conclusion.ends() { LifePhase::Closing } else { LifePhase::Execution };
        assert_eq!(phase(&adopted, &state), Some(expected), "{conclusion:?}");
    }
    let numbers: Vec<_> = LifePhase::ALL.into_iter().map(LifePhase::number).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
}

#[test]
fn what_is_overdue_follows_from_the_day() {
    let state = begun();
    let overdue = |state: &State, today| arrangement(state).overdue(day(today));
    assert_eq!(overdue(&state, 200), []);
    assert_eq!(overdue(&state, 201), [day(200)]);
    assert_eq!(overdue(&state, 401), [day(200), day(400)]);
    let framework = measuring();
    assert_eq!(overdue(&after(&framework, vec![evaluate(|_| {})]), 401), [day(400)]);
    let closed = after(&framework, vec![conclude(Conclusion::Close, |it| it.evaluation = None)]);
    assert_eq!(overdue(&closed, 401), [], "what is over is not evaluated any more");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// From wherever chance leads an arrangement, one command closes it, or it is over.
    #[test]
    fn an_arrangement_can_always_be_closed(
        steps in vec((0_u8..8, 0_u8..4, 200_i32..600, any::<bool>()), 0..24),
        closes in select(&[None, Some(true), Some(false)][..]),
    ) {
        let evaluation: BTreeMap<_, _> = match closes {
            None => BTreeMap::new(),
            Some(true) => BTreeMap::from([(Conclusion::Close, ConclusionRoute::Body(id("oogo")))]),
            Some(false) => BTreeMap::from([(Conclusion::Close, ConclusionRoute::Dossier)]),
        };
        let framework = Framework { evaluation, ..measuring() };
        let mut state = begun();
        for (what, which, on, flag) in steps {
            let number = EvaluationNumber(which.into());
            let command = if what < 4 {
                evaluate(|it| {
                    it.planned = flag.then(|| day(if which < 2 { 200 } else { 400 }));
                    it.on = day(on);
                })
            } else {
                conclude(Conclusion::ALL[usize::from(what) % 5], |it| {
                    it.evaluation = flag.then_some(number);
                    it.on = day(on);
                    it.follower = follower().filter(|_| flag);
                    it.evaluations = vec![day(on + 300)];
                })
            };
            if let Ok(event) = decide(&framework, &state, command, &coordinator(TODAY)) {
                state = evolve(state, &event);
            }
            let close = conclude(Conclusion::Close, |it| {
                it.evaluation = None;
                it.on = day(TODAY);
                it.body = Some(id("oogo"));
                it.follower = follower();
            });
            let closed = decide(&framework, &state, close, &coordinator(TODAY));
            let is_over = arrangement(&state).ended().is_some();
            prop_assert_eq!(closed.is_ok(), !is_over);
            prop_assert_eq!(arrangement(&state).phase() == LifePhase::Closing, is_over);
        }
    }
}
