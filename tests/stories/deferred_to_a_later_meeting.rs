//! A deferral: the same body treats the dossier again at a later meeting, as often as the framework allows.

use tests::{
    refusal::refused,
    site::Site,
    treatment::{Written as _, treated, visit_name, went},
};
use tonic::Code;
use wire::v1::Outcome::{Deferred, Positive};

#[tokio::test]
async fn a_deferral_is_a_new_visit_of_the_same_step() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: groep die wacht").await.unwrap();
    site.bring_to(&dossier, "voorstel-pora").await;

    let pora = site.secretary("pora");
    refused(pora.treat(&dossier, treated(Deferred)).await, Code::FailedPrecondition, "MOTIVATION_REQUIRED");
    for visit in [2, 3] {
        let deferral = treated(Deferred).because("Er was geen quorum.");
        let answer = pora.treat(&dossier, deferral).await.unwrap();
        assert_eq!(went(answer.next.as_ref()), format!("voorstel-pora/{visit}"));
        let agenda = pora.agenda("pora").await.unwrap();
        assert_eq!(agenda.len(), 1, "the old row is gone, the new one is there");
        assert_eq!(visit_name(agenda[0].visit.as_ref()), format!("voorstel-pora/{visit}"));
        assert_eq!(agenda[0].earlier_visits, visit - 1);
        assert_eq!(agenda[0].earlier_outcomes.last().unwrap().outcome(), Deferred);
    }
    let once_more = pora.treat(&dossier, treated(Deferred).because("Nog eens.")).await;
    refused(once_more, Code::FailedPrecondition, "VISITS_EXHAUSTED").says(&["3"]).fact("visits_max", "3");

    let answer = pora.treat(&dossier, treated(Positive)).await.unwrap();
    assert_eq!(went(answer.next.as_ref()), "voorstel-oogo/1", "then it goes on");
}
