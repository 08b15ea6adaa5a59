//! While nothing stands on it, a correction may send the dossier elsewhere.

use domain::{
    dossier::{
        Event,
        command::Treatment,
        event::{Next, OutcomeCorrected},
        state::{Phase, Progress},
    },
    framework::{EndKind, Outcome},
    ids::Revision,
};

use super::corrects;
use crate::{
    acts::{answer, condition, coordinator, correct, day, hand_over, sealed, secretary, treatment, visit},
    region::id,
    story::{Story, given},
};

fn plain(outcome: Outcome) -> Treatment {
    treatment(outcome, day(0))
}

#[test]
fn what_the_first_outcome_opened_is_void_and_its_number_is_not_used_again() {
    let story = Story::at("voorstel-rbo").outcome(Outcome::Positive);
    let first = story.revision();
    let again = story.opens("voorstel-rbo", 2, &[("voorstel", 1)], day(0));
    let treated = story.treats("voorstel-rbo", 1, Outcome::Deferred, Next::Visit(again));
    let corrected = OutcomeCorrected { corrects: Revision(first), reason: sealed(41), treated };
    let story = given(story)
        .when(correct(first, plain(Outcome::Deferred)), secretary("rbo", 6))
        .then(Event::OutcomeCorrected(corrected));
    let void = story.dossier().visit(&visit("voorstel-regisseuroverleg", 1)).unwrap();
    assert_eq!(void.progress, Progress::Void);
    assert_eq!(story.dossier().visits_paid(&id("voorstel-regisseuroverleg")), 0);
    let story = story.on_day(6).outcome(Outcome::Positive);
    assert_eq!(story.opening().visit, visit("voorstel-regisseuroverleg", 2));
}

#[test]
fn every_kind_of_destination_gives_way_to_every_other() {
    let outcomes = [
        Outcome::Adopted,
        Outcome::AdoptedWithConditions,
        Outcome::Rejected,
        Outcome::NoAgreement,
        Outcome::Deferred,
        Outcome::ReferredBack,
    ];
    for step in ["voorstel-oogo", "businesscase-oogo"] {
        for (first, second) in outcomes.iter().flat_map(|first| outcomes.map(|second| (*first, second))) {
            if first == second {
                continue;
            }
            let story = Story::at(step).outcome(first);
            let mended = corrects(&story, "oogo", story.revision(), reasoned(second)).accepted();
            let meant = Story::at(step).treated(reasoned(second));
            assert_eq!(kind_of(&mended), kind_of(&meant), "{step}: {first} was {second}");
            assert_eq!(mended.dossier().conditions.len(), meant.dossier().conditions.len());
        }
    }
}

#[test]
fn an_ended_dossier_is_open_again() {
    let story = Story::at("voorstel-oogo").outcome(Outcome::Rejected);
    let story = corrects(&story, "oogo", story.revision(), plain(Outcome::Adopted)).accepted();
    assert_eq!(story.dossier().phase, Phase::Preparing { round: id("businesscase") });
    story.goes_to("businesscase-partijen").outcome(Outcome::Ratified);
}

#[test]
fn a_dossier_that_never_ended_ends() {
    let story = Story::at("businesscase-partijen").outcome(Outcome::Deferred);
    let story = corrects(&story, "partijen", story.revision(), plain(Outcome::Ratified)).accepted();
    let ended = Phase::Ended { end: id("vastgesteld"), kind: EndKind::Adopted };
    assert_eq!(story.dossier().phase, ended);
    assert_eq!(story.dossier().open_visit(), None);
}

#[test]
fn a_correction_may_itself_be_corrected() {
    let story = Story::at("voorstel-rbo").outcome(Outcome::Positive);
    let first = story.revision();
    let story = corrects(&story, "rbo", first, plain(Outcome::Deferred)).accepted();
    let story = corrects(&story, "rbo", story.revision(), plain(Outcome::ReferredBack)).accepted();
    assert!(matches!(story.dossier().phase, Phase::Revising { .. }));
    let story = corrects(&story, "rbo", story.revision(), plain(Outcome::Positive)).accepted();
    assert_eq!(story.opening().visit, visit("voorstel-regisseuroverleg", 2));
    let waiting = story.dossier().visits.iter().filter(|visit| visit.progress == Progress::Waiting);
    assert_eq!(waiting.count(), 1);
    let third = Revision(first + 3);
    assert_eq!(story.dossier().corrected_by(Revision(first)), Some(third));
    assert_eq!(story.dossier().first_recorded(third), Revision(first));
}

#[test]
fn filing_handing_over_and_answering_others_do_not_stand_on_an_outcome() {
    let story = Story::at("voorstel-rbo").outcome(Outcome::PositiveWithConditions);
    let story = story.outcome(Outcome::Positive);
    let first = story.revision();
    let story = story
        .files("voorstel")
        .files("businesscase")
        .and(answer(&[1]), coordinator(0))
        .and(hand_over("u-colleague", "gemeente-alkmaar"), coordinator(0));
    let story = corrects(&story, "regisseuroverleg", first, plain(Outcome::Deferred)).accepted();
    assert_eq!(story.opening().visit, visit("voorstel-regisseuroverleg", 2));
    assert_eq!(story.dossier().documents.len(), 3);
    assert_eq!(story.dossier().conditions[0].answered.unwrap().0, first + 3);
}

#[test]
fn a_correction_of_an_earlier_outcome_does_not_stand_on_the_last() {
    let story = Story::at("voorstel-rbo").outcome(Outcome::Positive).outcome(Outcome::Positive);
    let last = story.revision();
    let earlier = Treatment { motivation: Some(sealed(7)), ..plain(Outcome::Positive) };
    let story = corrects(&story, "rbo", last - 1, earlier).accepted();
    let story = corrects(&story, "regisseuroverleg", last, plain(Outcome::Deferred)).accepted();
    assert_eq!(story.opening().visit, visit("voorstel-regisseuroverleg", 2));
}

#[test]
fn conditions_come_and_go_with_the_outcome_and_their_numbers_are_not_given_twice() {
    let numbers = |story: &Story| -> Vec<u32> {
        story.dossier().conditions.iter().map(|condition| condition.set.number.0).collect()
    };
    let sets = |conditions: &[u8]| Treatment {
        conditions: conditions.iter().copied().map(condition).collect(),
        ..plain(Outcome::PositiveWithConditions)
    };
    let story = Story::at("voorstel-rbo").treated(sets(&[1, 2]));
    let story = corrects(&story, "rbo", story.revision(), sets(&[1, 2, 3])).accepted();
    assert_eq!(numbers(&story), [1, 2, 3]);
    let story = corrects(&story, "rbo", story.revision(), sets(&[4])).accepted();
    assert_eq!(numbers(&story), [1]);
    let story = corrects(&story, "rbo", story.revision(), plain(Outcome::Positive)).accepted();
    assert_eq!(numbers(&story), []);
    let story = story.treated(sets(&[5]));
    assert_eq!(numbers(&story), [4], "1 to 3 were read by others as something else");
}

fn reasoned(outcome: Outcome) -> Treatment {
    Treatment { motivation: Some(sealed(20)), ..plain(outcome) }
}

/// Where a dossier is, whatever the number of the visit.
fn kind_of(story: &Story) -> Phase {
    match story.dossier().phase.clone() {
        Phase::AtStep { visit } => Phase::AtStep { visit: crate::acts::visit(visit.step.as_str(), 0) },
        other @ (Phase::Preparing { .. }
        | Phase::Revising { .. }
        | Phase::Escalated { .. }
        | Phase::Ended { .. }) => other,
    }
}
