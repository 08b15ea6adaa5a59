//! Requests about the ladder, and a sample of every refusal about it.

use domain::{
    context::Capacity,
    dossier::{
        Command, Refusal,
        escalation::{
            self, Refusal as R,
            command::{Conclude, Ground, Move, Open, Resolve, Unresolved},
            event::{DisputeKind, DisputeTerms},
        },
    },
    framework::{Holder, Opener},
    ids::Revision,
    mandate::MandateRef,
};
use jiff::civil::date;
use wire::{convert::IntoCommand, v1};

use crate::{
    fixture::{COMMAND, DOSSIER, Keeper, faults, id, sealed},
    samples::{Told, visit},
};

fn asked() -> v1::VisitRef {
    v1::VisitRef { step_id: "voorstel-pora".into(), number: 1 }
}

fn read(request: impl IntoCommand) -> escalation::Command {
    let asked = request.into_command(&mut Keeper::default()).expect("a good request");
    let Command::Escalate(command) = asked.command else { panic!("another command") };
    command
}

fn dispute() -> v1::BringDisputeRequest {
    v1::BringDisputeRequest {
        command_id: COMMAND.into(),
        dossier_id: DOSSIER.into(),
        visit: Some(asked()),
        rung_id: "doorbraak".into(),
        brought_on: "2026-03-12".into(),
        reason: "Niemand geeft toe.".into(),
        kind: v1::DisputeKind::BindingAdvice.into(),
        before: "de geschillencommissie".into(),
        party_ids: vec!["gemeente-heiloo".into(), "swv-vo-nk".into()],
        defence_days: Some(14),
        ..v1::BringDisputeRequest::default()
    }
}

#[test]
fn every_request_about_the_ladder_is_read() {
    let open = |mandate_id| v1::OpenEscalationRequest {
        command_id: COMMAND.into(),
        dossier_id: DOSSIER.into(),
        visit: Some(asked()),
        reason: "Het ligt stil.".into(),
        mandate_id,
        ..v1::OpenEscalationRequest::default()
    };
    let opened = |ground| escalation::Command::Open(Open { visit: visit(1), ground, reason: sealed(1) });
    assert_eq!(read(open(None)), opened(Ground::PassedTerm));
    // How the mandate stands is seen when the command is carried out.
    let mandate = MandateRef { id: id(COMMAND), revision: Revision::default() };
    assert_eq!(read(open(Some(COMMAND.into()))), opened(Ground::Mandate(mandate)));

    let on = date(2026, 3, 12);
    let moved = v1::MoveEscalationRequest {
        command_id: COMMAND.into(),
        dossier_id: DOSSIER.into(),
        visit: Some(asked()),
        from_rung_id: "regisseurs".into(),
        moved_on: "2026-03-12".into(),
        reason: "Zij kwamen er niet uit.".into(),
        ..v1::MoveEscalationRequest::default()
    };
    let expected = Move { visit: visit(1), from: id("regisseurs"), on, reason: sealed(1) };
    assert_eq!(read(moved), escalation::Command::Move(expected));
    let resolved = v1::ResolveEscalationRequest {
        command_id: COMMAND.into(),
        dossier_id: DOSSIER.into(),
        visit: Some(asked()),
        rung_id: "doorbraak".into(),
        resolved_on: "2026-03-12".into(),
        solution: "Samen betaald.".into(),
        ..v1::ResolveEscalationRequest::default()
    };
    let expected = Resolve { visit: visit(1), rung: id("doorbraak"), on, words: sealed(1) };
    assert_eq!(read(resolved), escalation::Command::Resolve(expected));
    let terms = DisputeTerms {
        kind: DisputeKind::BindingAdvice,
        before: sealed(2),
        parties: vec![id("gemeente-heiloo"), id("swv-vo-nk")],
        defence_days: Some(14),
        advice_days: None,
    };
    let expected = Unresolved { visit: visit(1), rung: id("doorbraak"), on, reason: sealed(1), terms };
    assert_eq!(read(dispute()), escalation::Command::Unresolved(expected));
    let concluded = v1::ConcludeDisputeRequest {
        command_id: COMMAND.into(),
        dossier_id: DOSSIER.into(),
        visit: Some(asked()),
        concluded_on: "2026-03-12".into(),
        solution: "De commissie gaf Heiloo gelijk.".into(),
        resumes: true,
        ..v1::ConcludeDisputeRequest::default()
    };
    let expected = Conclude { visit: visit(1), on, words: sealed(1), resumes: true };
    assert_eq!(read(concluded), escalation::Command::Conclude(expected));
}

#[test]
fn every_violation_of_a_dispute_is_told_and_nothing_is_sealed() {
    let bad = v1::BringDisputeRequest {
        visit: None,
        rung_id: String::new(),
        brought_on: "gisteren".into(),
        reason: " ".into(),
        kind: 9,
        before: "twee\nregels".into(),
        party_ids: vec!["Heiloo".into()],
        ..dispute()
    };
    let mut keeper = Keeper::default();
    let expected = [
        ("visit", "MISSING"),
        ("rung_id", "MISSING"),
        ("brought_on", "NOT_DATE"),
        ("reason", "BLANK"),
        ("kind", "VALUE_UNKNOWN"),
        ("before", "NOT_ONE_LINE"),
        ("party_ids[0]", "NOT_NAME"),
    ];
    assert_eq!(faults(bad.into_command(&mut keeper)), expected.map(|(field, rule)| (field.into(), rule)));
    assert!(keeper.kept.is_empty());
}

