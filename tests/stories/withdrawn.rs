//! A coordinator takes a dossier back: possible until the decision, and the bodies no longer see it.

use tests::{refusal::refused, site::Site, treatment::treated};
use tonic::Code;
use wire::v1::{EndKind, Outcome::Positive, VisitProgress, phase::Phase};

#[tokio::test]
async fn what_is_withdrawn_leaves_the_agenda() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: toch maar niet").await.unwrap();
    site.bring_to(&dossier, "voorstel-rbo").await;
    let stranger = site.coordinator("gemeente-bergen").withdraw(&dossier, "Weg ermee.").await;
    refused(stranger, Code::PermissionDenied, "OTHER_COORDINATOR")
        .fact("coordinator", &heiloo.person.actor());

    let agenda = heiloo.agenda("rbo").await.unwrap();
    heiloo.withdraw(&dossier, "De school doet niet meer mee.").await.unwrap();
    assert_eq!(site.waits_at(&dossier).await, Vec::<String>::new());
    let told = heiloo.dossier(&dossier.id).await.unwrap();
    let Some(Phase::Ended(ended)) = told.summary.unwrap().phase.unwrap().phase else { panic!("it ended") };
    assert_eq!((ended.kind(), ended.end.unwrap().id.as_str()), (EndKind::Withdrawn, "ingetrokken"));
    assert_eq!(told.visits.last().unwrap().progress(), VisitProgress::Void);

    // The secretary, who still has the old agenda at hand, is told how it is.
    let item = &agenda[0];
    let mut late = treated(Positive);
    late.treated_on.clone_from(&item.arrived_on);
    let late = site.secretary("rbo").record(&dossier, item.visit.clone().unwrap(), late).await;
    refused(late, Code::FailedPrecondition, "ENDED").says(&["Ingetrokken"]).fact("end", "ingetrokken");
}

#[tokio::test]
async fn what_is_decided_cannot_be_withdrawn() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: vastgestelde groep").await.unwrap();
    site.bring_to_end(&dossier).await;
    refused(heiloo.withdraw(&dossier, "Te laat.").await, Code::FailedPrecondition, "ENDED")
        .fact("end", "vastgesteld");
}
