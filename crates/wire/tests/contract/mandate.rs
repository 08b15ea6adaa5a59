//! Requests about mandates, and every refusal about them in both languages.

use domain::{
    context::Capacity,
    mandate::{Act, Refusal as R, refusal::Uncovered},
};
use jiff::civil::date;
use tonic::Code;
use tonic_types::StatusExt as _;
use wire::{
    Language, Names,
    convert::mandate::{granting, revoking},
    refusal, v1,
};

use crate::fixture::{COMMAND, Keeper, faults, id, sealed};

fn request() -> v1::GrantMandateRequest {
    v1::GrantMandateRequest {
        command_id: COMMAND.into(),
        framework_id: "regio-alkmaar".into(),
        holder_actor_id: "u-1".into(),
        party_id: "gemeente-heiloo".into(),
        acts: vec![v1::MandateAct::Stance.into()],
        body_ids: vec!["pora".into()],
        limit_cents: Some(500),
        from: "2026-01-01".into(),
        until: Some("2026-12-31".into()),
        source: "Mandaatbesluit.".into(),
        ..v1::GrantMandateRequest::default()
    }
}

#[test]
fn a_mandate_is_read_and_what_it_rests_on_sealed() {
    let mut keeper = Keeper::default();
    let asked = granting(request(), &mut keeper).expect("a good request");
    assert_eq!((asked.mandate, asked.grant.source), (id(COMMAND), sealed(1)));
    assert_eq!((asked.grant.scope.acts, asked.grant.scope.limit_cents), (vec![Act::Stance], Some(500)));
    assert_eq!(keeper.kept[0].0, "source");
}

#[test]
fn every_violation_is_told() {
    let bad = v1::GrantMandateRequest {
        acts: Vec::new(),
        from: String::new(),
        until: Some("ooit".into()),
        source: String::new(),
        holder_actor_id: "Jan Jansen".into(),
        ..request()
    };
    let expected = [
        ("holder_actor_id", "NOT_ACTOR"),
        ("acts", "LIST_EMPTY"),
        ("from", "MISSING"),
        ("until", "NOT_DATE"),
        ("source", "BLANK"),
    ];
    let expected = expected.map(|(field, rule)| (field.to_owned(), rule));
    assert_eq!(faults(granting(bad, &mut Keeper::default())), expected);
    let expected =
        [("command_id", "MISSING"), ("mandate_id", "MISSING"), ("from", "MISSING"), ("reason", "BLANK")];
    let expected = expected.map(|(field, rule)| (field.to_owned(), rule));
    assert_eq!(faults(revoking(v1::RevokeMandateRequest::default(), &mut Keeper::default())), expected);
}

fn refusals() -> Vec<R> {
    let (on, day) = (date(2027, 1, 5), date(2026, 12, 31));
    let not = |because| R::NotCovered { mandate: id(COMMAND), party: id("gemeente-heiloo"), because };
    vec![
        R::MandateUnknown,
        R::AlreadyGranted,
        R::NotPermitted { acted_as: Capacity::Auditor },
        R::PartyUnknown { party: id("school") },
        R::WithoutSeat { party: id("swv-vo-nk"), body: id("pora") },
        R::ActRequired,
        R::Repeated { which: "pora".into() },
        R::EscalationStandsAlone,
        R::EndsBeforeItBegins { from: on, until: day },
        R::AlreadyRevoked { from: day },
        R::RevokedBeforeItBegan { given: day, from: on },
        not(Uncovered::NotGranted),
        not(Uncovered::OtherParty { granted: id("gemeente-bergen") }),
        not(Uncovered::OtherHolder { holder: id("u-2") }),
        not(Uncovered::OtherAct { done: Act::Stance, acts: vec![Act::Escalation] }),
        not(Uncovered::OtherBody { body: id("rbo"), bodies: vec![id("pora")] }),
        not(Uncovered::NotYet { on: day, from: on }),
        not(Uncovered::Lapsed { on, until: day }),
        not(Uncovered::Revoked { on, from: day }),
        not(Uncovered::OverLimit { amount_cents: 501, limit_cents: 500 }),
    ]
}

#[test]
fn every_refusal_is_told_with_its_facts_in_both_languages() {
    for refused in refusals() {
        let told = Language::ALL.map(|language| {
            let status = refusal::mandate(&refused, language, Names::none());
            let details = status.get_error_details();
            let info = details.error_info().expect("an error info").clone();
            assert_eq!(info.reason, refused.name());
            let code = match refused.name() {
                "MANDATE_UNKNOWN" => Code::NotFound,
                "NOT_PERMITTED" => Code::PermissionDenied,
                _ => Code::FailedPrecondition,
            };
            assert_eq!(status.code(), code, "{refused:?}");
            let message = details.localized_message().expect("a message").message.clone();
            assert!(message.ends_with('.') && message.contains(". "), "no rule with its help: {message}");
            message
        });
        assert_ne!(told[0], told[1], "{refused:?}");
    }
    let lapsed = refusal::mandate(&refusals()[17], Language::Dutch, Names::none());
    let details = lapsed.get_error_details();
    assert!(details.localized_message().is_some_and(|told| told.message.contains("31 december 2026")));
    assert_eq!(details.error_info().expect("an error info").metadata["because"], "lapsed");
}
