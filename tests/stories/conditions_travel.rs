//! Conditions travel along as items that someone answers and a body checks, until they are met.

use tests::{
    refusal::refused,
    site::Site,
    treatment::{Written as _, treated, went},
};
use tonic::Code;
use wire::v1::Outcome::{AdoptedWithConditions, Positive, PositiveWithConditions};

#[tokio::test]
async fn conditions_are_answered_before_the_business_case() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: groep op voorwaarden").await.unwrap();
    site.bring_to(&dossier, "voorstel-rbo").await;

    let rbo = site.secretary("rbo");
    let none = rbo.treat(&dossier, treated(PositiveWithConditions)).await;
    refused(none, Code::FailedPrecondition, "CONDITIONS_REQUIRED")
        .says(&["‘positief advies met voorwaarden’"]);
    let too_many = rbo.treat(&dossier, treated(Positive).provided("Er is vervoer.")).await;
    refused(too_many, Code::FailedPrecondition, "CONDITIONS_NOT_POSSIBLE")
        .says(&["‘positief advies met voorwaarden’"])
        .fact("instead", "positive-with-conditions");
    let vervoer = treated(PositiveWithConditions).provided("Er is een plan voor het vervoer.");
    rbo.treat(&dossier, vervoer).await.unwrap();

    // The next bodies see it; the deciding one adds its own.
    site.bring_to(&dossier, "voorstel-oogo").await;
    let agenda = site.member("oogo").agenda("oogo").await.unwrap();
    let open = &agenda[0].open_conditions;
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].set.as_ref().unwrap().text.as_ref().unwrap().text, "Er is een plan voor het vervoer.");
    assert_eq!((open[0].set_by_body.as_ref().unwrap().name.as_str(), open[0].answered), ("RBO", false));
    let oogo = site.secretary("oogo");
    let decision = treated(AdoptedWithConditions).provided("De evaluatie staat in de businesscase.");
    let answer = oogo.treat(&dossier, decision).await.unwrap();
    assert_eq!(went(answer.next.as_ref()), "round businesscase");

    // Both are answered first.
    refused(heiloo.submit(&dossier, "businesscase").await, Code::FailedPrecondition, "CONDITIONS_UNANSWERED")
        .fact("conditions", "1,2");
    heiloo.answer(&dossier, 1, "Het vervoer is geregeld met de gemeente.").await.unwrap();
    refused(heiloo.submit(&dossier, "businesscase").await, Code::FailedPrecondition, "CONDITIONS_UNANSWERED")
        .fact("conditions", "2");
    heiloo.answer(&dossier, 2, "Zie hoofdstuk 6.").await.unwrap();
    let opening = heiloo.submit(&dossier, "businesscase").await.unwrap();
    assert_eq!(opening.body.unwrap().id, "beleidsoverleg");

    // A body finds one met and the other not yet; only the met one is closed.
    site.bring_to(&dossier, "businesscase-rbo").await;
    let agenda = rbo.agenda("rbo").await.unwrap();
    let answers: Vec<_> =
        agenda[0].open_conditions.iter().map(|open| open.answer.as_ref().unwrap().text.as_str()).collect();
    assert_eq!(answers, ["Het vervoer is geregeld met de gemeente.", "Zie hoofdstuk 6."]);
    let found = treated(Positive).having_found(1, true).having_found(2, false);
    rbo.treat(&dossier, found).await.unwrap();
    let agenda = rbo.agenda("regisseuroverleg").await.unwrap();
    let left: Vec<_> =
        agenda[0].open_conditions.iter().map(|open| open.set.as_ref().unwrap().number).collect();
    assert_eq!(left, [2]);
    assert!(!agenda[0].open_conditions[0].judged.as_ref().unwrap().met);
    refused(heiloo.answer(&dossier, 1, "Nog eens.").await, Code::FailedPrecondition, "CONDITION_MET");
    let late =
        site.secretary("regisseuroverleg").treat(&dossier, treated(Positive).having_found(1, false)).await;
    refused(late, Code::FailedPrecondition, "CONDITION_MET").fact("condition", "1");
}
