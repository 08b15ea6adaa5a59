//! A dossier is handed over, so that nothing hangs on one person.

use domain::{
    context::{Capacity, Context},
    dossier::{Event, Refusal, event::DossierHandedOver, refusal::Needs},
};

use crate::{
    acts::{
        actor, administrator, colleague, coordinator, day, file_complete, hand_over, neighbour, sealed,
        secretary, withdraw,
    },
    region::{id, region},
    story::{Case, Story, given},
};

#[test]
fn the_coordinator_a_colleague_or_an_administrator_hands_over() {
    for by in [coordinator(2), colleague(2), administrator(2)] {
        let story = given(Story::submitted()).when(hand_over("u-colleague", "gemeente-alkmaar"), by).then(
            Event::DossierHandedOver(DossierHandedOver {
                from: id("u-coordinator"),
                to: id("u-colleague"),
                party: id("gemeente-alkmaar"),
                reason: Some(sealed(42)),
            }),
        );
        assert_eq!(story.dossier().coordinator, id("u-colleague"));
    }
}

#[test]
fn whoever_has_it_now_acts_and_who_had_it_no_longer_does() {
    let story = Story::opened().and(hand_over("u-neighbour", "gemeente-heiloo"), administrator(0));
    given(story.clone()).when(file_complete("voorstel"), neighbour(0)).accepted();
    let other = || Refusal::OtherCoordinator { coordinator: id("u-neighbour") };
    given(story.clone()).when(file_complete("voorstel"), coordinator(0)).refused(other());
    given(story).when(hand_over("u-coordinator", "gemeente-alkmaar"), colleague(0)).refused(other());
}

#[test]
fn it_goes_back_to_who_had_it() {
    let story = Story::opened().and(hand_over("u-colleague", "gemeente-alkmaar"), coordinator(0));
    let story = story.and(hand_over("u-coordinator", "gemeente-alkmaar"), colleague(0));
    assert_eq!(story.dossier().coordinator, id("u-coordinator"));
}

#[test]
fn a_coordinator_who_changes_parties_takes_it_along() {
    let story = Story::opened().and(hand_over("u-coordinator", "swv-po"), coordinator(0));
    assert_eq!(story.dossier().party, id("swv-po"));
}

#[test]
fn refused() {
    Case::all_hold(refusals());
}

/// Every way in which handing over is refused.
pub(crate) fn refusals() -> Vec<Case> {
    let case = |rule, when, by: Context, refused| Case { rule, given: Story::submitted(), when, by, refused };
    let plain = || hand_over("u-colleague", "gemeente-alkmaar");
    let mut other = Story::submitted();
    other.framework.reference.version = id("2025.9");
    vec![
        case(
            "not by a secretary",
            plain(),
            secretary("beleidsoverleg", 0),
            Refusal::NotPermitted {
                acted_as: Capacity::Secretary { body: id("beleidsoverleg") },
                needs: Needs::CoordinatorOrAdministrator,
            },
        ),
        case(
            "not by a coordinator of another party",
            plain(),
            neighbour(0),
            Refusal::OtherCoordinator { coordinator: id("u-coordinator") },
        ),
        case(
            "to a party of the framework",
            hand_over("u-1", "gemeente-amsterdam"),
            administrator(0),
            Refusal::PartyUnknown { party: id("gemeente-amsterdam") },
        ),
        case(
            "to someone else",
            hand_over("u-coordinator", "gemeente-alkmaar"),
            actor("u-coordinator", Capacity::Coordinator { party: id("gemeente-alkmaar") }, day(0)),
            Refusal::AlreadyCoordinator,
        ),
        Case {
            rule: "not after the end",
            given: Story::submitted().and(withdraw(), coordinator(0)),
            when: plain(),
            by: administrator(0),
            refused: Refusal::Ended { end: id("ingetrokken") },
        },
        Case {
            rule: "only under the framework of the dossier",
            given: other,
            when: plain(),
            by: coordinator(0),
            refused: Refusal::OtherFramework { dossier: region().reference },
        },
    ]
}
