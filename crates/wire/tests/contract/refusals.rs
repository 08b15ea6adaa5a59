//! Every refusal, told in both languages: the rule, the fact and what would help.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    calendar::Calendar,
    context::Capacity,
    dossier::{
        Refusal,
        refusal::{Awaits, DocumentFault, Needs},
    },
    framework::{
        Asked, Body, DecisionRule, Format, Framework, Ladder, Outcome, Quorum, Role, Round, Route, Section,
        Step, adoption,
        check::{Fault, FaultKind, Place},
    },
    ids::Revision,
    keeping,
};
use jiff::civil::date;
use tonic::{Code, Status};
use tonic_types::StatusExt;
use wire::{ERROR_DOMAIN, Language, Names, limits::ERROR_DETAILS_BYTES_MAX, refusal};

use crate::{
    fixture::id,
    samples::{all, of_documents, reference, visit},
};

#[test]
fn every_rule_has_a_sample() {
    let source = include_str!("../../../domain/src/dossier/refusal/name.rs");
    let stances = include_str!("../../../domain/src/decision/refusal.rs");
    let ladder = include_str!("../../../domain/src/dossier/escalation/refusal.rs");
    let rules: BTreeSet<_> = source
        .lines()
        .chain(stances.lines())
        .chain(ladder.lines())
        .filter_map(|line| line.trim().strip_prefix("Self::")?.split_once("=> \"")?.1.strip_suffix("\","))
        .collect();
    assert!(rules.len() > 30, "the names were not found");
    let sampled: BTreeSet<_> = all().iter().map(|(refusal, _, _)| refusal.name()).collect();
    assert_eq!(rules, sampled);
}

#[test]
fn every_refusal_tells_its_facts_in_both_languages() {
    for (refused, nl, en) in all() {
        for (language, needles) in [(Language::Dutch, nl), (Language::English, en)] {
            let told = refusal::dossier_told(&refused, language, Names::none());
            for needle in needles {
                assert!(told.contains(needle), "{}: ‘{needle}’ is not in: {told}", refused.name());
            }
            sentence(&told);
            let status = refusal::dossier(&refused, language, Names::none());
            told_as(&status, refused.name(), language, &told);
        }
        let (nl, en) = (Language::Dutch, Language::English);
        let [nl, en] = [nl, en].map(|language| refusal::dossier_told(&refused, language, Names::none()));
        assert_ne!(nl, en, "{}", refused.name());
    }
}

/// A sentence for people: finished, and without leftovers of a program.
pub(crate) fn sentence(told: &str) {
    assert!(told.ends_with('.') && told.contains(". "), "no rule with its help: {told}");
    assert!(told.chars().next().is_some_and(char::is_uppercase), "{told}");
    for leftover in ["{", "}", "  ", "Some(", "None", "..", " .", "‘’"] {
        assert!(!told.contains(leftover), "‘{leftover}’ in: {told}");
    }
}

/// The details of a status say the same as the sentence.
fn told_as(status: &Status, reason: &str, language: Language, told: &str) {
    let details = status.get_error_details();
    let info = details.error_info().expect("an error info");
    assert_eq!((info.reason.as_str(), info.domain.as_str()), (reason, ERROR_DOMAIN));
    let message = details.localized_message().expect("a message");
    assert_eq!((message.locale.as_str(), message.message.as_str()), (language.tag(), told));
    assert!(info.metadata.values().all(|fact| !fact.contains('{')), "{info:?}");
}

#[test]
fn only_strangers_and_unknown_dossiers_have_codes_of_their_own() {
    for (refused, _, _) in all() {
        let expected = match refused.name() {
            "DOSSIER_UNKNOWN" => Code::NotFound,
            "NOT_PERMITTED" | "OTHER_COORDINATOR" | "NOT_FOR_ESCALATING" | "NOT_FOR_RUNG" => {
                Code::PermissionDenied
            }
            _ => Code::FailedPrecondition,
        };
        let status = refusal::dossier(&refused, Language::Dutch, Names::none());
        assert_eq!(status.code(), expected, "{}", refused.name());
    }
}

#[test]
fn facts_are_for_programs_as_records_write_them() {
    let metadata = |refused: &Refusal| {
        let status = refusal::dossier(refused, Language::Dutch, Names::none());
        status.get_error_details().error_info().expect("an error info").metadata.clone()
    };
    let facts = metadata(&Refusal::DateInFuture { given: date(2026, 5, 2), today: date(2026, 5, 1) });
    assert_eq!((facts["given"].as_str(), facts["today"].as_str()), ("2026-05-02", "2026-05-01"));
    let facts = metadata(&Refusal::VisitNotOpen { asked: visit(1), open: Some(visit(2)) });
    assert_eq!((facts["asked"].as_str(), facts["open"].as_str()), ("voorstel-pora/1", "voorstel-pora/2"));
    let needs = Needs::SecretaryOf(id("pora"));
    let facts = metadata(&Refusal::NotPermitted { acted_as: Capacity::Administrator, needs });
    assert_eq!((facts["acted_as"].as_str(), facts["needs"].as_str()), ("administrator", "secretary:pora"));
    let facts = metadata(&Refusal::OutcomeNotOfRole { outcome: Outcome::Adopted, role: Role::Informed });
    assert_eq!(facts["known"], "noted,deferred");
}

