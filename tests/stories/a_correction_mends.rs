//! A secretary wrote something down wrongly. The first record stays; the correction names it, and sends the dossier
//! elsewhere only while nothing stands on it.

use tests::{
    refusal::refused,
    site::Site,
    treatment::{Written as _, treated, visit_name, went},
};
use tonic::Code;
use wire::v1::{
    Outcome::{Negative, Noted, Positive, ReferredBack, Rejected},
    VisitProgress,
};

#[tokio::test]
async fn a_correction_mends_in_place() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: groep met een schrijffout").await.unwrap();
    site.bring_to(&dossier, "voorstel-rbo").await;
    let rbo = site.secretary("rbo");
    let wrong = rbo.treat(&dossier, treated(Positive)).await.unwrap().receipt.unwrap().revision;
    site.bring_to(&dossier, "voorstel-oogo").await;

    // Two bodies further on. The way of the dossier stays as it is, so it may still be mended.
    let others = site.secretary("pora").correct(&dossier, wrong, treated(Negative).because("Fout.")).await;
    refused(others, Code::PermissionDenied, "NOT_GRANTED");
    let same = rbo.correct(&dossier, wrong, treated(Positive)).await;
    refused(same, Code::FailedPrecondition, "NOTHING_CORRECTED");
    let mended =
        rbo.correct(&dossier, wrong, treated(Negative).because("De kosten zijn niet gedekt.")).await.unwrap();
    let correction = mended.receipt.unwrap().revision;
    let agenda = heiloo.agenda("oogo").await.unwrap();
    let told = agenda[0]
        .earlier_outcomes
        .iter()
        .find(|earlier| visit_name(earlier.visit.as_ref()) == "voorstel-rbo/1");
    let told = told.unwrap();
    assert_eq!((told.outcome(), told.corrected, told.revision), (Negative, true, correction));

    // The first record is still there, and the correction says which one it mends.
    let again = rbo.correct(&dossier, wrong, treated(Negative).because("Nog eens.")).await;
    refused(again, Code::FailedPrecondition, "ALREADY_CORRECTED").fact("by", &correction.to_string());
    let history = site.auditor().history(&format!("dossier.{}", dossier.id)).await.unwrap();
    let bytes: Vec<_> =
        history.iter().map(|record| String::from_utf8(record.bytes.clone()).unwrap()).collect();
    let at = |revision: u64| &bytes[usize::try_from(revision).unwrap() - 1];
    assert!(at(wrong).contains("advies-uitgebracht") && at(wrong).contains("positive"), "{}", at(wrong));
    assert!(at(correction).contains("uitkomst-gecorrigeerd"), "{}", at(correction));
}

#[tokio::test]
async fn a_correction_sends_the_dossier_elsewhere_while_nothing_stands_on_it() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: groep die terug moest").await.unwrap();
    site.bring_to(&dossier, "voorstel-rbo").await;
    let rbo = site.secretary("rbo");
    let wrong = rbo.treat(&dossier, treated(Positive)).await.unwrap().receipt.unwrap().revision;
    assert_eq!(site.waits_at(&dossier).await, ["regisseuroverleg"]);

    let back = treated(ReferredBack).because("De doelgroep is niet duidelijk.").resuming_at("voorstel-rbo");
    let mended = rbo.correct(&dossier, wrong, back).await.unwrap();
    assert_eq!(went(mended.next.as_ref()), "revision for voorstel-rbo");
    assert_eq!(site.waits_at(&dossier).await, Vec::<String>::new(), "no longer at the regisseuroverleg");
    let visits = heiloo.dossier(&dossier.id).await.unwrap().visits;
    assert_eq!(
        visits.last().unwrap().progress(),
        VisitProgress::Void,
        "the visit that never should have been"
    );

    let better = heiloo.file(&dossier, "voorstel").await.unwrap();
    heiloo.resubmit(&dossier, better).await.unwrap();
    rbo.treat(&dossier, treated(Positive)).await.unwrap();
    let agenda = heiloo.agenda("regisseuroverleg").await.unwrap();
    assert_eq!(
        visit_name(agenda[0].visit.as_ref()),
        "voorstel-regisseuroverleg/2",
        "its number is not used again"
    );
}

#[tokio::test]
async fn a_correction_comes_too_late_once_others_built_on_it() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: groep die al verder is").await.unwrap();
    heiloo.submit(&dossier, "voorstel").await.unwrap();
    site.secretary("beleidsoverleg").treat(&dossier, treated(Noted)).await.unwrap();
    let rbo = site.secretary("rbo");
    let wrong = rbo.treat(&dossier, treated(Positive)).await.unwrap().receipt.unwrap().revision;
    site.secretary("regisseuroverleg").treat(&dossier, treated(Positive)).await.unwrap();

    let back = rbo.correct(&dossier, wrong, treated(ReferredBack).because("Toch niet.")).await;
    refused(back, Code::FailedPrecondition, "CORRECTION_TOO_LATE").fact("later", &(wrong + 1).to_string());
    assert_eq!(site.waits_at(&dossier).await, ["pora"], "it stays where it is");
}

#[tokio::test]
async fn a_correction_reopens_what_ended_wrongly() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: groep die niet was afgewezen").await.unwrap();
    site.bring_to(&dossier, "voorstel-oogo").await;
    let oogo = site.secretary("oogo");
    let wrong = oogo.treat(&dossier, treated(Rejected).because("Zie het verslag.")).await.unwrap();
    assert_eq!(went(wrong.next.as_ref()), "end afgewezen");
    let adopted = treated(wire::v1::Outcome::Adopted);
    let mended = oogo.correct(&dossier, wrong.receipt.unwrap().revision, adopted).await.unwrap();
    assert_eq!(went(mended.next.as_ref()), "round businesscase");
    heiloo.submit(&dossier, "businesscase").await.unwrap();
}
