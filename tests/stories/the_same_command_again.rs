//! A connection breaks and the caller does not know whether the command arrived. Sent again with the same id, it is
//! carried out once, and the first receipt comes back.

use tests::{acts::command_id, refusal::refused, site::Site, treatment::treated};
use tokio::task::JoinSet;
use tonic::Code;
use wire::v1::{OpenDossierRequest, Outcome, RecordOutcomeRequest};

#[tokio::test]
async fn a_repeat_gives_the_first_receipt() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let request = OpenDossierRequest {
        command_id: command_id(),
        framework_id: "regio-alkmaar".into(),
        title: "Voorbeeld: tweemaal verstuurd".into(),
        function_ids: vec!["opbouwen".into()],
        ..OpenDossierRequest::default()
    };
    let first = heiloo.proposals().open_dossier(request.clone()).await.unwrap().into_inner();
    let again = heiloo.proposals().open_dossier(request.clone()).await.unwrap().into_inner();
    let (first, again) = (first.receipt.unwrap(), again.receipt.unwrap());
    assert!(!first.repeated && again.repeated);
    assert_eq!((&first.position, first.revision), (&again.position, again.revision));

    // Also when the server was killed in between.
    let site = site.crashed(|_| {}).await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let once_more =
        heiloo.proposals().open_dossier(request.clone()).await.unwrap().into_inner().receipt.unwrap();
    assert!(once_more.repeated);
    assert_eq!(first.position, once_more.position);

    // The same id with other content is another command, and so is the same content from another.
    let other = OpenDossierRequest { title: "Voorbeeld: iets anders".into(), ..request.clone() };
    refused(heiloo.proposals().open_dossier(other).await, Code::AlreadyExists, "COMMAND_ID_REUSED")
        .fact("command_id", &request.command_id);
    let colleague = site.colleague("gemeente-heiloo");
    refused(colleague.proposals().open_dossier(request).await, Code::AlreadyExists, "COMMAND_ID_REUSED");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_repeats_at_once_make_one_record() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: groep met een trage verbinding").await.unwrap();
    site.bring_to(&dossier, "voorstel-rbo").await;
    let rbo = site.secretary("rbo");
    let item = rbo.agenda("rbo").await.unwrap().remove(0);
    let mut treatment = treated(Outcome::Positive);
    treatment.treated_on.clone_from(&item.arrived_on);
    let request = RecordOutcomeRequest {
        command_id: command_id(),
        dossier_id: dossier.id.clone(),
        visit: item.visit,
        treatment: Some(treatment),
        ..RecordOutcomeRequest::default()
    };
    let before = rbo.head().await.unwrap();
    let mut all = JoinSet::new();
    for _ in 0..16 {
        let (mut decisions, request) = (rbo.decisions(), request.clone());
        all.spawn(async move { decisions.record_outcome(request).await.unwrap().into_inner() });
    }
    let answers = all.join_all().await;
    assert_eq!(rbo.head().await.unwrap(), before + 1);
    let firsts = answers.iter().filter(|answer| !answer.receipt.as_ref().unwrap().repeated).count();
    assert_eq!(firsts, 1);
    let next = answers[0].next.clone();
    assert!(answers.iter().all(|answer| answer.next == next), "every answer says where it went");
}
