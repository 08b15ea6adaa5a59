//! Corrections of what led onto the ladder, and of what was done there.

use domain::{dossier::state::Phase, framework::Outcome};

use super::{OOGO, escalated, escalated_before_it_was_stuck, stuck};
use crate::{
    acts::{climb, correct, day, resolve, secretary, treatment},
    region::id,
    story::given,
};

#[test]
fn no_agreement_that_was_none_never_led_onto_the_ladder() {
    let story = stuck();
    let first = story.revision();
    let story = story.and(correct(first, treatment(Outcome::Adopted, day(0))), secretary("oogo", 1));
    assert_eq!(story.dossier().phase, Phase::Preparing { round: id("businesscase") });
    assert_eq!((story.dossier().escalation(), story.dossier().times_escalated(&id(OOGO))), (None, 0));
}

#[test]
fn what_was_an_adoption_may_turn_out_to_be_no_agreement() {
    let story = crate::story::Story::laddered_at(OOGO).outcome(Outcome::Adopted);
    let first = story.revision();
    let story = story.and(correct(first, treatment(Outcome::NoAgreement, day(0))), secretary("oogo", 1));
    assert!(matches!(story.dossier().phase, Phase::Escalated { .. }));
    assert!(story.dossier().escalation().is_some());
}

#[test]
fn the_words_of_no_agreement_are_mended_while_it_is_on_the_ladder() {
    let story = stuck();
    let first = story.revision();
    let story = story.and(climb(OOGO, 1, "regisseurs", day(0)), secretary("oogo", 0));
    let mut treatment = treatment(Outcome::NoAgreement, day(0));
    treatment.motivation = Some(crate::acts::sealed(99));
    let story = story.and(correct(first, treatment), secretary("oogo", 1));
    assert_eq!(story.dossier().escalation().unwrap().on().rung, id("samenwerkingsverband"));
}

#[test]
fn the_words_of_no_agreement_are_mended_also_when_it_was_on_the_ladder_before() {
    let story = escalated_before_it_was_stuck();
    let first = story.revision();
    let climbed = story.and(climb(OOGO, 1, "regisseurs", day(3)), secretary("oogo", 3));
    let solved = climbed.clone().and(resolve(OOGO, 1, "samenwerkingsverband", day(4)), secretary("oogo", 4));
    for story in [climbed, solved] {
        let before = story.dossier().phase.clone();
        let mut treatment = treatment(Outcome::NoAgreement, day(3));
        treatment.motivation = Some(crate::acts::sealed(99));
        let story = story.and(correct(first, treatment), secretary("oogo", 5));
        assert_eq!(story.dossier().phase, before);
    }
}

#[test]
fn what_was_done_on_the_ladder_stands_on_the_outcome_that_led_there() {
    let story = stuck();
    let first = story.revision();
    let moved = story.and(climb(OOGO, 1, "regisseurs", day(0)), secretary("oogo", 0));
    let later = domain::ids::Revision(moved.revision());
    let adopted = correct(first, treatment(Outcome::Adopted, day(0)));
    let refused = domain::dossier::Refusal::CorrectionTooLate { later };
    given(moved).when(adopted, secretary("oogo", 1)).refused(refused);
}

#[test]
fn an_escalation_goes_with_a_visit_that_never_should_have_been() {
    let story = escalated();
    let before = story.revision() - 1;
    let deferred = correct(before, treatment(Outcome::Deferred, day(0)));
    let story = story.and(deferred, secretary("beleidsoverleg", 60));
    assert_eq!((story.opening().body, story.dossier().escalation()), (id("beleidsoverleg"), None));
    assert_eq!(story.dossier().times_escalated(&id("voorstel-rbo")), 0);
}

#[test]
fn a_solved_escalation_is_over_when_the_outcome_of_its_visit_is_mended() {
    let story = escalated();
    let story = story.and(resolve("voorstel-rbo", 1, "regisseurs", day(60)), secretary("rbo", 60));
    let story = story.outcome(Outcome::Positive);
    let first = story.revision();
    let story = story.and(correct(first, treatment(Outcome::Negative, day(60))), secretary("rbo", 60));
    assert_eq!(story.dossier().escalation(), None);
}
