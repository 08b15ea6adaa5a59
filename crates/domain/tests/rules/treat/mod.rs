//! The secretary of a body writes down what it did, and the dossier goes where the outcome leads.

pub(crate) mod refused;

use domain::{
    dossier::{
        CONDITIONS_MAX, Event, Refusal,
        command::Treatment,
        event::{Next, Treated},
        refusal::Because,
    },
    framework::{EndKind, Outcome, Role},
};
use jiff::civil::date;

use crate::{
    acts::{condition, day, record, secretary, treatment},
    region::id,
    story::{Story, given},
};

#[test]
fn taking_notice_sends_the_dossier_on() {
    let story = Story::submitted().on_day(5);
    let rbo = story.opens("voorstel-rbo", 1, &[("voorstel", 1)], day(5));
    let noted = story.treats("voorstel-beleidsoverleg", 1, Outcome::Noted, Next::Visit(rbo.clone()));
    assert_eq!(rbo.due, Some(date(2026, 4, 21)), "30 working days, without Good Friday and Easter Monday");
    let plain = record("voorstel-beleidsoverleg", 1, treatment(Outcome::Noted, day(5)));
    given(story).when(plain, secretary("beleidsoverleg", 5)).then(Event::NoticeTaken(noted));
}

#[test]
fn minutes_that_come_late_do_not_keep_the_dossier_from_the_body_that_met_in_between() {
    let story = Story::submitted().on_day(9);
    let rbo = story.opens("voorstel-rbo", 1, &[("voorstel", 1)], day(7));
    let noted = story.treats("voorstel-beleidsoverleg", 1, Outcome::Noted, Next::Visit(rbo));
    let late = record("voorstel-beleidsoverleg", 1, treatment(Outcome::Noted, day(7)));
    let noted = given(story)
        .when(late, secretary("beleidsoverleg", 9))
        .then(Event::NoticeTaken(Treated { treated_on: day(7), ..noted }));
    given(noted)
        .when(record("voorstel-rbo", 1, treatment(Outcome::Positive, day(8))), secretary("rbo", 9))
        .accepted();
}

#[test]
fn the_first_decision_opens_the_second_round() {
    for outcome in [Outcome::Adopted, Outcome::AdoptedAmended, Outcome::AdoptedWithConditions] {
        let story = Story::at("voorstel-oogo").outcome(outcome);
        let (Event::DecisionTaken(decision), _) = story.events.last().unwrap() else { panic!("{outcome}") };
        assert_eq!(decision.next, Next::Round(id("businesscase")));
    }
}

#[test]
fn what_was_decided_is_ratified_and_the_dossier_ends() {
    let story = Story::at("businesscase-partijen");
    let next = Next::End { end: id("vastgesteld"), kind: EndKind::Adopted };
    let ratified = story.treats("businesscase-partijen", 1, Outcome::Ratified, next);
    let plain = record("businesscase-partijen", 1, treatment(Outcome::Ratified, day(0)));
    given(story).when(plain, secretary("partijen", 0)).then(Event::RatificationGiven(ratified));
}

#[test]
fn ends_say_what_they_mean() {
    let ends = [
        ("voorstel-oogo", Outcome::Rejected, "afgewezen", EndKind::Rejected),
        ("businesscase-oogo", Outcome::Rejected, "afgewezen", EndKind::Rejected),
        ("voorstel-oogo", Outcome::NoAgreement, "geen-overeenstemming", EndKind::NoAgreement),
        ("businesscase-oogo", Outcome::NoAgreement, "geen-overeenstemming", EndKind::NoAgreement),
        ("businesscase-partijen", Outcome::NotRatified, "afgewezen", EndKind::Rejected),
    ];
    for (step, outcome, end, kind) in ends {
        let story = Story::at(step).outcome(outcome);
        let treated = story.events.last().unwrap().0.treatment().unwrap();
        assert_eq!(treated.next, Next::End { end: id(end), kind }, "{step} {outcome}");
        assert_eq!(story.dossier().open_visit(), None);
    }
}

#[test]
fn an_outcome_is_the_event_that_a_minute_taker_would_name() {
    let no_agreement = Story::at("voorstel-oogo").outcome(Outcome::NoAgreement);
    assert!(matches!(no_agreement.events.last().unwrap().0, Event::AgreementNotReached(_)));
    let deferred = Story::at("voorstel-rbo").outcome(Outcome::Deferred);
    assert!(matches!(deferred.events.last().unwrap().0, Event::VisitDeferred(_)));
    let referred = Story::at("voorstel-rbo").outcome(Outcome::ReferredBack);
    assert!(matches!(referred.events.last().unwrap().0, Event::ReferredBack(_)));
    let no_advice = Story::at("voorstel-rbo").outcome(Outcome::NoAdvice);
    assert!(matches!(no_advice.events.last().unwrap().0, Event::AdviceGiven(_)));
}

#[test]
fn every_outcome_of_another_role_is_refused() {
    let steps = [
        ("voorstel-beleidsoverleg", Role::Informed),
        ("voorstel-rbo", Role::Advises),
        ("voorstel-oogo", Role::Decides),
        ("businesscase-partijen", Role::Ratifies),
    ];
    for (step, role) in steps {
        let story = Story::at(step);
        let by = secretary(story.opening().body.as_str(), 0);
        for outcome in Outcome::ALL {
            let decided = given(story.clone()).when(record(step, 1, treatment(outcome, day(0))), by.clone());
            if role.outcomes().contains(&outcome) {
                decided.accepted();
            } else {
                decided.refused(Refusal::OutcomeNotOfRole { outcome, role });
            }
        }
    }
}

#[test]
fn what_always_needs_reasons() {
    let steps = ["voorstel-beleidsoverleg", "voorstel-rbo", "voorstel-oogo", "businesscase-partijen"];
    for step in steps {
        let story = Story::at(step);
        let opening = story.opening();
        for outcome in opening.role.outcomes().iter().copied().filter(|outcome| outcome.needs_motivation()) {
            let silent = Treatment { motivation: None, ..treatment(outcome, day(0)) };
            given(story.clone())
                .when(record(step, 1, silent), secretary(opening.body.as_str(), 0))
                .refused(Refusal::MotivationRequired { because: Because::Outcome(outcome) });
        }
    }
}

#[test]
fn a_condition_may_be_due_at_once() {
    let mut advice = treatment(Outcome::PositiveWithConditions, day(0));
    advice.conditions[0].due = Some(day(0));
    Story::at("voorstel-rbo").treated(advice);
}

#[test]
fn the_last_condition_that_a_dossier_can_hold_is_set() {
    let mut advice = treatment(Outcome::PositiveWithConditions, day(0));
    advice.conditions = vec![condition(1); CONDITIONS_MAX];
    let story = Story::at("voorstel-rbo").treated(advice);
    assert_eq!(story.dossier().conditions.len(), CONDITIONS_MAX);
}
