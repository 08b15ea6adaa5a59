//! Requests of coordinators and administrators: what is read, what is sealed, and every violation together.

use domain::{
    arrangement::Level,
    context::Capacity,
    dossier::{
        Command,
        command::{Answer, Open},
        event::{ConditionNumber, DocumentRef, WaitingOn},
    },
    ids::{ArrangementId, DossierId, Revision},
    sealed::Digest,
};
use jiff::civil::date;
use wire::{
    convert::{Adoption, IntoCommand, administration::registration},
    limits, v1,
    warning::Warning,
};

use crate::fixture::{COMMAND, DOSSIER, Keeper, faults, id, sealed};

fn open() -> v1::OpenDossierRequest {
    v1::OpenDossierRequest {
        command_id: COMMAND.into(),
        acting_as: Some(v1::Capacity {
            capacity: Some(v1::capacity::Capacity::Coordinator(v1::CoordinatorCapacity {
                party_id: "gemeente-heiloo".into(),
            })),
        }),
        framework_id: "regio-alkmaar".into(),
        title: "De Boog autisme centrum".into(),
        function_ids: vec!["terugleiden".into(), "opbouwen".into()],
        target_group: Some("Jongeren met autisme\ndie wel onderwijs kunnen volgen".into()),
        follows_dossier_id: Some(DOSSIER.into()),
    }
}

fn file(sections: &[(&str, &str)]) -> v1::FileDocumentRequest {
    v1::FileDocumentRequest {
        command_id: COMMAND.into(),
        expected_revision: Some(3),
        acting_as: None,
        dossier_id: DOSSIER.into(),
        format_id: "voorstel".into(),
        sections: sections
            .iter()
            .map(|(section, text)| v1::SectionText { section_id: (*section).into(), text: (*text).into() })
            .collect(),
    }
}

#[test]
fn an_opening_names_its_dossier_and_seals_its_words() {
    let mut keeper = Keeper::default();
    let asked = open().into_command(&mut keeper).expect("a good request");
    assert_eq!(asked.dossier, id::<DossierId>(COMMAND));
    assert_eq!(asked.framework, Some(id("regio-alkmaar")));
    assert_eq!(asked.head.acting_as, Some(Capacity::Coordinator { party: id("gemeente-heiloo") }));
    assert_eq!(asked.head.expected, None);
    let expected = Open {
        title: sealed(1),
        functions: vec![id("terugleiden"), id("opbouwen")],
        target_group: Some(sealed(2)),
        follows: Some(id(DOSSIER)),
    };
    assert_eq!(asked.command, Command::Open(expected));
    let names: Vec<_> = keeper.kept.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["title", "target-group"]);
    assert_eq!(asked.warnings, []);
}

#[test]
fn every_violation_of_an_opening_is_told_and_nothing_is_sealed() {
    let request = v1::OpenDossierRequest {
        command_id: "{0190b5f0-7c1e-7a53-9f2a-3d1c5e8b9a60}".into(),
        acting_as: Some(v1::Capacity { capacity: None }),
        framework_id: "Regio Alkmaar".into(),
        title: " \t".into(),
        function_ids: vec!["terugleiden".into(), "Ópbouwen".into()],
        target_group: Some("a".repeat(limits::TARGET_GROUP_CHARS_MAX + 1) + "\u{7}"),
        follows_dossier_id: Some(String::new()),
    };
    let mut keeper = Keeper::default();
    let expected = [
        ("command_id", "NOT_UUID"),
        ("acting_as.capacity", "MISSING"),
        ("framework_id", "NOT_NAME"),
        ("title", "BLANK"),
        ("title", "NOT_ONE_LINE"),
        ("function_ids[1]", "NOT_NAME"),
        ("target_group", "TOO_LONG"),
        ("target_group", "CONTROL_CHARACTER"),
        ("follows_dossier_id", "MISSING"),
    ];
    assert_eq!(faults(request.into_command(&mut keeper)), expected.map(|(field, rule)| (field.into(), rule)));
    assert!(keeper.kept.is_empty());
}

#[test]
fn an_id_has_one_spelling() {
    let cases = [
        ("", "MISSING"),
        ("0190b5f07c1e7a539f2a3d1c5e8b9a60", "NOT_UUID"),
        ("urn:uuid:0190b5f0-7c1e-7a53-9f2a-3d1c5e8b9a60", "NOT_UUID"),
        ("00000000-0000-0000-0000-000000000000", "NOT_UUID"),
        ("0190b5f0-7c1e-7a53-9f2a-3d1c5e8b9a6g", "NOT_UUID"),
    ];
    for (given, rule) in cases {
        let request = v1::OpenDossierRequest { command_id: given.into(), ..open() };
        assert_eq!(
            faults(request.into_command(&mut Keeper::default())),
            [("command_id".into(), rule)],
            "{given}"
        );
    }
}

