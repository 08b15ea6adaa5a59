//! Whether a party is bound by what was decided, what it has of it, and who writes that down.

use domain::{
    arrangement::{
        Arrangement, BindingPeriod, Command, Commitment, Period, Pledge, Refusal, Standing, State, Usage,
        between::allowed,
        bound::{names_mandate, ratification_binds, ratifying, written_by},
        command_of,
        commitment::{Commit, Refusal as Unbound},
        decide, evolve,
    },
    context::Context,
    count::Count,
    framework::{Asked, Outcome},
    ids::{DossierId, MandateId, Revision},
    mandate::MandateRef,
    sealed::names::{FEW, ORGAN, REASON, RESERVATION, SOURCE},
    words,
};
use jiff::civil::Date;
use proptest::prelude::*;
use uuid::Uuid;

use crate::{
    acts::{administrator, coordinator, day, neighbour, sealed, secretary},
    arrangement::{begins, measuring},
    ratify,
    region::{id, ids, region},
    story::Story,
};

const DOSSIER: DossierId = DossierId(Uuid::from_u128(0xd1));

fn period(from: i32, until: i32) -> Period {
    Period { from: day(from), until: day(until) }
}

fn commits(change: impl FnOnce(&mut Commitment)) -> Command {
    let mut commitment = Commitment {
        party: id("gemeente-heiloo"),
        standing: Standing::Bound,
        decided_on: day(20),
        organ: sealed(1),
        mandate: None,
        binding: Some(BindingPeriod { from: day(30), until: Some(day(700)) }),
        pledges: vec![
            Pledge { amount_cents: 5_000_000, period: period(30, 364) },
            Pledge { amount_cents: 6_000_000, period: period(365, 700) },
        ],
        source: sealed(2),
    };
    change(&mut commitment);
    Command::Commit(Box::new(Commit { decided: Revision(9), commitment }))
}

fn reports(change: impl FnOnce(&mut Usage)) -> Command {
    let mut usage = Usage {
        party: id("gemeente-heiloo"),
        period: period(30, 364),
        pupils: Some(Count::Told(12)),
        costs_cents: Some(4_750_000),
        on: day(60),
        source: sealed(3),
    };
    change(&mut usage);
    Command::ReportUse(usage)
}

fn after(commands: &[Command]) -> State {
    std::iter::once(&begins(|_| {})).chain(commands).fold(State::Unknown, |state, command| {
        let event = decide(&measuring(), &state, command.clone(), &secretary("oogo", 90)).unwrap();
        assert_eq!(command_of(&event), *command, "decided again, it is the same");
        evolve(state, &event)
    })
}

fn arrangement(state: &State) -> &Arrangement {
    state.begun().unwrap()
}

#[test]
fn what_a_party_says_later_stands_for_what_it_said_before() {
    let reserved = commits(|it| it.standing = Standing::WithReservation(sealed(7)));
    let other = commits(|it| it.party = id("swv-po"));
    let refuses = commits(|it| {
        (it.standing, it.binding, it.pledges) = (Standing::NotBound(Some(sealed(8))), None, Vec::new());
    });
    let state = after(&[reserved, other, refuses]);
    let arrangement = arrangement(&state);
    let said: Vec<_> = arrangement.commitments.iter().map(|said| said.revision.0).collect();
    assert_eq!((said, arrangement.revision), (vec![4, 3], Revision(4)));
    let heiloo = &arrangement.commitment_of(&id("gemeente-heiloo")).unwrap().commitment;
    assert_eq!(heiloo.standing, Standing::NotBound(Some(sealed(8))));
    assert!(arrangement.commitment_of(&id("gemeente-alkmaar")).is_none());
}

