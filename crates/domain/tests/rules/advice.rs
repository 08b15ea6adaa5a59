//! Advice is no veto: it travels on, and a decision that goes against it gives reasons.

use domain::{
    context::Context,
    dossier::{Command, Event, Refusal, command::Treatment, event::VisitRef, refusal::Because},
    framework::Outcome,
};

use crate::{
    acts::{day, record, sealed, secretary, treatment, visit},
    story::{Story, given},
};

#[test]
fn negative_advice_travels_on() {
    let mut story = Story::at("voorstel-rbo");
    for (step, next) in
        [("voorstel-rbo", "voorstel-regisseuroverleg"), ("", "voorstel-pora"), ("", "voorstel-oogo")]
    {
        assert!(step.is_empty() || story.opening().visit == visit(step, 1));
        story = story.outcome(Outcome::Negative);
        assert_eq!(story.opening().visit, visit(next, 1));
    }
}

#[test]
fn adopting_against_negative_advice_needs_reasons_and_names_it() {
    let story = Story::at("voorstel-rbo")
        .outcome(Outcome::Negative)
        .outcome(Outcome::Positive)
        .outcome(Outcome::Negative);
    let against = vec![visit("voorstel-rbo", 1), visit("voorstel-pora", 1)];
    for outcome in [Outcome::Adopted, Outcome::AdoptedAmended, Outcome::AdoptedWithConditions] {
        silently(&story, outcome).refused(needs_reasons(&against));
        assert_eq!(departs_from(&with_reasons(&story, outcome)), against);
    }
}

#[test]
fn rejecting_against_positive_advice_names_it() {
    let story = Story::at("voorstel-rbo")
        .outcome(Outcome::PositiveWithConditions)
        .outcome(Outcome::NoAdvice)
        .outcome(Outcome::Positive);
    let rejected = with_reasons(&story, Outcome::Rejected);
    assert_eq!(departs_from(&rejected), [visit("voorstel-rbo", 1), visit("voorstel-pora", 1)]);
}

#[test]
fn what_goes_with_the_advice_departs_from_nothing() {
    let story = |outcome| Story::at("voorstel-rbo").outcome(outcome).outcome(outcome).outcome(outcome);
    for (advice, decision) in [
        (Outcome::Positive, Outcome::Adopted),
        (Outcome::PositiveWithConditions, Outcome::Adopted),
        (Outcome::NoAdvice, Outcome::Adopted),
        (Outcome::NoAdvice, Outcome::Rejected),
        (Outcome::Negative, Outcome::Rejected),
        (Outcome::Negative, Outcome::NoAgreement),
        (Outcome::Positive, Outcome::NoAgreement),
        (Outcome::Negative, Outcome::Deferred),
        (Outcome::Negative, Outcome::ReferredBack),
    ] {
        let decided = story(advice).outcome(decision);
        assert_eq!(departs_from(&decided), [], "{decision} after {advice}");
    }
}

#[test]
fn only_the_latest_advice_of_each_body_counts() {
    let story = Story::at("voorstel-rbo").outcome(Outcome::Negative).goes_to("voorstel-oogo");
    let again = story.outcome(Outcome::ReferredBack).resubmits("voorstel");
    let better = again.outcome(Outcome::Positive).goes_to("voorstel-oogo");
    assert_eq!(departs_from(&better.clone().outcome(Outcome::Adopted)), []);
    let twice = with_reasons(&better, Outcome::Rejected);
    let second = ["voorstel-rbo", "voorstel-regisseuroverleg", "voorstel-pora"].map(|step| visit(step, 2));
    assert_eq!(departs_from(&twice), second);
}

#[test]
fn a_deferral_is_no_advice() {
    let story = Story::at("voorstel-rbo").outcome(Outcome::Deferred).outcome(Outcome::Negative);
    let story = story.goes_to("voorstel-oogo");
    silently(&story, Outcome::Adopted).refused(needs_reasons(&[visit("voorstel-rbo", 2)]));
}

#[test]
fn an_advice_stands_when_the_body_is_passed_over_later() {
    let story = Story::at("voorstel-rbo").outcome(Outcome::Negative).goes_to("voorstel-oogo");
    let referred = story.treated(Treatment {
        resume_at: Some("voorstel-pora".parse().unwrap()),
        ..treatment(Outcome::ReferredBack, day(0))
    });
    let story = referred.resubmits("voorstel").outcome(Outcome::Positive);
    silently(&story, Outcome::Adopted).refused(needs_reasons(&[visit("voorstel-rbo", 1)]));
}

#[test]
fn the_advice_of_the_first_round_is_no_advice_on_the_second() {
    let story = with_reasons(
        &Story::at("voorstel-rbo").outcome(Outcome::Negative).goes_to("voorstel-oogo"),
        Outcome::Adopted,
    );
    let story = story.goes_to("businesscase-oogo");
    assert_eq!(departs_from(&story.outcome(Outcome::Adopted)), []);
}

fn silently(story: &Story, outcome: Outcome) -> crate::story::Decided {
    let (command, by) = decision(story, Treatment { motivation: None, ..treatment(outcome, day(0)) });
    given(story.clone()).when(command, by)
}

fn with_reasons(story: &Story, outcome: Outcome) -> Story {
    let (command, by) =
        decision(story, Treatment { motivation: Some(sealed(5)), ..treatment(outcome, day(0)) });
    given(story.clone()).when(command, by).accepted()
}

fn decision(story: &Story, treatment: Treatment) -> (Command, Context) {
    let open = story.opening().visit;
    (record(open.step.as_str(), open.number, treatment), secretary("oogo", 0))
}

fn needs_reasons(visits: &[VisitRef]) -> Refusal {
    Refusal::MotivationRequired { because: Because::DepartsFrom(visits.to_vec()) }
}

fn departs_from(story: &Story) -> Vec<VisitRef> {
    let (event, _): &(Event, Context) = story.events.last().unwrap();
    event.treatment().unwrap().departs_from.clone()
}
