//! Domain values as messages tell them.

use domain::{
    arrangement::{ArrangementRegistered, Level},
    context::Capacity,
    dossier::{
        command::Judgement,
        event::{ConditionNumber, ConditionSet, DocumentRef, Next, Opening, Treated, VisitRef, WaitingOn},
        state::{Phase, Progress, Visit},
        term::{Reckoning, Resumption, Suspension},
    },
    framework::{EndKind, Outcome, Role},
    ids::Revision,
};
use jiff::{Timestamp, civil::date};
use wire::{
    Language, Names,
    convert::{Seal, answer},
    v1,
    warning::Warning,
};

use crate::fixture::{COMMAND, Keeper, id, sealed};

fn opening() -> Opening {
    Opening {
        visit: VisitRef { step: id("voorstel-oogo"), number: 1 },
        round: id("voorstel"),
        body: id("oogo"),
        role: Role::Decides,
        documents: vec![DocumentRef { format: id("voorstel"), version: 2 }],
        arrived: date(2026, 3, 12),
        due: Some(date(2026, 6, 4)),
    }
}

fn treated(next: Next) -> Treated {
    Treated {
        visit: VisitRef { step: id("voorstel-pora"), number: 2 },
        body: id("pora"),
        role: Role::Advises,
        outcome: Outcome::PositiveWithConditions,
        treated_on: date(2026, 3, 12),
        motivation: Some(sealed(1)),
        conditions: vec![ConditionSet {
            number: ConditionNumber(3),
            text: sealed(9),
            holder: Some(id("gemeente-bergen")),
            due: None,
        }],
        judged: vec![Judgement { condition: ConditionNumber(1), met: false }],
        stances: crate::stances::taken(),
        departs_from: Vec::new(),
        next,
    }
}

#[test]
fn a_treated_visit_tells_its_words_or_that_they_were_erased() {
    let keeper = Keeper { kept: vec![("motivation".into(), "Past bij de routekaart.".into())] };
    let told = answer::treated(&treated(Next::Visit(opening())), Names::none(), &keeper);
    assert_eq!((told.outcome(), told.role()), (v1::Outcome::PositiveWithConditions, v1::Role::Advises));
    assert_eq!(told.treated_on, "2026-03-12");
    let motivation = told.motivation.expect("a motivation");
    assert_eq!((motivation.text.as_str(), motivation.erased), ("Past bij de routekaart.", false));
    let condition = &told.conditions[0];
    assert_eq!(condition.number, 3);
    assert!(condition.text.as_ref().is_some_and(|text| text.erased && text.text.is_empty()));
    assert_eq!(condition.holder.as_ref().map(|holder| holder.id.as_str()), Some("gemeente-bergen"));
    crate::stances::are_told(&told.stances);
    assert_eq!(told.judged, [v1::Judgement { condition_number: 1, met: false }]);
    let Some(v1::next::Next::Visit(next)) = told.next.and_then(|next| next.next) else {
        panic!("another next")
    };
    assert_eq!((next.arrived_on.as_str(), next.due_on.as_deref()), ("2026-03-12", Some("2026-06-04")));
    assert_eq!(next.documents[0].version, 2);
}

#[test]
fn every_way_on_is_told() {
    use v1::next::Next as Told;
    let next = |next| answer::next(&next, Names::none()).next.expect("a next");
    assert!(
        matches!(next(Next::Visit(opening())), Told::Visit(opened) if opened.role() == v1::Role::Decides)
    );
    assert!(
        matches!(next(Next::Round(id("businesscase"))), Told::Round(round) if round.id == "businesscase")
    );
    let revision = Next::Revision { resume_at: id("voorstel-rbo") };
    assert!(matches!(next(revision), Told::Revision(back) if back.resume_at_step_id == "voorstel-rbo"));
    let end = Next::End { end: id("geschil"), kind: EndKind::NoAgreement };
    assert!(matches!(next(end), Told::Ended(ended) if ended.kind() == v1::EndKind::NoAgreement));
}

