//! A coordinator opens a dossier for at least one function of the framework in force.

use domain::{
    context::{Capacity, Context},
    dossier::{
        Command, Event, FUNCTIONS_MAX, Refusal, State,
        event::DossierOpened,
        may_follow,
        refusal::{Countable, Needs},
    },
    framework::Outcome,
    ids::{DossierId, Revision},
};
use jiff::civil::date;
use uuid::Uuid;

use crate::{
    acts::{actor, administrator, coordinator, file_complete, open, sealed, secretary, submit, withdraw},
    region::{id, ids, region},
    story::{Case, Story, given},
};

#[test]
fn a_coordinator_opens_a_dossier_that_waits_for_the_first_round() {
    let opened = given(Story::unopened()).when(open(&["versterken", "terugleiden"]), coordinator(0)).then(
        Event::DossierOpened(DossierOpened {
            framework: region().reference,
            title: sealed(1),
            functions: ids(&["versterken", "terugleiden"]),
            target_group: Some(sealed(2)),
            follows: None,
            coordinator: id("u-coordinator"),
            party: id("gemeente-alkmaar"),
            awaits: id("voorstel"),
        }),
    );
    assert_eq!(opened.state.revision(), Revision(1));
}

#[test]
fn a_dossier_opens_on_the_first_day_of_its_framework() {
    let first = date(2026, 1, 1);
    let by = actor("u-1", Capacity::Coordinator { party: id("swv-po") }, first);
    given(Story::unopened()).when(open(&["terugleiden"]), by).accepted();
}

#[test]
fn nothing_is_true_of_a_dossier_that_was_not_opened() {
    assert_eq!(State::default().revision(), Revision(0));
    assert_eq!(State::default().dossier(), Err(Refusal::DossierUnknown));
}

#[test]
fn refused() {
    Case::all_hold(refusals());
}

/// Every way in which opening is refused, and acts on what was not opened.
pub(crate) fn refusals() -> Vec<Case> {
    [by_whom_and_when(), for_what()].into_iter().flatten().collect()
}

#[test]
fn only_a_dossier_that_ended_is_taken_up_again() {
    let earlier = DossierId(Uuid::from_u128(7));
    let ended = [
        Story::opened().and(withdraw(), coordinator(0)),
        Story::at("businesscase-oogo").outcome(Outcome::Rejected),
        Story::at("businesscase-oogo").outcome(Outcome::NoAgreement),
    ];
    for story in ended {
        assert_eq!(may_follow(earlier, &story.state), Ok(()));
    }
    assert_eq!(not_followed().len(), 5);
    let unknown = Refusal::FollowedUnknown { followed: earlier };
    assert_eq!(not_followed().iter().filter(|refused| **refused == unknown).count(), 1);
}

/// Every way in which a dossier is not taken up again: there is none, or it still runs.
pub(crate) fn not_followed() -> Vec<Refusal> {
    let runs = [
        Story::unopened(),
        Story::opened(),
        Story::submitted(),
        Story::at("voorstel-pora").outcome(Outcome::ReferredBack),
        Story::at("voorstel-oogo").outcome(Outcome::Adopted),
    ];
    let earlier = DossierId(Uuid::from_u128(7));
    runs.iter().filter_map(|story| may_follow(earlier, &story.state).err()).collect()
}

fn by_whom_and_when() -> Vec<Case> {
    let case = |rule, when: Command, by: Context, refused| Case {
        rule,
        given: Story::unopened(),
        when,
        by,
        refused,
    };
    let plain = || open(&["terugleiden"]);
    let early = date(2025, 12, 31);
    let from_elsewhere = Capacity::Coordinator { party: id("gemeente-amsterdam") };
    let alkmaar = || Capacity::Coordinator { party: id("gemeente-alkmaar") };
    let needs = Needs::Coordinator;
    vec![
        case(
            "a secretary opens no dossier",
            plain(),
            secretary("pora", 0),
            Refusal::NotPermitted {
                acted_as: Capacity::Secretary { body: id("pora") },
                needs: needs.clone(),
            },
        ),
        case(
            "an administrator opens no dossier",
            plain(),
            administrator(0),
            Refusal::NotPermitted { acted_as: Capacity::Administrator, needs },
        ),
        case(
            "not before the framework applies",
            plain(),
            actor("u-1", alkmaar(), early),
            Refusal::FrameworkNotInForce { effective_from: date(2026, 1, 1) },
        ),
        case(
            "only for a party of the framework",
            plain(),
            actor("u-1", from_elsewhere, date(2026, 3, 2)),
            Refusal::PartyUnknown { party: id("gemeente-amsterdam") },
        ),
    ]
}

fn for_what() -> Vec<Case> {
    let case =
        |rule, when, refused| Case { rule, given: Story::unopened(), when, by: coordinator(0), refused };
    let plain = || open(&["terugleiden"]);
    let known = || ids(&["terugleiden", "versterken"]);
    let too_many: Vec<&str> = vec!["terugleiden"; FUNCTIONS_MAX + 1];
    vec![
        case("for something", open(&[]), Refusal::FunctionRequired),
        case(
            "for a function that the framework knows",
            open(&["terugleiden", "genezen"]),
            Refusal::FunctionUnknown { function: id("genezen"), known: known() },
        ),
        case(
            "each function once",
            open(&["terugleiden", "versterken", "terugleiden"]),
            Refusal::Repeated { what: Countable::Functions, which: "terugleiden".into() },
        ),
        case(
            "no more functions than a record holds",
            open(&too_many),
            Refusal::TooMany { what: Countable::Functions, given: FUNCTIONS_MAX + 1, max: FUNCTIONS_MAX },
        ),
        Case {
            rule: "once",
            given: Story::opened(),
            when: plain(),
            by: coordinator(0),
            refused: Refusal::AlreadyOpened,
        },
        case("open before filing", file_complete("voorstel"), Refusal::DossierUnknown),
        case("open before submitting", submit("voorstel", "voorstel", 1), Refusal::DossierUnknown),
    ]
}
