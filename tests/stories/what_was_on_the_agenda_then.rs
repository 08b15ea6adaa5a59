//! An auditor asks what was on an agenda then: which dossiers, in which versions, on which terms, with which conditions
//! and outcomes, as a body knew them then and not as they are known now.

use tests::{
    refusal::refused,
    site::Site,
    treatment::{Written as _, treated},
};
use tonic::Code;
use wire::v1::{
    AgendaItem,
    Outcome::{Negative, Positive, PositiveWithConditions, ReferredBack},
};

#[tokio::test]
async fn an_agenda_is_shown_as_it_stood() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let auditor = site.auditor();
    let dossier = heiloo.open("Voorbeeld: groep op een agenda van toen").await.unwrap();
    site.bring_to(&dossier, "voorstel-rbo").await;
    let rbo = site.secretary("rbo");
    let first = treated(PositiveWithConditions).provided("Er is vervoer.").because("Nodig.");
    rbo.treat(&dossier, first).await.unwrap();
    site.bring_to(&dossier, "voorstel-pora").await;
    let then = auditor.head().await.unwrap();
    let before = only(auditor.agenda_at("pora", auditor.as_of(then)).await.unwrap());

    // Meanwhile: referred back, a new version, another advice in between.
    let back = treated(ReferredBack).because("Te vaag.").resuming_at("voorstel-regisseuroverleg");
    site.secretary("pora").treat(&dossier, back).await.unwrap();
    heiloo.answer(&dossier, 1, "De gemeente rijdt.").await.unwrap();
    let better = heiloo.file(&dossier, "voorstel").await.unwrap();
    heiloo.resubmit(&dossier, better.clone()).await.unwrap();
    let late = treated(Negative).because("Te duur.").having_found(1, true);
    site.secretary("regisseuroverleg").treat(&dossier, late).await.unwrap();
    let now = only(auditor.agenda("pora").await.unwrap());

    let again = only(auditor.agenda_at("pora", auditor.as_of(then)).await.unwrap());
    assert_eq!(again, before, "what happened since changes nothing of then");
    assert_eq!((version(&again), version(&now)), (1, 2));
    assert_eq!((again.open_conditions.len(), now.open_conditions.len()), (1, 0));
    assert!(!again.open_conditions[0].answered, "it was answered later");
    let outcomes =
        |item: &AgendaItem| item.earlier_outcomes.iter().map(|it| it.outcome()).collect::<Vec<_>>();
    assert_eq!(outcomes(&again).last(), Some(&Positive));
    assert_eq!(outcomes(&now).last(), Some(&Negative));

    // The papers of then have the words of then; what was filed later was not there.
    let paper = again.documents[0].document.clone().unwrap();
    let there = auditor.document_at(&dossier.id, &paper, auditor.as_of(then)).await.unwrap();
    assert_eq!(there.document.unwrap().digest, again.documents[0].digest);
    assert!(there.sections.iter().all(|section| !section.text.as_ref().unwrap().erased));
    let later = auditor.document_at(&dossier.id, &better, auditor.as_of(then)).await;
    refused(later, Code::NotFound, "DOCUMENT_UNKNOWN");

    // Before it came there, it was not there.
    let earlier = auditor.as_of(again.opened_at_position - 1);
    assert!(auditor.agenda_at("pora", earlier).await.unwrap().is_empty());
}

fn only(mut items: Vec<AgendaItem>) -> AgendaItem {
    assert_eq!(items.len(), 1, "{items:#?}");
    items.remove(0)
}

fn version(item: &AgendaItem) -> u32 {
    item.documents[0].document.as_ref().unwrap().version
}