#[test]
fn every_phase_says_who_must_act() {
    use v1::waits_for::Who;
    let at = opening();
    let submitter = answer::coordinator(&id("u-7F3"), &id("swv-ppo-nk"), Names::none());
    let mut keeper = Keeper::default();
    let outside = WaitingOn::Outside(keeper.seal("waits-for", "de inspectie"));
    let who = |on: Option<&WaitingOn>| answer::waits_for(on, &submitter, Names::none(), &keeper).who;
    assert!(
        matches!(who(Some(&WaitingOn::Submitter)), Some(Who::Coordinator(who)) if who.actor_id == "u-7F3")
    );
    assert!(matches!(who(Some(&WaitingOn::Body(id("oogo")))), Some(Who::Body(body)) if body.id == "oogo"));
    assert!(matches!(who(Some(&WaitingOn::Party(id("swv-ppo-nk")))), Some(Who::Party(_))));
    assert!(matches!(who(Some(&outside)), Some(Who::Outside(words)) if words.text == "de inspectie"));
    assert_eq!(who(None), None);
    let preparing = Phase::Preparing { round: id("voorstel") };
    let at_step = Phase::AtStep { visit: at.visit.clone() };
    let revising = Phase::Revising { round: id("voorstel"), resume_at: id("voorstel-pora") };
    let ended = Phase::Ended { end: id("vastgesteld"), kind: EndKind::Adopted };
    let kinds = [&preparing, &at_step, &revising, &ended].map(answer::phase_kind);
    use v1::PhaseKind as Kind;
    assert_eq!(kinds, [Kind::Preparing, Kind::AtStep, Kind::Revising, Kind::Ended]);
    for phase in [preparing, at_step, revising, ended] {
        assert!(answer::phase(&phase, Some(&at), Names::none()).phase.is_some(), "{phase:?}");
    }
}

#[test]
fn a_visit_stands_in_three_ways() {
    let keeper = Keeper::default();
    let submitter = answer::coordinator(&id("u-7F3"), &id("swv-ppo-nk"), Names::none());
    let told = |progress| {
        let visit = Visit { opening: opening(), suspensions: Vec::new(), voices: Vec::new(), progress };
        answer::visit(&visit, false, &submitter, Names::none(), &keeper)
    };
    assert_eq!(told(Progress::Waiting).progress(), v1::VisitProgress::Waiting);
    assert_eq!(told(Progress::Void).progress(), v1::VisitProgress::Void);
    let treated = treated(Next::Round(id("businesscase"))).into();
    let treated = told(Progress::Treated { revision: Revision(7), treated });
    assert_eq!((treated.progress(), treated.treated_revision), (v1::VisitProgress::Treated, 7));
    assert!(treated.treated.is_some());
}

#[test]
fn a_term_says_when_it_stood_still_and_how_much_of_it_is_used_up() {
    let mut keeper = Keeper::default();
    let suspension = Suspension {
        recorded: Revision(9),
        from: date(2026, 3, 9),
        waits_for: WaitingOn::Submitter,
        reason: keeper.seal("reason", "Een bijlage ontbreekt."),
        resumed: None,
    };
    let submitter = answer::coordinator(&id("u-7F3"), &id("swv-ppo-nk"), Names::none());
    let opening = Opening { due: Some(date(2026, 4, 15)), ..opening() };
    let mut visit =
        Visit { opening, suspensions: vec![suspension], voices: Vec::new(), progress: Progress::Waiting };
    let told = |visit: &Visit| answer::term(visit, &submitter, Names::none(), &keeper).expect("a term");
    let still = told(&visit);
    assert_eq!((still.due_on, still.suspended_since.as_deref()), (None, Some("2026-03-09")));
    assert_eq!(still.suspensions[0].reason.as_ref().expect("a reason").text, "Een bijlage ontbreekt.");
    let resumed = Resumption { recorded: Revision(10), runs_from: date(2026, 3, 16), due: date(2026, 4, 22) };
    visit.suspensions[0].resumed = Some(resumed);
    let runs = told(&visit);
    assert_eq!((runs.due_on.as_deref(), runs.suspended_since), (Some("2026-04-22"), None));
    assert_eq!(runs.suspensions[0].resumed_on.as_deref(), Some("2026-03-16"));
    visit.opening.due = None;
    assert_eq!(answer::term(&visit, &submitter, Names::none(), &keeper), None);
    let days = answer::term_days(Reckoning { budget: 30, spent: 32, stood_still: 5 });
    assert_eq!((days.budget, days.left, days.over, days.stood_still), (30, 0, 2, 5));
}