#[test]
fn a_title_is_one_line_with_words() {
    let long = "é".repeat(limits::TITLE_CHARS_MAX + 1);
    let cases =
        [("", "BLANK"), ("twee\nregels", "NOT_ONE_LINE"), ("a\r", "CONTROL_CHARACTER"), (&long, "TOO_LONG")];
    for (title, rule) in cases {
        let request = v1::OpenDossierRequest { title: title.into(), ..open() };
        assert_eq!(
            faults(request.into_command(&mut Keeper::default())),
            [("title".into(), rule)],
            "{title:?}"
        );
    }
    let most = v1::OpenDossierRequest { title: "é".repeat(limits::TITLE_CHARS_MAX), ..open() };
    assert!(most.into_command(&mut Keeper::default()).is_ok());
}

#[test]
fn a_document_is_counted_sealed_and_digested_by_section() {
    let mut keeper = Keeper::default();
    let request = file(&[("inleiding.aanleiding", "Drie korte woorden."), ("planning", " \n ")]);
    let asked = request.into_command(&mut keeper).expect("a good request");
    assert_eq!((asked.head.expected, asked.framework.clone()), (Some(Revision(3)), None));
    let Command::FileDocument(command) = asked.command else { panic!("another command") };
    let words: Vec<_> = command.sections.iter().map(|section| section.words).collect();
    assert_eq!(words, [3, 0]);
    assert_eq!(command.digest, Digest([2; 32]));
    assert_eq!(keeper.kept[0], ("section.inleiding.aanleiding".into(), "Drie korte woorden.".into()));
    assert_eq!(keeper.kept[1].0, "section.planning");
}

#[test]
fn a_document_has_bounds() {
    let none = file(&[]);
    assert_eq!(faults(none.into_command(&mut Keeper::default())), [("sections".into(), "LIST_EMPTY")]);
    let many = vec![("planning", "x"); limits::SECTIONS_MAX + 1];
    assert_eq!(
        faults(file(&many).into_command(&mut Keeper::default())),
        [("sections".into(), "LIST_TOO_LONG")]
    );
    let long = "x".repeat(limits::SECTION_CHARS_MAX);
    let large = vec![("planning", long.as_str()); 9];
    assert_eq!(faults(file(&large).into_command(&mut Keeper::default())), [("sections".into(), "TOO_LONG")]);
    let bad = file(&[("planning", "goed"), ("Planning", "a\0")]);
    let expected = [("sections[1].section_id", "NOT_NAME"), ("sections[1].text", "CONTROL_CHARACTER")];
    let expected = expected.map(|(field, rule)| (field.to_owned(), rule));
    assert_eq!(faults(bad.into_command(&mut Keeper::default())), expected);
}

#[test]
fn a_number_like_that_of_a_citizen_is_pointed_out_by_its_field() {
    let request = file(&[("planning", "goed"), ("financiering", "BSN 111222333")]);
    let asked = request.into_command(&mut Keeper::default()).expect("a warning refuses nothing");
    assert_eq!(asked.warnings, [Warning::BsnLikeNumber { field: "sections[1].text".into() }]);
}

#[test]
fn a_submission_names_a_document() {
    let good = v1::SubmitRoundRequest {
        command_id: COMMAND.into(),
        dossier_id: DOSSIER.into(),
        round_id: "voorstel".into(),
        document: Some(v1::DocumentRef { format_id: "voorstel".into(), version: 2 }),
        ..Default::default()
    };
    let asked = good.clone().into_command(&mut Keeper::default()).expect("a good request");
    let Command::Submit(command) = asked.command else { panic!("another command") };
    assert_eq!(command.document, DocumentRef { format: id("voorstel"), version: 2 });
    let missing = v1::SubmitRoundRequest { document: None, ..good.clone() };
    assert_eq!(faults(missing.into_command(&mut Keeper::default())), [("document".into(), "MISSING")]);
    let empty = v1::SubmitRoundRequest { document: Some(v1::DocumentRef::default()), ..good };
    let expected = [("document.format_id", "MISSING"), ("document.version", "NOT_FROM_ONE")];
    let expected = expected.map(|(field, rule)| (field.to_owned(), rule));
    assert_eq!(faults(empty.into_command(&mut Keeper::default())), expected);
}