#[test]
fn what_is_reported_later_of_the_same_period_stands_for_what_was_before() {
    let second = reports(|it| (it.period, it.pupils) = (period(10, 29), None));
    let mended = reports(|it| it.pupils = Some(Count::Few(sealed(4))));
    let state = after(&[reports(|_| {}), second, mended]);
    let used: Vec<_> =
        arrangement(&state).used.iter().map(|used| (used.revision.0, used.usage.period)).collect();
    assert_eq!(used, [(4, period(30, 364)), (3, period(10, 29))]);
    let last = arrangement(&state).last_use_of(&id("gemeente-heiloo")).unwrap();
    assert_eq!(last.usage.pupils, Some(Count::Few(sealed(4))), "of the last period, not of the last report");
    assert!(arrangement(&state).last_use_of(&id("swv-po")).is_none());
}

#[test]
fn pupils_are_those_of_the_last_period_that_has_them_and_a_period_has_a_nearest_day() {
    let later = |usage: &mut Usage| usage.period = period(61, 729);
    let costs_alone = reports(|usage| {
        later(usage);
        usage.pupils = None;
    });
    let state = after(&[reports(|_| {}), costs_alone]);
    let party = arrangement(&state).used[0].usage.party.clone();
    let (all, with_pupils) =
        (arrangement(&state).last_use_of(&party), arrangement(&state).last_pupils_of(&party));
    assert_eq!(all.map(|used| used.usage.period), Some(period(61, 729)));
    assert_ne!(with_pupils.map(|used| used.usage.period), Some(period(61, 729)));
    assert!(with_pupils.is_some());
    for (asked, nearest) in [(0, 10), (10, 10), (15, 15), (20, 20), (99, 20)] {
        assert_eq!(period(10, 20).nearest(day(asked)), day(nearest), "{asked}");
    }
}

#[test]
fn what_cannot_be_is_refused() {
    let told = |pupils| Some(Count::Told(pupils));
    let cases: Vec<(Command, Refusal)> = vec![
        (commits(|it| it.party = id("school")), Refusal::PartyUnknown(id("school"))),
        (
            commits(|it| it.decided_on = day(91)),
            Unbound::DateInFuture { given: day(91), today: day(90) }.into(),
        ),
        (
            commits(|it| it.standing = Standing::NotBound(None)),
            Unbound::NothingToPledge { party: id("gemeente-heiloo") }.into(),
        ),
        (
            commits(|it| (it.standing, it.binding) = (Standing::NotBound(None), None)),
            Unbound::NothingToPledge { party: id("gemeente-heiloo") }.into(),
        ),
        (
            commits(|it| it.binding = Some(BindingPeriod { from: day(9), until: Some(day(8)) })),
            Refusal::EndsBeforeItBegins { from: day(9), until: day(8) },
        ),
        (
            commits(|it| it.pledges[0].period = period(40, 39)),
            Refusal::EndsBeforeItBegins { from: day(40), until: day(39) },
        ),
        (
            commits(|it| it.pledges[0].period = period(30, 365)),
            Unbound::PeriodsOverlap { from: day(365), until: day(365) }.into(),
        ),
        (
            commits(|it| it.pledges.reverse()),
            Unbound::PeriodsOverlap { from: day(30), until: day(700) }.into(),
        ),
        (
            commits(|it| it.pledges[0].period = period(29, 364)),
            Unbound::OutsideBinding { from: day(29), until: day(364) }.into(),
        ),
        (
            commits(|it| it.pledges[1].period = period(365, 701)),
            Unbound::OutsideBinding { from: day(365), until: day(701) }.into(),
        ),
        (commits(|it| it.pledges = vec![it.pledges[0]; 51]), Refusal::TooMany { given: 51, max: 50 }),
        (reports(|it| it.party = id("school")), Refusal::PartyUnknown(id("school"))),
        (
            reports(|it| it.period = period(30, 29)),
            Refusal::EndsBeforeItBegins { from: day(30), until: day(29) },
        ),
        (
            reports(|it| it.period = period(91, 92)),
            Unbound::DateInFuture { given: day(91), today: day(90) }.into(),
        ),
        (reports(|it| it.on = day(91)), Unbound::DateInFuture { given: day(91), today: day(90) }.into()),
        (reports(|it| (it.pupils, it.costs_cents) = (None, None)), Unbound::NothingReported.into()),
        (reports(|it| it.pupils = told(9)), Refusal::SmallNumberShown { threshold: 10 }),
    ];
    let begun = after(&[]);
    for (command, refused) in cases {
        assert_eq!(decide(&measuring(), &begun, command, &secretary("oogo", 90)), Err(refused));
    }
    assert!(decide(&measuring(), &begun, reports(|it| it.pupils = told(10)), &secretary("oogo", 90)).is_ok());
    for command in [commits(|_| {}), reports(|_| {})] {
        let decided = decide(&measuring(), &State::Unknown, command, &secretary("oogo", 90));
        assert_eq!(decided, Err(Refusal::NotBegun));
    }
}