#[test]
fn a_receipt_says_where_and_warns_in_the_language_of_the_call() {
    let warning = Warning::BsnLikeNumber { field: "reason".into() };
    let position = answer::position(id(COMMAND), 41);
    let history = format!("dossier.{COMMAND}");
    let told = answer::receipt(history.clone(), Revision(3), position, true, &[warning], Language::English);
    assert_eq!((told.history_id, told.revision, told.repeated), (history, 3, true));
    assert_eq!(told.position.map(|position| position.position), Some(41));
    assert_eq!(told.warnings[0].code(), v1::WarningCode::BsnLikeNumber);
    assert!(told.warnings[0].message.contains("citizen service number"));
}

#[test]
fn a_moment_before_1970_counts_forward_too() {
    let moment = Timestamp::new(-1, -500_000_000).expect("a moment");
    assert_eq!(answer::timestamp(moment), prost_types::Timestamp { seconds: -2, nanos: 500_000_000 });
    let moment = Timestamp::new(1, 5).expect("a moment");
    assert_eq!(answer::timestamp(moment), prost_types::Timestamp { seconds: 1, nanos: 5 });
}

#[test]
fn a_silence_is_told_in_whole_seconds() {
    use std::time::Duration;
    let table = [
        (Duration::ZERO, 0),
        (Duration::from_millis(999), 0),
        (Duration::from_millis(40_700), 40),
        (Duration::MAX, u32::MAX),
    ];
    for (silence, seconds) in table {
        assert_eq!(answer::reflects(id(COMMAND), 41, None, silence).journal_silent_seconds, seconds);
    }
}

#[test]
fn an_arrangement_and_a_capacity_are_told() {
    let registered = ArrangementRegistered {
        name: sealed(1),
        target_group: None,
        partners: vec![sealed(2)],
        funding: vec![id("wlz")],
        functions: Vec::new(),
        party: id("swv-ppo-nk"),
        level: Level::Group,
    };
    let keeper = Keeper { kept: vec![("name".into(), "Klas op Wielen".into())] };
    let told = answer::arrangement(id(COMMAND), &registered, Names::none(), &keeper);
    assert_eq!(told.origin, Some(v1::register_entry::Origin::ArrangementId(COMMAND.into())));
    assert_eq!((told.level(), told.funding[0].name.as_str()), (v1::Level::Group, "wlz"));
    assert!(told.partners[0].erased);
    let capacity = answer::capacity(&Capacity::Secretary { body: id("pora") });
    let Some(v1::capacity::Capacity::Secretary(secretary)) = capacity.capacity else {
        panic!("another capacity")
    };
    assert_eq!(secretary.body_id, "pora");
}

/// What a reader sees of a number, by whether they are in the circle of who submitted it.
#[test]
fn a_small_number_is_told_within_its_circle_only() {
    use domain::count::Count;
    use v1::pupil_count::Count as Told;
    use wire::convert::count;

    let seven = |_: &domain::sealed::Sealed| Some("7".to_owned());
    let table = [
        (count::told(&Count::Told(24), 10, |_| None), Told::Number(24), false),
        (count::told(&Count::Told(24), 10, seven), Told::Number(24), false),
        (count::told(&Count::Few(sealed(1)), 10, |_| None), Told::FewerThan(10), true),
        (count::told(&Count::Few(sealed(1)), 10, seven), Told::Number(7), true),
    ];
    for (told, expected, is_small) in table {
        assert_eq!(told, v1::PupilCount { count: Some(expected), is_small });
    }
}