#[test]
fn a_resubmission_an_answer_a_withdrawal_and_a_hand_over_are_read() {
    let head = |command: &Command| command.clone();
    let resubmit = v1::ResubmitRevisionRequest {
        command_id: COMMAND.into(),
        dossier_id: DOSSIER.into(),
        document: Some(v1::DocumentRef { format_id: "voorstel".into(), version: 3 }),
        ..Default::default()
    };
    let asked = resubmit.into_command(&mut Keeper::default()).expect("a good request");
    assert!(matches!(head(&asked.command), Command::Resubmit(command) if command.document.version == 3));

    let answers = v1::AnswerConditionsRequest {
        command_id: COMMAND.into(),
        dossier_id: DOSSIER.into(),
        answers: vec![v1::ConditionAnswer { condition_number: 2, text: "Zie paragraaf 4.".into() }],
        ..Default::default()
    };
    let asked = answers.into_command(&mut Keeper::default()).expect("a good request");
    let Command::AnswerConditions(command) = asked.command else { panic!("another command") };
    assert_eq!(command.answers, [Answer { condition: ConditionNumber(2), text: sealed(1) }]);

    let withdraw = v1::WithdrawDossierRequest {
        command_id: COMMAND.into(),
        dossier_id: DOSSIER.into(),
        reason: "Geen draagvlak.".into(),
        ..Default::default()
    };
    let asked = withdraw.into_command(&mut Keeper::default()).expect("a good request");
    assert!(matches!(asked.command, Command::Withdraw(command) if command.reason == sealed(1)));

    let hand_over = v1::HandOverDossierRequest {
        command_id: COMMAND.into(),
        dossier_id: DOSSIER.into(),
        to_actor_id: "u-7F3".into(),
        party_id: "swv-ppo-nk".into(),
        ..Default::default()
    };
    let asked = hand_over.into_command(&mut Keeper::default()).expect("a good request");
    let Command::HandOver(command) = asked.command else { panic!("another command") };
    assert_eq!((command.to, command.party, command.reason), (id("u-7F3"), id("swv-ppo-nk"), None));
}

#[test]
fn a_suspension_names_whom_the_dossier_waits_for() {
    use v1::waiting_on::{Submitter, Who};
    let request = |who| v1::SuspendTermRequest {
        command_id: COMMAND.into(),
        expected_revision: None,
        acting_as: None,
        dossier_id: DOSSIER.into(),
        visit: Some(v1::VisitRef { step_id: "voorstel-pora".into(), number: 1 }),
        suspended_on: "2026-03-09".into(),
        waits_for: Some(v1::WaitingOn { who }),
        reason: "Een bijlage ontbreekt.".into(),
    };
    let table = [
        (Who::Submitter(Submitter {}), WaitingOn::Submitter),
        (Who::PartyId("gemeente-heiloo".into()), WaitingOn::Party(id("gemeente-heiloo"))),
        (Who::BodyId("rbo".into()), WaitingOn::Body(id("rbo"))),
        (Who::Outside("de inspectie".into()), WaitingOn::Outside(sealed(1))),
    ];
    for (who, waits_for) in table {
        let mut keeper = Keeper::default();
        let asked = request(Some(who)).into_command(&mut keeper).expect("a good request");
        let Command::SuspendTerm(command) = asked.command else { panic!("another command") };
        assert_eq!((command.from, command.waits_for), (date(2026, 3, 9), waits_for));
        assert_eq!(keeper.kept.last().map(|(name, _)| name.as_str()), Some("reason"));
    }
    let bad = request(Some(Who::Outside("twee\nregels".into())));
    assert_eq!(
        faults(bad.into_command(&mut Keeper::default())),
        [("waits_for.outside".into(), "NOT_ONE_LINE")]
    );
    let unsaid = v1::SuspendTermRequest { reason: " ".into(), ..request(None) };
    let expected = [("waits_for", "MISSING"), ("reason", "BLANK")];
    let expected = expected.map(|(field, rule)| (field.to_owned(), rule));
    assert_eq!(faults(unsaid.into_command(&mut Keeper::default())), expected);
}

#[test]
fn a_resumption_names_a_visit_and_a_day() {
    let request = v1::ResumeTermRequest {
        command_id: COMMAND.into(),
        dossier_id: DOSSIER.into(),
        visit: Some(v1::VisitRef { step_id: "voorstel-pora".into(), number: 1 }),
        resumed_on: "2026-03-16".into(),
        ..Default::default()
    };
    let asked = request.clone().into_command(&mut Keeper::default()).expect("a good request");
    let Command::ResumeTerm(command) = asked.command else { panic!("another command") };
    assert_eq!(command.runs_from, date(2026, 3, 16));
    let bad = v1::ResumeTermRequest { visit: None, resumed_on: "16-3-2026".into(), ..request };
    let expected = [("visit", "MISSING"), ("resumed_on", "NOT_DATE")];
    let expected = expected.map(|(field, rule)| (field.to_owned(), rule));
    assert_eq!(faults(bad.into_command(&mut Keeper::default())), expected);
}