#[test]
fn words_are_sealed_under_their_names() {
    let cases = [
        (commits(|_| {}), vec![(ORGAN, sealed(1)), (SOURCE, sealed(2))]),
        (
            commits(|it| it.standing = Standing::WithReservation(sealed(7))),
            vec![(RESERVATION, sealed(7)), (ORGAN, sealed(1)), (SOURCE, sealed(2))],
        ),
        (
            commits(|it| {
                (it.standing, it.binding, it.pledges) =
                    (Standing::NotBound(Some(sealed(8))), None, Vec::new());
            }),
            vec![(REASON, sealed(8)), (ORGAN, sealed(1)), (SOURCE, sealed(2))],
        ),
        (reports(|it| it.pupils = Some(Count::Few(sealed(4)))), vec![(FEW, sealed(4)), (SOURCE, sealed(3))]),
    ];
    for (mut command, named) in cases {
        let event = decide(&measuring(), &after(&[]), command.clone(), &secretary("oogo", 90)).unwrap();
        let said = words::of(&domain::Event::Arrangement(event));
        assert!(said.iter().map(|(name, sealed)| (name.as_str(), *sealed)).eq(named.clone()));
        assert!(
            command.sealed_mut().into_iter().map(|sealed| *sealed).eq(named.into_iter().map(|(_, it)| it))
        );
    }
}

#[test]
fn a_secretary_writes_down_who_is_bound_and_not_of_before_the_decision() {
    let adopted = Story::at("businesscase-partijen").outcome(Outcome::Ratified);
    let decided = adopted.dossier().visits.iter().rev().filter_map(|visit| visit.treated()).nth(1).unwrap();
    let on = decided.treated_on;
    let says = |on: Date| commits(|it| it.decided_on = on);
    let ask = |command: &Command, by: &Context| allowed(&measuring(), DOSSIER, &adopted.state, command, by);
    for by in [secretary("oogo", 90), secretary("partijen", 90)] {
        assert_eq!(ask(&says(on), &by), Ok(()), "{by:?}");
        let before = Unbound::BeforeDecision { given: on.yesterday().unwrap(), decided: on };
        assert_eq!(ask(&says(on.yesterday().unwrap()), &by), Err(before.into()));
    }
    for by in [coordinator(90), neighbour(90), secretary("pora", 90), administrator(90)] {
        let bodies = ids(&["oogo", "partijen"]);
        let refused = Unbound::SecretaryNeeded { acted_as: by.capacity.clone(), bodies };
        assert_eq!(ask(&says(on), &by), Err(refused.into()), "{by:?}");
    }
    // What it is used for, its coordinator knows.
    for by in [coordinator(90), secretary("oogo", 90)] {
        assert_eq!(ask(&reports(|_| {}), &by), Ok(()), "{by:?}");
    }
    assert!(ask(&reports(|_| {}), &neighbour(90)).is_err());
    let open = Story::opened();
    let refused = allowed(&measuring(), DOSSIER, &open.state, &says(on), &secretary("oogo", 90));
    assert_eq!(refused, Err(Refusal::NotAdopted { dossier: DOSSIER, end: None }));
}

