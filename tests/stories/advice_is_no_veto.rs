//! Advice is no veto: a negative advice travels on with its reasons, and a decision that departs from advice needs
//! reasons of its own.

use tests::{
    refusal::refused,
    site::Site,
    treatment::{Written as _, treated, visit_name, went},
};
use tonic::Code;
use wire::v1::Outcome::{Adopted, Negative, Noted, Positive, Rejected};

#[tokio::test]
async fn a_negative_advice_travels_on_with_its_reasons() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: omstreden groep").await.unwrap();
    heiloo.submit(&dossier, "voorstel").await.unwrap();
    site.secretary("beleidsoverleg").treat(&dossier, treated(Noted)).await.unwrap();

    let rbo = site.secretary("rbo");
    refused(rbo.treat(&dossier, treated(Negative)).await, Code::FailedPrecondition, "MOTIVATION_REQUIRED")
        .says(&["‘negatief advies’", "motivering"])
        .fact("outcome", "negative");
    let answer = rbo.treat(&dossier, treated(Negative).because("De kosten zijn niet gedekt.")).await.unwrap();
    assert_eq!(went(answer.next.as_ref()), "voorstel-regisseuroverleg/1", "it travels on");

    let agenda = site.member("regisseuroverleg").agenda("regisseuroverleg").await.unwrap();
    let advice = agenda[0].earlier_outcomes.last().unwrap();
    assert_eq!(advice.outcome(), Negative);
    assert_eq!(advice.motivation.as_ref().unwrap().text, "De kosten zijn niet gedekt.");
}

#[tokio::test]
async fn a_decision_that_departs_from_advice_says_why() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: omstreden groep").await.unwrap();
    site.bring_to(&dossier, "voorstel-rbo").await;
    site.secretary("rbo")
        .treat(&dossier, treated(Negative).because("De kosten zijn niet gedekt."))
        .await
        .unwrap();
    site.bring_to(&dossier, "voorstel-oogo").await;

    let oogo = site.secretary("oogo");
    refused(oogo.treat(&dossier, treated(Adopted)).await, Code::FailedPrecondition, "MOTIVATION_REQUIRED")
        .says(&["RBO", "motivering"])
        .fact("departs_from", "voorstel-rbo/1");
    oogo.treat(&dossier, treated(Adopted).because("Gemeenten dekken de kosten samen.")).await.unwrap();

    let visits = heiloo.dossier(&dossier.id).await.unwrap().visits;
    let decision = visits.last().unwrap().treated.as_ref().unwrap();
    let departs: Vec<_> = decision.departs_from.iter().map(|visit| visit_name(Some(visit))).collect();
    assert_eq!(departs, ["voorstel-rbo/1"], "the record says from which advice it departs");

    // Rejecting what three bodies advised for departs from advice too; a rejection always has its reasons.
    let other = heiloo.open("Voorbeeld: toch maar niet").await.unwrap();
    site.bring_to(&other, "voorstel-oogo").await;
    oogo.treat(&other, treated(Rejected).because("Er is al een groep in Bergen.")).await.unwrap();
    let visits = heiloo.dossier(&other.id).await.unwrap().visits;
    let departs = visits.last().unwrap().treated.as_ref().unwrap().departs_from.len();
    assert_eq!(departs, 3, "RBO, regisseuroverleg and PORA had advised {Positive:?}");
}
