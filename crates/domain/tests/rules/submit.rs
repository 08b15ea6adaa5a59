//! A round opens with a complete document, and the dossier goes to the round's first body.

use domain::{
    context::Capacity,
    dossier::{
        Event, Refusal,
        event::{ConditionNumber, RoundSubmitted},
        refusal::{Awaits, DocumentFault, Needs},
        state::Phase,
    },
    framework::Outcome,
};

use crate::{
    acts::{
        answer, coordinator, day, document, file, file_complete, neighbour, secretary, submit, visit,
        withdraw,
    },
    region::{VOORSTEL_WORDS_MAX, id, ids, region},
    story::{Case, Story, given},
};

#[test]
fn a_proposal_goes_to_the_first_body() {
    let story = Story::opened().files("voorstel");
    let opens = story.opens("voorstel-beleidsoverleg", 1, &[("voorstel", 1)], day(3));
    let submitted =
        given(story).when(submit("voorstel", "voorstel", 1), coordinator(3)).then(Event::RoundSubmitted(
            RoundSubmitted { round: id("voorstel"), document: document("voorstel", 1), opens },
        ));
    assert_eq!(submitted.dossier().phase, Phase::AtStep { visit: visit("voorstel-beleidsoverleg", 1) });
}

#[test]
fn an_older_version_may_be_submitted() {
    let story = Story::opened().files("voorstel").files("voorstel");
    let story = given(story).when(submit("voorstel", "voorstel", 1), coordinator(0)).accepted();
    assert_eq!(story.opening().documents, [document("voorstel", 1)]);
}

#[test]
fn the_second_round_opens_with_any_one_of_its_formats() {
    for format in ["businesscase", "projectplan"] {
        let story = Story::at("voorstel-oogo").outcome(Outcome::Adopted).submits("businesscase", format);
        assert_eq!(story.opening(), story.opens("businesscase-beleidsoverleg", 1, &[(format, 1)], day(0)));
    }
}

#[test]
fn a_body_gets_every_document_that_its_step_requires() {
    let story = Story::at("voorstel-rbo").outcome(Outcome::ReferredBack).resubmits("voorstel");
    let story = story.goes_to("businesscase-oogo");
    assert_eq!(story.opening().documents, [document("businesscase", 1), document("voorstel", 2)]);
}

#[test]
fn conditions_of_the_first_round_are_answered_before_the_second() {
    let story = Story::at("voorstel-oogo").outcome(Outcome::AdoptedWithConditions).files("businesscase");
    let second = || submit("businesscase", "businesscase", 1);
    given(story.clone())
        .when(second(), coordinator(0))
        .refused(Refusal::ConditionsUnanswered { conditions: vec![ConditionNumber(1)] });
    given(story.and(answer(&[1]), coordinator(0))).when(second(), coordinator(0)).accepted();
}

#[test]
fn a_condition_that_another_party_holds_does_not_hold_up_the_coordinator() {
    let mut advice = crate::acts::treatment(Outcome::PositiveWithConditions, day(0));
    advice.conditions[0].holder = Some(id("swv-po"));
    let story = Story::at("voorstel-pora").treated(advice).outcome(Outcome::Adopted);
    let story = story.submits("businesscase", "businesscase");
    assert_eq!(story.dossier().conditions[0].answered, None);
}

#[test]
fn refused() {
    Case::all_hold(refusals());
}

/// Every way in which submitting is refused.
pub(crate) fn refusals() -> Vec<Case> {
    [in_which_round(), with_what(), when()].into_iter().flatten().collect()
}