#[test]
fn a_mandate_is_asked_where_the_framework_asks_one_to_decide_or_to_ratify() {
    let Command::Commit(without) = commits(|_| {}) else { panic!() };
    let seen = MandateRef { id: MandateId(Uuid::from_u128(5)), revision: Revision(1) };
    let Command::Commit(with) = commits(|it| it.mandate = Some(seen)) else { panic!() };
    let adopted = Story::at("businesscase-partijen").outcome(Outcome::Ratified);
    let dossier = adopted.dossier();
    assert_eq!(names_mandate(&region(), dossier, &without.commitment), Ok(()));
    for (step, is_asked) in [
        ("businesscase-oogo", true),
        ("businesscase-partijen", true),
        ("voorstel-oogo", false),
        ("businesscase-pora", false),
    ] {
        let mut asking = region();
        let asked = asking.route.steps.iter_mut().find(|known| known.id == id(step)).unwrap();
        asked.mandates = Asked::Required;
        let refused = Unbound::MandateRequired { party: id("gemeente-heiloo"), step: id(step) };
        let expected = if is_asked { Err(refused) } else { Ok(()) };
        assert_eq!(names_mandate(&asking, dossier, &without.commitment), expected, "{step}");
        assert_eq!(names_mandate(&asking, dossier, &with.commitment), Ok(()), "{step}");
    }
}

#[test]
fn what_each_party_ratified_is_read_from_the_dossier() {
    let story = ratify::after(&[("gemeente-alkmaar", 1), ("gemeente-heiloo", 2), ("swv-po", 3)]);
    let visit = ratifying(story.dossier()).expect("they spoke");
    let parties: Vec<_> = visit.voices.iter().map(|spoken| spoken.voice.party.clone()).collect();
    assert_eq!(parties, ids(&["gemeente-alkmaar", "gemeente-heiloo", "swv-po"]));
    assert_eq!(written_by(story.dossier()), ids(&["oogo", "partijen"]));
    // As long as nothing was adopted there is nothing to ratify or to be bound by.
    let open = Story::at("voorstel-pora");
    assert!(ratifying(open.dossier()).is_none() && written_by(open.dossier()).is_empty());
    let table = [(true, 4, 4, true), (true, 4, 3, false), (false, 4, 5, false)];
    for (ratified, decided, on, binds) in table {
        assert_eq!(ratification_binds(ratified, day(decided), day(on)), binds);
    }
}

#[test]
fn what_is_looked_up_is_no_part_of_what_is_asked() {
    let mandate =
        |revision| Some(MandateRef { id: MandateId(Uuid::from_u128(5)), revision: Revision(revision) });
    let asked = commits(|it| it.mandate = mandate(0)).seen(Revision(0));
    let seen = commits(|it| it.mandate = mandate(3)).seen(Revision(14));
    assert_eq!(seen.unseen(), asked);
    assert_eq!(reports(|_| {}).unseen(), reports(|_| {}));
}

proptest! {
    /// Whoever is not bound is bound on no day; whoever is, on a day of its period and on no other.
    #[test]
    fn a_party_is_bound_within_its_period_alone(
        kind in 0..3_u8, decided in -50..50_i32, from in -50..50_i32, length in proptest::option::of(0..50_i32),
        has_period in any::<bool>(), on in -150..150_i32,
    ) {
        let binding = has_period.then(|| BindingPeriod { from: day(from), until: length.map(|days| day(from + days)) });
        let standing = match kind {
            0 => Standing::Bound,
            1 => Standing::WithReservation(sealed(7)),
            _ => Standing::NotBound(None),
        };
        let Command::Commit(commit) = commits(|it| {
            (it.standing, it.decided_on, it.binding) = (standing, day(decided), binding);
        }) else { panic!() };
        let within = match (has_period, length) {
            (true, Some(days)) => (from..=from + days).contains(&on),
            (true, None) => from <= on,
            (false, _) => decided <= on,
        };
        prop_assert_eq!(commit.commitment.binds_on(day(on)), kind < 2 && within);
        prop_assert_eq!(commit.commitment.pledged_cents(), Some(11_000_000));
    }
}
