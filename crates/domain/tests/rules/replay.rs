//! An auditor decides again what was decided, and sees every difference.

use domain::{
    dossier::{
        Event, Refusal,
        command::Treatment,
        event::{Next, Treated, WaitingOn},
        evolve,
        replay::{Difference, command_of, redecide},
        state::State,
    },
    framework::Outcome,
};

use crate::{
    acts::{
        answer, coordinator, correct, day, hand_over, record, resume, secretary, suspend, treatment, visit,
    },
    region::{VISITS_MAX, id},
    story::Story,
};

/// A story with every kind of event in it.
fn whole_life() -> Story {
    let story = Story::at("voorstel-rbo");
    let story = story.and(suspend("voorstel-rbo", 1, day(0), WaitingOn::Submitter), secretary("rbo", 1));
    let story = story.and(resume("voorstel-rbo", 1, day(1)), secretary("rbo", 1)).on_day(1);
    let story = story.outcome(Outcome::Deferred).outcome(Outcome::PositiveWithConditions);
    let story = story.and(answer(&[1]), coordinator(0)).outcome(Outcome::Negative);
    let story = story.outcome(Outcome::ReferredBack).resubmits("voorstel").goes_to("voorstel-oogo");
    let story = story.outcome(Outcome::Adopted).submits("businesscase", "businesscase");
    let story = story.goes_to("businesscase-oogo").outcome(Outcome::NoAgreement);
    let last = story.revision();
    let story = story.and(correct(last, treatment(Outcome::Adopted, day(1))), secretary("oogo", 1));
    let story = story.and(hand_over("u-colleague", "gemeente-alkmaar"), coordinator(0));
    story.outcome(Outcome::Ratified)
}

#[test]
fn a_history_that_followed_the_rules_shows_no_difference() {
    let story = whole_life();
    let mut state = State::Unopened;
    for (event, by) in &story.events {
        assert_eq!(redecide(&story.framework, &state, event, by), Ok(()));
        state = evolve(state, event);
    }
    assert_eq!(state, story.state);
}

#[test]
fn no_record_can_be_left_out_unless_nothing_stands_on_it() {
    let story = whole_life();
    for left_out in 0..story.events.len() - 1 {
        let mut state = State::Unopened;
        let mut differs = false;
        let others = story.events[..left_out].iter().chain(&story.events[left_out + 1..]);
        for (event, by) in others {
            differs |= redecide(&story.framework, &state, event, by).is_err();
            state = evolve(state, event);
        }
        // Nobody asked for the answer, nor acted as coordinator after the handing over; and a body may treat what it
        // suspended.
        let free = matches!(
            story.events[left_out].0,
            Event::DossierHandedOver(_) | Event::ConditionsAnswered(_) | Event::TermResumed(_)
        );
        assert!(differs || free, "record {} was left out unseen", left_out + 1);
    }
}

#[test]
fn a_consequence_that_the_rules_do_not_give_is_seen() {
    let story = Story::at("voorstel-rbo");
    let elsewhere = Next::Visit(story.opens("voorstel-oogo", 1, &[("voorstel", 1)], day(0)));
    let forged = Event::AdviceGiven(story.treats("voorstel-rbo", 1, Outcome::Positive, elsewhere));
    let difference = redecide(&story.framework, &story.state, &forged, &secretary("rbo", 0));
    let Err(Difference::Otherwise(meant)) = difference else { panic!("{difference:?}") };
    let Event::AdviceGiven(Treated { next: Next::Visit(opening), .. }) = *meant else { panic!("{meant:?}") };
    assert_eq!(opening.visit, visit("voorstel-regisseuroverleg", 1));
}

#[test]
fn what_the_rules_refuse_is_seen() {
    let worn = (1..VISITS_MAX).fold(Story::at("voorstel-rbo"), |story, _| story.outcome(Outcome::Deferred));
    let again = Next::Visit(worn.opens("voorstel-rbo", VISITS_MAX + 1, &[("voorstel", 1)], day(0)));
    let forged = Event::VisitDeferred(worn.treats("voorstel-rbo", VISITS_MAX, Outcome::Deferred, again));
    let refusal = Refusal::VisitsExhausted { step: id("voorstel-rbo"), visits_max: VISITS_MAX };
    assert_eq!(
        redecide(&worn.framework, &worn.state, &forged, &secretary("rbo", 0)),
        Err(Difference::Refused(refusal))
    );
}

#[test]
fn a_command_is_taken_out_of_its_event_with_every_choice_written_out() {
    let plain = |resume_at: Option<&str>| Treatment {
        resume_at: resume_at.map(id),
        ..treatment(Outcome::ReferredBack, day(0))
    };
    let story = Story::at("voorstel-pora").treated(plain(None));
    let (event, _) = story.events.last().unwrap();
    assert_eq!(command_of(event), record("voorstel-pora", 1, plain(Some("voorstel-rbo"))));

    let story = Story::at("voorstel-pora").outcome(Outcome::Positive);
    let first = story.revision();
    let story = story.and(correct(first, plain(Some("voorstel-pora"))), secretary("pora", 0));
    let (event, _) = story.events.last().unwrap();
    assert_eq!(command_of(event), correct(first, plain(Some("voorstel-pora"))));
}
