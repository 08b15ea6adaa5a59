//! A deferral is a new visit of the same step, a referral back asks for a new version; both are bounded.

use domain::{
    dossier::{Event, Refusal, command::Treatment, event::Next, state::Phase},
    framework::Outcome,
    ids::StepId,
};

use crate::{
    acts::{coordinator, day, record, resubmit, secretary, treatment, visit},
    region::{VISITS_MAX, id, ids},
    story::{Case, Story, given},
};

#[test]
fn a_deferral_is_a_new_visit_of_the_same_step() {
    let story = Story::at("voorstel-rbo").on_day(4);
    let again = story.opens("voorstel-rbo", 2, &[("voorstel", 1)], day(4));
    let deferred = story.treats("voorstel-rbo", 1, Outcome::Deferred, Next::Visit(again.clone()));
    let command = record("voorstel-rbo", 1, treatment(Outcome::Deferred, day(4)));
    let story = given(story).when(command, secretary("rbo", 4)).then(Event::VisitDeferred(deferred));
    assert_eq!(story.opening(), again);
    assert_eq!(story.dossier().visits_paid(&id("voorstel-rbo")), 2);
}

#[test]
fn every_role_may_defer() {
    for step in ["voorstel-beleidsoverleg", "voorstel-pora", "voorstel-oogo", "businesscase-partijen"] {
        assert_eq!(Story::at(step).outcome(Outcome::Deferred).opening().visit, visit(step, 2));
    }
}

#[test]
fn deferring_is_bounded() {
    let last = (1..VISITS_MAX).fold(Story::at("voorstel-rbo"), |story, _| story.outcome(Outcome::Deferred));
    assert_eq!(last.opening().visit.number, VISITS_MAX);
    last.outcome(Outcome::NoAdvice);
}

#[test]
fn a_referral_back_waits_for_the_submitter_and_resumes_where_the_body_says() {
    for resume_at in ["voorstel-rbo", "voorstel-regisseuroverleg", "voorstel-pora", "voorstel-oogo"] {
        let story = referred("voorstel-oogo", Some(resume_at));
        let (round, resume_at) = (id("voorstel"), id::<StepId>(resume_at));
        assert_eq!(story.dossier().phase, Phase::Revising { round, resume_at: resume_at.clone() });
        assert_eq!(story.dossier().open_visit(), None);
        let story = story.resubmits("voorstel");
        assert_eq!(story.opening(), story.opens(resume_at.as_str(), 2, &[("voorstel", 2)], day(0)));
    }
}

#[test]
fn a_referral_back_that_names_no_step_resumes_at_the_first_that_the_framework_names() {
    let story = referred("voorstel-oogo", None);
    let (round, resume_at) = (id("voorstel"), id("voorstel-rbo"));
    assert_eq!(story.dossier().phase, Phase::Revising { round, resume_at });
}

#[test]
fn a_referral_back_does_not_lead_to_a_step_without_a_visit_left() {
    let worn = (1..VISITS_MAX)
        .fold(Story::at("voorstel-regisseuroverleg"), |story, _| story.outcome(Outcome::Deferred));
    let story = worn.goes_to("voorstel-oogo");
    let refer = |resume_at: &str| Treatment {
        resume_at: Some(id(resume_at)),
        ..treatment(Outcome::ReferredBack, day(0))
    };
    // The regisseuroverleg lies on the way from the RBO to the OOGO.
    for passes in ["voorstel-rbo", "voorstel-regisseuroverleg"] {
        given(story.clone()).when(record("voorstel-oogo", 1, refer(passes)), secretary("oogo", 0)).refused(
            Refusal::VisitsExhausted { step: id("voorstel-regisseuroverleg"), visits_max: VISITS_MAX },
        );
    }
    given(story).when(record("voorstel-oogo", 1, refer("voorstel-pora")), secretary("oogo", 0)).accepted();
}

#[test]
fn a_dossier_that_turns_back_as_often_as_it_can_still_goes_on() {
    let mut story = Story::at("voorstel-rbo");
    for _ in 1..VISITS_MAX {
        story = story.goes_to("voorstel-oogo").outcome(Outcome::ReferredBack).resubmits("voorstel");
    }
    let story = story.goes_to("voorstel-oogo").outcome(Outcome::Adopted);
    assert_eq!(story.dossier().visits_paid(&id("voorstel-oogo")), VISITS_MAX);
}

#[test]
fn refused() {
    Case::all_hold(refusals());
}

/// Every way in which turning back is refused.
pub(crate) fn refusals() -> Vec<Case> {
    let worn = (1..VISITS_MAX).fold(Story::at("voorstel-rbo"), |story, _| story.outcome(Outcome::Deferred));
    let exhausted = || Refusal::VisitsExhausted { step: id("voorstel-rbo"), visits_max: VISITS_MAX };
    let case = |rule, given: &Story, command: Treatment, refused| Case {
        rule,
        given: given.clone(),
        when: record("voorstel-rbo", given.opening().visit.number, command),
        by: secretary("rbo", 0),
        refused,
    };
    let plain = |outcome| treatment(outcome, day(0));
    let forward = Treatment { resume_at: Some(id("voorstel-pora")), ..plain(Outcome::ReferredBack) };
    vec![
        case("no deferral without end", &worn, plain(Outcome::Deferred), exhausted()),
        case("no referral back without end", &worn, plain(Outcome::ReferredBack), exhausted()),
        case(
            "a referral back does not lead forward",
            &Story::at("voorstel-rbo"),
            forward,
            Refusal::CannotResumeAt { asked: id("voorstel-pora"), possible: ids(&["voorstel-rbo"]) },
        ),
        Case {
            rule: "a deferral asks for no new version",
            given: Story::at("voorstel-rbo").outcome(Outcome::Deferred).files("voorstel"),
            when: resubmit("voorstel", 2),
            by: coordinator(0),
            refused: Refusal::NotAwaited {
                awaits: domain::dossier::refusal::Awaits::Visit(visit("voorstel-rbo", 2)),
            },
        },
    ]
}

fn referred(step: &str, resume_at: Option<&str>) -> Story {
    let treatment = Treatment { resume_at: resume_at.map(id), ..treatment(Outcome::ReferredBack, day(0)) };
    Story::at(step).treated(treatment)
}
