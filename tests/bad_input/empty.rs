//! Requests with nothing in them, and texts without words.

use tests::acts::command_id;
use wire::v1::{
    AdoptFrameworkRequest, AnswerConditionsRequest, CheckFrameworkRequest, CorrectOutcomeRequest,
    FileDocumentRequest, HandOverDossierRequest, OpenDossierRequest, RecordOutcomeRequest,
    RegisterArrangementRequest, ResubmitRevisionRequest, SubmitRoundRequest, WithdrawDossierRequest,
};

use crate::Scene;

#[tokio::test]
async fn an_empty_command_names_every_field_that_is_missing() {
    let scene = Scene::at_pora().await;
    let (heiloo, pora, administrator) = (scene.heiloo(), scene.pora(), scene.site.administrator());
    let (mut proposals, mut decisions) = (heiloo.proposals(), pora.decisions());
    let (mut frameworks, mut registers) = (administrator.frameworks(), administrator.registers());

    let told = [
        scene.finds_fault(proposals.open_dossier(OpenDossierRequest::default()).await).await,
        scene.finds_fault(proposals.file_document(FileDocumentRequest::default()).await).await,
        scene.finds_fault(proposals.submit_round(SubmitRoundRequest::default()).await).await,
        scene.finds_fault(proposals.resubmit_revision(ResubmitRevisionRequest::default()).await).await,
        scene.finds_fault(proposals.answer_conditions(AnswerConditionsRequest::default()).await).await,
        scene.finds_fault(proposals.withdraw_dossier(WithdrawDossierRequest::default()).await).await,
        scene.finds_fault(proposals.hand_over_dossier(HandOverDossierRequest::default()).await).await,
        scene.finds_fault(decisions.record_outcome(RecordOutcomeRequest::default()).await).await,
        scene.finds_fault(decisions.correct_outcome(CorrectOutcomeRequest::default()).await).await,
        scene.finds_fault(frameworks.adopt_framework(AdoptFrameworkRequest::default()).await).await,
        scene.finds_fault(registers.register_arrangement(RegisterArrangementRequest::default()).await).await,
    ];
    for told in told {
        let told = told.fault("command_id MISSING", &["verplicht"]);
        assert!(told.faults.len() >= 2, "every fault together: {told:#?}");
        assert_eq!(told.facts["violations"], told.faults.len().to_string());
    }
    let answer = frameworks.check_framework(CheckFrameworkRequest::default()).await;
    scene.finds_fault(answer).await.says(&["1"]);
}

#[tokio::test]
async fn a_text_without_words_is_no_text() {
    let scene = Scene::at_pora().await;
    let heiloo = scene.heiloo();
    for blank in ["", " ", "\u{a0}\u{2003}", "\n"] {
        let told = scene.finds_fault(heiloo.open(blank).await).await;
        told.fault("title BLANK", &["Vul het veld in"]);
        let told = scene.finds_fault(heiloo.withdraw(&scene.dossier, blank).await).await;
        told.fault("reason BLANK", &["Vul het veld in"]);
    }
}

#[tokio::test]
async fn a_document_without_sections_or_words_is_not_submitted() {
    let scene = Scene::at_pora().await;
    let heiloo = scene.heiloo();
    let answer = heiloo.file_sections(&scene.dossier, "voorstel", Vec::new()).await;
    scene.finds_fault(answer).await.fault("sections LIST_EMPTY", &["ten minste één"]);

    // An unfinished document may be kept, but goes to no body; every section that lacks is named at once.
    let dossier = heiloo.open("Voorbeeld: nog niet af").await.unwrap();
    let mut sections = heiloo.sections(&dossier, "voorstel", |heading| format!("Over {heading}."));
    sections.pop();
    sections[0].text = " ".into();
    let draft = heiloo.file_sections(&dossier, "voorstel", sections).await.unwrap();
    let scene = Scene { head: heiloo.head().await.unwrap(), ..scene };
    let answer = heiloo.submit_document(&dossier, "voorstel", draft).await;
    let told = scene.refuses(answer, tonic::Code::FailedPrecondition, "DOCUMENT_FAULTY").await;
    let told = told.fact("faults", "2").fact("sections", "inleiding.aanleiding,planning");
    told.says(&["Aanleiding", "Beoogde planning"])
        .fault("inleiding.aanleiding SECTION_EMPTY", &["Aanleiding"])
        .fault("planning SECTION_MISSING", &["Beoogde planning"]);
}

#[tokio::test]
async fn an_arrangement_without_a_function_is_refused() {
    let scene = Scene::at_pora().await;
    let request = OpenDossierRequest {
        command_id: command_id(),
        framework_id: "regio-alkmaar".into(),
        title: "Voorbeeld: waarvoor eigenlijk".into(),
        ..OpenDossierRequest::default()
    };
    let mut proposals = scene.heiloo().proposals();
    let told = scene
        .refuses(proposals.open_dossier(request).await, tonic::Code::FailedPrecondition, "FUNCTION_REQUIRED")
        .await;
    told.says(&["ten minste één"]);
}
