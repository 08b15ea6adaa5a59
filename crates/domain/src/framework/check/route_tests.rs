//! What breaks the rules about where outcomes lead, and about ways through the route.

use super::{
    Fault, FaultKind, List, Place, faults, limits,
    sample::{id, sound, target},
};
use crate::framework::{Framework, Outcome, Round, Target};

const IDEA_OFFICIALS: usize = 0;
const IDEA_BOARD: usize = 1;
const PLAN_OFFICIALS: usize = 2;
const PLAN_BOARD: usize = 3;

fn step(name: &str) -> Place {
    Place::Step(id(name))
}

fn outcome(name: &str, outcome: Outcome) -> Place {
    Place::StepOutcome(id(name), outcome)
}

/// A step, one of its outcomes, where that leads after the change, and the rule that this breaks.
type Misled = (usize, Outcome, &'static str, &'static str);

#[test]
fn where_an_outcome_leads() {
    use Outcome as O;
    let table: [Misled; 17] = [
        (IDEA_BOARD, O::Noted, "round:plan", "OUTCOME_OF_OTHER_ROLE"),
        (IDEA_BOARD, O::Deferred, "round:plan", "DEFERRAL_LEADS_AWAY"),
        (IDEA_BOARD, O::Deferred, "end:rejected", "DEFERRAL_LEADS_AWAY"),
        (IDEA_BOARD, O::ReferredBack, "round:plan", "REFERRAL_LEADS_AWAY"),
        (IDEA_BOARD, O::Rejected, "council", "STEP_UNKNOWN"),
        (IDEA_BOARD, O::Rejected, "round:next", "ROUND_UNKNOWN"),
        (IDEA_BOARD, O::Rejected, "end:over", "END_UNKNOWN"),
        (IDEA_BOARD, O::Rejected, "idea-board", "LEADS_BACKWARD"),
        (IDEA_BOARD, O::Rejected, "idea-officials", "LEADS_BACKWARD"),
        (IDEA_BOARD, O::Rejected, "round:idea", "LEADS_BACKWARD"),
        (PLAN_BOARD, O::AdoptedAmended, "round:idea", "LEADS_BACKWARD"),
        (IDEA_BOARD, O::NoAgreement, "end:rejected", "NO_AGREEMENT_DECIDES"),
        (IDEA_BOARD, O::NoAgreement, "round:plan", "NO_AGREEMENT_DECIDES"),
        (PLAN_BOARD, O::Rejected, "end:adopted", "END_CONTRADICTS_OUTCOME"),
        (PLAN_BOARD, O::AdoptedAmended, "end:rejected", "END_CONTRADICTS_OUTCOME"),
        (PLAN_BOARD, O::Rejected, "end:withdrawn", "WITHDRAWN_BY_BODY"),
        (IDEA_OFFICIALS, O::Negative, "end:rejected", "ADVICE_IS_VETO"),
    ];
    for (index, given, to, name) in table {
        let place = Place::StepOutcome(sound().route.steps[index].id.clone(), given);
        assert_eq!(found(|f| leads(f, index, given, to)), [(place, name)], "{given} to {to}");
    }
}

#[test]
fn every_outcome_leads_somewhere_and_only_two_turn_back() {
    let idea_board = |given| outcome("idea-board", given);
    let unhandled = |f: &mut Framework| drop(f.route.steps[IDEA_BOARD].on.remove(&Outcome::NoAgreement));
    assert_eq!(found(unhandled), [(idea_board(Outcome::NoAgreement), "OUTCOME_UNHANDLED")]);
    for (given, name) in
        [(Outcome::ReferredBack, "REFERRAL_LEADS_AWAY"), (Outcome::Rejected, "OUTCOME_TURNS_BACK")]
    {
        assert_eq!(found(|f| stays(f, IDEA_BOARD, given)), [(idea_board(given), name)]);
    }
}

fn leads(framework: &mut Framework, step: usize, outcome: Outcome, to: &str) {
    framework.route.steps[step].on.insert(outcome, target(to));
}

