//! Names and ids of things that there are not.

use tests::{
    acts::{Opened, command_id},
    treatment::{Written as _, treated},
};
use tonic::Code;
use wire::v1::{
    DocumentRef, GetDocumentRequest, GetDossierRequest, GetFrameworkRequest, HandOverDossierRequest,
    OpenDossierRequest, Outcome, ReadAt, SectionText, VisitRef, get_dossier_request, read_at,
};

use crate::Scene;

fn opening() -> OpenDossierRequest {
    OpenDossierRequest {
        command_id: command_id(),
        framework_id: "regio-alkmaar".into(),
        title: "Voorbeeld: een groep".into(),
        function_ids: vec!["opbouwen".into()],
        ..OpenDossierRequest::default()
    }
}

#[tokio::test]
async fn a_dossier_that_there_is_not() {
    let scene = Scene::at_pora().await;
    let unknown = Opened { id: command_id(), framework: "regio-alkmaar".into() };
    let (heiloo, pora) = (scene.heiloo(), scene.pora());
    let sections = heiloo.sections(&unknown, "voorstel", str::to_owned);
    scene
        .refuses(
            heiloo.file_sections(&unknown, "voorstel", sections).await,
            Code::NotFound,
            "DOSSIER_UNKNOWN",
        )
        .await;
    scene.refuses(heiloo.withdraw(&unknown, "Weg.").await, Code::NotFound, "DOSSIER_UNKNOWN").await;
    let visit = VisitRef { step_id: "voorstel-pora".into(), number: 1 };
    let positive = treated(Outcome::Positive).dated("2026-01-05");
    scene.refuses(pora.record(&unknown, visit, positive).await, Code::NotFound, "DOSSIER_UNKNOWN").await;
    let told = scene.refuses(pora.dossier(&unknown.id).await, Code::NotFound, "DOSSIER_UNKNOWN").await;
    told.says(&[&unknown.id]).fact("asked", &unknown.id);
    let history = format!("dossier.{}", unknown.id);
    scene.refuses(scene.site.auditor().history(&history).await, Code::NotFound, "DOSSIER_UNKNOWN").await;
    scene
        .refuses(scene.site.auditor().replay(&unknown.id, None).await, Code::NotFound, "DOSSIER_UNKNOWN")
        .await;
    scene.refuses(scene.site.auditor().verify(Some(&history)).await, Code::NotFound, "DOSSIER_UNKNOWN").await;
    let ask = |reference: &str| GetDossierRequest {
        dossier: Some(get_dossier_request::Dossier::Reference(reference.into())),
        at: None,
    };
    for reference in ["OZA-2026-9999", "OZA", "OZA-2026-1-1"] {
        let mut dossiers = pora.dossiers();
        scene
            .refuses(dossiers.get_dossier(ask(reference)).await, Code::NotFound, "DOSSIER_UNKNOWN")
            .await
            .says(&[reference]);
    }
}

#[tokio::test]
async fn an_earlier_dossier_to_follow_that_there_is_not() {
    let scene = Scene::at_pora().await;
    let heiloo = scene.heiloo();
    let following = |id: &str| OpenDossierRequest { follows_dossier_id: Some(id.into()), ..opening() };
    let unknown = command_id();
    let answer = heiloo.proposals().open_dossier(following(&unknown)).await;
    let told = scene.refuses(answer, Code::FailedPrecondition, "FOLLOWED_UNKNOWN").await;
    told.says(&[&unknown]).fact("followed", &unknown);
    // Nor does a dossier follow itself.
    let itself = OpenDossierRequest { command_id: unknown.clone(), ..following(&unknown) };
    let answer = heiloo.proposals().open_dossier(itself).await;
    scene.refuses(answer, Code::FailedPrecondition, "FOLLOWED_UNKNOWN").await;
    // One that still runs goes on itself.
    let running = scene.dossier.id.clone();
    let answer = heiloo.proposals().open_dossier(following(&running)).await;
    let told = scene.refuses(answer, Code::FailedPrecondition, "FOLLOWED_NOT_ENDED").await;
    told.says(&[&running]).fact("followed", &running);
    // Once it has ended it is followed; and a repeat has the same answer.
    heiloo.withdraw(&scene.dossier, "Op een andere manier.").await.unwrap();
    let opening = following(&running);
    let mut proposals = heiloo.proposals();
    let first = proposals.open_dossier(opening.clone()).await.unwrap().into_inner();
    let again = proposals.open_dossier(opening).await.unwrap().into_inner();
    assert_eq!(first.dossier_id, again.dossier_id);
    let receipt = again.receipt.unwrap();
    assert!(receipt.repeated);
    let at = read_at::At::AtLeast(receipt.position.unwrap());
    let found = heiloo.dossier_at(&first.dossier_id, ReadAt { at: Some(at) }).await.unwrap();
    assert_eq!(found.follows_dossier_id, Some(running));
}

