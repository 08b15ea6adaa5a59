//! A dossier may be taken back until the decisive outcome.

use domain::{
    context::Capacity,
    dossier::{
        Event, Refusal,
        event::DossierWithdrawn,
        refusal::Needs,
        state::{Phase, Progress},
    },
    framework::{EndKind, Outcome},
};

use crate::{
    acts::{administrator, colleague, coordinator, sealed, withdraw},
    region::{id, region},
    story::{Case, Story, given},
};

#[test]
fn a_dossier_is_withdrawn_wherever_it_is_before_the_decisive_outcome() {
    let places = [
        Story::opened(),
        Story::submitted(),
        Story::at("voorstel-pora").outcome(Outcome::Deferred),
        Story::at("voorstel-pora").outcome(Outcome::ReferredBack),
        Story::at("voorstel-oogo"),
        Story::at("voorstel-oogo").outcome(Outcome::Adopted),
        Story::at("businesscase-oogo"),
        Story::at("businesscase-oogo").outcome(Outcome::Deferred),
        Story::at("businesscase-oogo").outcome(Outcome::ReferredBack),
    ];
    for story in places {
        let withdrawn = DossierWithdrawn { reason: sealed(40), end: id("ingetrokken") };
        let story = given(story).when(withdraw(), coordinator(0)).then(Event::DossierWithdrawn(withdrawn));
        let ended = Phase::Ended { end: id("ingetrokken"), kind: EndKind::Withdrawn };
        assert_eq!(story.dossier().phase, ended);
        assert_eq!(story.dossier().open_visit(), None, "no body waits for it");
    }
}

#[test]
fn the_visit_that_it_was_withdrawn_from_is_void_and_what_was_treated_stands() {
    let story = Story::at("voorstel-rbo").and(withdraw(), coordinator(0));
    let visits = &story.dossier().visits;
    assert!(matches!(visits[0].progress, Progress::Treated { .. }));
    assert_eq!(visits[1].progress, Progress::Void);
}

#[test]
fn refused() {
    Case::all_hold(refusals());
}

/// Every way in which withdrawing is refused.
pub(crate) fn refusals() -> Vec<Case> {
    let case = |rule, given, by, refused| Case { rule, given, when: withdraw(), by, refused };
    let by = || coordinator(0);
    let mut other = Story::submitted();
    other.framework.reference.id = id("elders");
    let adopted = || Story::at("businesscase-oogo").outcome(Outcome::Adopted);
    vec![
        case("not after the decisive outcome", adopted(), by(), Refusal::AlreadyDecided),
        case(
            "not while the parties put off ratifying it",
            adopted().outcome(Outcome::Deferred),
            by(),
            Refusal::AlreadyDecided,
        ),
        case(
            "not after a rejection",
            Story::at("voorstel-oogo").outcome(Outcome::Rejected),
            by(),
            Refusal::Ended { end: id("afgewezen") },
        ),
        case(
            "not after it ended without agreement",
            Story::at("voorstel-oogo").outcome(Outcome::NoAgreement),
            by(),
            Refusal::Ended { end: id("geen-overeenstemming") },
        ),
        case(
            "once",
            Story::submitted().and(withdraw(), by()),
            by(),
            Refusal::Ended { end: id("ingetrokken") },
        ),
        case(
            "by its own coordinator",
            Story::submitted(),
            colleague(0),
            Refusal::OtherCoordinator { coordinator: id("u-coordinator") },
        ),
        case(
            "not by an administrator",
            Story::submitted(),
            administrator(0),
            Refusal::NotPermitted { acted_as: Capacity::Administrator, needs: Needs::Coordinator },
        ),
        case(
            "only under the framework of the dossier",
            other,
            by(),
            Refusal::OtherFramework { dossier: region().reference },
        ),
    ]
}
