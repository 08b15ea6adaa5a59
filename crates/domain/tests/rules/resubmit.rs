//! After a referral back, a version goes on that the bodies have not seen.

use domain::{
    context::Capacity,
    dossier::{
        Event, Refusal,
        event::{ConditionNumber, RoundSubmitted},
        refusal::{Awaits, DocumentFault, Needs},
    },
    framework::Outcome,
};

use crate::{
    acts::{
        answer, colleague, coordinator, day, document, file, file_complete, resubmit, secretary, visit,
        withdraw,
    },
    region::{id, ids, region},
    story::{Case, Story, given},
};

#[test]
fn a_new_version_goes_to_the_step_that_the_body_named() {
    let story = Story::at("voorstel-rbo").outcome(Outcome::ReferredBack).files("voorstel");
    let opens = story.opens("voorstel-rbo", 2, &[("voorstel", 2)], day(8));
    given(story).when(resubmit("voorstel", 2), coordinator(8)).then(Event::RevisionSubmitted(
        RoundSubmitted { round: id("voorstel"), document: document("voorstel", 2), opens },
    ));
}

#[test]
fn a_version_that_was_filed_before_the_referral_is_new_if_no_body_saw_it() {
    let story = Story::at("voorstel-rbo").files("voorstel").outcome(Outcome::ReferredBack);
    given(story).when(resubmit("voorstel", 2), coordinator(0)).accepted();
}

#[test]
fn another_format_of_the_round_is_a_new_version() {
    let story = Story::at("businesscase-rbo").outcome(Outcome::ReferredBack).resubmits("projectplan");
    assert_eq!(story.opening().documents, [document("projectplan", 1)]);
    let story = story.goes_to("businesscase-oogo");
    assert_eq!(story.opening().documents, [document("projectplan", 1), document("voorstel", 1)]);
}

#[test]
fn refused() {
    Case::all_hold(refusals());
}

/// Every way in which resubmitting is refused.
pub(crate) fn refusals() -> Vec<Case> {
    [with_what(), by_whom_and_when()].into_iter().flatten().collect()
}

fn with_what() -> Vec<Case> {
    let referred = || Story::at("voorstel-rbo").outcome(Outcome::ReferredBack);
    let case = |rule, given, when, by, refused| Case { rule, given, when, by, refused };
    let by = || coordinator(0);
    let empty = file("voorstel", &[("aanleiding", 0), ("doelgroep", 10), ("financiering", 10)]);
    let with_condition = Story::at("voorstel-rbo").outcome(Outcome::PositiveWithConditions);
    let unanswered = with_condition.outcome(Outcome::ReferredBack).files("voorstel");
    // The second version is submitted, so the first and the second were seen.
    let seen = Story::opened()
        .files("voorstel")
        .files("voorstel")
        .and(crate::acts::submit("voorstel", "voorstel", 2), by());
    let seen = seen.goes_to("voorstel-rbo").outcome(Outcome::ReferredBack);
    vec![
        case(
            "with a version that was filed after the one that was submitted",
            referred(),
            resubmit("voorstel", 1),
            by(),
            Refusal::NewVersionNeeded { submitted: document("voorstel", 1) },
        ),
        case(
            "not with an older one that no body saw either",
            seen,
            resubmit("voorstel", 1),
            by(),
            Refusal::NewVersionNeeded { submitted: document("voorstel", 2) },
        ),
        case(
            "with a version that was filed",
            referred(),
            resubmit("voorstel", 2),
            by(),
            Refusal::DocumentUnknown { document: document("voorstel", 2) },
        ),
        case(
            "in a format of the round",
            referred().files("businesscase"),
            resubmit("businesscase", 1),
            by(),
            Refusal::FormatNotForRound {
                format: id("businesscase"),
                round: id("voorstel"),
                opens_with: ids(&["voorstel"]),
            },
        ),
        case(
            "complete",
            referred().and(empty, by()),
            resubmit("voorstel", 2),
            by(),
            Refusal::DocumentFaulty { faults: vec![DocumentFault::SectionEmpty(id("aanleiding"))] },
        ),
        case(
            "with every condition answered",
            unanswered,
            resubmit("voorstel", 2),
            by(),
            Refusal::ConditionsUnanswered { conditions: vec![ConditionNumber(1)] },
        ),
    ]
}

fn by_whom_and_when() -> Vec<Case> {
    let referred = || Story::at("voorstel-rbo").outcome(Outcome::ReferredBack);
    let case = |rule, given, when, by, refused| Case { rule, given, when, by, refused };
    let by = || coordinator(0);
    let mut other = referred().files("voorstel");
    other.framework.reference.id = id("elders");
    vec![
        case(
            "by its own coordinator",
            referred().files("voorstel"),
            resubmit("voorstel", 2),
            colleague(0),
            Refusal::OtherCoordinator { coordinator: id("u-coordinator") },
        ),
        case(
            "not by the secretary of the body that waits for it",
            referred().files("voorstel"),
            resubmit("voorstel", 2),
            secretary("rbo", 0),
            Refusal::NotPermitted {
                acted_as: Capacity::Secretary { body: id("rbo") },
                needs: Needs::Coordinator,
            },
        ),
        case(
            "not to open a round",
            Story::opened().and(file_complete("voorstel"), by()),
            resubmit("voorstel", 1),
            by(),
            Refusal::NotAwaited { awaits: Awaits::Round(id("voorstel")) },
        ),
        case(
            "not while a body has the dossier",
            Story::submitted().files("voorstel"),
            resubmit("voorstel", 2),
            by(),
            Refusal::NotAwaited { awaits: Awaits::Visit(visit("voorstel-beleidsoverleg", 1)) },
        ),
        case(
            "only under the framework of the dossier",
            other,
            resubmit("voorstel", 2),
            by(),
            Refusal::OtherFramework { dossier: region().reference },
        ),
        case(
            "not after the end",
            referred().files("voorstel").and(withdraw(), by()),
            resubmit("voorstel", 2),
            by(),
            Refusal::Ended { end: id("ingetrokken") },
        ),
    ]
}

#[test]
fn an_answered_condition_lets_the_new_version_go() {
    let story = Story::at("voorstel-rbo").outcome(Outcome::PositiveWithConditions);
    let story = story.and(answer(&[1]), coordinator(0)).outcome(Outcome::ReferredBack);
    story.resubmits("voorstel");
}