#[test]
fn every_fault_of_a_document_stands_by_itself_too() {
    let (refused, _, _) = of_documents().remove(3);
    let status = refusal::dossier(&refused, Language::English, Names::none());
    let details = status.get_error_details();
    let faults = &details.precondition_failure().expect("faults").violations;
    let rules: Vec<_> = faults.iter().map(|fault| (fault.r#type.as_str(), fault.subject.as_str())).collect();
    let expected = [
        ("TOO_LONG", "document"),
        ("SECTION_MISSING", "inleiding.doelgroep"),
        ("SECTION_MISSING", "financiering"),
        ("SECTION_EMPTY", "planning"),
        ("SECTION_UNKNOWN", "bijlage"),
    ];
    assert_eq!(rules, expected);
    assert!(faults.iter().all(|fault| fault.description.ends_with('.')));
    assert_eq!(details.error_info().expect("an error info").metadata["words_max"], "900");
}

#[test]
fn a_refusal_with_very_many_faults_still_fits_in_the_trailers() {
    let faults =
        (0..100).map(|n| DocumentFault::SectionMissing(id(&format!("{}{n}", "onderdeel-".repeat(5)))));
    let refused = Refusal::DocumentFaulty { faults: faults.collect() };
    let status = refusal::dossier(&refused, Language::Dutch, Names::none());
    assert!(status.details().len() <= ERROR_DETAILS_BYTES_MAX, "{}", status.details().len());
    let details = status.get_error_details();
    let kept = details.precondition_failure().expect("faults").violations.len();
    let facts = &details.error_info().expect("an error info").metadata;
    assert_eq!(
        (facts["faults"].as_str(), facts["left_out"].as_str()),
        ("100", (100 - kept).to_string().as_str())
    );
    let told = &details.localized_message().expect("a message").message;
    assert!(told.contains("en 88 andere"), "{told}");
}

#[test]
fn a_framework_lends_its_names() {
    let framework = named();
    let names = Names::of(&framework);
    let open = Refusal::NotAwaited { awaits: Awaits::Visit(visit(1)) };
    let told = refusal::dossier_told(&open, Language::Dutch, names);
    assert!(told.contains("PORA, Voorstelronde"), "{told}");
    let missing = DocumentFault::SectionMissing(id("inleiding.aanleiding"));
    let told =
        refusal::dossier_told(&Refusal::DocumentFaulty { faults: vec![missing] }, Language::Dutch, names);
    assert!(told.contains("‘Inleiding: Aanleiding’"), "{told}");
    let unknown = Refusal::FormatUnknown { format: id("brief"), known: vec![id("voorstel")] };
    let told = refusal::dossier_told(&unknown, Language::English, names);
    assert!(told.contains("Choose from ‘voorstel’ (Voorstel)."), "{told}");
    let needs = Needs::SecretaryOf(id("pora"));
    let refused = Refusal::NotPermitted { acted_as: Capacity::Administrator, needs };
    let told = refusal::dossier_told(&refused, Language::English, names);
    assert!(told.contains("the secretary of PORA"), "{told}");
}

/// As much of a framework as gives names.
fn named() -> Framework {
    let section = Section {
        id: id("inleiding.aanleiding"),
        chapter: "Inleiding".into(),
        heading: "Aanleiding".into(),
        required: true,
    };
    let body = Body {
        id: id("pora"),
        name: "PORA".into(),
        composition: "gemeentebestuurders".into(),
        seats: vec![id("gemeente")],
        quorum: Quorum::default(),
        meets: None,
        papers_due_days: 0,
        dispatch_days: 0,
    };
    let step = Step {
        id: id("voorstel-pora"),
        round: id("voorstel"),
        body: id("pora"),
        role: Role::Advises,
        rule: DecisionRule::Consent,
        stances: Asked::Optional,
        mandates: Asked::Optional,
        ratified_by: Vec::new(),
        requires: Vec::new(),
        term_days: None,
        visits_max: 3,
        on: BTreeMap::new(),
        returns_to: Vec::new(),
    };
    let round = Round {
        id: id("voorstel"),
        name: "Voorstelronde".into(),
        opens_with: vec![id("voorstel")],
        prepared: Vec::new(),
    };
    Framework {
        reference: reference(),
        title: "Regio Alkmaar".into(),
        reference_prefix: "OZA".into(),
        supersedes: None,
        effective_from: date(2026, 1, 1),
        calendar: Calendar::algemene_termijnenwet(),
        parties: Vec::new(),
        bodies: vec![body],
        formats: vec![Format {
            id: id("voorstel"),
            title: "Voorstel".into(),
            sections: vec![section],
            limit: None,
        }],
        route: Route { rounds: vec![round], steps: vec![step], ends: Vec::new() },
        functions: Vec::new(),
        ladder: Ladder::default(),
        funding_codes: Vec::new(),
        indicators: Vec::new(),
        checklists: Vec::new(),
        evaluation: BTreeMap::new(),
        small_number_threshold: 10,
    }
}

#[test]
fn a_refused_framework_is_told_in_both_languages() {
    use adoption::Refusal as R;
    let faults = vec![
        Fault { place: Place::Framework, kind: FaultKind::NoWithdrawnEnd },
        Fault { place: Place::Step(id("voorstel-pora")), kind: FaultKind::Unreachable },
    ];
    let unsound = R::Unsound { faults };
    let cases: [(R, Code, &[&str]); 5] = [
        (
            R::NotPermitted { acted_as: Capacity::Secretary { body: id("pora") } },
            Code::PermissionDenied,
            &["pora"],
        ),
        (unsound.clone(), Code::FailedPrecondition, &["2", "NO_WITHDRAWN_END", "UNREACHABLE"]),
        (R::AlreadyAdopted { adopted: reference() }, Code::FailedPrecondition, &["2026.1", "regio-alkmaar"]),
        (R::MustSupersede { latest: id("2026.1"), supersedes: None }, Code::FailedPrecondition, &["2026.1"]),
        (
            R::MustSupersede { latest: id("2026.1"), supersedes: Some(id("2025.2")) },
            Code::FailedPrecondition,
            &["2026.1", "2025.2"],
        ),
    ];
    for (refused, code, needles) in cases {
        for language in Language::ALL {
            let status = refusal::adoption(&refused, language);
            assert_eq!(status.code(), code);
            let details = status.get_error_details();
            let told = &details.localized_message().expect("a message").message;
            assert!(needles.iter().all(|needle| told.contains(needle)), "{told}");
            sentence(told);
            told_as(&status, refused.name(), language, told);
        }
    }
    let details = refusal::adoption(&unsound, Language::Dutch).get_error_details();
    assert_eq!(details.precondition_failure().expect("faults").violations[1].r#type, "UNREACHABLE");
}

#[test]
fn a_refusal_about_the_keeping_of_a_history_is_told_in_both_languages() {
    use Code::{FailedPrecondition, NotFound, PermissionDenied};
    use keeping::{
        Refusal as R,
        refusal::{Countable, Needs},
    };
    let pora = || Capacity::Secretary { body: id("pora") };
    let too_many = |what| R::TooMany { what, given: 1_001, max: 1_000 };
    let cases: [(R, Code, &[&str]); 16] = [
        (R::NotPermitted { acted_as: pora(), needs: Needs::Administrator }, PermissionDenied, &["pora"]),
        (
            R::NotPermitted { acted_as: pora(), needs: Needs::AuditorOrAdministrator },
            PermissionDenied,
            &["auditor"],
        ),
        (R::HistoryUnknown, NotFound, &[]),
        (R::UnderHold { holds: vec![Revision(4), Revision(9)] }, FailedPrecondition, &["4", "9"]),
        (R::AlreadyRequested { request: Revision(4), by: id("a-1") }, FailedPrecondition, &["4", "a-1"]),
        (R::RequestNotOpen { asked: Revision(4), open: None }, FailedPrecondition, &["4"]),
        (R::RequestNotOpen { asked: Revision(4), open: Some(Revision(6)) }, FailedPrecondition, &["4", "6"]),
        (R::SecondPersonNeeded { requested_by: id("a-1") }, PermissionDenied, &["a-1"]),
        (R::TextsRequired, FailedPrecondition, &[]),
        (R::RecordUnknown { asked: Revision(40), last: Revision(9) }, FailedPrecondition, &["40", "9"]),
        (
            R::TextUnknown { revision: Revision(3), which: "motivation".into() },
            FailedPrecondition,
            &["3", "motivation"],
        ),
        (R::AlreadyErased, FailedPrecondition, &[]),
        (too_many(Countable::Texts), FailedPrecondition, &["1.001", "1,001"]),
        (too_many(Countable::Holds), FailedPrecondition, &["1.000", "1,000"]),
        (R::HoldUnknown { asked: Revision(3), holds: Vec::new() }, FailedPrecondition, &["3"]),
        (R::HoldUnknown { asked: Revision(3), holds: vec![Revision(5)] }, FailedPrecondition, &["3", "5"]),
    ];
    for (refused, code, needles) in cases {
        for language in Language::ALL {
            let status = refusal::keeping(&refused, language);
            assert_eq!(status.code(), code);
            let details = status.get_error_details();
            let told = &details.localized_message().expect("a message").message;
            let holds = |needle: &&&str| told.contains(**needle);
            // A number is written as the language writes it, so one of the two is enough.
            let enough = if matches!(refused, R::TooMany { .. }) {
                needles.iter().any(|needle| holds(&needle))
            } else {
                needles.iter().all(|needle| holds(&needle))
            };
            assert!(enough, "{told}");
            sentence(told);
            told_as(&status, refused.name(), language, told);
        }
    }
}