#[tokio::test]
async fn an_id_that_is_no_id() {
    let scene = Scene::at_pora().await;
    for id in ["OZA-2026-0001", "0190B5F07C1E7A539F2A3D1C5E8B9A60", "{0190b5f0-7c1e-7a53-9f2a-3d1c5e8b9a60}"]
    {
        let bad = Opened { id: id.into(), framework: "regio-alkmaar".into() };
        let told = scene.finds_fault(scene.heiloo().withdraw(&bad, "Weg.").await).await;
        told.fault("dossier_id NOT_UUID", &[id]);
    }
    let nil = OpenDossierRequest { command_id: "00000000-0000-0000-0000-000000000000".into(), ..opening() };
    let told = scene.finds_fault(scene.heiloo().proposals().open_dossier(nil).await).await;
    told.fault("command_id NOT_UUID", &["00000000"]);
    let auditor = scene.site.auditor();
    for history in ["", "dossier", "dossier.pora", "journaal.alles", "framework.a.b"] {
        let told = scene.finds_fault(auditor.history(history).await).await;
        told.fault("history_id NOT_HISTORY", &["dossier.<uuid>"]);
    }
}

#[tokio::test]
async fn a_framework_and_its_words_that_there_are_not() {
    let scene = Scene::at_pora().await;
    let heiloo = scene.heiloo();
    let other = OpenDossierRequest { framework_id: "regio-niemandsland".into(), ..opening() };
    let told = scene
        .refuses(heiloo.proposals().open_dossier(other).await, Code::NotFound, "FRAMEWORK_UNKNOWN")
        .await;
    told.says(&["regio-niemandsland"]);
    let no_name = OpenDossierRequest { framework_id: "Regio Alkmaar".into(), ..opening() };
    let told = scene.finds_fault(heiloo.proposals().open_dossier(no_name).await).await;
    told.fault("framework_id NOT_NAME", &["Regio Alkmaar"]);
    let function = OpenDossierRequest { function_ids: vec!["toveren".into()], ..opening() };
    let told = scene
        .refuses(
            heiloo.proposals().open_dossier(function).await,
            Code::FailedPrecondition,
            "FUNCTION_UNKNOWN",
        )
        .await;
    told.says(&["toveren", "opbouwen"]).fact("function", "toveren");
    let version = GetFrameworkRequest {
        framework_id: "regio-alkmaar".into(),
        version: Some("1999.1".into()),
        at: None,
    };
    let told = scene
        .refuses(heiloo.frameworks().get_framework(version).await, Code::NotFound, "FRAMEWORK_UNKNOWN")
        .await;
    told.says(&["regio-alkmaar 1999.1"]);
}

