//! When later records stand on it, an outcome is mended in its place: the words, not the way.

use domain::{
    dossier::{
        Event,
        command::Treatment,
        event::{OutcomeCorrected, Treated, VisitRef},
    },
    framework::{Outcome, Role, Step, Target, check},
    ids::Revision,
};

use super::{corrects, treated_in};
use crate::{
    acts::{
        answer, condition, coordinator, correct, day, judgement, sealed, secretary, treatment, visit,
        withdraw,
    },
    region::{VISITS_MAX, id, region, step},
    story::{Story, given},
};

fn plain(outcome: Outcome) -> Treatment {
    treatment(outcome, day(0))
}

fn reworded(outcome: Outcome) -> Treatment {
    Treatment { motivation: Some(sealed(77)), ..plain(outcome) }
}

fn judging(judged: &[(u32, bool)]) -> Treatment {
    let judged = judged.iter().map(|(number, met)| judgement(*number, *met)).collect();
    Treatment { judged, ..plain(Outcome::Positive) }
}

/// What later visits found of the conditions.
fn judged(story: &Story) -> Vec<Option<(VisitRef, bool)>> {
    story.dossier().conditions.iter().map(|condition| condition.judged.clone()).collect()
}

#[test]
fn the_way_the_dossier_went_stays_as_it_was_recorded() {
    let story = Story::at("voorstel-pora");
    let rbo = treated_in(&story, "voorstel-rbo");
    let first = story.events[4].0.treatment().unwrap().clone();
    let treated = Treated { motivation: Some(sealed(77)), outcome: Outcome::NoAdvice, ..first };
    let before = story.clone();
    let story = given(story).when(correct(rbo, reworded(Outcome::NoAdvice)), secretary("rbo", 9)).then(
        Event::OutcomeCorrected(OutcomeCorrected { corrects: Revision(rbo), reason: sealed(41), treated }),
    );
    assert_eq!(story.dossier().phase, before.dossier().phase);
    assert_eq!(story.opening(), before.opening());
    let outcome = |story: &Story| story.dossier().visits[1].treated().unwrap().outcome;
    assert_eq!((outcome(&before), outcome(&story)), (Outcome::Positive, Outcome::NoAdvice));
}

#[test]
fn life_goes_on_behind_a_correction() {
    let story = Story::at("voorstel-pora");
    let rbo = treated_in(&story, "voorstel-rbo");
    let story = corrects(&story, "rbo", rbo, reworded(Outcome::NoAdvice)).accepted();
    let story = story.outcome(Outcome::ReferredBack).resubmits("voorstel").goes_to("businesscase-partijen");
    let story = story.outcome(Outcome::Ratified);
    let again = *story.dossier().corrections.last().unwrap();
    corrects(&story, "rbo", again.by.0, reworded(Outcome::Positive)).accepted();
}

#[test]
fn a_correction_in_place_is_corrected_by_naming_it() {
    let story = Story::at("voorstel-pora");
    let rbo = treated_in(&story, "voorstel-rbo");
    let story = corrects(&story, "rbo", rbo, reworded(Outcome::Negative)).accepted();
    let story = corrects(&story, "rbo", story.revision(), plain(Outcome::Positive)).accepted();
    assert_eq!(story.dossier().visits[1].treated(), Story::at("voorstel-pora").dossier().visits[1].treated());
}

#[test]
fn a_new_version_submitted_since_does_not_stand_in_the_way() {
    let story = Story::at("voorstel-pora").outcome(Outcome::ReferredBack).resubmits("voorstel");
    let rbo = treated_in(&story, "voorstel-rbo");
    let story = corrects(&story, "rbo", rbo, reworded(Outcome::Positive)).accepted();
    assert_eq!(story.dossier().visits[1].treated().unwrap().motivation, Some(sealed(77)));
}

#[test]
fn a_deferral_is_reworded_although_every_visit_was_paid_since() {
    let story = (1..VISITS_MAX).fold(Story::at("voorstel-rbo"), |story, _| story.outcome(Outcome::Deferred));
    let story = story.outcome(Outcome::Positive);
    let first = treated_in(&story, "voorstel-rbo");
    for deferral in 0..u64::from(VISITS_MAX) - 1 {
        corrects(&story, "rbo", first + deferral, reworded(Outcome::Deferred)).accepted();
    }
}

#[test]
fn a_referral_back_is_reworded_although_every_visit_was_paid_since() {
    let mut story = Story::at("voorstel-rbo");
    for _ in 1..VISITS_MAX {
        story = story.outcome(Outcome::ReferredBack).resubmits("voorstel");
    }
    let first = treated_in(&story, "voorstel-rbo");
    corrects(&story, "rbo", first, reworded(Outcome::ReferredBack)).accepted();
}