fn stays(framework: &mut Framework, step: usize, outcome: Outcome) {
    framework.route.steps[step].on.insert(outcome, Target::Again);
}

/// What is found in the sample after a change, in few words.
fn found(spoil: impl FnOnce(&mut Framework)) -> Vec<(Place, &'static str)> {
    let mut framework = sound();
    spoil(&mut framework);
    faults(&framework).into_iter().map(|fault| (fault.place, fault.kind.name())).collect()
}

#[test]
fn no_agreement_may_go_to_a_later_step_that_decides() {
    assert_eq!(found(|f| leads(f, PLAN_OFFICIALS, Outcome::Deferred, "plan-board")).len(), 1);
    let with_ladder = |f: &mut Framework| {
        let mut mediation = f.route.steps[PLAN_BOARD].clone();
        mediation.id = id("plan-mediation");
        f.route.steps.push(mediation);
        leads(f, PLAN_BOARD, Outcome::NoAgreement, "plan-mediation");
    };
    assert_eq!(found(with_ladder), []);
}

#[test]
fn a_step_of_another_round_is_past_its_opening() {
    assert_eq!(
        found(|f| leads(f, IDEA_BOARD, Outcome::Rejected, "plan-board")),
        [
            (outcome("idea-board", Outcome::Rejected), "LEADS_PAST_OPENING"),
            // By a referral back.
            (step("plan-officials"), "REQUIREMENT_UNSUPPLIED"),
            (step("plan-board"), "REQUIREMENT_UNSUPPLIED"),
        ]
    );
}

#[test]
fn what_no_dossier_can_come_to() {
    let skip_officials = |f: &mut Framework| {
        f.route.steps.swap(IDEA_OFFICIALS, IDEA_BOARD);
        f.route.steps[0].returns_to.remove(0);
        leads(f, 1, Outcome::Negative, "end:adopted");
        for outcome in [Outcome::Positive, Outcome::PositiveWithConditions, Outcome::NoAdvice] {
            leads(f, 1, outcome, "end:adopted");
        }
    };
    assert_eq!(found(skip_officials), [(step("idea-officials"), "UNREACHABLE")]);

    let end_early = |f: &mut Framework| {
        for outcome in [Outcome::Adopted, Outcome::AdoptedAmended, Outcome::AdoptedWithConditions] {
            leads(f, IDEA_BOARD, outcome, "end:adopted");
        }
    };
    assert_eq!(found(end_early), [(Place::Round(id("plan")), "UNREACHABLE")]);
}

#[test]
fn a_step_without_a_way_to_an_end() {
    let nowhere = |f: &mut Framework| {
        for outcome in [Outcome::Noted, Outcome::Deferred] {
            stays(f, PLAN_OFFICIALS, outcome);
        }
    };
    assert_eq!(
        found(nowhere),
        [
            (outcome("plan-officials", Outcome::Noted), "OUTCOME_TURNS_BACK"),
            (step("plan-officials"), "LEADS_NOWHERE"),
            (step("plan-board"), "UNREACHABLE"),
            (Place::End(id("adopted")), "UNREACHABLE"),
            (Place::Framework, "NO_ADOPTED_END"),
        ]
    );

    let in_a_circle = found(|f| {
        leads(f, PLAN_OFFICIALS, Outcome::Noted, "plan-board");
        let on: Vec<_> = f.route.steps[PLAN_BOARD].on.keys().copied().collect();
        for outcome in on.into_iter().filter(|outcome| !outcome.turns_back()) {
            leads(f, PLAN_BOARD, outcome, "plan-officials");
        }
    });
    for name in ["plan-officials", "plan-board"] {
        assert!(in_a_circle.contains(&(step(name), "NO_WAY_TO_END")), "{in_a_circle:?}");
    }
}

