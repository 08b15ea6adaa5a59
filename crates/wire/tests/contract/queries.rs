//! Questions to the views and the audit.

use domain::{arrangement::Level, ids::Revision};
use jiff::Timestamp;
use wire::{
    convert::{
        answer,
        query::{
            Actions, ActionsOf, AdoptedFramework, Agenda, Comparison, Document, DossierName, Dossiers, Draw,
            FrameworkFile, FrameworkSource, Frameworks, History, HistoryRecords, JournalRecords, OneDossier,
            Page, Place, RegisterEntries, Replay, Verification, WaitingList, Watch, When,
        },
    },
    limits, v1,
};

use crate::fixture::{COMMAND, DOSSIER, faults, id};

fn at(at: v1::read_at::At) -> Option<v1::ReadAt> {
    Some(v1::ReadAt { at: Some(at) })
}

fn position(position: u64) -> v1::Position {
    v1::Position { log_id: COMMAND.into(), position }
}

fn owned<const N: usize>(expected: [(&str, &'static str); N]) -> [(String, &'static str); N] {
    expected.map(|(field, rule)| (field.to_owned(), rule))
}

#[test]
fn an_agenda_is_asked_from_any_moment() {
    use v1::read_at::At;
    let place = Place { log: id(COMMAND), position: 7 };
    let moment = prost_types::Timestamp { seconds: 1_773_309_600, nanos: 5 };
    let cases = [
        (None, When::Newest),
        (Some(v1::ReadAt { at: None }), When::Newest),
        (at(At::AtLeast(position(7))), When::AtLeast(place)),
        (at(At::AsOfPosition(position(7))), When::AsOfPosition(place)),
        (at(At::AsOfMoment(moment)), When::AsOfMoment(Timestamp::new(1_773_309_600, 5).expect("a moment"))),
    ];
    for (at, when) in cases {
        let request =
            v1::GetAgendaRequest { body_id: "pora".into(), at, page_size: 0, page_token: String::new() };
        let asked = Agenda::try_from(request).expect("a good request");
        let page = Page { size: limits::PAGE_SIZE_DEFAULT, token: None };
        assert_eq!(asked, Agenda { body: id("pora"), when, page });
    }
}

#[test]
fn actions_are_asked_of_a_meeting_a_body_a_dossier_or_by_number() {
    use v1::list_actions_request::Of;
    let asked = |of| v1::ListActionsRequest { of, open_only: true, ..Default::default() };
    let cases = [
        (None, ActionsOf::Everyone),
        (Some(Of::MeetingId(COMMAND.into())), ActionsOf::Meeting(id(COMMAND))),
        (Some(Of::BodyId("pora".into())), ActionsOf::Body(id("pora"))),
        (Some(Of::DossierId(DOSSIER.into())), ActionsOf::Dossier(id(DOSSIER))),
        (Some(Of::Number("pora-a-2026-03 ".into())), ActionsOf::Number("PORA-A-2026-03".into())),
    ];
    for (of, expected) in cases {
        let read = Actions::try_from(asked(of)).expect("a good request");
        assert_eq!((read.of, read.open_only, read.when), (expected, true, When::Newest));
    }
    let bad = [
        (Of::MeetingId("x".into()), "meeting_id"),
        (Of::BodyId("PORA".into()), "body_id"),
        (Of::DossierId(String::new()), "dossier_id"),
        (Of::Number(" ".into()), "number"),
    ];
    for (of, field) in bad {
        let found = faults(Actions::try_from(asked(Some(of))));
        assert_eq!(found.iter().map(|(field, _)| field.as_str()).collect::<Vec<_>>(), [field]);
    }
}

#[test]
fn what_waits_is_asked_by_whom_it_waits_for() {
    let request = v1::ListWaitingRequest {
        body_id: Some("pora".into()),
        party_id: Some("gemeente-heiloo".into()),
        outside: true,
        overdue: true,
        order: v1::WaitingOrder::Due.into(),
        ..Default::default()
    };
    let asked = WaitingList::try_from(request).expect("a good request");
    assert_eq!((asked.body, asked.party), (Some(id("pora")), Some(id("gemeente-heiloo"))));
    assert_eq!((asked.outside, asked.overdue, asked.order), (true, true, v1::WaitingOrder::Due));
    let plain = WaitingList::try_from(v1::ListWaitingRequest::default()).expect("a good request");
    assert_eq!((plain.body, plain.party, plain.outside, plain.overdue), (None, None, false, false));
    assert_eq!((plain.order, plain.when), (v1::WaitingOrder::Longest, When::Newest));
    let bad = v1::ListWaitingRequest {
        body_id: Some(String::new()),
        party_id: Some("Heiloo".into()),
        order: 9,
        page_size: limits::PAGE_SIZE_MAX + 1,
        ..Default::default()
    };
    let expected = [
        ("body_id", "MISSING"),
        ("party_id", "NOT_NAME"),
        ("order", "VALUE_UNKNOWN"),
        ("page_size", "TOO_MUCH"),
    ];
    assert_eq!(faults(WaitingList::try_from(bad)), owned(expected));
}

#[test]
fn a_moment_that_nobody_can_mean_is_told() {
    for (text, fits) in
        [("1800-01-01T00:00:00Z", false), ("1989-12-31T23:59:59.5Z", false), ("1990-01-01T00:00:00Z", true)]
    {
        let moment = answer::timestamp(text.parse().expect("a moment"));
        let at = at(v1::read_at::At::AsOfMoment(moment));
        let asked =
            Agenda::try_from(v1::GetAgendaRequest { body_id: "pora".into(), at, ..Default::default() });
        if fits {
            asked.expect("a good request");
        } else {
            assert_eq!(faults(asked), owned([("at.as_of_moment", "DATE_OUTSIDE")]), "{text}");
        }
    }
}

#[test]
fn every_violation_of_an_agenda_question_is_told() {
    let request = v1::GetAgendaRequest {
        body_id: String::new(),
        at: at(v1::read_at::At::AsOfMoment(prost_types::Timestamp { seconds: i64::MAX, nanos: 0 })),
        page_size: limits::PAGE_SIZE_MAX + 1,
        page_token: "een bladwijzer".into(),
    };
    let expected = [
        ("body_id", "MISSING"),
        ("at.as_of_moment", "NOT_MOMENT"),
        ("page_size", "TOO_MUCH"),
        ("page_token", "NOT_PAGE_TOKEN"),
    ];
    assert_eq!(faults(Agenda::try_from(request)), owned(expected));
    let request = v1::GetAgendaRequest {
        body_id: "pora".into(),
        at: at(v1::read_at::At::AtLeast(v1::Position { log_id: "x".into(), position: 1 })),
        ..Default::default()
    };
    assert_eq!(faults(Agenda::try_from(request)), owned([("at.at_least.log_id", "NOT_UUID")]));
    let request = v1::WatchAgendaRequest { body_id: "PORA".into() };
    assert_eq!(faults(Watch::try_from(request)), owned([("body_id", "NOT_NAME")]));
}

#[test]
fn a_dossier_is_named_by_id_or_reference() {
    use v1::get_dossier_request::Dossier as Named;
    let ask = |dossier| OneDossier::try_from(v1::GetDossierRequest { dossier, at: None });
    let by_id = ask(Some(Named::DossierId(DOSSIER.into()))).expect("a good request");
    assert_eq!(by_id.dossier, DossierName::Id(id(DOSSIER)));
    let by_reference = ask(Some(Named::Reference(" oza-2026-0014".into()))).expect("a good request");
    assert_eq!(by_reference.dossier, DossierName::Reference("OZA-2026-0014".into()));
    assert_eq!(faults(ask(None)), owned([("dossier", "MISSING")]));
    assert_eq!(faults(ask(Some(Named::Reference(String::new())))), owned([("reference", "BLANK")]));
    assert_eq!(faults(ask(Some(Named::DossierId("14".into())))), owned([("dossier_id", "NOT_UUID")]));
}

#[test]
fn a_list_of_dossiers_is_filtered() {
    let request = v1::ListDossiersRequest {
        phases: vec![v1::PhaseKind::AtStep.into()],
        waits_for_body_id: Some("pora".into()),
        party_id: None,
        mine: true,
        framework_id: Some("regio-alkmaar".into()),
        title_contains: Some("boog".into()),
        order: 0,
        at: None,
        page_size: 200,
        page_token: "b64-token_".into(),
    };
    let asked = Dossiers::try_from(request.clone()).expect("a good request");
    assert_eq!(asked.phases, [v1::PhaseKind::AtStep]);
    assert_eq!(
        (asked.waits_for, asked.mine, asked.order),
        (Some(id("pora")), true, v1::DossierOrder::ChangedNewest)
    );
    assert_eq!(asked.page, Page { size: 200, token: Some("b64-token_".into()) });
    let bad = v1::ListDossiersRequest {
        phases: vec![0, 99],
        party_id: Some(String::new()),
        title_contains: Some("x".repeat(limits::SEARCH_CHARS_MAX + 1)),
        order: 9,
        ..request
    };
    let expected = [
        ("phases[0]", "MISSING"),
        ("phases[1]", "VALUE_UNKNOWN"),
        ("party_id", "MISSING"),
        ("title_contains", "TOO_LONG"),
        ("order", "VALUE_UNKNOWN"),
    ];
    assert_eq!(faults(Dossiers::try_from(bad)), owned(expected));
}

#[test]
fn the_register_and_documents_are_asked() {
    let request = v1::ListRegisterRequest { level: v1::Level::Individual.into(), ..Default::default() };
    let asked = RegisterEntries::try_from(request).expect("a good request");
    assert_eq!((asked.level, asked.contains), (Some(Level::Individual), None));
    let any = RegisterEntries::try_from(v1::ListRegisterRequest::default()).expect("a good request");
    assert_eq!(any.level, None);
    let request = v1::ListRegisterRequest { level: 5, function_id: Some("?".into()), ..Default::default() };
    let expected = [("level", "VALUE_UNKNOWN"), ("function_id", "NOT_NAME")];
    assert_eq!(faults(RegisterEntries::try_from(request)), owned(expected));

    let document = Some(v1::DocumentRef { format_id: "voorstel".into(), version: 1 });
    let request = v1::GetDocumentRequest { dossier_id: DOSSIER.into(), document, at: None };
    assert_eq!(Document::try_from(request).expect("a good request").document.version, 1);
    let expected = [("dossier_id", "MISSING"), ("document", "MISSING")];
    assert_eq!(faults(Document::try_from(v1::GetDocumentRequest::default())), owned(expected));
}

#[test]
fn frameworks_are_asked() {
    let request = v1::GetFrameworkRequest {
        framework_id: "regio-alkmaar".into(),
        version: Some("2026.1".into()),
        at: None,
    };
    let asked = AdoptedFramework::try_from(request).expect("a good request");
    assert_eq!((asked.framework, asked.version), (id("regio-alkmaar"), Some(id("2026.1"))));
    let all = Frameworks::try_from(v1::ListFrameworksRequest::default()).expect("a good request");
    assert_eq!(all.framework, None);
    assert_eq!(
        faults(FrameworkFile::try_from(v1::CheckFrameworkRequest { file: " ".into() })),
        owned([("file", "BLANK")])
    );
    let empty = v1::DrawFrameworkRequest { source: None, drawing: 7 };
    let expected = [("source", "MISSING"), ("drawing", "VALUE_UNKNOWN")];
    assert_eq!(faults(Draw::try_from(empty)), owned(expected));
    let adopted = v1::draw_framework_request::AdoptedVersion { framework_id: "kader".into(), version: None };
    let source = Some(v1::draw_framework_request::Source::Adopted(adopted));
    let asked = Draw::try_from(v1::DrawFrameworkRequest { source, drawing: 0 }).expect("a good request");
    let expected =
        Draw { source: FrameworkSource::Adopted(id("kader"), None), drawing: v1::Drawing::Mermaid };
    assert_eq!(asked, expected);
}

#[test]
fn a_history_is_named_by_kind_and_id() {
    let ask = |history: &str| {
        let request =
            v1::ReadHistoryRequest { history_id: history.into(), with_texts: true, ..Default::default() };
        HistoryRecords::try_from(request)
    };
    let cases = [
        (format!("dossier.{DOSSIER}"), History::Dossier(id(DOSSIER))),
        (format!("arrangement.{COMMAND}"), History::Arrangement(id(COMMAND))),
        ("framework.regio-alkmaar".into(), History::Framework(id("regio-alkmaar"))),
    ];
    for (text, history) in cases {
        let when = When::Newest;
        let expected = HistoryRecords { history, from: Revision(1), with_texts: true, explain: false, when };
        assert_eq!(ask(&text), Ok(expected), "{text}");
    }
    for bad in ["", "dossier", "dossier.1", "framework.a.b", "framework.", "meeting.a"] {
        assert_eq!(faults(ask(bad)), owned([("history_id", "NOT_HISTORY")]), "{bad}");
    }
}

#[test]
fn the_audit_is_asked() {
    let whole = JournalRecords::try_from(v1::ReadJournalRequest::default()).expect("a good request");
    assert_eq!(whole, JournalRecords { from: None, records_max: None, with_texts: false });
    let part = v1::ReadJournalRequest { from: Some(position(3)), records_max: 10, with_texts: true };
    let part = JournalRecords::try_from(part).expect("a good request");
    assert_eq!(part.from, Some(Place { log: id(COMMAND), position: 3 }));
    assert_eq!(part.records_max, Some(10));
    let replay = v1::ReplayRequest { dossier_id: DOSSIER.into(), at: None };
    assert_eq!(Replay::try_from(replay), Ok(Replay { dossier: id(DOSSIER), when: When::Newest }));
    let all = Verification::try_from(v1::VerifyDecisionsRequest { history_id: None });
    assert_eq!(all, Ok(Verification { history: None }));
    let bad = v1::VerifyDecisionsRequest { history_id: Some("x".into()) };
    assert_eq!(faults(Verification::try_from(bad)), owned([("history_id", "NOT_HISTORY")]));
}

#[test]
fn the_ledger_is_asked() {
    use wire::convert::query::ledger::{
        Bundle, Consistency, Inclusion, NewestCheckpoint, Receipt, Recorded, Scope,
    };
    let newest = NewestCheckpoint::try_from(v1::GetCheckpointRequest::default());
    assert_eq!(newest, Ok(NewestCheckpoint { grade: v1::CheckpointGrade::Integrated }));
    assert_eq!(
        faults(NewestCheckpoint::try_from(v1::GetCheckpointRequest { grade: 9 })),
        owned([("grade", "VALUE_UNKNOWN")])
    );
    let record = Place { log: id(COMMAND), position: 3 };
    let inclusion = v1::ProveInclusionRequest { position: Some(position(3)), tree_size: 0 };
    assert_eq!(Inclusion::try_from(inclusion), Ok(Inclusion { record, tree_size: None }));
    let before = v1::ProveInclusionRequest { position: Some(position(0)), tree_size: 5 };
    assert_eq!(faults(Inclusion::try_from(before)), owned([("position.position", "NOT_FROM_ONE")]));
    assert_eq!(
        faults(Inclusion::try_from(v1::ProveInclusionRequest::default())),
        owned([("position", "MISSING")])
    );
    let consistency = v1::ProveConsistencyRequest { from_size: 4, to_size: 9 };
    assert_eq!(Consistency::try_from(consistency), Ok(Consistency { from_size: 4, to_size: Some(9) }));

    let by_command = v1::get_receipt_request::Record::CommandId(COMMAND.into());
    let receipt = v1::GetReceiptRequest { record: Some(by_command), grade: 2, wait_millis_max: 50 };
    let receipt = Receipt::try_from(receipt).expect("a good request");
    assert_eq!(receipt.record, Recorded::Command(id(COMMAND)));
    assert_eq!(receipt.wait, Some(std::time::Duration::from_millis(50)));
    let nothing = v1::GetReceiptRequest { grade: 7, ..Default::default() };
    assert_eq!(
        faults(Receipt::try_from(nothing)),
        owned([("record", "MISSING"), ("grade", "VALUE_UNKNOWN")])
    );

    let scope = v1::export_bundle_request::Scope::DossierId(DOSSIER.into());
    let bundle = |since_sizes: Vec<u64>| {
        let scope = Some(scope.clone());
        Bundle::try_from(v1::ExportBundleRequest { scope, at_least: Some(position(3)), since_sizes })
    };
    let expected =
        Bundle { scope: Scope::Dossier(id(DOSSIER)), at_least: Some(record), since: [7, 41].into() };
    assert_eq!(bundle(vec![41, 7, 41]), Ok(expected));
    assert!(bundle((1..=16).collect()).is_ok());
    assert_eq!(faults(bundle((1..=17).collect())), owned([("since_sizes", "LIST_TOO_LONG")]));
    assert_eq!(faults(bundle(vec![5, 0])), owned([("since_sizes[1]", "NOT_FROM_ONE")]));
    let nothing = v1::ExportBundleRequest::default();
    assert_eq!(faults(Bundle::try_from(nothing)), owned([("scope", "MISSING")]));
}

#[test]
fn two_moments_are_compared() {
    use v1::read_at::At;
    let place = |position| Place { log: id(COMMAND), position };
    let ask = |from, until, body: Option<&str>| {
        let body_id = body.map(str::to_owned);
        Comparison::try_from(v1::CompareAsOfRequest { from, until, body_id })
    };
    let asked = ask(at(At::AsOfPosition(position(3))), None, None);
    let (from, until) = (When::AsOfPosition(place(3)), When::Newest);
    assert_eq!(asked, Ok(Comparison { from, until, body: None }));
    let asked = ask(at(At::AsOfPosition(position(0))), at(At::AtLeast(position(7))), Some("pora"));
    let (from, until) = (When::AsOfPosition(place(0)), When::AtLeast(place(7)));
    assert_eq!(asked, Ok(Comparison { from, until, body: Some(id("pora")) }));
    assert_eq!(faults(ask(None, None, Some("?"))), owned([("from", "MISSING"), ("body_id", "NOT_NAME")]));
    assert_eq!(faults(ask(Some(v1::ReadAt { at: None }), None, None)), owned([("from", "MISSING")]));
    assert_eq!(faults(ask(at(At::AtLeast(position(1))), None, None)), owned([("from", "NOT_THEN")]));
    let nobody = At::AsOfMoment(prost_types::Timestamp { seconds: i64::MAX, nanos: 0 });
    let from = at(At::AsOfPosition(position(1)));
    assert_eq!(faults(ask(from, at(nobody), None)), owned([("until.as_of_moment", "NOT_MOMENT")]));
}
