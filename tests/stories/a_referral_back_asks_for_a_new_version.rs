//! A referral back: the coordinator files a version that the bodies have not seen, and the dossier goes on from the
//! step that the body named.

use tests::{
    refusal::refused,
    site::Site,
    treatment::{Written as _, treated, visit_name, went},
};
use tonic::Code;
use wire::v1::{
    Outcome::{Positive, ReferredBack},
    WaitsFor,
    phase::Phase,
    waits_for::Who,
};

#[tokio::test]
async fn a_referral_back_asks_for_a_version_that_nobody_has_seen() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: groep die beter moet").await.unwrap();
    site.bring_to(&dossier, "voorstel-pora").await;

    let pora = site.secretary("pora");
    let back = treated(ReferredBack).because("De financiering ontbreekt.").resuming_at("voorstel-rbo");
    let answer = pora.treat(&dossier, back).await.unwrap();
    assert_eq!(went(answer.next.as_ref()), "revision for voorstel-rbo");
    assert_eq!(site.waits_at(&dossier).await, Vec::<String>::new(), "it waits for its coordinator");
    let head = heiloo.dossier(&dossier.id).await.unwrap().summary.unwrap();
    assert!(matches!(head.phase.unwrap().phase, Some(Phase::Revising(_))));
    let Some(WaitsFor { who: Some(Who::Coordinator(coordinator)) }) = head.waits_for else {
        panic!("it waits for its coordinator")
    };
    assert_eq!(coordinator.actor_id, heiloo.person.actor());

    // The version that was seen is not enough.
    let seen = heiloo.dossier(&dossier.id).await.unwrap().submissions[0].document.clone().unwrap();
    refused(heiloo.resubmit(&dossier, seen.clone()).await, Code::FailedPrecondition, "NEW_VERSION_NEEDED")
        .fact("submitted", "voorstel/1");
    refused(
        heiloo.submit_document(&dossier, "voorstel", seen).await,
        Code::FailedPrecondition,
        "NOT_AWAITED",
    )
    .fact("awaits", "revision");

    let better = heiloo.file(&dossier, "voorstel").await.unwrap();
    assert_eq!(better.version, 2);
    let opening = heiloo.resubmit(&dossier, better.clone()).await.unwrap();
    assert_eq!(visit_name(opening.visit.as_ref()), "voorstel-rbo/2", "from the step that PORA named");
    assert_eq!(opening.documents, [better]);
    let agenda = site.member("rbo").agenda("rbo").await.unwrap();
    let told = agenda[0].earlier_outcomes.last().unwrap();
    assert_eq!(
        (told.outcome(), told.motivation.as_ref().unwrap().text.as_str()),
        (ReferredBack, "De financiering ontbreekt.")
    );

    for (body, next) in [
        ("rbo", "voorstel-regisseuroverleg/2"),
        ("regisseuroverleg", "voorstel-pora/2"),
        ("pora", "voorstel-oogo/1"),
    ] {
        let answer = site.secretary(body).treat(&dossier, treated(Positive)).await.unwrap();
        assert_eq!(went(answer.next.as_ref()), next);
    }
}

#[tokio::test]
async fn a_referral_back_goes_no_further_than_its_own_step() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: groep die beter moet").await.unwrap();
    site.bring_to(&dossier, "voorstel-rbo").await;
    let rbo = site.secretary("rbo");
    let ahead = treated(ReferredBack).because("Overslaan.").resuming_at("voorstel-oogo");
    refused(rbo.treat(&dossier, ahead).await, Code::FailedPrecondition, "CANNOT_RESUME_AT")
        .fact("possible", "voorstel-beleidsoverleg,voorstel-rbo");
    // Without a step it begins the round again.
    let answer = rbo.treat(&dossier, treated(ReferredBack).because("Opnieuw, graag.")).await.unwrap();
    assert_eq!(went(answer.next.as_ref()), "revision for voorstel-beleidsoverleg");
}