/// A sample of every rule about the ladder, and of every shape of its facts.
pub(crate) fn refusals() -> Vec<Told> {
    let told: Vec<_> = about_who().into_iter().chain(about_where()).chain(about_disputes()).collect();
    told.into_iter().map(|(refusal, nl, en)| (Refusal::Escalation(refusal), nl, en)).collect()
}

type Sample = (R, &'static [&'static str], &'static [&'static str]);

fn about_who() -> Vec<Sample> {
    let acted_as = || Capacity::Coordinator { party: id("gemeente-heiloo") };
    let rung = |holder| R::NotForRung { acted_as: acted_as(), holder, body: id("oogo") };
    vec![
        (R::NoLadder, &["geen escalatieladder"], &["no ladder"]),
        (
            R::NotOpenedBy {
                asked: Opener::PassedTerm,
                openers: vec![Opener::NoAgreement, Opener::Procesbegeleider],
            },
            &["een verstreken termijn", "geen overeenstemming en de procesbegeleider"],
            &["a passed term", "no agreement and the procesbegeleider"],
        ),
        (
            R::NotForEscalating { acted_as: acted_as(), body: Some(id("pora")) },
            &["de secretaris van pora", "coördinator van gemeente-heiloo"],
            &["the secretary of pora", "coordinator for gemeente-heiloo"],
        ),
        (
            R::NotForEscalating { acted_as: acted_as(), body: None },
            &["procesbegeleider", "mandaat"],
            &["procesbegeleider", "mandate"],
        ),
        (
            rung(Holder::Body(id("rbo"))),
            &["de secretaris van rbo of de secretaris van oogo"],
            &["the secretary of rbo speaks, or the secretary of oogo"],
        ),
        (
            rung(Holder::Party(id("swv-vo-nk"))),
            &["een coördinator van swv-vo-nk"],
            &["a coordinator of swv-vo-nk"],
        ),
        (
            rung(Holder::Function("regionale doorbraakfunctionaris".into())),
            &["de regionale doorbraakfunctionaris"],
            &["the regionale doorbraakfunctionaris"],
        ),
    ]
}

fn about_where() -> Vec<Sample> {
    let (due, today) = (date(2026, 5, 12), date(2026, 5, 1));
    let escalated = Some(visit(2));
    vec![
        (
            R::AlreadyEscalated { rung: id("doorbraak"), since: due },
            &["‘doorbraak’", "12 mei 2026"],
            &["‘doorbraak’", "12 May 2026"],
        ),
        (
            R::EscalationsExhausted { step: id("voorstel-oogo"), times_max: 2 },
            &["‘voorstel-oogo’", "2 keer"],
            &["‘voorstel-oogo’", "2 times"],
        ),
        (
            R::TermNotPassed { due: Some(due), today },
            &["12 mei 2026", "1 mei 2026"],
            &["12 May 2026", "1 May 2026"],
        ),
        (R::TermNotPassed { due: None, today }, &["staat stil"], &["stands still"]),
        (
            R::NotEscalated { asked: visit(1), escalated: None },
            &["niet opgeschaald", "‘voorstel-pora’"],
            &["no escalation", "‘voorstel-pora’"],
        ),
        (
            R::NotEscalated { asked: visit(1), escalated },
            &["behandeling 1", "behandeling 2"],
            &["visit 1", "visit 2"],
        ),
        (
            R::OtherRung { asked: id("regisseurs"), on: id("doorbraak") },
            &["‘regisseurs’", "‘doorbraak’"],
            &["‘regisseurs’", "‘doorbraak’"],
        ),
        (R::LastRung { rung: id("doorbraak") }, &["Na trede ‘doorbraak’"], &["no rung after ‘doorbraak’"]),
        (
            R::NotLastRung { rung: id("regisseurs"), next: id("doorbraak") },
            &["‘regisseurs’", "‘doorbraak’"],
            &["‘regisseurs’", "‘doorbraak’"],
        ),
        (
            R::DateBeforeRung { given: today, since: due },
            &["1 mei 2026", "12 mei 2026"],
            &["1 May 2026", "12 May 2026"],
        ),
    ]
}

fn about_disputes() -> Vec<Sample> {
    vec![
        (R::Disputed { since: date(2026, 5, 12) }, &["12 mei 2026", "geschil"], &["12 May 2026", "dispute"]),
        (
            R::NotDisputed { on: id("doorbraak") },
            &["geen geschil", "‘doorbraak’"],
            &["no dispute", "‘doorbraak’"],
        ),
        (
            R::VisitStillOpen { visit: visit(1) },
            &["‘voorstel-pora’", "is nog open"],
            &["‘voorstel-pora’", "still has"],
        ),
        (
            R::PartiesRequired { given: 1 },
            &["ten minste twee", "u noemt er 1"],
            &["at least two", "you name 1"],
        ),
        (R::PartyTwice { party: id("swv-vo-nk") }, &["swv-vo-nk twee keer"], &["swv-vo-nk stands twice"]),
        (R::TooManyParties { given: 101, max: 100 }, &["101 partijen", "100"], &["101 parties", "100"]),
    ]
}
