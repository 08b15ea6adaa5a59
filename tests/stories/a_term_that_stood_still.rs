//! A body waits for somebody else. Its term stands still meanwhile, and everyone sees for whom; it runs on when its
//! secretary says so, or when the body treats the dossier.

use tests::{refusal::refused, site::Site, treatment::treated};
use tonic::Code;
use wire::v1::{
    AgendaItem, ListWaitingRequest, Outcome,
    waiting_on::{Submitter, Who},
    waits_for,
};

#[tokio::test]
async fn a_term_stands_still_while_the_body_waits_for_another() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: groep die wacht op de inspectie").await.unwrap();
    site.bring_to(&dossier, "voorstel-pora").await;
    let pora = site.secretary("pora");
    let before = only(pora.agenda("pora").await.unwrap());
    let (on, due) = (before.arrived_on.clone(), before.due_on.clone().unwrap());
    let days = before.term.as_ref().unwrap().days.unwrap();
    assert_eq!((days.budget, days.over, days.stood_still), (days.spent + days.left, 0, 0));

    let outside = || Who::Outside("de inspectie van het onderwijs".into());
    pora.suspend(&dossier, &on, outside(), "De inspectie oordeelt eerst over het gebouw.").await.unwrap();

    // It stays on the agenda; nobody knows when its term ends, and it waits for the inspectorate.
    let still = only(pora.agenda("pora").await.unwrap());
    let term = still.term.as_ref().unwrap();
    assert_eq!((&still.due_on, &term.due_on, still.overdue), (&None, &None, false));
    assert_eq!(term.suspended_since.as_ref(), Some(&on));
    assert_eq!(still.body.as_ref().unwrap().id, "pora");
    let Some(waits_for::Who::Outside(who)) = still.waits_for.clone().unwrap().who else {
        panic!("{still:?}")
    };
    assert_eq!(who.text, "de inspectie van het onderwijs");
    let told = heiloo.dossier(&dossier.id).await.unwrap();
    assert!(matches!(told.summary.unwrap().waits_for.unwrap().who, Some(waits_for::Who::Outside(_))));
    let reason = told.visits.last().unwrap().term.as_ref().unwrap().suspensions[0].reason.clone().unwrap();
    assert_eq!(reason.text, "De inspectie oordeelt eerst over het gebouw.");

    // Taken back on the day itself, it never stood still.
    assert_eq!(pora.resume(&dossier, &on).await.unwrap(), due);
    let runs = only(pora.agenda("pora").await.unwrap());
    assert_eq!((runs.due_on.as_ref(), runs.waits_for), (Some(&due), before.waits_for.clone()));
    assert_eq!(runs.term.unwrap().suspensions[0].resumed_on.as_ref(), Some(&on));

    // Treating the dossier ends a suspension too, and what it was stays to be seen.
    pora.suspend(&dossier, &on, Who::Submitter(Submitter {}), "Er ontbreekt een bijlage.").await.unwrap();
    let suspended = heiloo.seen().position;
    pora.treat(&dossier, treated(Outcome::Positive)).await.unwrap();
    let told = heiloo.dossier(&dossier.id).await.unwrap();
    let past = told.visits.iter().find(|visit| visit.treated.as_ref().is_some_and(|it| it.body == runs.body));
    let term = past.unwrap().term.clone().unwrap();
    assert_eq!((term.suspended_since, term.suspensions.len()), (None, 2));
    let then = only(pora.agenda_at("pora", pora.as_of(suspended)).await.unwrap());
    assert_eq!(then.term.unwrap().suspended_since, Some(on), "as it was");
}

#[tokio::test]
async fn a_term_stands_still_only_as_the_rules_allow() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: groep met een termijn").await.unwrap();
    site.bring_to(&dossier, "voorstel-pora").await;
    let pora = site.secretary("pora");
    let on = only(pora.agenda("pora").await.unwrap()).arrived_on;
    let suspend = |from: String, who| {
        let (pora, dossier) = (&pora, &dossier);
        async move { pora.suspend(dossier, &from, who, "Er ontbreekt iets.").await }
    };
    let itself = suspend(on.clone(), Who::BodyId("pora".into())).await;
    refused(itself, Code::FailedPrecondition, "WAITS_FOR_ITSELF").says(&["PORA"]);
    let nobody = suspend(on.clone(), Who::PartyId("gemeente-amsterdam".into())).await;
    refused(nobody, Code::FailedPrecondition, "PARTY_UNKNOWN");
    let ahead = suspend("2199-01-01".into(), Who::Submitter(Submitter {})).await;
    refused(ahead, Code::FailedPrecondition, "DATE_IN_FUTURE");
    let early = suspend("2020-01-01".into(), Who::Submitter(Submitter {})).await;
    refused(early, Code::FailedPrecondition, "DATE_BEFORE_ARRIVAL").fact("arrived", &on);
    refused(pora.resume(&dossier, &on).await, Code::FailedPrecondition, "NOT_SUSPENDED");

    suspend(on.clone(), Who::BodyId("rbo".into())).await.unwrap();
    let again = suspend(on.clone(), Who::Submitter(Submitter {})).await;
    refused(again, Code::FailedPrecondition, "ALREADY_SUSPENDED").fact("since", &on);
    refused(pora.resume(&dossier, "2020-01-01").await, Code::FailedPrecondition, "RESUMED_TOO_EARLY");

    // The RBO sees that it holds this up, although it stands on no agenda of the RBO.
    let of_rbo = ListWaitingRequest { body_id: Some("rbo".into()), ..ListWaitingRequest::default() };
    let waits = site.member("rbo").waiting(of_rbo).await.unwrap();
    assert_eq!((waits.len(), &waits[0].dossier_id), (1, &dossier.id));
    assert!(site.member("rbo").agenda("rbo").await.unwrap().is_empty());
}

fn only(mut items: Vec<AgendaItem>) -> AgendaItem {
    assert_eq!(items.len(), 1, "{items:#?}");
    items.remove(0)
}