#[test]
fn an_empty_command_lacks_all_that_it_needs() {
    let rules = |expected: &[(&str, &'static str)]| -> Vec<(String, &'static str)> {
        expected.iter().map(|(field, rule)| ((*field).to_owned(), *rule)).collect()
    };
    let head = [("command_id", "MISSING"), ("dossier_id", "MISSING")];
    let with = |more: &[(&'static str, &'static str)]| rules(&[&head[..], more].concat());
    let keeper = &mut Keeper::default();
    assert_eq!(
        faults(v1::AnswerConditionsRequest::default().into_command(keeper)),
        with(&[("answers", "LIST_EMPTY")])
    );
    assert_eq!(
        faults(v1::WithdrawDossierRequest::default().into_command(keeper)),
        with(&[("reason", "BLANK")])
    );
    assert_eq!(
        faults(v1::HandOverDossierRequest::default().into_command(keeper)),
        with(&[("to_actor_id", "MISSING"), ("party_id", "MISSING")])
    );
    assert_eq!(
        faults(v1::ResubmitRevisionRequest::default().into_command(keeper)),
        with(&[("document", "MISSING")])
    );
    let person = v1::HandOverDossierRequest {
        command_id: COMMAND.into(),
        dossier_id: DOSSIER.into(),
        to_actor_id: "Jan Jansen".into(),
        party_id: "swv-ppo-nk".into(),
        reason: Some("  ".into()),
        ..Default::default()
    };
    assert_eq!(
        faults(person.into_command(keeper)),
        rules(&[("to_actor_id", "NOT_ACTOR"), ("reason", "BLANK")])
    );
    assert!(keeper.kept.is_empty());
}

#[test]
fn a_registration_is_read_and_sealed() {
    let request = v1::RegisterArrangementRequest {
        command_id: COMMAND.into(),
        acting_as: Some(v1::Capacity {
            capacity: Some(v1::capacity::Capacity::Administrator(v1::AdministratorCapacity {})),
        }),
        framework_id: "regio-alkmaar".into(),
        name: "Klas op Wielen".into(),
        target_group: None,
        partners: vec!["NSGK".into(), "Heliomare".into()],
        funding_ids: vec!["wlz".into()],
        function_ids: vec![],
        party_id: "swv-ppo-nk".into(),
        level: v1::Level::Group.into(),
    };
    let mut keeper = Keeper::default();
    let read = registration(request.clone(), &mut keeper).expect("a good request");
    assert_eq!(read.arrangement, id::<ArrangementId>(COMMAND));
    assert_eq!(read.head.acting_as, Some(Capacity::Administrator));
    assert_eq!((read.command.level, read.command.partners.len()), (Level::Group, 2));
    let names: Vec<_> = keeper.kept.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["name", "partner", "partner"]);

    let bad = v1::RegisterArrangementRequest { level: 7, partners: vec![String::new()], ..request.clone() };
    let expected = [("partners[0]", "BLANK"), ("level", "VALUE_UNKNOWN")];
    let expected = expected.map(|(field, rule)| (field.to_owned(), rule));
    assert_eq!(faults(registration(bad, &mut Keeper::default())), expected);
    let unsaid = v1::RegisterArrangementRequest { level: 0, ..request };
    assert_eq!(faults(registration(unsaid, &mut Keeper::default())), [("level".to_owned(), "MISSING")]);
}

#[test]
fn a_framework_file_has_bounds() {
    let adopt = |file: &str| {
        let request = v1::AdoptFrameworkRequest {
            command_id: COMMAND.into(),
            expected_revision: Some(0),
            acting_as: None,
            file: file.into(),
        };
        Adoption::try_from(request)
    };
    let read = adopt("id = \"regio-alkmaar\"\r\n").expect("a good request");
    assert_eq!((read.file.as_str(), read.head.expected), ("id = \"regio-alkmaar\"\r\n", Some(Revision(0))));
    assert_eq!(faults(adopt("")), [("file".into(), "BLANK")]);
    let large = "x".repeat(limits::FRAMEWORK_FILE_BYTES_MAX + 1);
    assert_eq!(faults(adopt(&large)), [("file".into(), "TOO_LARGE")]);
}
