//! Two ways not to be adopted, which are not the same: the body says no, or the parties do not agree.

use tests::{
    acts::Opened,
    refusal::refused,
    site::Site,
    treatment::{Written as _, treated, went},
};
use tonic::Code;
use wire::v1::{
    EndKind, ListDossiersRequest,
    Outcome::{self, NoAgreement, Rejected},
    PhaseKind,
    phase::Phase,
};

async fn decided(site: &Site, title: &str, outcome: Outcome) -> (Opened, EndKind, String) {
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open(title).await.unwrap();
    site.bring_to(&dossier, "voorstel-oogo").await;
    let oogo = site.secretary("oogo");
    let silent = oogo.treat(&dossier, treated(outcome)).await;
    refused(silent, Code::FailedPrecondition, "MOTIVATION_REQUIRED");
    let answer = oogo.treat(&dossier, treated(outcome).because("Zie het verslag.")).await.unwrap();
    let head = heiloo.dossier(&dossier.id).await.unwrap().summary.unwrap();
    let Some(Phase::Ended(ended)) = head.phase.unwrap().phase else { panic!("it ended") };
    (dossier, ended.kind(), went(answer.next.as_ref()))
}

#[tokio::test]
async fn no_agreement_is_not_a_rejection() {
    let site = Site::open().await;
    let (no, kind, end) = decided(&site, "Voorbeeld: afgewezen groep", Rejected).await;
    assert_eq!((kind, end.as_str()), (EndKind::Rejected, "end afgewezen"));
    let (apart, kind, end) = decided(&site, "Voorbeeld: omstreden groep", NoAgreement).await;
    assert_eq!((kind, end.as_str()), (EndKind::NoAgreement, "end geen-overeenstemming"));

    let heiloo = site.coordinator("gemeente-heiloo");
    let ended =
        ListDossiersRequest { phases: vec![PhaseKind::Ended.into()], ..ListDossiersRequest::default() };
    let ended: Vec<_> = heiloo.list(ended).await.unwrap().into_iter().map(|head| head.dossier_id).collect();
    assert_eq!(ended, [no.id.clone(), apart.id.clone()]);
    assert_eq!(heiloo.register().await.unwrap(), [], "neither may start");

    // What ended stays ended; a new attempt follows it.
    for dossier in [no, apart] {
        refused(heiloo.submit(&dossier, "voorstel").await, Code::FailedPrecondition, "ENDED");
        refused(heiloo.withdraw(&dossier, "Toch maar niet.").await, Code::FailedPrecondition, "ENDED");
    }
}
