//! Conditions travel as numbered items: a body sets them, the coordinator answers, a later body judges.

use domain::{
    context::Capacity,
    dossier::{
        CONDITIONS_MAX, Event, Refusal,
        command::{Answer, NewCondition, Treatment},
        event::{ConditionNumber, ConditionSet, ConditionsAnswered},
        refusal::{Countable, Needs},
        state::Condition,
    },
    framework::Outcome,
    ids::Revision,
};

use crate::{
    acts::{
        answer, colleague, condition, coordinator, day, judgement, record, sealed, secretary, treatment,
        visit, withdraw,
    },
    region::id,
    story::{Case, Story, given},
};

#[test]
fn conditions_are_numbered_through_the_dossier() {
    let held = NewCondition { text: sealed(3), holder: Some(id("swv-po")), due: Some(day(30)) };
    let story = Story::at("voorstel-rbo").treated(sets(vec![condition(1), condition(2)]));
    let story = story.treated(sets(vec![held]));
    let numbers: Vec<_> = story.dossier().conditions.iter().map(|set| set.set.number.0).collect();
    assert_eq!(numbers, [1, 2, 3]);
    assert_eq!(
        story.dossier().conditions[2],
        Condition {
            set: ConditionSet {
                number: ConditionNumber(3),
                text: sealed(3),
                holder: Some(id("swv-po")),
                due: Some(day(30)),
            },
            set_by: visit("voorstel-regisseuroverleg", 1),
            answered: None,
            judged: None,
        }
    );
}

#[test]
fn an_answer_says_in_which_record_and_changes_nothing_else() {
    let story = conditional();
    let place = story.dossier().phase.clone();
    let text = sealed(30);
    let answers = [2, 1].map(|number| Answer { condition: ConditionNumber(number), text }).to_vec();
    let story = given(story)
        .when(answer(&[2, 1]), coordinator(3))
        .then(Event::ConditionsAnswered(ConditionsAnswered { answers }));
    let answered = Some(Revision(story.revision()));
    assert!(story.dossier().conditions.iter().all(|condition| condition.answered == answered));
    assert_eq!(story.dossier().phase, place);
}

#[test]
fn a_later_answer_takes_the_place_of_an_earlier_one() {
    let story = conditional().and(answer(&[1]), coordinator(0)).and(answer(&[1, 2]), coordinator(0));
    assert_eq!(story.dossier().conditions[0].answered, Some(Revision(story.revision())));
}

#[test]
fn a_later_body_finds_a_condition_met_and_another_not() {
    let story = conditional().and(answer(&[1, 2]), coordinator(0));
    let story = story.treated(Treatment {
        judged: vec![judgement(1, true), judgement(2, false)],
        ..treatment(Outcome::NoAdvice, day(0))
    });
    let by = visit("voorstel-regisseuroverleg", 1);
    let judged: Vec<_> =
        story.dossier().conditions.iter().map(|condition| condition.judged.clone()).collect();
    assert_eq!(judged, [Some((by.clone(), true)), Some((by, false))]);
    given(story.clone()).when(answer(&[1]), coordinator(0)).refused(met(1));
    given(story).when(answer(&[2]), coordinator(0)).accepted();
}

#[test]
fn what_was_found_not_met_may_be_found_met_by_a_body_after_it() {
    let judges = |met| Treatment { judged: vec![judgement(1, met)], ..treatment(Outcome::Positive, day(0)) };
    let story = conditional().treated(judges(false)).treated(judges(true));
    assert_eq!(story.dossier().conditions[0].judged, Some((visit("voorstel-pora", 1), true)));
}

#[test]
fn a_body_may_find_met_what_nobody_answered() {
    let story = conditional().treated(Treatment {
        judged: vec![judgement(1, true), judgement(2, true)],
        ..treatment(Outcome::Positive, day(0))
    });
    let story = story.goes_to("voorstel-oogo").outcome(Outcome::Adopted);
    story.submits("businesscase", "businesscase");
}