#[tokio::test]
async fn a_round_format_section_or_version_that_there_is_not() {
    let scene = Scene::at_pora().await;
    let heiloo = scene.heiloo();
    let idea = heiloo.open("Voorbeeld: nog een groep").await.unwrap();
    let filed = heiloo.file(&idea, "voorstel").await.unwrap();
    let scene = Scene { head: heiloo.head().await.unwrap(), ..scene };
    let section = |id: &str| vec![SectionText { section_id: id.into(), text: "Iets.".into() }];

    let told = scene
        .refuses(
            heiloo.submit_document(&idea, "derde-ronde", filed.clone()).await,
            Code::FailedPrecondition,
            "ROUND_UNKNOWN",
        )
        .await;
    told.fact("round", "derde-ronde");
    let answer = heiloo.file_sections(&idea, "memo", section("planning")).await;
    let told = scene.refuses(answer, Code::FailedPrecondition, "FORMAT_UNKNOWN").await;
    told.fact("known", "voorstel,businesscase,projectplan");
    let answer = heiloo.file_sections(&idea, "voorstel", section("nawoord")).await;
    let told = scene.refuses(answer, Code::FailedPrecondition, "DOCUMENT_FAULTY").await;
    told.fault("nawoord SECTION_UNKNOWN", &["nawoord"]);
    let never = DocumentRef { version: 7, ..filed.clone() };
    let answer = heiloo.submit_document(&idea, "voorstel", never.clone()).await;
    let told = scene.refuses(answer, Code::FailedPrecondition, "DOCUMENT_UNKNOWN").await;
    told.fact("document", "voorstel/7");
    let zeroth = DocumentRef { version: 0, ..filed };
    let told = scene.finds_fault(heiloo.submit_document(&idea, "voorstel", zeroth).await).await;
    told.fault("document.version NOT_FROM_ONE", &["vanaf 1"]);
    let ask = GetDocumentRequest { dossier_id: idea.id.clone(), document: Some(never), at: None };
    let told =
        scene.refuses(heiloo.dossiers().get_document(ask).await, Code::NotFound, "DOCUMENT_UNKNOWN").await;
    told.says(&["voorstel 7"]);
}

#[tokio::test]
async fn a_visit_condition_party_or_body_that_there_is_not() {
    let scene = Scene::at_pora().await;
    let (heiloo, pora) = (scene.heiloo(), scene.pora());
    let arrived = scene.item().await.arrived_on;
    let positive = || treated(Outcome::Positive).dated(&arrived);
    for (step, number) in [("voorstel-pora", 2), ("voorstel-gemeenteraad", 1)] {
        let visit = VisitRef { step_id: step.into(), number };
        let answer = pora.record(&scene.dossier, visit, positive()).await;
        let told = scene.refuses(answer, Code::FailedPrecondition, "VISIT_NOT_OPEN").await;
        told.fact("asked", &format!("{step}/{number}")).fact("open", "voorstel-pora/1");
    }
    let answer = pora.treat(&scene.dossier, positive().having_found(3, true)).await;
    let told = scene.refuses(answer, Code::FailedPrecondition, "CONDITION_UNKNOWN").await;
    told.fact("condition", "3");
    let answer = heiloo.answer(&scene.dossier, 1, "Geregeld.").await;
    scene.refuses(answer, Code::FailedPrecondition, "CONDITION_UNKNOWN").await.fact("condition", "1");
    let to_nobody = HandOverDossierRequest {
        command_id: command_id(),
        dossier_id: scene.dossier.id.clone(),
        to_actor_id: "u-7".into(),
        party_id: "gemeente-atlantis".into(),
        ..HandOverDossierRequest::default()
    };
    let told = heiloo.proposals().hand_over_dossier(to_nobody.clone()).await;
    let told = scene.refuses(told, Code::FailedPrecondition, "PARTY_UNKNOWN").await;
    told.says(&["gemeente-atlantis"]);
    let named = HandOverDossierRequest { to_actor_id: "Jan Jansen".into(), ..to_nobody };
    let told = scene.finds_fault(heiloo.proposals().hand_over_dossier(named).await).await;
    told.fault("to_actor_id NOT_ACTOR", &["nooit de naam van een mens"]);
    let told = scene.refuses(heiloo.agenda("gemeenteraad").await, Code::NotFound, "BODY_UNKNOWN").await;
    told.says(&["gemeenteraad"]);
}