#[test]
fn advice_that_came_later_is_not_departed_from() {
    let mut framework = region();
    let last = framework.route.steps.last_mut().unwrap();
    *last = Step {
        returns_to: vec![last.id.clone()],
        ..step("businesscase", "partijen", Role::Advises, &Target::End(id("vastgesteld")))
    };
    assert_eq!(check::faults(&framework), [], "a body may advise on what was decided");
    let story = Story::opened_under(framework).submits("voorstel", "voorstel").goes_to("businesscase-oogo");
    let decided = story.revision() + 1;
    let story = story.outcome(Outcome::Adopted).outcome(Outcome::Negative);
    let story = corrects(&story, "oogo", decided, plain(Outcome::AdoptedAmended)).accepted();
    let decision = story.dossier().visit(&visit("businesscase-oogo", 1)).unwrap().treated().unwrap();
    assert_eq!((decision.outcome, decision.departs_from.as_slice()), (Outcome::AdoptedAmended, &[][..]));
}

#[test]
fn answers_and_later_judgements_of_its_conditions_are_kept() {
    let sets = |n| Treatment {
        conditions: vec![condition(n), condition(n + 1)],
        ..plain(Outcome::PositiveWithConditions)
    };
    let story = Story::at("voorstel-rbo").treated(sets(1)).and(answer(&[1]), coordinator(0));
    let answered = Some(Revision(story.revision()));
    let story = story.treated(judging(&[(1, true), (2, false)]));
    let rbo = treated_in(&story, "voorstel-rbo");
    let story = corrects(&story, "rbo", rbo, sets(8)).accepted();
    let conditions = &story.dossier().conditions;
    assert_eq!(conditions[0].set.text, sealed(8));
    assert_eq!((conditions[0].answered, conditions[1].answered), (answered, None));
    let by = visit("voorstel-regisseuroverleg", 1);
    assert_eq!(judged(&story), [Some((by.clone(), true)), Some((by, false))]);
}

#[test]
fn a_judgement_is_taken_back() {
    let story =
        Story::at("voorstel-rbo").outcome(Outcome::PositiveWithConditions).treated(judging(&[(1, true)]));
    let regisseurs = story.revision();
    let story = corrects(&story, "regisseuroverleg", regisseurs, plain(Outcome::Positive)).accepted();
    assert_eq!(judged(&story), [None]);
    given(story).when(answer(&[1]), coordinator(0)).accepted();
}

#[test]
fn a_judgement_taken_back_leaves_the_one_before_it() {
    let story = Story::at("voorstel-rbo").outcome(Outcome::PositiveWithConditions);
    let story = story.treated(judging(&[(1, false)])).treated(judging(&[(1, true)]));
    let story = corrects(&story, "pora", story.revision(), plain(Outcome::Positive)).accepted();
    assert_eq!(judged(&story), [Some((visit("voorstel-regisseuroverleg", 1), false))]);
}

#[test]
fn a_judgement_mended_does_not_hide_a_later_one() {
    let story = Story::at("voorstel-rbo").outcome(Outcome::PositiveWithConditions);
    let story = story.treated(judging(&[(1, false)])).treated(judging(&[(1, true)]));
    let regisseurs = treated_in(&story, "voorstel-regisseuroverleg");
    let mended = Treatment { motivation: Some(sealed(77)), ..judging(&[(1, false)]) };
    let story = corrects(&story, "regisseuroverleg", regisseurs, mended).accepted();
    assert_eq!(judged(&story), [Some((visit("voorstel-pora", 1), true))]);
}

#[test]
fn a_judgement_that_was_forgotten_is_written_down_later() {
    let story = Story::at("voorstel-rbo").outcome(Outcome::PositiveWithConditions);
    let story = story.outcome(Outcome::Positive).outcome(Outcome::Positive);
    let pora = treated_in(&story, "voorstel-pora");
    let story = corrects(&story, "pora", pora, judging(&[(1, true)])).accepted();
    let story = story.outcome(Outcome::Adopted).submits("businesscase", "businesscase");
    assert_eq!(judged(&story), [Some((visit("voorstel-pora", 1), true))]);
}

#[test]
fn a_withdrawn_dossier_stays_withdrawn() {
    let story = Story::at("voorstel-pora").and(withdraw(), coordinator(0));
    let regisseurs = treated_in(&story, "voorstel-regisseuroverleg");
    let before = story.dossier().phase.clone();
    let story = corrects(&story, "regisseuroverleg", regisseurs, reworded(Outcome::Positive)).accepted();
    assert_eq!(story.dossier().phase, before);
    assert_eq!(story.dossier().open_visit(), None);
}

#[test]
fn an_ended_dossier_stays_ended() {
    let story = Story::at("businesscase-oogo").outcome(Outcome::Rejected);
    let story = corrects(&story, "oogo", story.revision(), reworded(Outcome::Rejected)).accepted();
    let rbo = treated_in(&story, "voorstel-rbo");
    let story = corrects(&story, "rbo", rbo, plain(Outcome::Negative)).accepted();
    assert_eq!(
        story.dossier().visit(&visit("voorstel-rbo", 1)).unwrap().treated().unwrap().outcome,
        Outcome::Negative
    );
    assert!(story.dossier().submission(&id("businesscase")).is_some());
}