#[test]
fn a_decision_that_sets_conditions_asks_for_their_answer_before_the_next_round() {
    let mut decision = treatment(Outcome::AdoptedWithConditions, day(0));
    decision.conditions = vec![condition(1), condition(2)];
    let story = Story::at("voorstel-oogo").treated(decision).files("businesscase");
    let submit = || crate::acts::submit("businesscase", "businesscase", 1);
    let waits = |conditions: &[u32]| Refusal::ConditionsUnanswered {
        conditions: conditions.iter().copied().map(ConditionNumber).collect(),
    };
    given(story.clone()).when(submit(), coordinator(0)).refused(waits(&[1, 2]));
    let story = story.and(answer(&[2]), coordinator(0));
    given(story.clone()).when(submit(), coordinator(0)).refused(waits(&[1]));
    given(story.and(answer(&[1]), coordinator(0))).when(submit(), coordinator(0)).accepted();
}

#[test]
fn refused() {
    Case::all_hold(refusals());
    Case::all_hold(judgement_refusals());
}

/// Every way in which answering is refused.
pub(crate) fn refusals() -> Vec<Case> {
    let case = |rule, when, by, refused| Case { rule, given: conditional(), when, by, refused };
    let given = CONDITIONS_MAX + 1;
    vec![
        case("with an answer", answer(&[]), coordinator(0), Refusal::AnswerRequired),
        case(
            "to a condition that there is",
            answer(&[1, 3]),
            coordinator(0),
            Refusal::ConditionUnknown { condition: ConditionNumber(3) },
        ),
        case(
            "numbers begin at one",
            answer(&[0]),
            coordinator(0),
            Refusal::ConditionUnknown { condition: ConditionNumber(0) },
        ),
        case(
            "each once",
            answer(&[2, 1, 2]),
            coordinator(0),
            Refusal::Repeated { what: Countable::Answers, which: "2".into() },
        ),
        case(
            "no more than there can be conditions",
            answer(&vec![1; given]),
            coordinator(0),
            Refusal::TooMany { what: Countable::Answers, given, max: CONDITIONS_MAX },
        ),
        case(
            "by its own coordinator",
            answer(&[1]),
            colleague(0),
            Refusal::OtherCoordinator { coordinator: id("u-coordinator") },
        ),
        case(
            "not by the body that set it",
            answer(&[1]),
            secretary("rbo", 0),
            Refusal::NotPermitted {
                acted_as: Capacity::Secretary { body: id("rbo") },
                needs: Needs::Coordinator,
            },
        ),
        Case {
            rule: "not what was found met",
            given: found_met(),
            when: answer(&[2, 1]),
            by: coordinator(0),
            refused: met(1),
        },
        Case {
            rule: "not after the end",
            given: conditional().and(withdraw(), coordinator(0)),
            when: answer(&[1]),
            by: coordinator(0),
            refused: Refusal::Ended { end: id("ingetrokken") },
        },
    ]
}

/// Every way in which judging is refused.
pub(crate) fn judgement_refusals() -> Vec<Case> {
    let case = |rule, given: Story, judged: &[(u32, bool)], refused| {
        let open = given.opening();
        let judged = judged.iter().map(|(number, met)| judgement(*number, *met)).collect();
        Case {
            rule,
            when: record(
                open.visit.step.as_str(),
                1,
                Treatment { judged, ..treatment(Outcome::Positive, day(0)) },
            ),
            by: secretary(open.body.as_str(), 0),
            given,
            refused,
        }
    };
    vec![
        case(
            "of a condition that there is",
            conditional(),
            &[(7, true)],
            Refusal::ConditionUnknown { condition: ConditionNumber(7) },
        ),
        case("not what was found met already", found_met(), &[(2, true), (1, false)], met(1)),
        case(
            "each once",
            conditional(),
            &[(1, false), (1, true)],
            Refusal::Repeated { what: Countable::Judgements, which: "1".into() },
        ),
    ]
}

/// The RBO set two conditions, and the regisseuroverleg has the dossier.
fn conditional() -> Story {
    Story::at("voorstel-rbo").treated(sets(vec![condition(1), condition(2)]))
}

/// The regisseuroverleg found the first of them met.
fn found_met() -> Story {
    let judged = vec![judgement(1, true)];
    conditional().treated(Treatment { judged, ..treatment(Outcome::Positive, day(0)) })
}

fn sets(conditions: Vec<NewCondition>) -> Treatment {
    Treatment { conditions, ..treatment(Outcome::PositiveWithConditions, day(0)) }
}

fn met(number: u32) -> Refusal {
    Refusal::ConditionMet { condition: ConditionNumber(number) }
}
