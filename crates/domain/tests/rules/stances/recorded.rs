//! Stances that are written down with an outcome, and how they are mended.

use domain::{
    decision::PartyStance,
    dossier::{Event, Refusal, command::Treatment},
    framework::Outcome,
};

use super::refused::{asked_at_oogo, replacement, three};
use crate::{
    acts::{correct, day, record, sealed, secretary, treatment},
    story::{Story, given},
};

fn standing(outcome: Outcome, stances: Vec<PartyStance>) -> Treatment {
    Treatment { stances, ..treatment(outcome, day(0)) }
}

#[test]
fn an_outcome_keeps_where_each_party_stood() {
    let mut stances = three("acr");
    stances[0].replacement = Some(replacement(0));
    stances[1].dissent = Some(sealed(70));
    let story = Story::at("businesscase-pora");
    // By consensus the samenwerkingsverband would have to agree, and it keeps out.
    let treatment = standing(Outcome::NoAdvice, stances.clone());
    let decided =
        given(story).when(record("businesscase-pora", 1, treatment), secretary("pora", 0)).accepted();
    let (Event::AdviceGiven(advice), _) = decided.events.last().unwrap() else { panic!() };
    assert_eq!(advice.stances, stances);
}

#[test]
fn a_region_that_asks_for_no_stances_writes_none_down() {
    let story = Story::at("voorstel-oogo").outcome(Outcome::Adopted);
    let (Event::DecisionTaken(decision), _) = story.events.last().unwrap() else { panic!() };
    assert!(decision.stances.is_empty());
}

#[test]
fn where_stances_are_asked_a_deferral_needs_none() {
    for outcome in [Outcome::Deferred, Outcome::ReferredBack] {
        let step = record("voorstel-oogo", 1, treatment(outcome, day(0)));
        given(asked_at_oogo()).when(step, secretary("oogo", 0)).accepted();
    }
}

#[test]
fn a_stance_that_was_misheard_is_mended_with_the_outcome_that_follows() {
    let agreed = asked_at_oogo().treated(standing(Outcome::Adopted, three("aaa")));
    let first = agreed.revision();
    let misheard = correct(first, standing(Outcome::Adopted, three("aao")));
    let refused = given(agreed.clone()).when(misheard, secretary("oogo", 0));
    let Err(Refusal::Decision(refusal)) = refused.result() else { panic!() };
    assert_eq!(refusal.name(), "OUTCOME_DOES_NOT_FOLLOW");
    let mended = correct(first, standing(Outcome::NoAgreement, three("aao")));
    given(agreed.clone()).when(mended, secretary("oogo", 0)).accepted();
    let abstained = correct(first, standing(Outcome::Adopted, three("a-a")));
    let story = given(agreed.clone()).when(abstained, secretary("oogo", 0)).accepted();
    assert_eq!(story.dossier().phase, agreed.dossier().phase, "it leads to the same place");
    let same = correct(first, standing(Outcome::Adopted, three("aaa")));
    given(agreed).when(same, secretary("oogo", 0)).refused(Refusal::NothingCorrected);
}
