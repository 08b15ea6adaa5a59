//! A dossier goes to another coordinator, so that nothing hangs on one person.

use tests::{refusal::refused, site::Site};
use tonic::Code;
use wire::v1::ListDossiersRequest;

#[tokio::test]
async fn a_dossier_goes_to_a_colleague_and_to_another_party() {
    let site = Site::open().await;
    let (heiloo, colleague) = (site.coordinator("gemeente-heiloo"), site.colleague("gemeente-heiloo"));
    let dossier = heiloo.open("Voorbeeld: groep van een vertrokken collega").await.unwrap();
    refused(colleague.submit(&dossier, "voorstel").await, Code::PermissionDenied, "OTHER_COORDINATOR");
    refused(heiloo.hand_over(&dossier, &heiloo).await, Code::FailedPrecondition, "ALREADY_COORDINATOR");
    let outsider = site.coordinator("gemeente-bergen").hand_over(&dossier, &colleague).await;
    refused(outsider, Code::PermissionDenied, "OTHER_COORDINATOR");

    // A colleague of the same party may take it over, for who left cannot hand over.
    colleague.hand_over(&dossier, &colleague).await.unwrap();
    refused(heiloo.submit(&dossier, "voorstel").await, Code::PermissionDenied, "OTHER_COORDINATOR")
        .fact("coordinator", &colleague.person.actor());
    colleague.submit(&dossier, "voorstel").await.unwrap();
    let agenda = colleague.agenda("beleidsoverleg").await.unwrap();
    assert_eq!(agenda[0].coordinator.as_ref().unwrap().actor_id, colleague.person.actor());

    // An administrator gives it to another party.
    let verband = site.coordinator("swv-ppo-nk");
    site.administrator().hand_over(&dossier, &verband).await.unwrap();
    let mine = ListDossiersRequest { mine: true, ..ListDossiersRequest::default() };
    assert_eq!(colleague.list(mine.clone()).await.unwrap(), []);
    let listed = verband.list(mine).await.unwrap();
    let coordinator = listed[0].coordinator.as_ref().unwrap();
    assert_eq!(coordinator.party.as_ref().unwrap().name, "Samenwerkingsverband PPO-NK");
    let agenda = colleague.agenda("beleidsoverleg").await.unwrap();
    assert_eq!(agenda[0].coordinator.as_ref(), Some(coordinator), "the agenda shows who to call");
    verband.withdraw(&dossier, "Wordt anders opgelost.").await.unwrap();
}
