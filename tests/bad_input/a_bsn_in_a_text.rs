//! A number that passes the eleven-test in a text: the writer is warned, and the number is repeated nowhere.

use tests::{
    acts::command_id,
    treatment::{Written as _, treated},
};
use wire::v1::{
    FileDocumentRequest, OpenDossierRequest, Outcome, Receipt, RecordOutcomeRequest, Warning, WarningCode,
};

use crate::Scene;

/// Passes the eleven-test; made up.
const LIKE_A_BSN: &str = "123456782";
/// Nine digits that do not.
const UNLIKE_A_BSN: &str = "123456789";

fn warnings(receipt: Option<Receipt>) -> Vec<Warning> {
    receipt.unwrap().warnings
}

#[tokio::test]
async fn a_number_like_a_bsn_is_warned_for_and_never_repeated() {
    let scene = Scene::at_pora().await;
    let heiloo = scene.heiloo();
    let opening = |title: &str| OpenDossierRequest {
        command_id: command_id(),
        framework_id: "regio-alkmaar".into(),
        title: title.into(),
        function_ids: vec!["opbouwen".into()],
        ..OpenDossierRequest::default()
    };
    let titled = opening(&format!("Voorbeeld: groep voor {LIKE_A_BSN}"));
    let answer = heiloo.proposals().open_dossier(titled).await.unwrap().into_inner();
    let mut told = warnings(answer.receipt);

    let mut sections = heiloo.sections(&scene.dossier, "voorstel", |heading| format!("Over {heading}."));
    sections[2].text = format!("Het gaat om 1234.56.782 en niet om {UNLIKE_A_BSN}.");
    let filed = FileDocumentRequest {
        command_id: command_id(),
        dossier_id: scene.dossier.id.clone(),
        format_id: "voorstel".into(),
        sections,
        ..FileDocumentRequest::default()
    };
    told.extend(warnings(heiloo.proposals().file_document(filed).await.unwrap().into_inner().receipt));

    let item = scene.item().await;
    let negative = treated(Outcome::Negative).because(&format!("Zie het dossier van {LIKE_A_BSN}."));
    let recorded = RecordOutcomeRequest {
        command_id: command_id(),
        dossier_id: scene.dossier.id.clone(),
        visit: item.visit,
        treatment: Some(negative.dated(&item.arrived_on)),
        ..RecordOutcomeRequest::default()
    };
    let answer = scene.pora().decisions().record_outcome(recorded).await.unwrap().into_inner();
    told.extend(warnings(answer.receipt));

    let fields: Vec<_> = told.iter().map(|warning| warning.field.as_str()).collect();
    assert_eq!(fields, ["title", "sections[2].text", "treatment.motivation"]);
    for warning in &told {
        assert_eq!(warning.code(), WarningCode::BsnLikeNumber);
        assert!(warning.message.contains("burgerservicenummer"), "{}", warning.message);
        assert!(!warning.message.contains(|c: char| c.is_ascii_digit() && c != '2'), "{}", warning.message);
    }

    // It stands sealed beside the record, where it can be erased; in no record, and in no log.
    let journal = scene.site.auditor().journal(1).await.unwrap();
    assert!(journal.iter().all(|record| !String::from_utf8_lossy(&record.bytes).contains(LIKE_A_BSN)));
    let log = scene.site.server().home().log();
    assert!(!log.contains(LIKE_A_BSN) && !log.contains("56.782"), "{log}");

    let harmless = opening(&format!("Voorbeeld: bel 072 5812345 of {UNLIKE_A_BSN}, 14-03-2026"));
    let answer = heiloo.proposals().open_dossier(harmless).await.unwrap().into_inner();
    assert_eq!(warnings(answer.receipt), []);
}

#[tokio::test]
async fn a_refusal_does_not_repeat_it_either() {
    let scene = Scene::at_pora().await;
    let title = format!("{LIKE_A_BSN}\u{7}{}", "x".repeat(300));
    let told = scene.finds_fault(scene.heiloo().open(&title).await).await;
    assert!(!format!("{told:?}").contains(LIKE_A_BSN), "{told:#?}");
    assert!(!scene.site.server().home().log().contains(LIKE_A_BSN));
}