#[test]
fn a_final_decision_is_needed_to_end_adopted() {
    let unadoptable = found(|f| {
        for outcome in [Outcome::Adopted, Outcome::AdoptedAmended, Outcome::AdoptedWithConditions] {
            leads(f, PLAN_BOARD, outcome, "end:rejected");
        }
    });
    assert!(unadoptable.contains(&(Place::Framework, "NO_ADOPTED_END")), "{unadoptable:?}");

    let by_advice = |f: &mut Framework| leads(f, IDEA_OFFICIALS, Outcome::Positive, "end:adopted");
    assert_eq!(found(by_advice), [(Place::End(id("adopted")), "ADOPTED_UNDECIDED")]);
}

#[test]
fn a_document_is_required_only_after_it_can_be_there() {
    let too_early = |f: &mut Framework| f.route.steps[IDEA_BOARD].requires.push(vec![id("plan"), id("case")]);
    assert_eq!(found(too_early), [(step("idea-board"), "REQUIREMENT_UNSUPPLIED")]);

    let one_of_two = |f: &mut Framework| f.route.steps[PLAN_BOARD].requires.push(vec![id("case")]);
    assert_eq!(
        found(one_of_two),
        [(step("plan-board"), "REQUIREMENT_UNSUPPLIED")],
        "a plan opens it as well"
    );

    let earlier_round = |f: &mut Framework| f.route.steps[PLAN_BOARD].requires.push(vec![id("proposal")]);
    assert_eq!(found(earlier_round), []);
}

#[test]
fn the_order_of_steps_and_rounds() {
    let interleaved = found(|f| f.route.steps.swap(IDEA_BOARD, PLAN_OFFICIALS));
    assert!(interleaved.contains(&(step("idea-board"), "STEP_OUT_OF_ORDER")), "{interleaved:?}");

    let stray = found(|f| f.route.steps[PLAN_BOARD].round = id("last"));
    assert!(stray.contains(&(step("plan-board"), "ROUND_UNKNOWN")), "{stray:?}");

    let twice = found(|f| f.route.rounds.push(f.route.rounds[1].clone()));
    assert_eq!(twice, [(Place::Round(id("plan")), "DUPLICATE_ID")]);

    let twice = found(|f| f.route.steps.push(f.route.steps[PLAN_BOARD].clone()));
    assert!(twice.contains(&(step("plan-board"), "DUPLICATE_ID")), "{twice:?}");

    let empty = found(|f| {
        f.route.rounds.push(Round {
            id: id("x"),
            name: "x".into(),
            opens_with: vec![id("plan")],
            prepared: Vec::new(),
        })
    });
    assert_eq!(
        empty,
        [(Place::Round(id("x")), "ROUND_WITHOUT_STEPS"), (Place::Round(id("x")), "UNREACHABLE")]
    );
}

#[test]
fn nothing_at_all_is_many_faults() {
    let nothing = found(|f| {
        f.parties.clear();
        f.bodies.clear();
        f.formats.clear();
        f.route = Default::default();
    });
    let names = ["NO_ROUNDS", "NO_WITHDRAWN_END", "NO_ADOPTED_END"];
    assert_eq!(nothing, names.map(|name| (Place::Framework, name)));
}

#[test]
fn an_overlong_route_is_not_walked() {
    let mut framework = sound();
    for n in 0..limits::STEPS_MAX {
        let mut step = framework.route.steps[PLAN_BOARD].clone();
        step.id = id(&format!("s{n}"));
        framework.route.steps.push(step);
    }
    let kind = FaultKind::ListTooLong { list: List::Steps, count: 64, max: limits::STEPS_MAX };
    assert_eq!(faults(&framework), [Fault { place: Place::Framework, kind }]);
}

#[test]
fn all_faults_are_reported_together() {
    let several = found(|f| {
        f.functions.clear();
        f.bodies[0].quorum.parties = 9;
        f.route.steps[IDEA_BOARD].visits_max = 0;
        leads(f, PLAN_BOARD, Outcome::Rejected, "end:adopted");
    });
    let names: Vec<_> = several.iter().map(|(_, name)| *name).collect();
    assert_eq!(names, ["NO_FUNCTIONS", "QUORUM_ABOVE_PARTIES", "VISITS_UNFIT", "END_CONTRADICTS_OUTCOME"]);
}