fn in_which_round() -> Vec<Case> {
    let filed = || Story::opened().files("voorstel");
    let case = |rule, given, when, by, refused| Case { rule, given, when, by, refused };
    let plain = || submit("voorstel", "voorstel", 1);
    let by = || coordinator(0);
    let adopted = Story::at("voorstel-oogo").outcome(Outcome::Adopted);
    vec![
        case(
            "a secretary submits nothing",
            filed(),
            plain(),
            secretary("beleidsoverleg", 0),
            Refusal::NotPermitted {
                acted_as: Capacity::Secretary { body: id("beleidsoverleg") },
                needs: Needs::Coordinator,
            },
        ),
        case(
            "only its own coordinator",
            filed(),
            plain(),
            neighbour(0),
            Refusal::OtherCoordinator { coordinator: id("u-coordinator") },
        ),
        case(
            "a round of the framework",
            filed(),
            submit("derde", "voorstel", 1),
            by(),
            Refusal::RoundUnknown { round: id("derde") },
        ),
        case(
            "the round that the dossier waits for",
            filed().files("businesscase"),
            submit("businesscase", "businesscase", 1),
            by(),
            Refusal::WrongRound { asked: id("businesscase"), awaited: id("voorstel") },
        ),
        case(
            "not an earlier round again",
            adopted.files("voorstel"),
            submit("voorstel", "voorstel", 2),
            by(),
            Refusal::WrongRound { asked: id("voorstel"), awaited: id("businesscase") },
        ),
    ]
}

fn with_what() -> Vec<Case> {
    let case = |rule, given, when, by, refused| Case { rule, given, when, by, refused };
    let plain = || submit("voorstel", "voorstel", 1);
    let by = || coordinator(0);
    let filed = || Story::opened().files("voorstel");
    let adopted = Story::at("voorstel-oogo").outcome(Outcome::Adopted);
    let faulty = file("voorstel", &[("doelgroep", 0), ("planning", 850), ("financiering", 51)]);
    vec![
        case(
            "with a format of the round",
            adopted,
            submit("businesscase", "voorstel", 1),
            by(),
            Refusal::FormatNotForRound {
                format: id("voorstel"),
                round: id("businesscase"),
                opens_with: ids(&["businesscase", "projectplan"]),
            },
        ),
        case(
            "with a version that was filed",
            filed(),
            submit("voorstel", "voorstel", 2),
            by(),
            Refusal::DocumentUnknown { document: document("voorstel", 2) },
        ),
        case(
            "complete and not too long; every fault is named together",
            Story::opened().and(faulty, coordinator(0)),
            plain(),
            by(),
            Refusal::DocumentFaulty {
                faults: vec![
                    DocumentFault::SectionMissing(id("aanleiding")),
                    DocumentFault::SectionEmpty(id("doelgroep")),
                    DocumentFault::TooLong { words: 901, words_max: VOORSTEL_WORDS_MAX, pages_a4: 2 },
                ],
            },
        ),
    ]
}

fn when() -> Vec<Case> {
    let case = |rule, given, when, by, refused| Case { rule, given, when, by, refused };
    let plain = || submit("voorstel", "voorstel", 1);
    let by = || coordinator(0);
    let filed = || Story::opened().files("voorstel");
    let mut other = filed();
    other.framework.reference.digest = domain::sealed::Digest([9; 32]);
    vec![
        case(
            "not while a body has the dossier",
            Story::submitted(),
            plain(),
            by(),
            Refusal::NotAwaited { awaits: Awaits::Visit(visit("voorstel-beleidsoverleg", 1)) },
        ),
        case(
            "not after a referral back, which asks for a resubmission",
            Story::at("voorstel-rbo")
                .outcome(Outcome::ReferredBack)
                .and(file_complete("voorstel"), coordinator(0)),
            submit("voorstel", "voorstel", 2),
            by(),
            Refusal::NotAwaited { awaits: Awaits::Revision },
        ),
        case(
            "not after the end, whatever the round",
            filed().and(withdraw(), coordinator(0)),
            submit("derde", "voorstel", 1),
            by(),
            Refusal::Ended { end: id("ingetrokken") },
        ),
        case(
            "only under the framework of the dossier",
            other,
            plain(),
            by(),
            Refusal::OtherFramework { dossier: region().reference },
        ),
        case(
            "not after the end",
            filed().and(withdraw(), coordinator(0)),
            plain(),
            by(),
            Refusal::Ended { end: id("ingetrokken") },
        ),
    ]
}
